#include "tests/unit/cases/office.h"

/// What somebody may read who does not read everything.
namespace aftale::cases {
namespace {

constexpr const char* kJoint = R"(workflow: joint
version: 1
title: Fælles tekst
organisation: nordjylland
calendar: denmark
inputs: {note: {type: string, optional: true}}
events: {reply: {text: {type: string, optional: true}}}
documents: {draft: {title: Udkast}, agreed: {title: Aftale}}
initial: asked
states:
  asked:
    title: Høring
    for_each: {in: organisation.municipalities, as: party, key: party.code}
    initial: open
    states:
      open: {title: Svar, owner: party, on: {reply: {to: replied}}}
      replied: {type: final}
    done: {to: over}
    empty: {to: over}
  over: {type: final}
)";

const machine::Actor kParty{"aalborg", machine::Proof::peer, {"party:0851"}, "aalborg", 1001};
const machine::Actor kBody{"raadet", machine::Proof::peer, {"body:0851/council"}, "raadet", 1002};

class Reading : public ::testing::Test {
 protected:
  Reading() : office_(kJoint) {
    office_.opens({{"note", "kun til sekretariatet"}});
    office_.does(AttachDocument{"draft", "udkast.txt", "hemmeligt"});
    office_.does(AttachDocument{"agreed", "aftale.txt", "aftalt"});
    office_.does(machine::Freeze{"agreed"});
    office_.does(SendEvent{"asked/0813", "reply", {{"text", "deres"}}});
    office_.does(SendEvent{"asked/0851", "reply", {{"text", "vores"}}});
  }

  template <class Body, class Asked>
  Body asked_by(const machine::Actor& who, Asked question) {
    const Result<Answer> answer = office_.service().ask_for(who, Question(std::move(question)));
    if (!answer) {
      ADD_FAILURE() << Office::message(answer.error());
      return Body();
    }
    not_shown_ = answer->not_shown;
    json_.clear();
    write_json(*answer, json_);
    return std::get<Body>(answer->body);
  }
  bool says(const std::string& text) const { return json_.find(text) != std::string::npos; }

  Office office_;
  std::string json_;
  std::int64_t not_shown_ = 0;
};

TEST_F(Reading, of_a_case_the_own_branch_and_what_was_frozen) {
  for (const machine::Actor& who : {kParty, kBody}) {
    const auto whole = office_.ask<ShowAnswer>(Show{"a", {}, {}});
    const auto shown = asked_by<ShowAnswer>(who, Show{"a", {}, {}});
    ASSERT_EQ(shown.documents.size(), 1u);
    EXPECT_EQ(shown.documents[0].name, "aftale.txt");
    ASSERT_EQ(shown.branches.size(), 2u) << "the case itself and the own";
    EXPECT_EQ(shown.branches[1].key, "asked/0851");
    for (const records::WorkItemRow& item : shown.items) EXPECT_EQ(item.party, "0851");
    EXPECT_FALSE(shown.items.empty());
    EXPECT_TRUE(shown.values.empty());
    const auto left_out = [](const auto& all, const auto& some) {
      return static_cast<std::int64_t>(all.size() - some.size());
    };
    EXPECT_EQ(not_shown_, left_out(whole.branches, shown.branches) + left_out(whole.items, shown.items) +
                              left_out(whole.documents, shown.documents) + left_out(whole.active, shown.active) +
                              left_out(whole.due, shown.due) + left_out(whole.values, shown.values));
    EXPECT_TRUE(says("not_shown"));
    EXPECT_FALSE(says("kun til sekretariatet"));
  }
}

constexpr const char* kCouncils = R"(workflow: councils
version: 1
title: Byråd
organisation: nordjylland
calendar: denmark
initial: approval
states:
  approval:
    for_each: {in: organisation.municipalities, as: party, key: party.code}
    initial: treats
    states:
      treats:
        owner: party.council
        ballot: approve
        on: {approved: {to: approved}, amended: {to: approved}, rejected: {to: approved}, returned: {to: approved}}
      approved: {type: final}
    done: {to: over}
    empty: {to: over}
  over: {type: final}
)";

