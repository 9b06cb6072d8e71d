#include <algorithm>

#include "engine/decisions/checks.h"

namespace aftale::decisions {
namespace {

/// More comparisons than this are not made.
constexpr std::size_t kWorkMax = 5'000'000;

bool is_span(const CellSet::Interval& interval) {
  return !interval.low || !interval.high || *interval.low != *interval.high;
}

enum class Match : std::uint8_t { no, maybe, yes };

/// One value that stands for all that every cell of the column treats alike.
struct Point {
  feel::Value value;
  bool real = true;  ///< a value that may be asked for; null is not
  bool other_text = false;
};

using Points = std::vector<Point>;

/// The values of one column that make a difference.
class ColumnPoints {
 public:
  /// `words_alone`: no other column has words.
  ColumnPoints(const CheckedTable& checked, std::size_t column, bool words_alone)
      : checked_(checked), column_(column), words_alone_(words_alone) {
    collect();
  }

  Points points;

 private:
  void collect() {
    const Column& column = checked_.table.inputs[column_];
    std::set<std::string, std::less<>> texts(column.one_of.begin(), column.one_of.end());
    std::vector<feel::Decimal> ends;
    bool dates = false, truths = false, used = false, left_out = false;
    for (std::size_t row = 0; row < checked_.table.rules.size(); ++row) {
      const CellSet& cell = checked_.cells.test(row, column_);
      used = used || cell.kind() != CellSet::Kind::any;
      left_out = left_out || cell.kind() == CellSet::Kind::any || cell.all_but_texts();
      truths = truths || cell.kind() == CellSet::Kind::truths;
      texts.insert(cell.texts().begin(), cell.texts().end());
      for (const CellSet::Interval& interval : cell.intervals()) {
        dates = cell.dates();
        if (interval.low) ends.push_back(*interval.low);
        if (interval.high) ends.push_back(*interval.high);
      }
    }
    if (!used) {
      points.push_back({feel::Value(), true, false});
      return;
    }
    // Words without `one_of` in every row are a list to look up: a word that it does not have is no gap, nor are two
    // words that it does not have together.
    const bool looked_up = column.one_of.empty() && !left_out;
    truths = truths || column.type.kind() == feel::Type::Kind::boolean;
    for (const std::string& text : texts)
      points.push_back({feel::Value::string(text), !looked_up || words_alone_, false});
    if (!texts.empty() && column.one_of.empty()) {
      points.push_back({feel::Value::string(other_text(texts)), !looked_up, true});
    }
    if (truths) {
      points.push_back({feel::Value(true), true, false});
      points.push_back({feel::Value(false), true, false});
    }
    add_ordered(std::move(ends), dates);
    // Where only evaluation tells, one value is as good as another.
    points.push_back({feel::Value(), points.empty(), false});
  }

  static std::string other_text(const std::set<std::string, std::less<>>& texts) {
    std::string out = "x";
    while (texts.count(out) > 0) out += 'x';
    return out;
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
  bool words_alone_;
};

bool has_words(const CheckedTable& checked, std::size_t column) {
  for (std::size_t row = 0; row < checked.table.rules.size(); ++row) {
    if (checked.cells.test(row, column).kind() == CellSet::Kind::texts) return true;
  }
  return false;
}

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

/// Divides the product of all columns into boxes: column by column, the values that every row treats alike. A box ends
/// early where a row takes all of what is left; one that leaves the same rows as another before it is not looked at
/// again.
class Coverage {
 public:
  explicit Coverage(const CheckedTable& checked) : checked_(checked) {
    const std::size_t rows = checked.table.rules.size(), columns = checked.table.inputs.size();
    std::size_t with_words = 0;
    for (std::size_t column = 0; column < columns; ++column) with_words += has_words(checked, column) ? 1U : 0U;
    for (std::size_t column = 0; column < columns; ++column) {
      columns_.emplace_back(checked, column, with_words <= 1);
      work_ += rows * columns_.back().points.size();
    }
    if (work_ > kWorkMax) return;
    for (std::size_t column = 0; column < columns_.size(); ++column) {
      std::vector<Match> matches;
      matches.reserve(rows * columns_[column].points.size());
      for (std::size_t row = 0; row < rows; ++row) {
        for (const Point& point : columns_[column].points)
          matches.push_back(match(checked.cells.test(row, column), point));
      }
      matches_.push_back(std::move(matches));
    }
    // The column from which on a row lets everything through.
    for (std::size_t row = 0; row < rows; ++row) {
      std::size_t column = columns_.size();
      while (column > 0 && checked.cells.test(row, column - 1).kind() == CellSet::Kind::any) --column;
      open_from_.push_back(column);
    }
    fires_.assign(rows, false);
    covered_by_.assign(rows, kNobody);
    at_.assign(columns_.size(), 0);
  }

