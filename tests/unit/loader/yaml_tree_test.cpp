#include <gtest/gtest.h>

#include "engine/loader/yaml.h"
#include "tests/unit/loader/source_lines.h"

namespace aftale::loader {
namespace {

Node tree(const std::string& text) {
  Checked<Node> out = parse_yaml(text, "f.yaml");
  EXPECT_TRUE(out.value) << codes(out.findings);
  return out.value ? *out.value : Node();
}

/// `line:column+length text`.
std::string shown(const Node& node) {
  return std::to_string(node.at.line) + ":" + std::to_string(node.at.column) + "+" + std::to_string(node.at.length) +
         (node.quoted ? " quoted " : " ") + node.text;
}

TEST(YamlTree, scalars_stay_text_and_know_their_place) {
  const char* const rows[][2] = {{"k: no", "1:4+2 no"},
                                 {"k: 010", "1:4+3 010"},
                                 {"k: on   # comment", "1:4+2 on"},
                                 {"k: 'it''s'", "1:5+5 quoted it's"},
                                 {"k: \"a\\u00e6\"", "1:5+7 quoted aæ"},
                                 {"k: ''", "1:5+1 quoted "},
                                 {"k: date(2022, 10, 15)", "1:4+18 date(2022, 10, 15)"},
                                 {"# æøå\nk:   ærø å", "2:6+5 ærø å"},
                                 {"k: |\n  one\n  two\n", "2:3+3 quoted one\ntwo\n"},
                                 {"k: >-\n\n  one\n  two\n", "3:3+3 quoted \none two"},
                                 {"k: one\n  two\nz: x", "1:4+3 one two"},
                                 {"k: null", "1:4+4 null"},
                                 {"k: ~", "1:4+1 ~"},
                                 {"k:", "1:1+1 "},
                                 {"\xEF\xBB\xBFk: x", "1:4+1 x"},
                                 {"a: x\r\nk: y\r\n", "2:4+1 y"}};
  for (const auto& row : rows) {
    const Node root = tree(row[0]);
    const Node* found = root.find("k");
    ASSERT_NE(found, nullptr) << row[0];
    EXPECT_EQ(shown(*found), row[1]) << row[0];
  }
}

TEST(YamlTree, mappings_keep_their_order_and_say_how_they_were_written) {
  const Node root = tree("b: {y: 1, x: [p, q]}\na:\n  - c: 1\n    d: 2\n  - e\n");
  ASSERT_TRUE(root.is_mapping());
  EXPECT_FALSE(root.flow);
  ASSERT_EQ(root.entries.size(), 2U);
  EXPECT_EQ(root.entries[0].key.text, "b");
  const Node& braces = root.entries[0].value;
  EXPECT_TRUE(braces.flow);
  EXPECT_EQ(shown(braces), "1:4+1 ");
  EXPECT_EQ(shown(braces.find("x")->items[1]), "1:18+1 q");
  const Node& list = root.entries[1].value;
  ASSERT_TRUE(list.is_sequence());
  EXPECT_EQ(shown(list.items[0]), "3:5+1 ");
  EXPECT_EQ(shown(*list.items[0].find("d")), "4:8+1 2");
  EXPECT_EQ(root.find("c"), nullptr);
}

TEST(YamlTree, one_document_may_begin_and_end_with_its_marks) {
  EXPECT_EQ(tree("%YAML 1.2\n---\na: 1\n...\n").entries.size(), 1U);
  EXPECT_TRUE(tree("").is_null());
  EXPECT_TRUE(tree("# nothing\n").is_null());
}

TEST(YamlTree, the_place_in_a_long_line_of_danish_counts_letters) {
  std::string text = "k: [";
  for (int i = 0; i < 2000; ++i) text += "æ, ";
  text += "z]";
  const Node list = *tree(text).find("k");
  ASSERT_EQ(list.items.size(), 2001U);
  for (std::size_t i = 0; i < list.items.size(); ++i) EXPECT_EQ(list.items[i].at.column, 5 + 3 * i);
}

TEST(Reading, types_scalars_and_says_what_they_must_be) {
  std::vector<Diagnostic> findings;
  Reading reading(findings);
  const Node root = tree("n: 12\nt: true\nw: ja\nb: {da: x, en: y}\nl: [p, q]\nm: {a: b}\nBad: 1\nif: 2\ne: ''\n");
  EXPECT_EQ(reading.integer(root.find("n"), "n", 1, 12), 12);
  EXPECT_EQ(reading.boolean(root.find("t"), "t"), true);
  EXPECT_EQ(reading.bilingual(root.find("b"), "b"), (Text{"x", "y"}));
  EXPECT_EQ(reading.bilingual(root.find("w"), "w"), same_text("ja"));
  EXPECT_EQ(reading.scalars(root.find("l"), "l").size(), 2U);
  EXPECT_EQ(reading.scalars(root.find("n"), "n").size(), 1U);
  EXPECT_EQ(reading.text(root.find("n"), "n"), "12");
  EXPECT_NE(reading.need(root, "n"), nullptr);
  EXPECT_EQ(codes(findings), "");

  EXPECT_FALSE(reading.integer(root.find("n"), "n", 1, 11));
  EXPECT_FALSE(reading.integer(root.find("w"), "w", 1, 11));
  EXPECT_FALSE(reading.boolean(root.find("w"), "w"));
  EXPECT_FALSE(reading.text(root.find("m"), "m"));
  EXPECT_FALSE(reading.text(root.find("e"), "e"));
  EXPECT_TRUE(reading.scalars(root.find("m"), "m").empty());
  EXPECT_TRUE(reading.bilingual(root.find("l"), "l").empty());
  EXPECT_EQ(reading.need(root, "missing"), nullptr);
  EXPECT_EQ(reading.id(root.entries[6].key, "id"), "bad");
  EXPECT_EQ(reading.id(root.entries[7].key, "id"), "if");
  EXPECT_FALSE(reading.keys(*root.find("n"), {"a"}));
  EXPECT_EQ(codes(findings),
            "wrong-kind 1:4\nwrong-kind 3:4\nwrong-kind 3:4\nwrong-kind 6:4\nmissing-value 9:5\nwrong-kind 6:4\n"
            "wrong-kind 5:4\nmissing-key 1:1\nbad-id 7:1\nbad-id 8:1\nwrong-kind 1:4\n");
}

}  // namespace
}  // namespace aftale::loader
