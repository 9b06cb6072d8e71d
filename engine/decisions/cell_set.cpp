#include "engine/decisions/cell_set.h"

#include <algorithm>

namespace aftale::decisions {
namespace {

using feel::Decimal;
using feel::Value;
using Interval = CellSet::Interval;

/// The later of two lower ends; the earlier of two upper ends.
void tighten(Interval& into, const Interval& other) {
  if (other.low && (!into.low || *other.low > *into.low)) {
    into.low = other.low;
    into.low_included = other.low_included;
  } else if (other.low && into.low && *other.low == *into.low) {
    into.low_included = into.low_included && other.low_included;
  }
  if (other.high && (!into.high || *other.high < *into.high)) {
    into.high = other.high;
    into.high_included = other.high_included;
  } else if (other.high && into.high && *other.high == *into.high) {
    into.high_included = into.high_included && other.high_included;
  }
}

std::optional<Decimal> inside(const Interval& interval, bool whole) {
  const Decimal one(1), two(2);
  if (interval.low && interval.low_included) return interval.low;
  if (interval.high && interval.high_included) return interval.high;
  if (interval.low && interval.high) {
    const auto next = interval.low->plus(one);
    if (whole || (next && *next < *interval.high)) return next;
    const auto sum = interval.low->plus(*interval.high);
    return sum ? sum->over(two) : std::nullopt;
  }
  if (interval.low) return interval.low->plus(one);
  if (interval.high) return interval.high->minus(one);
  return Decimal();
}

}  // namespace

bool Interval::empty() const {
  if (!low || !high) return false;
  return *low > *high || (*low == *high && !(low_included && high_included));
}

bool Interval::contains(const Decimal& point) const {
  if (low && (low_included ? point < *low : point <= *low)) return false;
  return !high || (high_included ? point <= *high : point < *high);
}

CellSet CellSet::of_texts(const std::vector<std::string>& texts) {
  CellSet out;
  out.kind_ = Kind::texts;
  out.texts_.insert(texts.begin(), texts.end());
  return out;
}

bool CellSet::empty() const {
  switch (kind_) {
    case Kind::any:
    case Kind::unknown:
      return false;
    case Kind::texts:
      return !negated_ && texts_.empty();
    case Kind::truths:
      return !on_true_ && !on_false_;
    case Kind::ordered:
      return intervals_.empty();
  }
  return false;
}

std::optional<bool> CellSet::contains(const Value& value) const {
  switch (kind_) {
    case Kind::any:
      return true;
    case Kind::unknown:
      return std::nullopt;
    case Kind::texts:
      if (value.kind() != feel::Kind::string) return std::nullopt;
      return (texts_.find(value.text()) != texts_.end()) != negated_;
    case Kind::truths:
      if (value.kind() != feel::Kind::boolean) return std::nullopt;
      return value.boolean() ? on_true_ : on_false_;
    case Kind::ordered: {
      if (value.kind() != (dates_ ? feel::Kind::date : feel::Kind::number)) return std::nullopt;
      const Decimal point = dates_ ? Decimal(value.date().days()) : value.number();
      return std::any_of(intervals_.begin(), intervals_.end(),
                         [&point](const Interval& interval) { return interval.contains(point); });
    }
  }
  return std::nullopt;
}

CellSet CellSet::both(const CellSet& other) const {
  if (kind_ == Kind::any) return other;
  if (other.kind_ == Kind::any) return *this;
  CellSet out;
  out.kind_ = Kind::unknown;
  if (kind_ == Kind::unknown || other.kind_ == Kind::unknown) return out;
  out.kind_ = kind_;
  out.dates_ = dates_;
  // Tests of different kinds: no value passes both.
  if (kind_ != other.kind_ || (kind_ == Kind::ordered && dates_ != other.dates_)) return out;
  if (kind_ == Kind::truths) {
    out.on_true_ = on_true_ && other.on_true_;
    out.on_false_ = on_false_ && other.on_false_;
  } else if (kind_ == Kind::texts) {
    out.negated_ = negated_ && other.negated_;
    if (out.negated_) {
      out.texts_ = texts_;
      out.texts_.insert(other.texts_.begin(), other.texts_.end());
    } else {
      const CellSet& listed = negated_ ? other : *this;
      const CellSet& tested = negated_ ? *this : other;
      for (const std::string& text : listed.texts_) {
        if ((tested.texts_.count(text) > 0) != tested.negated_) out.texts_.insert(text);
      }
    }
  } else {
    for (const Interval& left : intervals_) {
      for (const Interval& right : other.intervals_) {
        Interval common = left;
        tighten(common, right);
        if (!common.empty()) out.intervals_.push_back(common);
      }
    }
  }
  return out;
}

std::optional<Value> CellSet::sample() const {
  if (empty()) return std::nullopt;
  switch (kind_) {
    case Kind::any:
    case Kind::unknown:
      return std::nullopt;
    case Kind::texts:
      if (negated_) {
        std::string other = "x";
        while (texts_.count(other) > 0) other += 'x';
        return Value::string(std::move(other));
      }
      return Value::string(*texts_.begin());
    case Kind::truths:
      return Value(on_true_);
    case Kind::ordered: {
      const auto point = inside(intervals_.front(), dates_);
      if (!point) return std::nullopt;
      if (!dates_) return Value(*point);
      const auto days = point->integer();
      return days ? std::optional(Value(time::CivilDate::from_days(*days))) : std::nullopt;
    }
  }
  return std::nullopt;
}

}  // namespace aftale::decisions