  /// False where it would be too much work; then nothing was found out.
  bool walk() {
    if (work_ > kWorkMax) return false;
    std::vector<Alive> all;
    for (std::size_t row = 0; row < checked_.table.rules.size(); ++row) all.push_back({row, true});
    seen_.resize(columns_.size());
    return look(0, all, true);
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
    if (gap_.empty() || table.rules.empty()) return;
    checked_.tell("gap", Severity::warning, table.at,
                  {"Ingen række passer på " + gap_ + "; tilføj en række, også hvis svaret er null",
                   "No row matches " + gap_ + "; add a row, even if its answer is null"});
  }

 private:
  static constexpr std::size_t kNobody = ~std::size_t{0}, kMany = kNobody - 1;

  /// A row that matches as far as was looked, for certain or perhaps.
  struct Alive {
    std::size_t row;
    bool certain;
  };

  /// What is left of `alive` from column `column` on; `real`: all values before are some that may be asked for.
  bool look(std::size_t column, const std::vector<Alive>& alive, bool real) {
    work_ += alive.size() + 1;
    if (work_ > kWorkMax) return false;
    if (alive.empty()) {
      if (real && gap_.empty()) note_gap(column);
      return true;
    }
    if (column == columns_.size() || is_decided(column, alive)) {
      note_rows(alive);
      return true;
    }
    std::string key(1, real ? 'r' : 'n');
    for (const Alive& each : alive) key += (each.certain ? "," : ";") + std::to_string(each.row);
    if (!seen_[column].insert(std::move(key)).second) return true;
    const std::vector<Point>& points = columns_[column].points;
    for (at_[column] = 0; at_[column] < points.size(); ++at_[column]) {
      std::vector<Alive> left;
      work_ += alive.size();
      for (const Alive& each : alive) {
        const Match matched = matches_[column][each.row * points.size() + at_[column]];
        if (matched != Match::no) left.push_back({each.row, each.certain && matched == Match::yes});
      }
      if (!look(column + 1, left, real && points[at_[column]].real)) return false;
    }
    return true;
  }

  /// Whether a row certainly takes all that is left, and no row before it looks at the columns that are left.
  bool is_decided(std::size_t column, const std::vector<Alive>& alive) const {
    for (const Alive& each : alive) {
      if (open_from_[each.row] > column) return false;
      if (each.certain) return true;
    }
    return false;
  }

  /// The rows of a box that is not divided further: the first that is certain leaves nothing to those behind it.
  void note_rows(const std::vector<Alive>& alive) {
    std::size_t first = kNobody;
    for (const Alive& each : alive) {
      if (first == kNobody) {
        fires_[each.row] = true;
        if (each.certain) first = each.row;
      } else {
        std::size_t& by = covered_by_[each.row];
        by = by == kNobody || by == first ? first : kMany;
      }
    }
  }

  /// Columns from `looked` on make no difference: any value that may be asked for will do.
  void note_gap(std::size_t looked) {
    std::string shown;
    for (std::size_t column = 0; column < columns_.size(); ++column) {
      const std::vector<Point>& points = columns_[column].points;
      const auto any = std::find_if(points.begin(), points.end(), [](const Point& point) { return point.real; });
      if (column >= looked && any == points.end()) return;
      const Point& point = column < looked ? points[at_[column]] : *any;
      if (point.value.is_null()) continue;
      shown += (shown.empty() ? "" : ", ") + checked_.table.inputs[column].name + " = " + point.value.feel();
    }
    gap_ = shown;
  }

  const CheckedTable& checked_;
  std::vector<ColumnPoints> columns_;
  std::vector<std::vector<Match>> matches_;  ///< by column; row by row, one for each point
  std::vector<std::size_t> open_from_;
  std::vector<std::set<std::string>> seen_;  ///< by column
  std::vector<std::size_t> at_;
  std::vector<bool> fires_;
  std::vector<std::size_t> covered_by_;
  std::size_t work_ = 0;
  std::string gap_;
};

}  // namespace

void check_coverage(const CheckedTable& checked) {
  Coverage coverage(checked);
  if (coverage.walk()) return coverage.tell();
  checked.tell(
      "not-examined", Severity::warning, checked.table.at,
      {"Tabellen er for stor til at blive set efter: her er ikke ledt efter huller eller efter rækker, der aldrig "
       "bliver brugt. Del den i flere",
       "The table is too large to be examined: nobody has looked for gaps here, or for rows that are never used. "
       "Split it"});
}

}  // namespace aftale::decisions
