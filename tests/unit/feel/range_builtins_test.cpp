#include <gtest/gtest.h>

#include "tests/unit/feel/feel_rows.h"

namespace aftale::feel {
namespace {

// The examples of DMN 1.5 table 84.
TEST(RangeBuiltins, relate_points_and_ranges) {
  expect_rows({
      {"before(1, 10)", "true"},
      {"before(10, 1)", "false"},
      {"before(1, [1..10])", "false"},
      {"before(1, (1..10])", "true"},
      {"before(1, [5..10])", "true"},
      {"before([1..10], 10)", "false"},
      {"before([1..10), 10)", "true"},
      {"before([1..10], [15..20])", "true"},
      {"before([1..10), [10..20])", "true"},
      {"before([1..10], (10..20])", "true"},
      {"before([1..10], [10..20])", "false"},
      {"after(10, 5)", "true"},
      {"after(12, [1..10])", "true"},
      {"after(10, [1..10))", "true"},
      {"after(10, [1..10])", "false"},
      {"after([11..20], 11)", "false"},
      {"after((11..20], 11)", "true"},
      {"after([11..20], [1..11))", "true"},
      {"meets([1..5], [5..10])", "true"},
      {"meets([1..5), [5..10])", "false"},
      {"meets([1..5], [6..10])", "false"},
      {"met by([5..10], [1..5])", "true"},
      {"met by([5..10], [1..5))", "false"},
      {"overlaps([1..5], [3..8])", "true"},
      {"overlaps([3..8], [1..5])", "true"},
      {"overlaps([1..8], [3..5])", "true"},
      {"overlaps([1..5], [6..8])", "false"},
      {"overlaps([1..5), [5..8])", "false"},
      {"overlaps([1..5], [5..8])", "true"},
      {"overlaps before([1..5], [3..8])", "true"},
      {"overlaps before([1..5], [6..8])", "false"},
      {"overlaps before([1..5), (1..5])", "true"},
      {"overlaps before([1..5], [1..5])", "false"},
      {"overlaps before([1..5], (1..5))", "false"},
      {"overlaps after([3..8], [1..5])", "true"},
      {"overlaps after([6..8], [1..5])", "false"},
      {"overlaps after((1..5], [1..5))", "true"},
      {"overlaps after([1..5], [1..5])", "false"},
      {"finishes(10, [1..10])", "true"},
      {"finishes(10, [1..10))", "false"},
      {"finishes([5..10], [1..10])", "true"},
      {"finishes([5..10), [1..10])", "false"},
      {"finishes([1..10], [1..10])", "true"},
      {"finished by([1..10], 10)", "true"},
      {"finished by([1..10], (5..10])", "true"},
      {"includes([1..10], 5)", "true"},
      {"includes([1..10], 12)", "false"},
      {"includes([1..10), 10)", "false"},
      {"includes([1..10], [4..6])", "true"},
      {"includes((1..10], [1..5])", "false"},
      {"during(5, [1..10])", "true"},
      {"during(1, (1..10])", "false"},
      {"during([4..6], [1..10))", "true"},
      {"starts(1, [1..10])", "true"},
      {"starts(1, (1..10])", "false"},
      {"starts([1..5], [1..10])", "true"},
      {"starts((1..5], [1..10])", "false"},
      {"starts([1..10), [1..10])", "true"},
      {"started by([1..10], 1)", "true"},
      {"started by([1..10], [1..5])", "true"},
      {"coincides(5, 5)", "true"},
      {"coincides(3, 4)", "false"},
      {"coincides([1..5], [1..5])", "true"},
      {"coincides([1..5], (1..5))", "false"},
      {"before(date(2022, 11, 1), [date(2022, 11, 24)..date(2022, 12, 1)])", "true"},
      {"includes((>=5), 7)", "true"},
      {"includes((<5), 7)", "false"},
      {"overlaps((<5), (>4))", "true"},
      {"before((<5), 5)", "true"},
      {"before(point: 1, range: [2..3])", "true"},
      {"before(range: [1..2], point: 3)", "true"},
      {"before(point1: 2, point2: 1)", "false"},
      {"includes(range: [1..3], point: 2)", "true"},
  });
}

TEST(RangeBuiltins, say_why_where_nothing_can_be_compared) {
  expect_rows({
      {"before(1, \"a\")", "null"},
      {"before(1, null)", "null"},
      {"meets(1, [1..2])", "null"},
      {"includes(1, 1)", "null"},
      {"during([1..2], 1)", "null"},
  });
}

}  // namespace
}  // namespace aftale::feel