TEST(ReadingMinutes, what_was_said_behind_closed_doors_is_for_the_own_party_and_those_who_read_everything) {
  Office office(kCouncils);
  office.opens({});
  machine::Record record;
  record.step = "approval/0851";
  record.outcome = "godkendt";
  record.meeting = *time::CivilDate::from_ymd(2022, 1, 3);
  record.remarks = {"Fortroligt"};
  record.minority = "To var imod";
  record.minutes = "https://example.dk/1";
  record.closed = true;
  office.does(record);
  const auto said = [&](const machine::Actor& who) {
    const Result<Answer> answer = office.service().ask_for(who, Question(Export{"a"}));
    std::string text;
    if (answer) write_json(*answer, text);
    return text;
  };
  const machine::Actor other{"bronderslev", machine::Proof::peer, {"party:0810"}, "bronderslev", 1003};
  const machine::Actor auditor{"revisor", machine::Proof::peer, {"auditor"}, "revisor", 1004};
  for (const char* words : {"Fortroligt", "To var imod", "https://example.dk/1"}) {
    EXPECT_NE(said(kParty).find(words), std::string::npos) << words;
    EXPECT_NE(said(auditor).find(words), std::string::npos) << words;
    EXPECT_EQ(said(other).find(words), std::string::npos) << words;
  }
  EXPECT_NE(said(kParty).find(R"("closed":true)"), std::string::npos);
  const ShowAnswer shown = office.show();
  ASSERT_EQ(shown.minuted.size(), 1u);
  EXPECT_EQ(shown.minuted.front().step, "approval/0851/treats");
  office.strikes(shown.minuted.front().entry);
  EXPECT_TRUE(office.show().minuted.empty());
  EXPECT_TRUE(office.is_well());
}

TEST_F(Reading, of_its_history_the_own_entries_and_its_life) {
  const auto history = asked_by<HistoryAnswer>(kParty, History{"a"});
  std::vector<std::int64_t> numbers;
  for (const HistoryAnswer::Entry& entry : history.entries) numbers.push_back(entry.row.revision);
  EXPECT_EQ(numbers, (std::vector<std::int64_t>{4, 6}));
  EXPECT_EQ(not_shown_, 4);
  EXPECT_TRUE(says("vores"));
  EXPECT_FALSE(says("deres"));
}

TEST_F(Reading, entries_that_are_asked_for_one_by_one_tell_no_more) {
  const auto history = office_.ask<HistoryAnswer>(History{"a"});
  Explain question{"a", {}, false};
  for (const HistoryAnswer::Entry& entry : history.entries)
    question.entries.push_back({entry.row.seq, entry.row.revision, "{}"});
  const auto told = asked_by<ExplainAnswer>(kParty, question);
  ASSERT_EQ(told.lines.size(), 6u);
  for (std::size_t n = 0; n < told.lines.size(); ++n)
    EXPECT_EQ(told.lines[n].title.en == "(not shown to you)", n != 3 && n != 5) << n;
}

TEST_F(Reading, the_matrix_is_for_all_and_rows_are_not) {
  const auto whole = office_.ask<StatusOfAnswer>(StatusOf{"a", {}});
  const auto status = asked_by<StatusOfAnswer>(kParty, StatusOf{"a", {}});
  ASSERT_EQ(status.matrices.size(), whole.matrices.size());
  ASSERT_FALSE(status.matrices.empty());
  EXPECT_EQ(status.matrices.front().rows.size(), whole.matrices.front().rows.size());
  EXPECT_TRUE(status.open_items.empty());
  EXPECT_EQ(not_shown_, static_cast<std::int64_t>(whole.open_items.size()));
}

TEST_F(Reading, an_export_leaves_out_as_its_parts_do) {
  const auto exported = asked_by<ExportAnswer>(kParty, Export{"a"});
  ASSERT_EQ(exported.cases.size(), 1u);
  EXPECT_EQ(exported.cases[0].documents.size(), 1u);
  EXPECT_EQ(exported.histories[0].entries.size(), 2u);
  EXPECT_FALSE(says("deres"));
  EXPECT_FALSE(says("udkast.txt"));
}

TEST_F(Reading, some_questions_are_answered_whole_or_not_at_all) {
  const Question questions[] = {
      Outbox{}, Audit{}, History{}, Preview{"a", {}, {}}, Preview{"a", "asked/0860", {}}, IfStruck{"a", 6, "x"}};
  for (const Question& question : questions) {
    const Result<Answer> answer = office_.service().ask_for(kParty, question);
    ASSERT_FALSE(answer) << question.index();
    EXPECT_STREQ(answer.error()->findings.front().code, "not-allowed");
    for (const char* role : {"secretariat", "operator", "auditor", "*"})
      EXPECT_TRUE(office_.service().ask_for({"x", machine::Proof::peer, {role}}, question)) << role;
  }
}

TEST_F(Reading, who_reads_everything_is_told_of_nothing_left_out) {
  const auto shown = asked_by<ShowAnswer>({"x", machine::Proof::peer, {"auditor"}}, Show{"a", {}, {}});
  EXPECT_EQ(shown.documents.size(), 2u);
  EXPECT_EQ(not_shown_, 0);
  EXPECT_FALSE(says("not_shown"));
}

}  // namespace
}  // namespace aftale::cases
