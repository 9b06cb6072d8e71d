#pragma once
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "engine/feel/value.h"

namespace aftale::decisions {

/// The values that a cell of a table lets through, where its text is plain enough to tell without evaluating:
/// `"a", "b"`, `not("a")`, `< 10`, `[1..5)`, `@"2021-01-01"`, `true`, `-`. A value; immutable.
class CellSet {
 public:
  enum class Kind : std::uint8_t {
    any,      ///< `-`
    texts,    ///< these texts, or all but these
    truths,   ///< some of true and false
    ordered,  ///< intervals of numbers or of dates
    unknown   ///< only evaluation tells
  };
  /// The ends of an interval; dates are days since 1970, their ends always included.
  struct Interval {
    std::optional<feel::Decimal> low, high;
    bool low_included = true, high_included = true;
    bool empty() const;
    bool contains(const feel::Decimal& point) const;
  };

  CellSet() = default;  ///< any
  /// Of the text of unary tests.
  static CellSet of(std::string_view text);
  /// These texts and no other.
  static CellSet of_texts(const std::vector<std::string>& texts);

  Kind kind() const { return kind_; }
  bool dates() const { return dates_; }
  const std::set<std::string, std::less<>>& texts() const { return texts_; }
  bool all_but_texts() const { return negated_; }
  const std::vector<Interval>& intervals() const { return intervals_; }
  /// Whether it lets no value through.
  bool empty() const;
  /// Whether it lets `value` through; none where that cannot be told, or the value is of another kind.
  std::optional<bool> contains(const feel::Value& value) const;
  /// What both let through.
  CellSet both(const CellSet& other) const;
  /// A value that it lets through, for a message; none for `any`, `unknown` and empty sets.
  std::optional<feel::Value> sample() const;

 private:
  friend class CellReader;

  Kind kind_ = Kind::any;
  bool negated_ = false;  ///< of texts: all but these
  bool dates_ = false;    ///< of ordered
  bool on_true_ = false, on_false_ = false;
  std::set<std::string, std::less<>> texts_;
  std::vector<Interval> intervals_;  ///< ascending, apart from each other
};

}  // namespace aftale::decisions
