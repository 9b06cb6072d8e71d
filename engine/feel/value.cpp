#include "engine/feel/value.h"

#include <algorithm>

#include "engine/feel/function.h"

namespace aftale::feel {

void Context::set(std::string name, Value value) {
  nesting_ = std::max(nesting_, value.nesting() + 1);
  for (auto& [known, old] : entries_) {
    if (known == name) {
      old = std::move(value);
      return;
    }
  }
  entries_.emplace_back(std::move(name), std::move(value));
}

const Value* Context::find(std::string_view name) const {
  for (const auto& [known, value] : entries_) {
    if (known == name) return &value;
  }
  return nullptr;
}

Value Value::string(std::string text) {
  Value out;
  out.data_ = std::make_shared<const std::string>(std::move(text));
  return out;
}

Value Value::time(Time time) {
  Value out;
  out.data_ = std::make_shared<const Time>(std::move(time));
  return out;
}

Value Value::date_time(DateTime moment) {
  Value out;
  out.data_ = std::make_shared<const DateTime>(std::move(moment));
  return out;
}

Value Value::list(List items) {
  Items held{std::move(items), 1};
  for (const Value& item : held.items) held.nesting = std::max(held.nesting, item.nesting() + 1);
  Value out;
  out.data_ = std::make_shared<const Items>(std::move(held));
  return out;
}

Value Value::context(Context entries) {
  return shared_context(std::make_shared<const Context>(std::move(entries)));
}

Value Value::shared_context(std::shared_ptr<const Context> entries) {
  Value out;
  out.data_ = std::move(entries);
  return out;
}

Value Value::range(Range range) {
  Value out;
  out.data_ = std::make_shared<const Range>(std::move(range));
  return out;
}

Value Value::function(std::shared_ptr<const Function> function) {
  Value out;
  out.data_ = std::move(function);
  return out;
}

const Context* Value::context_identity() const {
  return kind() == Kind::context ? std::get<ContextPtr>(data_).get() : nullptr;
}

std::uint32_t Value::nesting() const {
  switch (kind()) {
    case Kind::list:
      return std::get<ListPtr>(data_)->nesting;
    case Kind::context:
      return entries().nesting();
    case Kind::function:
      return callable()->nesting();
    case Kind::range:
      return std::max(interval().low.nesting(), interval().high.nesting()) + 1;
    case Kind::null:
    case Kind::boolean:
    case Kind::number:
    case Kind::string:
    case Kind::date:
    case Kind::time:
    case Kind::date_time:
    case Kind::months:
    case Kind::days:
      return 0;
  }
  return 0;
}

}  // namespace aftale::feel
