#include "engine/testing/expectations.h"

#include <gtest/gtest.h>

#include "engine/lifecycle/case_life.h"
#include "engine/loader/yaml.h"
#include "engine/testing/paths.h"
#include "engine/testing/scenario_reader.h"

namespace aftale::testing {
namespace {

records::BranchRow branch(const char* key, const char* outcome,
                          machine::BranchStatus status = machine::BranchStatus::running) {
  records::BranchRow row;
  row.key = key;
  row.outcome = outcome;
  row.status = status;
  return row;
}

records::WorkItemRow item(const char* step, lifecycle::ItemStatus status) {
  records::WorkItemRow row;
  row.step = step;
  row.status = status;
  return row;
}

records::OutboxRow message(const char* name, const char* receiver) {
  records::OutboxRow row;
  row.template_name = name;
  row.receiver_title = receiver;
  records::read_facts(row, R"({"da": {"receiver_title": "Sekretariatet"}, "en": {"receiver_title": "Secretariat"}})");
  return row;
}

model::Organisation organisation() {
  model::Organisation out;
  out.secretariat.title = {"Sekretariatet", "Secretariat"};
  model::Body body;
  body.id = "das";
  body.title = {"Den administrative styregruppe", "Steering group"};
  out.bodies.push_back(body);
  return out;
}

/// A case in `approval`, where three parties were asked and one of them anew.
Facts facts(const model::Organisation& organisation) {
  using enum machine::BranchStatus;
  Facts facts;
  facts.organisation = &organisation;
  facts.show.summary.row.status = lifecycle::CaseStatus::running;
  facts.show.active = {"approval", "approval/1/chain", "approval/1/chain/council/treats", "approval/2#2/chain"};
  facts.show.items = {item("approval/1/chain/council/treats", lifecycle::ItemStatus::open),
                      item("approval/3/renewed_approval/agreement", lifecycle::ItemStatus::open),
                      item("drafting", lifecycle::ItemStatus::done)};
  facts.show.branches = {branch("", ""),
                         branch("approval/1", ""),
                         branch("approval/2", "rejected", ended),
                         branch("approval/2#2", ""),
                         branch("approval/3", "approved", ended),
                         branch("approval/4", "", cancelled),
                         branch("approval/1/chain/council", "")};
  facts.show.values = {{"first_day", "2023-01-01"}, {"areas", "a, b"}, {"note", ""}};
  facts.show.due = {{"approval", "adopted", time::CivilDate::parse_iso("2022-11-30"), "missed"},
                    {"drafting", "done", time::CivilDate::parse_iso("2022-10-01"), "met"},
                    {"consultation", "replies", time::CivilDate::parse_iso("2022-05-31"), "cancelled"}};
  facts.sent = {message("overdue", "Sekretariatet"), message("reminder", "Den administrative styregruppe")};
  facts.offers = {{"approval", {}, "sent", false, {}, false}, {"approval/3", {}, "keep", false, {}, true}};
  return facts;
}

std::string found(const std::string& then, const Facts& facts) {
  Checked<loader::Node> tree = loader::parse_yaml("then: {" + then + "}\n", "s.yaml");
  std::vector<Diagnostic> findings;
  loader::Reading reading(findings);
  const Expectations expected = read_expectations(reading, *tree.value->find("then"));
  EXPECT_TRUE(findings.empty()) << then;
  EXPECT_FALSE(is_empty(expected));
  const std::optional<Diagnostic> mismatch = first_mismatch(expected, facts);
  if (!mismatch) return "";
  EXPECT_STREQ(mismatch->code, "scenario");
  EXPECT_TRUE(mismatch->where && mismatch->where->line == 1);
  return mismatch->message.en;
}

TEST(Expectations, what_holds_is_silent) {
  const model::Organisation names = organisation();
  for (const char* then :
       {"in: approval", "in: 'approval/*/chain'", "in: [approval/1, 'approval/2#2']", "in: approval/3/renewed_approval",
        "in: approval, branches: 3", "open: 2", "open: approval/1", "outcome: {approval/3: approved}",
        "outcome: {'approval/2#2': ''}", "data: {first_day: 2023-01-01, areas: [a, b], note: }",
        "due: {approval: 2022-11-30}", "due: {consultation: none}", "overdue: [approval]",
        "sent: [{template: overdue, to: secretariat}]", "sent: [{to: das}, {template: reminder}]",
        "sent: [{to: den administrative STYREGRUPPE}]", "not_sent: [{template: lifted}, {template: overdue, to: das}]",
        "possible: [keep]"}) {
    EXPECT_EQ(found(then, facts(names)), "") << then;
  }
}

TEST(Expectations, a_mismatch_tells_what_was_expected_and_what_was) {
  const model::Organisation names = organisation();
  struct Row {
    const char* then;
    const char* expected;
  };
  const Row rows[] = {
      {"in: drafting",
       "Expected: the case to be in drafting; but was: approval/1/chain/council/treats, approval/2#2/chain, "
       "approval/3/renewed_approval/agreement"},
      {"in: approval/1/chain/council/treats/x",
       "Expected: the case to be in approval/1/chain/council/treats/x; but was: approval/1/chain/council/treats, "
       "approval/2#2/chain, approval/3/renewed_approval/agreement"},
      {"in: approval, branches: 4", "Expected: 4 branches in approval; but was: 3"},
      {"open: none",
       "Expected: steps that wait for somebody: none; but was: approval/1/chain/council/treats, "
       "approval/3/renewed_approval/agreement"},
      {"open: 1",
       "Expected: 1 steps that wait for somebody; but was: 2: approval/1/chain/council/treats, "
       "approval/3/renewed_approval/agreement"},
      {"open: drafting",
       "Expected: steps that wait for somebody: drafting; but was: approval/1/chain/council/treats, "
       "approval/3/renewed_approval/agreement"},
      {"ended: sent",
       "Expected: the case to have ended with sent; but was: the case is running in approval/1/chain/council/treats, "
       "approval/2#2/chain, approval/3/renewed_approval/agreement"},
      {"outcome: {approval/2: approved}", "Expected: the outcome approved (approval/2); but was: rejected"},
      {"outcome: {approval/1: approved}", "Expected: the outcome approved (approval/1); but was: no outcome yet"},
      {"outcome: {approval/9: approved}",
       "Expected: a branch approval/9; but was: approval/1, approval/2, approval/2#2, approval/3, approval/4, "
       "approval/1/chain/council"},
      {"data: {first_day: 2023-01-02}", "Expected: first_day = 2023-01-02; but was: 2023-01-01"},
      {"data: {note: x}", "Expected: note = x; but was: nothing"},
      {"data: {notes: x}", "Expected: data by the name notes; but was: first_day, areas, note"},
      {"result: {agreed: yes}", "Expected: a result by the name agreed; but was: none"},
      {"due: {approval: 2022-11-29}", "Expected: approval to be due 2022-11-29; but was: 2022-11-30"},
      {"due: {consultation: 2022-05-31}", "Expected: consultation to be due 2022-05-31; but was: no due date"},
      {"due: {approval: none}", "Expected: no due date for approval; but was: 2022-11-30"},
      {"overdue: none", "Expected: missed deadlines: none; but was: approval"},
      {"overdue: [drafting]", "Expected: missed deadlines: drafting; but was: approval"},
      {"sent: none",
       "Expected: no messages; but was: overdue -> Sekretariatet, reminder -> Den administrative styregruppe"},
      {"sent: [{template: lifted}]",
       "Expected: a message lifted; but was: overdue -> Sekretariatet, reminder -> Den administrative styregruppe"},
      {"sent: [{template: overdue, to: das}]",
       "Expected: a message overdue -> das; but was: overdue -> Sekretariatet, reminder -> Den administrative "
       "styregruppe"},
      {"not_sent: [{template: lifted}, {to: das}]",
       "Expected: no message * -> das; but was: overdue -> Sekretariatet, reminder -> Den administrative styregruppe"},
      {"possible: [sent]", "Expected: possible events: sent; but was: keep"},
      {"possible: none", "Expected: possible events: none; but was: keep"},
  };
  for (const Row& row : rows) EXPECT_EQ(found(row.then, facts(names)), row.expected) << row.then;
}

TEST(Expectations, a_case_that_has_ended_says_how) {
  const model::Organisation names = organisation();
  Facts ended = facts(names);
  ended.show.active.clear();
  ended.show.items.clear();
  ended.show.branches = {branch("", "sent", machine::BranchStatus::ended)};
  ended.show.summary.row.status = lifecycle::CaseStatus::completed;
  EXPECT_EQ(found("ended: sent, open: none", ended), "");
  EXPECT_EQ(found("ended: lost", ended),
            "Expected: the case to have ended with lost; but was: the case has ended with sent");
  EXPECT_EQ(found("in: drafting", ended),
            "Expected: the case to be in drafting; but was: the case has ended with sent");
  ended.show.summary.row.status = lifecycle::CaseStatus::withdrawn;
  EXPECT_EQ(found("ended: withdrawn", ended), "");
}

TEST(Paths, a_star_is_one_segment) {
  struct Row {
    const char *path, *address;
    bool holds, is;
  };
  const Row rows[] = {{"a", "a", true, true},
                      {"a", "a/b", true, false},
                      {"a/b", "a", false, false},
                      {"a", "ab", false, false},
                      {"a/*", "a/b", true, true},
                      {"a/*", "a", false, false},
                      {"a/*/c", "a/b/c/d", true, false},
                      {"*", "a", true, true},
                      {"a/*/c", "a/b/d", false, false}};
  for (const Row& row : rows) {
    EXPECT_EQ(names_or_holds(row.path, row.address), row.holds) << row.path << " " << row.address;
    EXPECT_EQ(names(row.path, row.address), row.is) << row.path << " " << row.address;
  }
}

}  // namespace
}  // namespace aftale::testing
