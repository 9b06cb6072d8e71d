#include <array>
#include <optional>

#include "engine/feel/builtins/builtins.h"
#include "engine/feel/builtins/inputs.h"

/// The relations of points and ranges, DMN 1.5 section 10.3.4.9 table 84 (after Allen's interval algebra).
namespace aftale::feel {
namespace {

/// One end of a range, or a point as a range that begins and ends there. A missing end lies beyond all values.
struct End {
  const Value* value = nullptr;
  bool included = false;
  int beyond = 0;  ///< -1 for a missing low end, 1 for a missing high end
};

struct Stretch {
  End start, end;
  bool is_point = false;
};

Stretch stretch_of(const Value& value) {
  if (value.kind() != Kind::range) return {{&value, true, 0}, {&value, true, 0}, true};
  const Range& range = value.interval();
  return {{&range.low, range.low_included && range.has_low, range.has_low ? 0 : -1},
          {&range.high, range.high_included && range.has_high, range.has_high ? 0 : 1},
          false};
}

/// Compares ends for one call; reports the first pair that has no order.
class Ends {
 public:
  explicit Ends(Inputs& in) : in_(in) {}

  bool less(const End& left, const End& right) { return order(left, right) < 0; }
  bool same(const End& left, const End& right) { return order(left, right) == 0; }

 private:
  int order(const End& left, const End& right) {
    if (in_.failed()) return 2;
    if (left.beyond != 0 || right.beyond != 0) return left.beyond - right.beyond;
    const std::optional<std::partial_ordering> found = compare(*left.value, *right.value);
    if (!found || *found == std::partial_ordering::unordered) {
      in_.refuse("wrong-type", {shown(*left.value) + " og " + shown(*right.value) + " kan ikke sammenlignes",
                                shown(*left.value) + " and " + shown(*right.value) + " cannot be compared"});
      return 2;
    }
    if (*found == std::partial_ordering::less) return -1;
    return *found == std::partial_ordering::greater ? 1 : 0;
  }

