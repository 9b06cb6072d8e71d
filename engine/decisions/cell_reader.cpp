#include <algorithm>

#include "engine/decisions/cell_set.h"

namespace aftale::decisions {

/// Reads the plain forms of unary tests (DMN 1.5 section 10.3.1.2, rules 7 to 17); whatever is more is `unknown`.
class CellReader {
 public:
  explicit CellReader(std::string_view text) : text_(text) {}

  std::optional<CellSet> whole() {
    skip_space();
    const std::size_t begin = at_;
    if (take("-") && ends()) return CellSet();
    at_ = begin;
    if (take("not")) {
      skip_space();
      if (take("(")) {
        auto inner = list();
        skip_space();
        if (inner && take(")") && ends()) return complement(std::move(*inner));
      }
      at_ = begin;
      return std::nullopt;
    }
    auto out = list();
    return ends() ? out : std::nullopt;
  }

 private:
  using Interval = CellSet::Interval;
  using Kind = CellSet::Kind;

  struct Literal {
    enum class Kind : std::uint8_t { text, truth, number, date } kind = Kind::text;
    std::string text;
    bool truth = false;
    feel::Decimal point;
    bool ordered() const { return kind == Kind::number || kind == Kind::date; }
  };

  void skip_space() {
    while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\n' || text_[at_] == '\t')) ++at_;
  }
  bool take(std::string_view word) {
    if (text_.substr(at_, word.size()) != word) return false;
    at_ += word.size();
    return true;
  }
  bool ends() {
    skip_space();
    return at_ == text_.size();
  }

  std::optional<std::string> quoted() {
    if (!take("\"")) return std::nullopt;
    const std::size_t end = text_.find_first_of("\"\\", at_);
    if (end == std::string_view::npos || text_[end] == '\\') return std::nullopt;
    std::string out(text_.substr(at_, end - at_));
    at_ = end + 1;
    return out;
  }
  std::optional<Literal> date(std::string_view iso) {
    const auto day = time::CivilDate::parse_iso(iso);
    if (!day) return std::nullopt;
    Literal out;
    out.kind = Literal::Kind::date;
    out.point = feel::Decimal(day->days());
    return out;
  }
  std::optional<Literal> number() {
    const std::size_t begin = at_;
    take("-");
    const auto digits = [this] {
      const std::size_t from = at_;
      while (at_ < text_.size() && text_[at_] >= '0' && text_[at_] <= '9') ++at_;
      return at_ > from;
    };
    if (!digits()) return std::nullopt;
    // `1..5` is a range, not a number with a point.
    if (at_ + 1 < text_.size() && text_[at_] == '.' && text_[at_ + 1] != '.') {
      ++at_;
      if (!digits()) return std::nullopt;
    }
    const auto value = feel::Decimal::parse(text_.substr(begin, at_ - begin));
    if (!value) return std::nullopt;
    Literal out;
    out.kind = Literal::Kind::number;
    out.point = *value;
    return out;
  }
  std::optional<Literal> literal() {
    skip_space();
    Literal out;
    if (at_ < text_.size() && text_[at_] == '"') {
      auto text = quoted();
      if (!text) return std::nullopt;
      out.text = std::move(*text);
      return out;
    }
    if (take("@")) {
      const auto text = quoted();
      return text ? date(*text) : std::nullopt;
    }
    if (take("date(")) {
      skip_space();
      const auto text = quoted();
      skip_space();
      return text && take(")") ? date(*text) : std::nullopt;
    }
    out.kind = Literal::Kind::truth;
    for (const bool truth : {true, false}) {
      out.truth = truth;
      if (take(truth ? "true" : "false")) return out;
    }
    return number();
  }

  static CellSet ordered(const Interval& interval, bool dates) {
    CellSet out;
    out.kind_ = Kind::ordered;
    out.dates_ = dates;
    Interval closed = interval;
    const feel::Decimal one(1);
    if (dates && closed.low && !closed.low_included) closed.low = closed.low->plus(one);
    if (dates && closed.high && !closed.high_included) closed.high = closed.high->minus(one);
    if (dates) closed.low_included = closed.high_included = true;
    if (!closed.empty()) out.intervals_.push_back(closed);
    return out;
  }

