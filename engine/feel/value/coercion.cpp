#include "engine/feel/value/coercion.h"

namespace aftale::feel {

std::optional<Value> coerced(const Value& value, const Type& type) {
  if (conforms(value, type) && has_all_members(value, type)) return value;
  if (type.kind() == Type::Kind::list && value.kind() != Kind::list) {
    std::optional<Value> element = coerced(value, type.element());
    if (!element) return std::nullopt;
    return Value::list({*std::move(element)});
  }
  if (value.kind() == Kind::list && type.kind() != Type::Kind::list && value.items().size() == 1) {
    return coerced(value.items().front(), type);
  }
  if (value.kind() == Kind::date && type.kind() == Type::Kind::date_time) {
    DateTime midnight;
    midnight.date = value.date();
    midnight.time.offset_seconds = 0;
    return Value::date_time(std::move(midnight));
  }
  return std::nullopt;
}

}  // namespace aftale::feel
