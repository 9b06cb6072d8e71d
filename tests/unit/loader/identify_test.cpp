#include <gtest/gtest.h>

#include "engine/loader/loader.h"

namespace aftale::loader {
namespace {

using model::SourceKind;

TEST(Identify, tells_kind_name_and_version_from_the_first_lines) {
  struct Row {
    const char* text;
    SourceKind kind;
    const char* name;
    int version;
  };
  const Row rows[] = {
      {"workflow: a-b\nversion: 3\n", SourceKind::workflow, "a-b", 3},
      {"# a comment\n\nworkflow: x   # what it is\nstates: {}\nversion: 2\n", SourceKind::workflow, "x", 2},
      {"workflow: x\norganisation: y\n", SourceKind::workflow, "x", 1},
      {"organisation: nord\n", SourceKind::organisation, "nord", 0},
      {"---\ncalendar: \"denmark\"\n", SourceKind::calendar, "denmark", 0},
      {"\xEF\xBB\xBFrules: quorum\r\nhit: first\r\n", SourceKind::rules, "quorum", 0},
      {"scenario: En plan\nworkflow: x\n", SourceKind::scenario, "En plan", 0},
      {"workflow: broken\nversion: 1\nstates: {a: [}\n", SourceKind::workflow, "broken", 1},
  };
  for (const Row& row : rows) {
    const auto source = identify(row.text, "f.yaml");
    ASSERT_TRUE(source.value) << row.text;
    EXPECT_EQ(source.value->kind, row.kind) << row.text;
    EXPECT_EQ(source.value->name, row.name);
    EXPECT_EQ(source.value->version, row.version) << row.text;
    EXPECT_EQ(source.value->bytes, row.text);
  }
}

TEST(Identify, says_what_is_wrong_with_a_file_that_is_nothing) {
  struct Row {
    const char* text;
    const char* code;
    std::uint32_t line, column;
  };
  const Row rows[] = {{"", "unknown-source", 1, 1},
                      {"# only this\n", "unknown-source", 1, 1},
                      {"\nworkflo: x\n", "unknown-source", 2, 1},
                      {"workflow:\nversion: 1\n", "missing-value", 1, 9},
                      {"just text\n", "unknown-source", 1, 1}};
  for (const Row& row : rows) {
    const auto source = identify(row.text, "f.yaml");
    EXPECT_FALSE(source.value);
    ASSERT_EQ(source.findings.size(), 1U) << row.text;
    EXPECT_STREQ(source.findings[0].code, row.code);
    ASSERT_TRUE(source.findings[0].where);
    EXPECT_EQ(source.findings[0].where->line, row.line) << row.text;
    EXPECT_EQ(source.findings[0].where->column, row.column) << row.text;
  }
}

TEST(MemorySources, gives_the_newest_version_unless_one_is_named) {
  std::vector<model::Source> all;
  for (const int version : {1, 3, 2}) all.push_back({SourceKind::workflow, "x", version, "x.yaml", ""});
  all.push_back({SourceKind::rules, "x", 0, "r.yaml", ""});
  const MemorySources sources(all);
  EXPECT_EQ(sources.find(SourceKind::workflow, "x", 0)->version, 3);
  EXPECT_EQ(sources.find(SourceKind::workflow, "x", 2)->version, 2);
  EXPECT_FALSE(sources.find(SourceKind::workflow, "x", 4));
  EXPECT_FALSE(sources.find(SourceKind::calendar, "x", 0));
  EXPECT_EQ(sources.names(SourceKind::workflow), std::vector<std::string>{"x"});
}

}  // namespace
}  // namespace aftale::loader
