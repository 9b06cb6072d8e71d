#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <utility>

#include "tests/unit/lifecycle/charts.h"

namespace aftale::lifecycle {
namespace {

using Edge = std::pair<std::string, std::string>;  // status, event
struct Drawing {
  std::map<Edge, std::string> edges;
  std::set<std::string> first, last;
  std::string problem;
};

/// Reads the first Mermaid block after `heading`. A line that is not an arrow is a problem, so nothing is overlooked.
Drawing drawing_after(std::istream& page, std::string_view heading) {
  static const std::regex arrow(R"(^\s*(\[\*\]|\w+) --> (\[\*\]|\w+)(?:: (.+))?$)");
  Drawing drawing;
  std::string line;
  while (std::getline(page, line) && line != heading) {
  }
  while (std::getline(page, line) && line != "```mermaid") {
  }
  if (!std::getline(page, line) || line != "stateDiagram-v2") drawing.problem = "no state diagram";
  while (std::getline(page, line) && line != "```") {
    std::smatch part;
    if (!std::regex_match(line, part, arrow)) {
      drawing.problem += "not an arrow: " + line + "\n";
    } else if (part[1] == "[*]") {
      drawing.first.insert(part[2]);
    } else if (part[2] == "[*]") {
      drawing.last.insert(part[1]);
    } else {
      std::istringstream events(part[3].str());
      for (std::string event; std::getline(events >> std::ws, event, ',');) {
        if (!drawing.edges.emplace(Edge{part[1], event}, part[2]).second) drawing.problem += "twice: " + line + "\n";
      }
    }
  }
  return drawing;
}

template <class Of>
Drawing drawing_of_code() {
  Drawing drawing;
  drawing.first.emplace(name(Of::kStatuses.front()));
  for (const auto from : Of::kStatuses) {
    bool left = false;
    for (const auto event : allowed(from)) {
      const auto to = *next(from, event);
      drawing.edges.emplace(Edge{name(from), name(event)}, name(to));
      left = left || to != from;
    }
    if (!left) drawing.last.emplace(name(from));
  }
  return drawing;
}

template <class Of>
class EveryDrawing : public testing::Test {};
using Charts = testing::Types<CaseOf, DeadlineOf, DeliveryOf>;
TYPED_TEST_SUITE(EveryDrawing, Charts);

TYPED_TEST(EveryDrawing, shows_exactly_the_arrows_of_the_chart) {
  std::ifstream page(AFTALE_SOURCE_DIR "/docs/lifecycle.md");
  ASSERT_TRUE(page.is_open());
  const Drawing drawn = drawing_after(page, TypeParam::kHeading);
  const Drawing coded = drawing_of_code<TypeParam>();
  EXPECT_EQ(drawn.problem, "");
  EXPECT_EQ(drawn.edges, coded.edges);
  EXPECT_EQ(drawn.first, coded.first);
  EXPECT_EQ(drawn.last, coded.last);
}

TEST(drawing_reader, reports_what_is_no_arrow_and_what_stands_twice) {
  std::istringstream page(
      "## Case\n```mermaid\nstateDiagram-v2\n  a --> b: x, y\n  note right of a\n  a --> c: y\n```\n");
  const Drawing drawing = drawing_after(page, "## Case");
  EXPECT_EQ(drawing.edges.size(), 2U);
  EXPECT_EQ(drawing.problem, "not an arrow:   note right of a\ntwice:   a --> c: y\n");
}

TEST(drawing_reader, notices_a_missing_drawing) {
  std::istringstream page("## Case\ntext\n");
  EXPECT_EQ(drawing_after(page, "## Case").problem, "no state diagram");
}

}  // namespace
}  // namespace aftale::lifecycle
