#include <algorithm>

#include "engine/decisions/checks.h"

namespace aftale::decisions {
namespace {

/// A larger grid is not walked; then nothing is said.
constexpr std::size_t kPointsMax = 50'000;
constexpr std::size_t kWorkMax = 5'000'000;

bool is_span(const CellSet::Interval& interval) {
  return !interval.low || !interval.high || *interval.low != *interval.high;
}

enum class Match : std::uint8_t { no, maybe, yes };

/// One value that stands for all that every cell of the column treats alike.
struct Point {
  feel::Value value;
  bool real = true;  ///< a value that is asked for; null and "any other text" are not
  bool other_text = false;
};

using Points = std::vector<Point>;

/// The values of one column that make a difference.
class ColumnPoints {
 public:
  ColumnPoints(const CheckedTable& checked, std::size_t column) : checked_(checked), column_(column) { collect(); }

  Points points;
  /// Whether the points that are `real` are all there is, so that a gap is one.
  bool complete = false;

 private:
  void collect() {
    const Column& column = checked_.table.inputs[column_];
    std::set<std::string, std::less<>> texts(column.one_of.begin(), column.one_of.end());
    std::vector<feel::Decimal> ends;
    bool dates = false, truths = false, spans = false, unknown = false, used = false;
    for (std::size_t row = 0; row < checked_.table.rules.size(); ++row) {
      const CellSet& cell = checked_.cells.test(row, column_);
      used = used || cell.kind() != CellSet::Kind::any;
      unknown = unknown || cell.kind() == CellSet::Kind::unknown;
      truths = truths || cell.kind() == CellSet::Kind::truths;
      texts.insert(cell.texts().begin(), cell.texts().end());
      for (const CellSet::Interval& interval : cell.intervals()) {
        dates = cell.dates();
        spans = spans || is_span(interval);
        if (interval.low) ends.push_back(*interval.low);
        if (interval.high) ends.push_back(*interval.high);
      }
    }
    if (!used) {
      complete = true;
      points.push_back({feel::Value(), true, false});
      return;
    }
    truths = truths || column.type.kind() == feel::Type::Kind::boolean;
    for (const std::string& text : texts) points.push_back({feel::Value::string(text), true, false});
    if (!texts.empty() && column.one_of.empty()) points.push_back({feel::Value(), false, true});
    if (truths) {
      points.push_back({feel::Value(true), true, false});
      points.push_back({feel::Value(false), true, false});
    }
    add_ordered(std::move(ends), dates);
    complete = !unknown && (!column.one_of.empty() || truths || spans);
    points.push_back({feel::Value(), false, false});
  }

  void add_ordered(std::vector<feel::Decimal> ends, bool dates) {
    if (ends.empty()) return;
    std::sort(ends.begin(), ends.end());
    ends.erase(std::unique(ends.begin(), ends.end()), ends.end());
    const feel::Decimal one(1), two(2);
    add_point(ends.front().minus(one), dates);
    for (std::size_t i = 0; i < ends.size(); ++i) {
      add_point(ends[i], dates);
      const auto next = ends[i].plus(one);
      if (i + 1 == ends.size()) {
        add_point(next, dates);
      } else if (dates) {
        if (next && *next < ends[i + 1]) add_point(next, dates);
      } else {
        const auto sum = ends[i].plus(ends[i + 1]);
        add_point(sum ? sum->over(two) : std::nullopt, dates);
      }
    }
  }
  void add_point(const std::optional<feel::Decimal>& point, bool dates) {
    if (!point) return;
    if (!dates) {
      points.push_back({feel::Value(*point), true, false});
    } else if (const auto days = point->integer()) {
      points.push_back({feel::Value(time::CivilDate::from_days(*days)), true, false});
    }
  }

  const CheckedTable& checked_;
  std::size_t column_;
};

Match match(const CellSet& cell, const Point& point) {
  if (cell.kind() == CellSet::Kind::any) return Match::yes;
  if (cell.kind() == CellSet::Kind::unknown) return Match::maybe;
  if (point.other_text) {
    return cell.kind() == CellSet::Kind::texts && cell.all_but_texts() ? Match::yes : Match::no;
  }
  // Null in an interval ends the decision, so that no later row sees it; it only is not equal to a value.
  if (point.value.is_null()) {
    const bool interval = std::any_of(cell.intervals().begin(), cell.intervals().end(), is_span);
    return interval || cell.all_but_texts() ? Match::yes : Match::no;
  }
  return cell.contains(point.value).value_or(false) ? Match::yes : Match::no;
}

/// Walks over every combination of points.
class Coverage {
 public:
  explicit Coverage(const CheckedTable& checked) : checked_(checked) {
    for (std::size_t column = 0; column < checked.table.inputs.size(); ++column) columns_.emplace_back(checked, column);
  }