  Inputs& in_;
};

bool before_of(Ends& ends, const Stretch& a, const Stretch& b) {
  return ends.less(a.end, b.start) || (ends.same(a.end, b.start) && !(a.end.included && b.start.included));
}

bool meets_of(Ends& ends, const Stretch& a, const Stretch& b) {
  return ends.same(a.end, b.start) && a.end.included && b.start.included;
}

/// a reaches into b from below: a.end is at or above b.start, with the shared point in both.
bool reaches(Ends& ends, const Stretch& a, const Stretch& b) {
  return ends.less(b.start, a.end) || (ends.same(a.end, b.start) && a.end.included && b.start.included);
}

bool overlaps_of(Ends& ends, const Stretch& a, const Stretch& b) {
  return reaches(ends, a, b) && reaches(ends, b, a);
}

bool overlaps_before_of(Ends& ends, const Stretch& a, const Stretch& b) {
  const bool begins_first =
      ends.less(a.start, b.start) || (ends.same(a.start, b.start) && a.start.included && !b.start.included);
  const bool ends_first = ends.less(a.end, b.end) || (ends.same(a.end, b.end) && (!a.end.included || b.end.included));
  return begins_first && reaches(ends, a, b) && ends_first;
}

bool overlaps_after_of(Ends& ends, const Stretch& a, const Stretch& b) {
  const bool begins_last =
      ends.less(b.start, a.start) || (ends.same(b.start, a.start) && b.start.included && !a.start.included);
  const bool ends_last = ends.less(b.end, a.end) || (ends.same(b.end, a.end) && (!b.end.included || a.end.included));
  return begins_last && reaches(ends, b, a) && ends_last;
}

bool finishes_of(Ends& ends, const Stretch& a, const Stretch& b) {
  if (a.is_point) return b.end.included && ends.same(a.end, b.end);
  return a.end.included == b.end.included && ends.same(a.end, b.end) &&
         (ends.less(b.start, a.start) || (ends.same(a.start, b.start) && (!a.start.included || b.start.included)));
}

bool starts_of(Ends& ends, const Stretch& a, const Stretch& b) {
  if (a.is_point) return b.start.included && ends.same(a.start, b.start);
  return a.start.included == b.start.included && ends.same(a.start, b.start) &&
         (ends.less(a.end, b.end) || (ends.same(a.end, b.end) && (!a.end.included || b.end.included)));
}

bool includes_of(Ends& ends, const Stretch& a, const Stretch& b) {
  const bool from_below =
      ends.less(a.start, b.start) || (ends.same(a.start, b.start) && (a.start.included || !b.start.included));
  return from_below && (ends.less(b.end, a.end) || (ends.same(b.end, a.end) && (a.end.included || !b.end.included)));
}

bool coincides_of(Ends& ends, const Stretch& a, const Stretch& b) {
  return ends.same(a.start, b.start) && a.start.included == b.start.included && ends.same(a.end, b.end) &&
         a.end.included == b.end.included;
}

using Relation = bool (*)(Ends& ends, const Stretch& a, const Stretch& b);
/// Which of a relation's two places may be a point.
enum class Points : std::uint8_t { none, first, second, any };

Value related(const char* name, Relation relation, Points points, bool swapped, std::span<const Value> arguments,
              Call& call) {
  Inputs in(name, arguments, call);
  for (std::size_t place = 0; place < 2; ++place) {
    const Value& value = in.single(place);
    const bool may_be_point = points == Points::any || points == (place == 0 ? Points::first : Points::second);
    if (value.is_null() || (value.kind() != Kind::range && !may_be_point)) {
      const Text wanted = may_be_point ? Text{"en værdi eller et interval", "a value or a range"}
                                       : Text{"et interval som [1..5]", "a range like [1..5]"};
      return in.wrong(place, place == 0 ? "range1" : "range2", wanted);
    }
  }
  const Stretch first = stretch_of(in.single(0)), second = stretch_of(in.single(1));
  Ends ends(in);
  const bool answer = swapped ? relation(ends, second, first) : relation(ends, first, second);
  return in.failed() ? Value() : Value(answer);
}

Value before(std::span<const Value> a, Call& call) {
  return related("before", before_of, Points::any, false, a, call);
}
Value after(std::span<const Value> a, Call& call) {
  return related("after", before_of, Points::any, true, a, call);
}
Value meets(std::span<const Value> a, Call& call) {
  return related("meets", meets_of, Points::none, false, a, call);
}
Value met_by(std::span<const Value> a, Call& call) {
  return related("met by", meets_of, Points::none, true, a, call);
}
Value overlaps(std::span<const Value> a, Call& call) {
  return related("overlaps", overlaps_of, Points::none, false, a, call);
}
Value overlaps_before(std::span<const Value> a, Call& call) {
  return related("overlaps before", overlaps_before_of, Points::none, false, a, call);
}
Value overlaps_after(std::span<const Value> a, Call& call) {
  return related("overlaps after", overlaps_after_of, Points::none, false, a, call);
}
Value finishes(std::span<const Value> a, Call& call) {
  return related("finishes", finishes_of, Points::first, false, a, call);
}
Value finished_by(std::span<const Value> a, Call& call) {
  return related("finished by", finishes_of, Points::second, true, a, call);
}
Value includes(std::span<const Value> a, Call& call) {
  return related("includes", includes_of, Points::second, false, a, call);
}
Value during(std::span<const Value> a, Call& call) {
  return related("during", includes_of, Points::first, true, a, call);
}
Value starts(std::span<const Value> a, Call& call) {
  return related("starts", starts_of, Points::first, false, a, call);
}
Value started_by(std::span<const Value> a, Call& call) {
  return related("started by", starts_of, Points::second, true, a, call);
}
Value coincides(std::span<const Value> a, Call& call) {
  return related("coincides", coincides_of, Points::any, false, a, call);
}

}  // namespace

std::span<const Builtin> range_builtins() {
  using Type::Kind::boolean;
  static const std::vector<const char*> two_ranges{"range1", "range2"};
  static const std::vector<const char*> any_two{"point1|range1|point|range", "point2|range2|range|point"};
  static const std::vector<const char*> point_first{"point|range1", "range|range2"};
  static const std::vector<const char*> point_last{"range|range1", "point|range2"};
  static const std::array builtins{
      Builtin{"before", 2, 2, any_two, before, boolean},
      Builtin{"after", 2, 2, any_two, after, boolean},
      Builtin{"meets", 2, 2, two_ranges, meets, boolean},
      Builtin{"met by", 2, 2, two_ranges, met_by, boolean},
      Builtin{"overlaps", 2, 2, two_ranges, overlaps, boolean},
      Builtin{"overlaps before", 2, 2, two_ranges, overlaps_before, boolean},
      Builtin{"overlaps after", 2, 2, two_ranges, overlaps_after, boolean},
      Builtin{"finishes", 2, 2, point_first, finishes, boolean},
      Builtin{"finished by", 2, 2, point_last, finished_by, boolean},
      Builtin{"includes", 2, 2, point_last, includes, boolean},
      Builtin{"during", 2, 2, point_first, during, boolean},
      Builtin{"starts", 2, 2, point_first, starts, boolean},
      Builtin{"started by", 2, 2, point_last, started_by, boolean},
      Builtin{"coincides", 2, 2, any_two, coincides, boolean},
  };
  return builtins;
}

}  // namespace aftale::feel
