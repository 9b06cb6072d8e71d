#include <gtest/gtest.h>

#include <fstream>

#include "engine/loader/yaml.h"
#include "tests/unit/loader/source_lines.h"

namespace aftale::loader {
namespace {

/// What YAML would silently take for something else, or cannot read: yaml_traps.txt has one trap a block, its source
/// and what a person is told.
struct Trap {
  std::string name, source, told;
  std::vector<std::string> keys;  ///< what the mapping and those in it may have
};

std::vector<Trap> traps() {
  std::ifstream in(AFTALE_SOURCE_DIR "/tests/unit/loader/yaml_traps.txt");
  std::vector<Trap> out;
  bool in_source = true;
  for (std::string line; std::getline(in, line);) {
    if (line.rfind("== ", 0) == 0) {
      out.push_back({line.substr(3), "", "", {}});
      in_source = true;
    } else if (in_source && line.rfind("->", 0) == 0) {
      in_source = false;
      std::istringstream words(line.size() > 9 ? line.substr(9) : "");
      for (std::string word; words >> word;) out.back().keys.push_back(word);
    } else if (in_source) {
      out.back().source += line + "\n";
    } else if (!line.empty()) {
      out.back().told += line + "\n";
    }
  }
  return out;
}

class YamlTraps : public testing::TestWithParam<Trap> {};

TEST_P(YamlTraps, is_told_with_its_place_and_the_line_to_copy) {
  const Trap& trap = GetParam();
  Checked<Node> tree = parse_yaml(trap.source, "f.yaml");
  if (tree.value) {
    Reading reading(tree.findings);
    reading.keys(*tree.value, trap.keys);
    for (const auto& [key, value] : tree.value->entries) reading.keys(value, trap.keys);
  }
  EXPECT_TRUE(has_errors(tree.findings));
  EXPECT_EQ(rendered(tree.findings, Language::da, trap.source), trap.told);
  for (const Diagnostic& finding : tree.findings) EXPECT_FALSE(finding.message.en.empty());
}

INSTANTIATE_TEST_SUITE_P(Each, YamlTraps, testing::ValuesIn(traps()),
                         [](const testing::TestParamInfo<Trap>& trap) { return trap.param.name; });

TEST(YamlTraps, are_told_in_english_too) {
  const std::string source = "title: Aftale #2\nguard: !done\n";
  EXPECT_EQ(rendered(parse_yaml(source, "f.yaml").findings, Language::en, source),
            "f.yaml:1:15: error[comment-in-text]: YAML reads # as the beginning of a comment and drops the rest; put "
            "the text in single quotes, or put a space behind the #: title: 'Aftale #2'\n"
            "  title: Aftale #2\n"
            "                ^~\n"
            "f.yaml:2:8: error[tag]: A text that begins with ! is a tag in YAML; put it in single quotes (and write "
            "not(...) if it is FEEL): guard: '!done'\n"
            "  guard: !done\n"
            "         ^~~~~\n");
}

TEST(YamlTraps, comments_with_a_space_are_comments) {
  for (const char* const source :
       {"a: b # c\n", "a: b  #\n", "a: b ## c\n", "a: 'b' #c\n", "# c\na: b#c\n", "a: # c\n  b: c\n", "a: [b] #c\n"}) {
    EXPECT_TRUE(parse_yaml(source, "f.yaml").value) << source;
  }
}

}  // namespace
}  // namespace aftale::loader