  bool walkable() const {
    std::size_t points = 1;
    for (const ColumnPoints& column : columns_) {
      points *= column.points.size();
      if (points > kPointsMax) return false;
    }
    return points * std::max<std::size_t>(1, checked_.table.rules.size()) * columns_.size() <= kWorkMax;
  }

  void walk() {
    const std::size_t rows = checked_.table.rules.size();
    tables_.resize(columns_.size());
    for (std::size_t column = 0; column < columns_.size(); ++column) {
      for (std::size_t row = 0; row < rows; ++row) {
        for (const Point& point : columns_[column].points) {
          tables_[column].push_back(match(checked_.cells.test(row, column), point));
        }
      }
    }
    fires_.assign(rows, false);
    covered_by_.assign(rows, kNobody);
    at_.assign(columns_.size(), 0);
    do {
      look();
    } while (advance());
  }

  void tell() const {
    const Table& table = checked_.table;
    for (std::size_t row = 0; row < table.rules.size() && table.hit == HitPolicy::first; ++row) {
      if (fires_[row] || checked_.has_empty_cell(row)) continue;
      const bool single = covered_by_[row] != kMany && covered_by_[row] != kNobody;
      const Text by = single ? row_words(table, covered_by_[row]) : Text{"rækkerne før den", "the rows before it"};
      checked_.tell("never-fires", Severity::warning, table.rules[row].at,
                    {"Række " + std::to_string(row + 1) + " bliver aldrig brugt: " + by.da + " passer altid først",
                     "Row " + std::to_string(row + 1) + " is never used: " + by.en + " always matches first"});
    }
    const bool complete = std::all_of(columns_.begin(), columns_.end(), [](const auto& c) { return c.complete; });
    if (!complete || gap_.empty() || table.rules.empty()) return;
    checked_.tell("gap", Severity::warning, table.at,
                  {"Ingen række passer på " + gap_ + "; tilføj en række, også hvis svaret er null",
                   "No row matches " + gap_ + "; add a row, even if its answer is null"});
  }

 private:
  static constexpr std::size_t kNobody = ~std::size_t{0}, kMany = kNobody - 1;

  Match row_match(std::size_t row) const {
    Match out = Match::yes;
    for (std::size_t column = 0; column < columns_.size() && out != Match::no; ++column) {
      out = std::min(out, tables_[column][row * columns_[column].points.size() + at_[column]]);
    }
    return out;
  }
  void look() {
    std::size_t first = kNobody;
    bool answered = false;
    for (std::size_t row = 0; row < checked_.table.rules.size(); ++row) {
      const Match matched = row_match(row);
      if (matched == Match::no) continue;
      answered = true;
      if (first == kNobody) {
        fires_[row] = true;
      } else {
        covered_by_[row] = covered_by_[row] == kNobody || covered_by_[row] == first ? first : kMany;
      }
      if (matched == Match::yes && first == kNobody) first = row;
    }
    if (!answered && gap_.empty()) note_gap();
  }
  void note_gap() {
    std::string shown;
    for (std::size_t column = 0; column < columns_.size(); ++column) {
      const Point& point = columns_[column].points[at_[column]];
      if (!point.real) return;
      if (point.value.is_null()) continue;
      shown += (shown.empty() ? "" : ", ") + checked_.table.inputs[column].name + " = " + point.value.feel();
    }
    gap_ = shown;
  }
  bool advance() {
    for (std::size_t column = columns_.size(); column-- > 0;) {
      if (++at_[column] < columns_[column].points.size()) return true;
      at_[column] = 0;
    }
    return false;
  }

  const CheckedTable& checked_;
  std::vector<ColumnPoints> columns_;
  std::vector<std::vector<Match>> tables_;  ///< by column; row by row, a match for each point
  std::vector<std::size_t> at_;
  std::vector<bool> fires_;
  std::vector<std::size_t> covered_by_;
  std::string gap_;
};

}  // namespace

void check_coverage(const CheckedTable& checked) {
  Coverage coverage(checked);
  if (!coverage.walkable()) return;
  coverage.walk();
  coverage.tell();
}

}  // namespace aftale::decisions
