#include "engine/base/limits.h"
#include "tests/unit/cases/office.h"

/// A file that is too large to be kept: its size and digest are, and it goes with no message.
namespace aftale::cases {
namespace {

constexpr const char* kLetter = R"(
workflow: letter
version: 1
title: {da: Brev, en: Letter}
organisation: example-three
calendar: denmark
documents: {plan: {title: Plan}, note: {title: Notat}}
initial: drafting
states:
  drafting:
    owner: secretariat
    on:
      sent: {to: over, actions: [{freeze: plan}, {notify: {to: secretariat, template: opened, attach: [plan, note]}}]}
  over: {type: final}
)";

class ByReference : public ::testing::Test {
 protected:
  ByReference() { office.opens({}); }
  AttachDocument film(std::size_t bytes) {
    return {"plan", "film.mp4", {}, AttachDocument::Reference{digest, static_cast<std::int64_t>(bytes)}};
  }

  const std::size_t least = limits::kAttachmentBytesMax + 1;
  const Digest digest = sha256("a film");
  Office office{kLetter};
};

TEST_F(ByReference, its_size_and_digest_are_kept_and_the_command_says_so) {
  const Result<Receipt> receipt = office.execute(film(least));
  ASSERT_TRUE(receipt);
  const std::string outcome = office.ask<HistoryAnswer>(History{"a"}).entries.back().row.outcome;
  EXPECT_NE(outcome.find(digest.hex()), std::string::npos) << outcome;
  const records::DocumentRow row = office.show().documents.front();
  EXPECT_EQ(row.name, "film.mp4");
  EXPECT_EQ(row.size, static_cast<std::int64_t>(least));
  EXPECT_EQ(row.sha256, digest);
  office.restart();
  EXPECT_TRUE(office.is_well());
}

TEST_F(ByReference, a_message_names_all_its_files_and_takes_none_along) {
  office.does(film(least));
  office.does(AttachDocument{"note", "notat.txt", "kort"});
  office.event("sent");
  office.at("2022-01-03 10:00");
  ASSERT_EQ(office.channel().attempts().size(), 1U);
  const std::vector<records::Message::Part>& parts = office.channel().attempts().front().attachments;
  ASSERT_EQ(parts.size(), 2U);
  for (const records::Message::Part& part : parts) {
    EXPECT_FALSE(part.name.empty());
    EXPECT_TRUE(part.bytes.empty()) << part.name;
  }
}

TEST_F(ByReference, the_same_file_in_the_same_command_is_done_once) {
  Command command;
  command.request = RequestId::derived("film", 1, 1);
  command.key = "a";
  command.actor = {"anna", machine::Proof::scenario, {"secretariat"}};
  command.intent = film(least);
  ASSERT_TRUE(office.service().execute({&command, 1}).front());
  const Result<Receipt> again = office.service().execute({&command, 1}).front();
  ASSERT_TRUE(again);
  EXPECT_EQ(office.show().documents.size(), 1U);
  command.intent = AttachDocument{
      "plan", "film.mp4", {}, AttachDocument::Reference{sha256("another"), static_cast<std::int64_t>(least)}};
  EXPECT_EQ(office.service().execute({&command, 1}).front().error()->findings.front().code,
            std::string("request-reused"));
}

TEST_F(ByReference, what_could_be_kept_is_not_told_by_reference) {
  struct Row {
    const char* what;
    AttachDocument attach;
    const char* code;
  };
  AttachDocument both = film(least);
  both.bytes = "x";
  const std::vector<Row> rows{{"small enough", film(least - 1), "bad-value"},
                              {"with the file", both, "bad-value"},
                              {"at the limit", film(limits::kReferenceBytesMax), ""},
                              {"too large for a size", film(limits::kReferenceBytesMax + 1), "too-large"}};
  for (const Row& row : rows) EXPECT_EQ(office.refused(row.attach), row.code) << row.what;
}

}  // namespace
}  // namespace aftale::cases
