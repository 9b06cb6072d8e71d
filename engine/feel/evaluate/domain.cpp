#include "engine/feel/evaluate/domain.h"

#include <optional>
#include <utility>

#include "engine/feel/value/wording.h"

namespace aftale::feel {
namespace {

/// The whole numbers of a range, or days since 1970 of a range of dates; ends included.
std::optional<std::pair<std::int64_t, std::int64_t>> span_of(const Value& low, const Value& high) {
  if (low.kind() == Kind::number && high.kind() == Kind::number) {
    const std::optional<std::int64_t> from = low.number().integer(), to = high.number().integer();
    if (from && to) return std::pair(*from, *to);
  }
  if (low.kind() == Kind::date && high.kind() == Kind::date) return std::pair(low.date().days(), high.date().days());
  return std::nullopt;
}

}  // namespace

bool read_domain(Evaluator& evaluator, const Iterator& iterator, Frame& frame, Domain& out) {
  Value low = evaluator.eval(*iterator.domain, frame);
  Value high;
  bool low_included = true, high_included = true, bounded_range = iterator.end != nullptr;
  if (iterator.end != nullptr) {
    high = evaluator.eval(*iterator.end, frame);
  } else if (low.kind() == Kind::range && low.interval().has_low && low.interval().has_high) {
    const Value whole = low;
    low = whole.interval().low;
    high = whole.interval().high;
    low_included = whole.interval().low_included;
    high_included = whole.interval().high_included;
    bounded_range = true;
  }
  if (low.is_null() || (bounded_range && high.is_null())) return false;
  if (!bounded_range) {
    if (low.kind() != Kind::list) low = Value::list({std::move(low)});
    out.size = low.items().size();
    out.list = std::move(low);
    return true;
  }
  const auto ends = span_of(low, high);
  if (!ends) {
    const Text a = kind_words(type_kind(low)), b = kind_words(type_kind(high));
    evaluator.report(
        *iterator.domain, frame, "wrong-type",
        {"`for` kan kun løbe fra et helt tal til et andet eller fra en dato til en anden, men her er " + a.da + " og " +
             b.da,
         "`for` can only run from one whole number or date to another, but this is " + a.en + " and " + b.en});
    return false;
  }
  std::int64_t first = ends->first, last = ends->second;
  const std::int64_t step = last < first ? -1 : 1;
  if ((!low_included && first == last) || (!high_included && first == last)) {
    out.counts = true;
    return true;
  }
  if (!low_included) first += step;
  if (!high_included) {
    if (first == last) {
      out.counts = true;
      return true;
    }
    last -= step;
  }
  out.count(first, last, low.kind() == Kind::date);
  return true;
}

}  // namespace aftale::feel
