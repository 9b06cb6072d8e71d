#include "tests/unit/machine/world.h"

/// Documents that every branch has of its own (language, "Documents").
namespace aftale::machine::test {
namespace {

constexpr const char* kGroups = R"(
workflow: groups
version: 1
title: Grupper
organisation: small
calendar: denmark
documents:
  agreement: {title: Aftale}
initial: working_groups
states:
  working_groups:
    for_each: {in: '["birken", "egen"]', as: service, key: service}
    documents:
      report: {title: Rapport}
      notes: {title: Noter, many: true}
    initial: works
    states:
      works:
        on:
          submitted:
            guard: 'document("report").version >= 1'
            to: reported
            actions: [{freeze: report}, {notify: {to: secretariat, template: ready, attach: [report, agreement]}}]
      reported:
        type: final
        result: {version: 'document("report").version', all: 'for one in documents return one.name'}
    done: {to: over}
    on: {counted: {to: over, guard: 'count(documents) = 1'}}
  over: {on: {more: {to: working_groups}, stop: {to: stopped}}}
  stopped: {type: final}
)";

World opened_with_documents() {
  World world(kGroups);
  EXPECT_TRUE(world.open("2022-10-03"));
  return world;
}

struct Named {
  const char* what;
  const char* document;
  const char* code;   // of the refusal
  const char* where;  // else
};

class Attached : public testing::TestWithParam<Named> {};

TEST_P(Attached, under_the_address_of_its_branch) {
  const Named& row = GetParam();
  World world = opened_with_documents();
  const World::Came came = world.attach("2022-10-04", row.document);
  EXPECT_EQ(came.code, row.code) << row.what;
  EXPECT_EQ(came.step.where, row.where) << row.what;
}

INSTANTIATE_TEST_SUITE_P(
    Table, Attached,
    testing::Values(Named{"the case's", "agreement", "", "agreement"},
                    Named{"a branch's", "working_groups/birken/report", "", "working_groups/birken/report"},
                    Named{"by its step", "working_groups/birken/works/report", "", "working_groups/birken/report"},
                    Named{"by the name of the branch", "Birken/report", "", "working_groups/birken/report"},
                    Named{"several branches have one", "report", "ambiguous", ""},
                    Named{"none has it", "working_groups/birken/agreement", "unknown-document", ""},
                    Named{"outside the branches", "working_groups/report", "unknown-document", ""},
                    Named{"no such document", "paper", "unknown-document", ""},
                    Named{"no such branch", "working_groups/elmen/report", "unknown-step", ""}));

TEST(OwnDocuments, every_branch_counts_its_versions_and_sees_the_cases_and_its_own) {
  World world = opened_with_documents();
  ASSERT_TRUE(world.attach("2022-10-04", "agreement"));
  ASSERT_TRUE(world.attach("2022-10-04", "working_groups/birken/report"));
  ASSERT_TRUE(world.attach("2022-10-05", "working_groups/birken/report"));
  EXPECT_EQ(world.send("2022-10-06", "submitted", "working_groups/egen").code, "guard-false");
  ASSERT_TRUE(world.attach("2022-10-06", "report").code == "ambiguous");
  ASSERT_TRUE(world.send("2022-10-06", "submitted", "working_groups/birken"));
  EXPECT_EQ(world.branch("working_groups/birken")->result.feel(), R"({version: 2, all: ["agreement", "report"]})");
  ASSERT_EQ(world.notices.size(), 1u);
  ASSERT_EQ(world.notices[0].attachments.size(), 2u);
  EXPECT_EQ(world.notices[0].attachments[0].version, 2u);
  // Now one branch only is open, so it need not be named.
  const World::Came came = world.attach("2022-10-07", "report");
  ASSERT_TRUE(came);
  EXPECT_EQ(came.step.where, "working_groups/egen/report");
  ASSERT_EQ(world.instance.documents.size(), 4u);
  EXPECT_EQ(world.instance.documents[3].version, 1u);
}

TEST(OwnDocuments, a_freeze_in_the_branch_freezes_its_own) {
  World world = opened_with_documents();
  ASSERT_TRUE(world.attach("2022-10-04", "working_groups/birken/report"));
  ASSERT_TRUE(world.attach("2022-10-04", "working_groups/egen/report"));
  ASSERT_TRUE(world.send("2022-10-06", "submitted", "working_groups/egen"));
  EXPECT_FALSE(world.instance.documents[0].frozen.has_value());
  EXPECT_TRUE(world.instance.documents[1].frozen.has_value());
  ASSERT_TRUE(world.input("2022-10-07", Freeze{"working_groups/birken/report"}));
  EXPECT_EQ(world.instance.documents[0].frozen->iso(), "2022-10-07");
}

TEST(OwnDocuments, outside_the_branches_the_list_holds_the_cases_only) {
  World world = opened_with_documents();
  ASSERT_TRUE(world.attach("2022-10-04", "working_groups/birken/report"));
  ASSERT_TRUE(world.send("2022-10-05", "counted", "working_groups"));
  EXPECT_TRUE(world.is_in("over"));
}

TEST(OwnDocuments, a_late_report_may_be_attached_to_a_branch_that_has_ended_but_not_to_a_cancelled_one) {
  World world = opened_with_documents();
  ASSERT_TRUE(world.attach("2022-10-04", "working_groups/birken/report"));
  ASSERT_TRUE(world.send("2022-10-05", "submitted", "working_groups/birken"));
  ASSERT_TRUE(world.send("2022-10-05", "counted", "working_groups"));
  EXPECT_TRUE(world.attach("2022-10-06", "working_groups/birken/report"));
  EXPECT_EQ(world.attach("2022-10-06", "working_groups/egen/report").code, "no-open-step");
  // A new entry begins anew, documents too.
  ASSERT_TRUE(world.send("2022-10-07", "more"));
  const World::Came came = world.attach("2022-10-08", "working_groups/birken/report");
  ASSERT_TRUE(came);
  EXPECT_EQ(came.step.where, "working_groups/birken#2/report");
  EXPECT_EQ(world.instance.documents.back().version, 1u);
}

}  // namespace
}  // namespace aftale::machine::test
