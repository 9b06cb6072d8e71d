#include "engine/base/limits.h"
#include "engine/cases/step_entries.h"
#include "engine/machine/format/payload.h"
#include "engine/machine/input.h"
#include "tests/unit/cases/office.h"

/// How much a case takes from one person and in one answer.
namespace aftale::cases {
namespace {

constexpr const char* kDiary = R"(
workflow: diary
version: 1
title: {da: Dagbog, en: Diary}
organisation: example-three
calendar: denmark
data: {tally: {type: number, value: 0}}
initial: open
states:
  open:
    owner: secretariat
    on:
      noted: {actions: [{set: {tally: tally + 1}}]}
      ended: {to: over}
  over: {type: final}
)";

records::JournalRow row(std::int64_t seq, machine::InputKind kind, std::string outcome) {
  records::JournalRow row;
  row.seq = row.revision = seq;
  row.case_id = CaseId{1};
  row.kind = static_cast<std::int64_t>(kind);
  row.outcome = std::move(outcome);
  return row;
}

std::vector<records::JournalRow> rows(std::size_t count, const std::string& outcome) {
  std::vector<records::JournalRow> rows{row(1, machine::InputKind::open, R"({"at":"","entered":["talks"]})")};
  while (rows.size() <= count) {
    rows.push_back(row(static_cast<std::int64_t>(rows.size()) + 1, machine::InputKind::record, outcome));
  }
  return rows;
}

TEST(StepEntries, a_step_that_stays_open_is_full_at_the_limit) {
  const std::string there = R"({"at":"talks"})";
  StepEntries entries;
  entries.count(rows(limits::kStepEntriesMax - 1, there), CaseId{1});
  EXPECT_TRUE(entries.admit(details(there)));
  entries.count(rows(limits::kStepEntriesMax, there), CaseId{1});  // one more than before
  const Result<void> full = entries.admit(details(there));
  ASSERT_FALSE(full);
  EXPECT_STREQ(code_of(full.error()), "too-many-entries");
  EXPECT_TRUE(entries.admit(details(R"({"at":"talks","left":["talks"],"entered":["over"]})"))) << "what leads on";
  EXPECT_TRUE(entries.admit(details(R"({"at":"elsewhere"})")));
}

TEST(StepEntries, one_that_was_left_or_entered_again_begins_anew) {
  std::vector<records::JournalRow> all = rows(limits::kStepEntriesMax, R"({"at":"talks"})");
  all.push_back(row(static_cast<std::int64_t>(all.size()) + 1, machine::InputKind::event,
                    R"({"at":"talks","left":["talks"],"entered":["talks"]})"));
  StepEntries entries;
  entries.count(all, CaseId{1});
  EXPECT_TRUE(entries.admit(details(R"({"at":"talks"})")));
}

TEST(StepEntries, dates_and_other_cases_do_not_count) {
  std::vector<records::JournalRow> all = rows(0, {});
  for (std::size_t n = 0; n <= limits::kStepEntriesMax; ++n) {
    const bool fires = n % 2 == 0;
    all.push_back(row(static_cast<std::int64_t>(all.size()) + 1,
                      fires ? machine::InputKind::fire : machine::InputKind::record, R"({"at":"talks"})"));
    if (!fires) all.back().case_id = CaseId{2};
  }
  StepEntries entries;
  entries.count(all, CaseId{1});
  EXPECT_TRUE(entries.admit(details(R"({"at":"talks"})")));
}

TEST(EntryText, is_at_most_64_kilobytes_together) {
  Office office(kDiary);
  office.opens({});
  const auto words = [](std::size_t bytes) {
    SendEvent event{{}, "noted", {}};  // 5 bytes
    for (bytes -= event.event.size(); bytes > 0;) {
      const std::size_t part = std::min<std::size_t>(bytes, limits::kTextBytesMax);
      event.data.emplace_back("", std::string(part, 'x'));
      bytes -= part;
    }
    return event;
  };
  EXPECT_EQ(office.refused(words(limits::kEntryTextBytesMax + 1)), "too-large");
  EXPECT_NE(office.refused(words(limits::kEntryTextBytesMax)), "too-large") << "only that it has no such data";
}

TEST(History, comes_in_pages_that_together_are_all_of_it) {
  Office office(kDiary);
  office.opens({});
  for (int n = 0; n < 6; ++n) office.event("noted");
  office.strikes(3);
  const auto all = office.ask<HistoryAnswer>(History{"a"});
  EXPECT_FALSE(all.more);
  ASSERT_EQ(all.entries.size(), 8U);
  History asked{"a", 0, 3};
  std::vector<HistoryAnswer::Entry> put_together;
  for (bool more = true; more;) {
    auto page = office.ask<HistoryAnswer>(asked);
    more = page.more;
    EXPECT_EQ(page.entries.size(), more ? 3U : 2U);
    for (HistoryAnswer::Entry& entry : page.entries) put_together.push_back(std::move(entry));
    asked.after = put_together.back().row.seq;
  }
  ASSERT_EQ(put_together.size(), all.entries.size());
  for (std::size_t n = 0; n < all.entries.size(); ++n) {
    EXPECT_EQ(put_together[n].row.seq, all.entries[n].row.seq);
    EXPECT_EQ(put_together[n].title_da, all.entries[n].title_da);
    EXPECT_EQ(put_together[n].struck_by, all.entries[n].struck_by);
  }
  EXPECT_EQ(put_together[2].struck_by, 8) << "by an entry of a later page";
}

}  // namespace
}  // namespace aftale::cases
