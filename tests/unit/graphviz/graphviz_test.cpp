#include "adapters/graphviz/graphviz.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "adapters/graphviz/placed.h"
#include "adapters/graphviz/svg.h"

namespace aftale::graphviz {
namespace {

namespace fs = std::filesystem;

drawing::Drawing two_boxes() {
  drawing::Drawing drawing;
  drawing.name = "two";
  drawing.title = "To <bokse>";
  for (const char* id : {"a", "b"}) {
    drawing::Box box;
    box.id = id;
    box.lines.push_back({drawing::Line::Role::title, id});
    drawing.boxes.push_back(std::move(box));
  }
  drawing.edges.push_back(
      {0, 1, drawing::kNowhere, drawing::kNowhere, drawing::Edge::Kind::main, drawing::Standing::none, {}, {}});
  return drawing;
}

/// A folder with a program `dot` of ours.
class FakeDot : public testing::Test {
 protected:
  FakeDot() {
    std::string pattern = fs::temp_directory_path() / "aftale-graphviz-XXXXXX";
    root_ = ::mkdtemp(pattern.data());
  }
  ~FakeDot() override {
    std::error_code ignored;
    fs::remove_all(root_, ignored);
  }
  Result<std::string> drawn_by(const std::string& script) const {
    const fs::path program = root_ / "dot";
    std::ofstream(program) << "#!/bin/sh\n" << script;
    ::chmod(program.c_str(), 0755);
    const Result<Graphviz> found = Graphviz::find("/nonexistent:" + root_.string());
    if (!found) return fail(found.error());
    return found->svg(two_boxes());
  }
  fs::path root_;
};

constexpr const char* kDrawn =
    "<?xml version=\"1.0\"?>\n<!-- Generated -->\n<svg width=\"1076pt\" height=\"538pt\"\n viewBox=\"0.00 0.00 1076.00 "
    "538.00\" xmlns=\"http://www.w3.org/2000/svg\">\n<g><text font-family=\"Liberation Sans\">a</text></g>\n</svg>\n";

TEST_F(FakeDot, ThatIsNotThereIsToldWithWhatStillWorks) {
  const Result<Graphviz> none = Graphviz::find(root_.string());
  ASSERT_FALSE(none);
  EXPECT_STREQ(code_of(none.error()), "no-graphviz");
  EXPECT_EQ(none.error()->kind, Error::Kind::unavailable);
  EXPECT_NE(none.error()->findings.front().message.da.find(".mmd"), std::string::npos);
  EXPECT_FALSE(Graphviz::find(""));
  EXPECT_FALSE(Graphviz::find("relative:."));
}

TEST_F(FakeDot, GivesASvgThatFitsAPage) {
  const Result<std::string> svg = drawn_by(std::string("cat >/dev/null\ncat <<'END'\n") + kDrawn + "END\n");
  ASSERT_TRUE(svg) << svg.error()->findings.front().message.en;
  EXPECT_NE(svg->find("<title>To &lt;bokse&gt;</title>"), std::string::npos);
  EXPECT_NE(svg->find("lang=\"da\""), std::string::npos);
  // Twice as wide as high: across the page, 277 mm wide.
  EXPECT_NE(svg->find("width=\"277.00mm\" height=\"138.50mm\""), std::string::npos) << *svg;
  EXPECT_NE(svg->find("A4 landscape"), std::string::npos);
}

TEST_F(FakeDot, ThatFailsIsToldInItsOwnWords) {
  const Result<std::string> svg = drawn_by("echo 'Error: syntax' >&2; echo more >&2; exit 1\n");
  ASSERT_FALSE(svg);
  EXPECT_STREQ(code_of(svg.error()), "graphviz-failed");
  EXPECT_NE(svg.error()->findings.front().message.en.find("Error: syntax. Draw"), std::string::npos);
}

TEST_F(FakeDot, ThatSaysSomethingElseIsRefused) {
  EXPECT_STREQ(code_of(drawn_by("echo hello\n").error()), "graphviz-failed");
  EXPECT_STREQ(code_of(drawn_by("echo '<svg width=\"0pt\" height=\"x\">'\n").error()), "graphviz-failed");
}

TEST_F(FakeDot, HasNoMoreMemoryThanItsLimit) {
  // The shell itself says how much it may have, in kilobytes.
  const Result<std::string> svg = drawn_by("ulimit -v >&2; exit 1\n");
  ASSERT_FALSE(svg);
  const std::string kilobytes = std::to_string(kMemoryBytes / 1024);
  EXPECT_NE(svg.error()->findings.front().message.en.find(": " + kilobytes + ". "), std::string::npos)
      << svg.error()->findings.front().message.en;
}

TEST(Placed, WhatLacksABoxIsNoLayout) {
  EXPECT_FALSE(placed_by("{}", two_boxes()));
  EXPECT_FALSE(placed_by("not json", two_boxes()));
  const std::string whole = R"({"bb":"0,0,100,200","objects":[{"name":"a","pos":"50,180","width":"1","height":"0.5"},)"
                            R"({"name":"b","pos":"50,20","width":"1","height":"0.5"}],)"
                            R"("edges":[{"id":"e0","pos":"e,50,38 50,162 50,120 50,80 50,48"}]})";
  const std::optional<drawing::Layout> placed = placed_by(whole, two_boxes());
  ASSERT_TRUE(placed);
  EXPECT_EQ(placed->boxes[0].y, 2);  // from the upper edge
  EXPECT_EQ(placed->boxes[1].y, 162);
  EXPECT_EQ(placed->edges[0].front().y, 38);
  EXPECT_EQ(placed->edges[0].back().y, 162);
  std::string lacking = whole;
  lacking.replace(lacking.find("e0"), 2, "e1");
  EXPECT_FALSE(placed_by(lacking, two_boxes()));
}

}  // namespace
}  // namespace aftale::graphviz
