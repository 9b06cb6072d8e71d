#include <gtest/gtest.h>

#include "engine/drawing/draw.h"
#include "tests/unit/drawing/shipped.h"

namespace aftale::drawing {
namespace {

std::string chart_of(const Result<Part>& part, const model::Definition& definition) {
  if (!part) return code_of(part.error());
  return definition.charts[part->chart].name + "#" + definition.charts[part->chart].states[part->top].id;
}

TEST(Part, IsFoundByIdPathAndTitle) {
  const model::Definition& social = shipped("nordjysk-socialaftale@1");
  const Part whole = find_part(social, "").value();
  EXPECT_EQ(whole, (Part{social.root().chart, 0}));
  EXPECT_EQ(find_part(social, "approval").value(), find_part(social, "Politisk godkendelse").value());
  EXPECT_EQ(find_part(social, "approval").value(), find_part(social, "political approval").value());
  const model::Definition& central = shipped("central-announcement");
  EXPECT_EQ(find_part(central, "treatment/answers").value(), find_part(central, "answers").value());
  EXPECT_EQ(find_part(central, "treatment").value().top, 2);
}

TEST(Part, ThatIsNotThereIsRefusedWithWhatThereIs) {
  const model::Definition& social = shipped("nordjysk-socialaftale@1");
  const Result<Part> none = find_part(social, "aproval");
  ASSERT_FALSE(none);
  EXPECT_EQ(none.error()->kind, Error::Kind::not_found);
  EXPECT_EQ(none.error()->findings.front().possible,
            (std::vector<std::string>{"consultation", "workshops", "approval", "chain"}));
  EXPECT_EQ(none.error()->findings.front().message.en, "There is no step \"aproval\" to draw. Did you mean approval?");
  EXPECT_EQ(chart_of(find_part(social, "drafting"), social), "no-part");
}

TEST(Part, OfSeveralWithTheSameNameIsAskedFor) {
  const model::DefinitionPtr twice = written(R"(
workflow: twice
version: 1
calendar: denmark
organisation: nordjylland
initial: a
states:
  a:
    title: A
    initial: same
    states:
      same: {title: S, initial: x, states: {x: {title: X, owner: secretariat, on: {go: {to: a/y}}}}}
      y: {type: final, title: Y}
    done: {to: b}
  b:
    title: B
    initial: same
    states:
      same: {title: S, initial: x, states: {x: {title: X, owner: secretariat, on: {go: {to: b/y}}}}}
      y: {type: final, title: Y}
    done: {to: c}
  c: {type: final, title: C}
)");
  ASSERT_TRUE(twice);
  const Result<Part> both = find_part(*twice, "same");
  EXPECT_EQ(chart_of(both, *twice), "ambiguous");
  EXPECT_EQ(both.error()->findings.front().possible, (std::vector<std::string>{"a/same", "b/same"}));
  EXPECT_TRUE(find_part(*twice, "b/same"));
}

}  // namespace
}  // namespace aftale::drawing
