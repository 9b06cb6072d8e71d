#include <gtest/gtest.h>

#include "engine/cases/wire/wire.h"

namespace aftale::cases {
namespace {

/// A start and a step inside a frame, and the way between them.
Answer drawn() {
  drawing::Drawing drawing;
  drawing.boxes.resize(2);
  drawing.boxes[1].cluster = 1;
  drawing.clusters.resize(2);
  drawing.clusters[1].parent = 0;
  drawing.edges.push_back(
      {0, 1, drawing::kNowhere, 1, drawing::Edge::Kind::main, drawing::Standing::done, {"drøftet"}, {}});
  return Answer{DrawAnswer{"a", std::move(drawing)}, 0};
}

TEST(WireDrawing, IsReadAsItWasWritten) {
  const Answer answer = drawn();
  std::string json;
  write_json(answer, json);
  const Result<Answer> read = read_answer(json);
  ASSERT_TRUE(read);
  EXPECT_EQ(std::get<DrawAnswer>(read->body).drawing, std::get<DrawAnswer>(answer.body).drawing);
}

/// Whoever writes a picture follows its places: one that is not there must not be followed.
TEST(WireDrawing, OneThatNamesAPlaceItHasNotIsRefused) {
  using Spoil = void (*)(drawing::Drawing&);
  const Spoil spoils[] = {[](drawing::Drawing& one) { one.edges[0].to = 2; },
                          [](drawing::Drawing& one) { one.edges[0].from = drawing::kNowhere; },
                          [](drawing::Drawing& one) { one.edges[0].to_cluster = 2; },
                          [](drawing::Drawing& one) { one.edges[0].from_cluster = 2; },
                          [](drawing::Drawing& one) { one.boxes[1].cluster = 2; },
                          [](drawing::Drawing& one) { one.clusters[0].parent = 0; },
                          [](drawing::Drawing& one) { one.clusters[0].parent = 1; }};
  for (const Spoil& spoil : spoils) {
    Answer answer = drawn();
    spoil(std::get<DrawAnswer>(answer.body).drawing);
    std::string json;
    write_json(answer, json);
    const Result<Answer> read = read_answer(json);
    ASSERT_FALSE(read) << json;
    EXPECT_STREQ(code_of(read.error()), "bad-request");
    EXPECT_NE(read.error()->findings.front().message.en.find("places that the drawing has"), std::string::npos);
  }
}

}  // namespace
}  // namespace aftale::cases
