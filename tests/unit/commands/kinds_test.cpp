#include "engine/commands/kinds.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "engine/commands/command.h"

/// What files hold of the kinds does not change: numbers, names, and the digests that request ids are told by.
namespace aftale::commands {
namespace {

TEST(kinds, keep_their_numbers_and_names) {
  const std::vector<std::string> names{"open",  "event", "record", "attach",  "freeze", "suspend", "resume", "withdraw",
                                       "fault", "fire",  "heard",  "unheard", "renew",  "correct", "move",   "propose"};
  ASSERT_EQ(names.size(), Kinds<Input>::kAll.size());
  for (std::size_t n = 0; n < names.size(); ++n) EXPECT_EQ(name_of(static_cast<InputKind>(n + 1)), names[n]);
  EXPECT_EQ(kind_of(Fire{}), InputKind::fire);
  EXPECT_EQ(kind_of(Renew{}), InputKind::renew);
  EXPECT_EQ(kind_of(MoveTo{}), InputKind::move);
}

TEST(kinds, keep_the_places_of_what_people_ask_for) {
  const std::vector<std::string> names{"open",    "event",  "record",   "attach", "freeze",
                                       "suspend", "resume", "withdraw", "renew",  "correct"};
  EXPECT_EQ(names, std::vector<std::string>(Kinds<Input>::kNames.begin(), Kinds<Input>::kNames.end()));
  EXPECT_EQ(Intent(RenewCase{}).index(), 8u);
  EXPECT_EQ(Intent(Correct{}).index(), 9u);
}

time::CivilDate day(const char* iso) {
  return *time::CivilDate::parse_iso(iso);
}

Command asked(Intent intent, std::optional<time::CivilDate> effective = {}) {
  return {{}, "nsa-2023", {}, effective, false, std::move(intent)};
}

Record minutes() {
  Record record;
  record.step = "approval/0851";
  record.outcome = "godkendt";
  record.meeting = day("2022-11-28");
  record.next = day("2022-12-05");
  record.votes = {17, 3, std::nullopt, 20, 0};
  record.remarks = {"bem 1", "bem 2"};
  record.minority = "mindretal";
  record.minutes = "referat 7";
  record.versions = {{"agreement", 2}, {"", 1}};
  record.even_so = record.skip = record.closed = true;
  return record;
}

TEST(kinds, are_recognised_by_the_digests_that_journals_hold) {
  Record plain;
  plain.outcome = "godkendt";
  plain.meeting = day("2022-11-28");
  const OpenCase open{sha256("definition"), {{"first_day", "2023-01-01"}, {"title", "Aftale"}}};
  const AttachDocument file{"agreement", "udkast.docx", "bytes"};
  const AttachDocument reference{"agreement", "udkast.docx", "",
                                 AttachDocument::Reference{sha256("large"), 30'000'000}};
  const std::vector<std::pair<Command, std::string>> table{
      {asked(open), "69c1f106bf1f827a"},
      {asked(SendEvent{"approval/0851", "answer", {{"text", "ja"}}}, day("2022-11-24")), "a3036fab6f40eb79"},
      {asked(minutes()), "0ad999136d0c5005"},
      {asked(plain), "3987fd710c0e10d0"},
      {asked(file), "9bbc06b905a67ad8"},
      {asked(reference), "5848bec68ecb9106"},
      {asked(Freeze{"agreement"}), "d3b2fa23a135f099"},
      {asked(Suspend{"en grund"}), "5448f49f6478b4f5"},
      {asked(Resume{"en grund"}), "6e3b596294fb0450"},
      {asked(Withdraw{"en grund"}), "9ad2301020ff5e7e"},
      {asked(RenewCase{"nsa-2025", {{"first_day", "2025-01-01"}}, "P2Y"}), "56d41cec56461567"},
      {asked(Correct{14, "en grund"}), "b8eb4cd750bd4003"},
  };
  for (const auto& [command, digest] : table) EXPECT_EQ(digest_of(command), digest) << command.intent.index();
}

}  // namespace
}  // namespace aftale::commands
