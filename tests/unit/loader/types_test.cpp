#include <gtest/gtest.h>

#include "engine/loader/loader.h"

namespace aftale::loader {
namespace {

std::optional<model::DeclaredType> read(const std::string& yaml, std::vector<Diagnostic>& findings) {
  const auto tree = parse_yaml("type: " + yaml, "f.yaml");
  EXPECT_TRUE(tree.value) << yaml;
  Reading reading(findings);
  return tree.value ? read_type(*tree.value->find("type"), reading) : std::nullopt;
}

TEST(Types, are_read_as_the_language_writes_them) {
  const char* const rows[][2] = {{"string", "string"},
                                 {"date", "date"},
                                 {"case", "case"},
                                 {"list<string>", "list<string>"},
                                 {"list< list<party> >", "list<list<party>>"},
                                 {"{unit: string, services: list<string>}", "{unit: string, services: list<string>}"},
                                 {"'list<{unit: string, n: number}>'", "list<{unit: string, n: number}>"}};
  for (const auto& row : rows) {
    std::vector<Diagnostic> findings;
    const auto type = read(row[0], findings);
    ASSERT_TRUE(type) << row[0];
    EXPECT_EQ(type->text(), row[1]);
    EXPECT_TRUE(findings.empty());
  }
}

TEST(Types, that_are_none_are_refused_at_their_place) {
  for (const char* const text :
       {"datum", "list", "list<>", "list<string", "list<string>>", "'{unit}'", "[string]", "''"}) {
    std::vector<Diagnostic> findings;
    EXPECT_FALSE(read(text, findings)) << text;
    ASSERT_EQ(findings.size(), 1U) << text;
    EXPECT_STREQ(findings[0].code, "unknown-type");
    EXPECT_EQ(findings[0].where->line, 1U);
  }
}

TEST(Types, nested_too_deep_are_refused) {
  const auto nested = [](int depth) {
    std::string text;
    for (int i = 0; i < depth; ++i) text += "list<";
    text += "string";
    return text + std::string(static_cast<std::size_t>(depth), '>');
  };
  std::vector<Diagnostic> findings;
  EXPECT_TRUE(read(nested(8), findings));
  EXPECT_FALSE(read(nested(9), findings));
}

}  // namespace
}  // namespace aftale::loader
