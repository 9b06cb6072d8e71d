#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

#include "engine/commands/kinds.h"

/// The life cycle of a case admits each kind of input, or refuses it in words that name the command.
namespace aftale::commands {
namespace {

using Answers = std::vector<std::string>;

struct AdmissionRow {
  InputKind input;
  /// By status in the order of the enumeration: the status after it, or the code of the refusal.
  Answers answers;
};

const std::vector<AdmissionRow>& admissions() {
  static const std::string there = "already-exists";
  // clang-format off
  static const std::vector<AdmissionRow> table{
      {InputKind::open,     {"-> running", there, there, there, there, there}},
      {InputKind::event,    {"registered", "-> running", "suspended", "ended", "ended", "faulted"}},
      {InputKind::record,   {"registered", "-> running", "suspended", "ended", "ended", "faulted"}},
      {InputKind::attach,   {"registered", "-> running", "suspended", "ended", "ended", "faulted"}},
      {InputKind::freeze,   {"registered", "-> running", "suspended", "ended", "ended", "faulted"}},
      {InputKind::suspend,  {"registered", "-> suspended", "suspended", "ended", "ended", "faulted"}},
      {InputKind::resume,   {"registered", "running", "-> running", "ended", "ended", "faulted"}},
      {InputKind::withdraw, {"-> withdrawn", "-> withdrawn", "-> withdrawn", "ended", "ended", "-> withdrawn"}},
      {InputKind::correct,  {"registered", "-> running", "-> suspended", "-> completed", "-> withdrawn", "-> faulted"}},
      {InputKind::move,     {"registered", "-> running", "-> suspended", "ended", "ended", "-> faulted"}},
      {InputKind::fire,     {"registered", "-> running", "suspended", "ended", "ended", "faulted"}},
      {InputKind::fault,    {"registered", "-> faulted", "suspended", "ended", "ended", "faulted"}},
      {InputKind::heard,    {"registered", "-> running", "-> suspended", "-> completed", "-> withdrawn", "-> faulted"}},
      {InputKind::unheard, {"registered", "-> running", "-> suspended", "-> completed", "-> withdrawn", "-> faulted"}},
      {InputKind::renew,    {"registered", "-> running", "-> suspended", "-> completed", "-> withdrawn", "-> faulted"}},
      {InputKind::propose, {"registered", "-> running", "-> suspended", "-> completed", "-> withdrawn", "-> faulted"}},
  };
  // clang-format on
  return table;
}

TEST(case_input, is_admitted_or_refused_with_the_code_of_where_the_case_is) {
  ASSERT_EQ(admissions().size(), Kinds<Input>::kAll.size());
  std::set<InputKind> seen;
  for (const AdmissionRow& row : admissions()) {
    seen.insert(row.input);
    ASSERT_EQ(row.answers.size(), lifecycle::kCaseStatuses.size());
    for (const CaseStatus status : lifecycle::kCaseStatuses) {
      const auto answer = admit(status, row.input);
      const std::string told = answer ? "-> " + std::string(lifecycle::name(*answer)) : code_of(answer.error());
      EXPECT_EQ(told, row.answers[static_cast<std::size_t>(status)])
          << name_of(row.input) << " when " << lifecycle::name(status);
      EXPECT_EQ(answer.has_value(), takes(status, row.input));
    }
  }
  EXPECT_EQ(seen.size(), admissions().size());
}

TEST(case_input, is_refused_with_the_commands_that_are_possible) {
  const std::vector<std::pair<CaseStatus, Answers>> table{
      {CaseStatus::registered, {"open", "withdraw"}},
      {CaseStatus::running, {"do", "record", "attach", "freeze", "suspend", "withdraw", "correct", "move", "renew"}},
      {CaseStatus::suspended, {"resume", "withdraw", "correct", "move", "renew"}},
      {CaseStatus::completed, {"correct", "renew"}},
      {CaseStatus::withdrawn, {"correct", "renew"}},
      {CaseStatus::faulted, {"withdraw", "correct", "move", "renew"}},
  };
  ASSERT_EQ(table.size(), lifecycle::kCaseStatuses.size());
  for (const auto& [status, commands] : table) {
    const auto input = status == CaseStatus::registered ? InputKind::event : InputKind::open;
    const auto refused = admit(status, input);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error()->kind, Error::Kind::refused);
    EXPECT_EQ(refused.error()->findings.front().possible, commands) << lifecycle::name(status);
  }
}

TEST(case_input, is_refused_in_words_that_name_the_command) {
  const auto refused = admit(CaseStatus::suspended, InputKind::event);
  ASSERT_FALSE(refused);
  const Text& message = refused.error()->findings.front().message;
  EXPECT_EQ(message.da, "Sagen er sat i bero, så »do« er ikke muligt. Genoptag den først med »resume«");
  EXPECT_EQ(message.en, "The case is suspended, so \"do\" is not possible. Resume it first with \"resume\"");
}

}  // namespace
}  // namespace aftale::commands
