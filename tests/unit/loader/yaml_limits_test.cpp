#include <gtest/gtest.h>

#include "engine/base/limits.h"
#include "engine/loader/yaml.h"
#include "tests/unit/loader/source_lines.h"

namespace aftale::loader {
namespace {

std::string repeat(std::string_view part, std::size_t times) {
  std::string out;
  for (std::size_t i = 0; i < times; ++i) out += part;
  return out;
}

std::string told(const std::string& source) {
  return codes(parse_yaml(source, "f.yaml").findings);
}

/// Maps inside each other, in braces and by indentation.
std::string braces(std::size_t levels) {
  return repeat("{a: ", levels) + "x" + repeat("}", levels);
}
std::string indented(std::size_t levels) {
  std::string out;
  for (std::size_t i = 0; i < levels; ++i) out += std::string(i, ' ') + "a:\n";
  return out + std::string(levels, ' ') + "x\n";
}

TEST(YamlLimits, each_is_kept_at_the_limit_and_one_past_it) {
  const std::size_t deep = limits::kNestingMax, long_text = limits::kScalarBytesMax, nodes = limits::kYamlNodesMax;
  const std::string filler = "# " + std::string(limits::kSourceBytesMax - 5, 'x') + "\na:";
  const struct {
    const char* name;
    std::string fits, past;
    const char* told;
  } rows[] = {
      {"levels in braces", braces(deep), braces(deep + 1), "too-deep 1:241\n"},
      {"levels by indentation", indented(deep), indented(deep + 1), "too-deep 61:61\n"},
      {"levels of lists", repeat("- ", deep) + "x", repeat("- ", deep + 1) + "x", "too-deep 1:121\n"},
      {"bytes of a text", "a: " + std::string(long_text, 'x'), "a: " + std::string(long_text + 1, 'x'),
       "too-large 1:4\n"},
      {"bytes of a quoted text", "a: '" + std::string(long_text, 'x') + "'",
       "a: '" + std::string(long_text + 1, 'x') + "'", "too-large 1:4\n"},
      {"values", repeat("- x\n", nodes - 1), repeat("- x\n", nodes), "too-large 100000:3\n"},
      {"bytes", filler, filler + " ", "too-large 0:0\n"},
  };
  ASSERT_EQ(filler.size(), limits::kSourceBytesMax);
  for (const auto& row : rows) {
    EXPECT_EQ(told(row.fits), "") << row.name;
    EXPECT_EQ(told(row.past), row.told) << row.name;
  }
}

TEST(YamlLimits, bombs_are_refused_without_harm) {
  const struct {
    const char* name;
    std::string source;
    const char* code;
  } rows[] = {
      {"a megabyte of brackets", std::string(1'000'000, '['), "too-deep"},
      {"braces with keys", repeat("{a: ", 250'000), "too-deep"},
      {"brackets on several lines", repeat("[\n", 500'000), "too-deep"},
      {"lists in lists", repeat("- ", 499'999), "too-deep"},
      {"keys of keys", repeat("? ", 499'999), "key-not-text"},
      {"tagged brackets", "a: " + repeat("!x [ ", 199'000), "tag"},
      {"quotes", "a: " + std::string(900'000, '"'), "bad-yaml"},
      {"billion laughs", "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n", "anchor"},
      {"wide list", "a: [" + repeat("a,", 400'000) + "]", "too-large"},
      {"two megabytes", std::string(2'000'000, 'x'), "too-large"},
  };
  for (const auto& row : rows) {
    const Checked<Node> tree = parse_yaml(row.source, "f.yaml");
    EXPECT_FALSE(tree.value) << row.name;
    ASSERT_FALSE(tree.findings.empty()) << row.name;
    EXPECT_STREQ(tree.findings.front().code, row.code) << row.name;
    for (const Diagnostic& finding : tree.findings) EXPECT_LT(finding.message.da.size(), 1000U) << row.name;
  }
}

TEST(YamlLimits, brackets_in_texts_are_no_levels) {
  const std::string source = "rows:\n" + repeat("  - '[1..5)' # [\n  - \"[1..5[\"\n  - a [b\n", 300) + "t: |\n" +
                             repeat("  [[[[\n", 100) + "u: >\n  {{{{\nv: {w: '[', x: \"[\"}\n";
  EXPECT_EQ(told(source), "");
}

TEST(YamlLimits, bytes_that_are_no_text_are_refused_at_their_place) {
  const struct {
    std::string source;
    const char* told;
  } rows[] = {
      {"a: \xE6\n", "invalid-utf8 1:4\n"},
      {"a: b\nå: \xC0\x80\n", "invalid-utf8 2:4\n"},
      {"a: \xED\xA0\x80", "invalid-utf8 1:4\n"},
      {"a: b\xC3", "invalid-utf8 1:5\n"},
      {std::string("a: b\0c", 6), "control-character 1:5\n"},
      {"a: b\x1B[0m", "control-character 1:5\n"},
      {"a: b\rc: d", "control-character 1:5\n"},
      {"a: \x7F", "control-character 1:4\n"},
      {"a: \xC2\x85", "control-character 1:4\n"},
      {"a: \xE2\x80\xAE", "control-character 1:4\n"},
      {"a: b\xEF\xBB\xBF", "control-character 1:5\n"},
      {"\xFE\xFF", "invalid-utf8 1:1\n"},
      {"a: b\x04", "control-character 1:5\n"},
  };
  for (const auto& row : rows) EXPECT_EQ(told(row.source), row.told) << row.source;
}

TEST(YamlLimits, findings_end_somewhere) {
  EXPECT_EQ(parse_yaml(repeat("- !x a\n", 1000), "f.yaml").findings.size(), 50U);
  std::vector<Diagnostic> findings;
  Reading reading(findings);
  std::string keys;
  for (int i = 0; i < 1000; ++i) keys += "k" + std::to_string(i) + ": x\n";
  reading.keys(*parse_yaml(keys, "f.yaml").value, {"a"});
  EXPECT_EQ(findings.size(), 20U);
}

TEST(YamlLimits, any_cut_of_a_file_is_read_or_refused) {
  const std::string source =
      "a: {b: [1, 'x ]', \"y\\n\"], c: &d !e *f}\n- ? |\n  æ\n# z\nq: > -\n  @ % ` {{x}} #1\n--- \n... \n";
  for (std::size_t begin = 0; begin < source.size(); ++begin) {
    for (std::size_t size = 0; begin + size <= source.size(); ++size) {
      const Checked<Node> tree = parse_yaml(std::string_view(source).substr(begin, size), "f.yaml");
      EXPECT_TRUE(tree.value.has_value() || has_errors(tree.findings)) << source.substr(begin, size);
    }
  }
}

}  // namespace
}  // namespace aftale::loader