  std::optional<CellSet> comparison() {
    static constexpr std::string_view kSigns[] = {"<=", ">=", "!=", "<", ">", "="};
    for (const std::string_view sign : kSigns) {
      if (!take(sign)) continue;
      const auto end = literal();
      if (!end) return std::nullopt;
      if (sign == "=") return exactly(*end);
      if (sign == "!=") return complement(exactly(*end));
      if (!end->ordered()) return std::nullopt;
      Interval interval;
      (sign.front() == '<' ? interval.high : interval.low) = end->point;
      (sign.front() == '<' ? interval.high_included : interval.low_included) = sign.size() == 2;
      return ordered(interval, end->kind == Literal::Kind::date);
    }
    return std::nullopt;
  }
  std::optional<CellSet> range() {
    const char open = text_[at_++];
    const auto low = literal();
    skip_space();
    if (!low || !low->ordered() || !take("..")) return std::nullopt;
    const auto high = literal();
    skip_space();
    if (!high || high->kind != low->kind || at_ >= text_.size()) return std::nullopt;
    const char close = text_[at_++];
    if (close != ']' && close != ')' && close != '[') return std::nullopt;
    const Interval interval{low->point, high->point, open == '[', close == ']'};
    return ordered(interval, low->kind == Literal::Kind::date);
  }
  static CellSet exactly(const Literal& literal) {
    CellSet out;
    switch (literal.kind) {
      case Literal::Kind::text:
        out.kind_ = Kind::texts;
        out.texts_.insert(literal.text);
        return out;
      case Literal::Kind::truth:
        out.kind_ = Kind::truths;
        (literal.truth ? out.on_true_ : out.on_false_) = true;
        return out;
      case Literal::Kind::number:
      case Literal::Kind::date:
        break;
    }
    return ordered({literal.point, literal.point, true, true}, literal.kind == Literal::Kind::date);
  }
  std::optional<CellSet> test() {
    skip_space();
    if (at_ >= text_.size()) return std::nullopt;
    const char first = text_[at_];
    if (first == '[' || first == '(' || first == ']') return range();
    if (first == '<' || first == '>' || first == '=' || first == '!') return comparison();
    const auto value = literal();
    return value ? std::optional(exactly(*value)) : std::nullopt;
  }
  std::optional<CellSet> list() {
    auto out = test();
    for (skip_space(); out && take(","); skip_space()) {
      auto next = test();
      out = next ? either(std::move(*out), *next) : std::nullopt;
    }
    return out;
  }

  /// Sorted, and joined where they meet.
  static void join(CellSet& set) {
    std::vector<Interval>& all = set.intervals_;
    std::sort(all.begin(), all.end(), [](const Interval& a, const Interval& b) {
      if (!a.low || !b.low) return !a.low && b.low;
      if (*a.low != *b.low) return *a.low < *b.low;
      return a.low_included && !b.low_included;
    });
    std::vector<Interval> out;
    for (const Interval& next : all) {
      Interval* last = out.empty() ? nullptr : &out.back();
      const bool meets = last && (!last->high || !next.low || *next.low < *last->high ||
                                  (*next.low == *last->high && (next.low_included || last->high_included)));
      if (!meets) {
        out.push_back(next);
      } else if (last->high && (!next.high || *next.high > *last->high)) {
        last->high = next.high;
        last->high_included = next.high_included;
      } else if (last->high && *next.high == *last->high) {
        last->high_included = last->high_included || next.high_included;
      }
    }
    all = std::move(out);
  }
  static std::optional<CellSet> either(CellSet left, const CellSet& right) {
    if (left.kind_ != right.kind_ || left.negated_ || right.negated_ || left.dates_ != right.dates_)
      return std::nullopt;
    left.texts_.insert(right.texts_.begin(), right.texts_.end());
    left.on_true_ = left.on_true_ || right.on_true_;
    left.on_false_ = left.on_false_ || right.on_false_;
    left.intervals_.insert(left.intervals_.end(), right.intervals_.begin(), right.intervals_.end());
    join(left);
    return left;
  }
  static CellSet complement(CellSet set) {
    if (set.kind_ == Kind::texts) {
      set.negated_ = !set.negated_;
    } else if (set.kind_ == Kind::truths) {
      set.on_true_ = !set.on_true_;
      set.on_false_ = !set.on_false_;
    } else {
      std::vector<Interval> between;
      Interval gap;
      bool open = true;  // whether something is left behind the last interval
      for (const Interval& covered : set.intervals_) {
        if (covered.low) {
          gap.high = covered.low;
          gap.high_included = !covered.low_included;
          if (!gap.empty()) between.push_back(gap);
        }
        gap = Interval{covered.high, std::nullopt, !covered.high_included, true};
        open = covered.high.has_value();
      }
      if (open) between.push_back(gap);
      const bool dates = set.dates_;
      set.intervals_.clear();
      for (const Interval& interval : between) {
        const CellSet piece = ordered(interval, dates);
        set.intervals_.insert(set.intervals_.end(), piece.intervals_.begin(), piece.intervals_.end());
      }
    }
    return set;
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

CellSet CellSet::of(std::string_view text) {
  if (auto plain = CellReader(text).whole()) return *plain;
  CellSet out;
  out.kind_ = Kind::unknown;
  return out;
}

}  // namespace aftale::decisions
