#include <gtest/gtest.h>

#include "engine/loader/loader.h"
#include "tests/unit/loader/source_lines.h"

/// A bundle is read as it was when its cases were opened.
namespace aftale::loader {
namespace {

// "a" and a ring above it: one letter in two code points.
constexpr const char* kApart = "a\xCC\x8A";
constexpr const char* kComposed = "\xC3\xA5";

constexpr const char* kRules = R"(rules: days
inputs: {kind: {type: string}}
outputs: {days: {type: number}}
hit: first
table: [{kind: '"long"', days: '14'}, {days: '7'}]
)";

std::string workflow(const std::string& value) {
  return "workflow: reads\nversion: 1\ndata: {word: {type: string, value: '" + value +
         "'}}\ninitial: a\nstates:\n  a: {owner: secretariat, on: {go: {to: b, guard: 'word = \"x\"'}}}\n"
         "  b: {type: final}\n";
}

MemorySources sources_of(const std::string& text, const std::string& words = {}) {
  std::vector<model::Source> sources;
  for (const std::string& bytes : {text, std::string(kRules)}) sources.push_back(*identify(bytes, "f.yaml").value);
  if (!words.empty()) sources.push_back({model::SourceKind::template_, "overdue.da", 0, "overdue.da.txt", words});
  return MemorySources(std::move(sources));
}

std::string first_value(const Checked<Loaded>& loaded) {
  const auto literal = loaded.value->definition->root_chart().variables.front().initial.literal();
  return literal ? literal->text() : std::string();
}

TEST(Reading, composes_text_and_leaves_that_of_older_bundles_as_it_is_written) {
  const MemorySources sources = sources_of(workflow(std::string("\"") + kApart + "\""));
  EXPECT_EQ(first_value(load(sources, "reads")), kComposed);
  EXPECT_EQ(first_value(load(sources, "reads", 0, {}, Pinned{2})), kComposed);
  EXPECT_EQ(first_value(load(sources, "reads", 0, {}, Pinned{1})), kApart);
}

TEST(Reading, composes_what_escapes_of_yaml_give) {
  const MemorySources sources = sources_of(
      "workflow: reads\nversion: 1\ndata: {word: {type: string, value: \"\\\"a\\u030a\\\"\"}}\n"
      "initial: a\nstates:\n  a: {owner: secretariat, on: {go: {to: b, guard: 'word = \"x\"'}}}\n"
      "  b: {type: final}\n");
  EXPECT_EQ(first_value(load(sources, "reads")), kComposed);
}

TEST(Reading, stands_in_the_manifest_from_the_second_on) {
  const MemorySources sources = sources_of(workflow("\"a\""), "Subject: Frist\n\nHej\n");
  const auto now = load(sources, "reads"), before = load(sources, "reads", 0, {}, Pinned{1});
  EXPECT_NE(now.value->definition->manifest.find("reading\t2\n"), std::string::npos);
  EXPECT_NE(now.value->definition->manifest.find("template\toverdue.da\t0\t"), std::string::npos);
  EXPECT_EQ(before.value->definition->manifest.find("reading"), std::string::npos);
  EXPECT_EQ(before.value->definition->manifest.find("template"), std::string::npos);
  EXPECT_NE(now.value->definition->id, before.value->definition->id);
}

TEST(Reading, templates_of_a_bundle_are_those_that_were_found) {
  const auto loaded = load(sources_of(workflow("\"a\""), "Subject: Frist\n\nHej\n"), "reads");
  const auto& templates = loaded.value->definition->templates;
  ASSERT_EQ(templates.size(), 1U);
  EXPECT_EQ(templates.at("overdue").da, sha256("Subject: Frist\n\nHej\n"));
  EXPECT_EQ(templates.at("overdue").en, Digest{});
}

TEST(Reading, what_is_found_wrong_today_keeps_no_installed_bundle_from_its_cases) {
  const MemorySources sources = sources_of(workflow(R"(string(decision("days", {kynd: "long"}).dys))"));
  EXPECT_EQ(codes(load(sources, "reads").findings), "missing-input 3:44\nunknown-input 3:62\nunknown-member 3:77\n");
  EXPECT_FALSE(load(sources, "reads").value);
  for (const int reading : {1, 2}) EXPECT_TRUE(load(sources, "reads", 0, {}, Pinned{reading}).value) << reading;
}

TEST(Reading, counts_columns_in_letters_as_people_see_them) {
  const std::string text = workflow(std::string("\"") + kApart + kApart + "\" + wrd");
  EXPECT_EQ(codes(load(sources_of(text), "reads").findings), "unknown-name 3:44\n");
}

}  // namespace
}  // namespace aftale::loader
