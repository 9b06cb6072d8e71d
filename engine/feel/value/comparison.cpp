#include "engine/feel/value/comparison.h"

#include <algorithm>

namespace aftale::feel {
namespace {

std::size_t extent(const Value& value) {
  switch (value.kind()) {
    case Kind::string:
      return value.text().size() / 16;
    case Kind::list:
      return value.items().size();
    default:
      return 0;
  }
}

}  // namespace

bool order_holds(Op op, std::partial_ordering order) {
  switch (op) {
    case Op::less:
      return order == std::partial_ordering::less;
    case Op::less_equal:
      return order != std::partial_ordering::greater;
    case Op::greater:
      return order == std::partial_ordering::greater;
    case Op::greater_equal:
      return order != std::partial_ordering::less;
    default:
      return false;
  }
}

std::size_t comparing_effort(const Value& left, const Value& right) {
  return std::min(extent(left), extent(right));
}

}  // namespace aftale::feel
