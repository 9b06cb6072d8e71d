#include "tests/unit/decisions/table_maker.h"

namespace aftale::decisions {
namespace {

using Kind = feel::Type::Kind;
using feel::Value;

const feel::Host kHost;

Value number(std::int64_t n) {
  return Value::integer(n);
}

/// `age` and `member`; three rows that overlap where age is over 60 and somebody is a member.
Table fares(HitPolicy hit) {
  TableMaker maker(hit);
  maker.input("age", Kind::number).input("member", Kind::boolean);
  maker.output("fare", Kind::string, {"free", "half", "full"});
  maker.row({"[18..60]", ""}, {"\"full\""})
      .row({"> 60", ""}, {"\"half\""})
      .row({"> 60", "true"}, {"if age > 90 then \"free\" else \"half\""});
  return maker.table;
}

/// Each case with and without what `prepare` finds: the answers are the same.
void expect(const Table& table, const std::vector<Value>& inputs, const std::string& value, const std::string& told,
            const std::string& rows) {
  for (const bool prepared : {false, true}) {
    Table copy = table;
    if (prepared) prepare(copy);
    const Outcome outcome = evaluate(copy, inputs, kHost);
    EXPECT_EQ(outcome.value.feel(), value) << prepared;
    EXPECT_EQ(codes(outcome.diagnostics), told) << prepared;
    std::string hits;
    for (const Hit& hit : outcome.hits) hits += std::to_string(hit.rule + 1);
    EXPECT_EQ(hits, rows) << prepared;
  }
}

TEST(Evaluate, every_hit_policy_decides_as_dmn_says) {
  const struct {
    HitPolicy hit;
    int age;
    bool member;
    const char *value, *told, *rows;
  } rows[] = {
      {HitPolicy::unique, 30, true, "\"full\"", "", "1"},
      {HitPolicy::unique, 70, false, "\"half\"", "", "2"},
      {HitPolicy::unique, 70, true, "null", "overlap 4", "23"},
      {HitPolicy::unique, 5, true, "null", "no-rule 1", ""},
      {HitPolicy::first, 95, true, "\"half\"", "", "2"},
      {HitPolicy::any, 70, true, "\"half\"", "", "23"},
      {HitPolicy::any, 95, true, "null", "overlap 4", "23"},
      {HitPolicy::priority, 95, true, "\"free\"", "", "32"},
      {HitPolicy::output_order, 95, true, "[\"free\", \"half\"]", "", "32"},
      {HitPolicy::rule_order, 95, true, "[\"half\", \"free\"]", "", "23"},
      {HitPolicy::collect, 95, true, "[\"half\", \"free\"]", "", "23"},
      {HitPolicy::collect, 5, true, "null", "no-rule 1", ""},
      {HitPolicy::collect_count, 95, true, "2", "", "23"},
      {HitPolicy::collect_count, 5, true, "0", "", ""},
      {HitPolicy::collect_max, 95, true, "\"half\"", "", "23"},
      {HitPolicy::collect_min, 95, true, "\"free\"", "", "23"},
      {HitPolicy::collect_sum, 95, true, "null", "wrong-type 3", "23"},
  };
  for (const auto& row : rows) {
    SCOPED_TRACE(std::to_string(static_cast<int>(row.hit)) + " " + std::to_string(row.age));
    expect(fares(row.hit), {number(row.age), Value(row.member)}, row.value, row.told, row.rows);
  }
}

TEST(Evaluate, sums_are_decimal) {
  TableMaker maker(HitPolicy::collect_sum);
  maker.input("x", Kind::number).output("y", Kind::number);
  maker.row({"> 0"}, {"0.1"}).row({"> 1"}, {"0.2"}).row({"> 2"}, {"x"});
  expect(maker.table, {number(3)}, "3.3", "", "123");
}

TEST(Evaluate, several_outputs_are_a_context) {
  TableMaker maker(HitPolicy::first);
  maker.input("x", Kind::number).output("a", Kind::number).output("b", Kind::string);
  maker.row({""}, {"x + 1", "\"z\""});
  expect(maker.table, {number(3)}, "{a: 4, b: \"z\"}", "", "1");
}

TEST(Evaluate, a_cell_that_is_neither_true_nor_false_stops) {
  expect(fares(HitPolicy::first), {Value(), Value(true)}, "null", "null-cell 2", "");
  TableMaker maker(HitPolicy::first);
  maker.input("x", Kind::string).output("y", Kind::string);
  maker.row({"\"a\""}, {"\"1\""}).row({"not(\"b\")"}, {"\"2\""});
  expect(maker.table, {Value()}, "\"2\"", "", "2");
}

TEST(Evaluate, cells_see_every_input) {
  TableMaker maker(HitPolicy::first);
  maker.input("low", Kind::number).input("high", Kind::number).output("y", Kind::boolean);
  maker.row({"", "< low"}, {"false"}).row({"", ""}, {"true"});
  expect(maker.table, {number(5), number(3)}, "false", "", "1");
  expect(maker.table, {number(5), number(7)}, "true", "", "2");
}

TEST(Evaluate, inputs_by_name_must_be_the_columns) {
  const Table table = fares(HitPolicy::first);
  const auto told = [&table](std::vector<std::pair<const char*, Value>> inputs) {
    feel::Context context;
    for (auto& [name, value] : inputs) context.set(name, value);
    const Outcome outcome = evaluate(table, context, kHost);
    return outcome.value.feel() + " " + codes(outcome.diagnostics);
  };
  EXPECT_EQ(told({{"age", number(30)}, {"member", Value(true)}}), "\"full\" ");
  EXPECT_EQ(told({{"member", Value(true)}, {"age", number(30)}}), "\"full\" ");
  EXPECT_EQ(told({{"age", number(30)}}), "\"full\" missing-data 1");
  EXPECT_EQ(told({{"age", number(30)}, {"member", Value()}, {"mebmer", Value(true)}}), "\"full\" unknown-name 1");
  EXPECT_EQ(told({{"age", Value::string("30")}, {"member", Value(true)}}), "null wrong-type 1, null-cell 2");
}

TEST(Evaluate, the_outcome_tells_which_row_fired_and_with_what) {
  Table table = fares(HitPolicy::first);
  const Outcome outcome = evaluate(table, std::vector<Value>{number(61), Value(true)}, kHost);
  ASSERT_EQ(outcome.hits.size(), 1U);
  EXPECT_EQ(outcome.hits[0].rule, 1U);
  EXPECT_EQ(outcome.hits[0].outputs[0].text(), "half");
  ASSERT_EQ(outcome.inputs.size(), 2U);
  EXPECT_EQ(outcome.inputs[0].feel(), "61");
}

TEST(Library, finds_tables_by_name) {
  Library library;
  library.add(fares(HitPolicy::first));
  ASSERT_NE(library.find("t"), nullptr);
  EXPECT_NE(library.find("t")->prepared, nullptr);
  EXPECT_EQ(library.find("u"), nullptr);
  EXPECT_EQ(library.names(), std::vector<std::string>{"t"});
}

TEST(Library, reads_a_table_when_it_is_first_asked_for_and_once) {
  Library library;
  int times = 0;
  library.add_unread("t", [&times]() -> std::optional<Table> {
    ++times;
    return fares(HitPolicy::first);
  });
  library.add_unread("bad", [] { return std::optional<Table>(); });
  const Library copy = library;
  EXPECT_EQ(library.names(), (std::vector<std::string>{"bad", "t"}));
  EXPECT_EQ(times, 0);
  const Table* table = library.find("t");
  ASSERT_NE(table, nullptr);
  EXPECT_NE(table->prepared, nullptr);
  EXPECT_EQ(copy.find("t"), table) << "copies share what was read";
  EXPECT_EQ(times, 1);
  EXPECT_EQ(library.find("bad"), nullptr) << "what cannot be read is not there";
}

}  // namespace
}  // namespace aftale::decisions
