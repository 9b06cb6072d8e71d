#include <gtest/gtest.h>

#include "engine/cases/wire/wire.h"
#include "tests/unit/cases/wire_random.h"

namespace aftale::cases {
namespace {

using wire_test::Amount;
using wire_test::Random;
using wire_test::same;

constexpr Amount kAmounts[] = {Amount::none, Amount::all, Amount::some};

std::string write_answer(const Answer& answer) {
  std::string text;
  write_json(answer, text);
  return text;
}

/// Written, read and written again: the same value, the same bytes.
template <class Value, class Write, class Read>
void expect_round_trip(const Value& value, Write write, Read read) {
  const std::string text = write(value);
  const auto back = read(text);
  ASSERT_TRUE(back) << render(back.error()->findings.front(), Language::en) << "\n" << text;
  EXPECT_TRUE(same<Value>(value, *back)) << text << "\n" << write(*back);
  EXPECT_EQ(write(*back), text);
}

std::vector<Result<Receipt>> make_receipts(Random& random) {
  std::vector<Result<Receipt>> receipts;
  for (const Receipt& receipt : random.make<std::vector<Receipt>>()) receipts.emplace_back(receipt);
  for (const Error& error : random.make<std::vector<Error>>())
    receipts.emplace_back(fail(std::make_shared<const Error>(error)));
  return receipts;
}

std::vector<Command> make_commands(Random& random) {
  std::vector<Command> commands;
  for (std::size_t n = 0; n < std::variant_size_v<Intent>; ++n) {
    Command command = random.make<Command>();
    command.intent = random.make<Intent>(n);
    commands.push_back(std::move(command));
  }
  return commands;
}

void expect_all_round_trips(std::uint64_t seed, Amount amount) {
  SCOPED_TRACE("seed " + std::to_string(seed));
  Random told(seed, amount, false), said(seed, amount, true);
  for (std::size_t n = 0; n < std::variant_size_v<decltype(Answer::body)>; ++n) {
    Answer answer{told.make<decltype(Answer::body)>(n), told.make<std::int64_t>()};
    expect_round_trip(answer, write_answer, read_answer);
  }
  for (std::size_t n = 0; n < std::variant_size_v<Question>; ++n)
    expect_round_trip(said.make<Question>(n), write_question, read_question);
  expect_round_trip(make_commands(said), write_commands, read_commands);
  expect_round_trip(make_receipts(told), write_receipts, read_receipts);
  expect_round_trip(said.make<std::vector<model::Source>>(), write_sources, read_sources);
  expect_round_trip(told.make<Advanced>(), write_advanced, read_advanced);
  Move order = said.make<Move>();
  order.actor = {};
  expect_round_trip(order, write_move, read_move_order);
  expect_round_trip(told.make<Moved>(), write_moved, read_moved);
  const ErrorPtr error = std::make_shared<const Error>(told.make<Error>());
  expect_round_trip(error, write_error, read_error);
}

TEST(Wire, everything_comes_back_as_it_was_sent_with_nothing_set_and_with_everything) {
  for (const Amount amount : kAmounts) expect_all_round_trips(1, amount);
}

TEST(Wire, whatever_may_be_there_comes_back_as_it_was_sent) {
  for (std::uint64_t seed = 1; seed <= 2'000 && !HasFailure(); ++seed) expect_all_round_trips(seed, Amount::some);
}

TEST(Wire, who_acts_does_not_cross) {
  Command command;
  command.actor = {"somebody", machine::Proof::peer, {"*"}};
  const std::string text = write_commands({&command, 1});
  EXPECT_EQ(text.find("somebody"), std::string::npos);
  EXPECT_TRUE(read_commands(text)->front().actor.id.empty());
  EXPECT_TRUE(read_commands(text)->front().actor.roles.empty());
  EXPECT_EQ(write_question(Possible{"k", command.actor}), R"({"question":"possible","case":"k"})");
}

TEST(Wire, a_command_reads_like_a_journal) {
  Command command{*RequestId::parse("0190a0000000700080000000000000ff"), "nsa-2023", {}, {}, false, {}};
  machine::Record record;
  record.step = "approval/0851";
  record.outcome = "godkendt";
  record.meeting = *time::CivilDate::parse_iso("2022-11-28");
  record.votes.votes_for = 17;
  record.versions = {{"", 2}};
  command.intent = record;
  EXPECT_EQ(write_commands({&command, 1}),
            R"({"commands":[{"request":"0190a000-0000-7000-8000-0000000000ff","case":"nsa-2023","effective":null,)"
            R"("dry_run":false,"do":"record","with":{"in":"approval/0851","outcome":"godkendt",)"
            R"("meeting":"2022-11-28","next":null,"present":null,"for":17,"against":null,"abstain":null,)"
            R"("recused":null,"remarks":[],"minority":"","minutes":"","versions":[{"document":"","version":2}],)"
            R"("even_so":false,"skip":false}}]})");
}

TEST(Wire, members_that_nobody_knows_are_skipped_and_those_that_may_be_null_may_be_missing) {
  const auto commands = read_commands(
      R"({"later":{"a":[1]},"commands":[{"new":null,"with":{"document":"reply","x":1},"do":"freeze","dry_run":true,)"
      R"("case":"h","request":"00000000-0000-0000-0000-000000000001"}]})");
  ASSERT_TRUE(commands);
  EXPECT_EQ(std::get<machine::Freeze>(commands->front().intent).document, "reply");
  EXPECT_FALSE(commands->front().effective);
}

}  // namespace
}  // namespace aftale::cases
