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
  return {Kind::string, std::make_shared<const std::string>(std::move(text))};
}

Value Value::time(Time time) {
  return {Kind::time, std::make_shared<const Time>(std::move(time))};
}

Value Value::date_time(DateTime moment) {
  return {Kind::date_time, std::make_shared<const DateTime>(std::move(moment))};
}

Value Value::list(List items) {
  Items held{std::move(items), 1};
  for (const Value& item : held.items) held.nesting = std::max(held.nesting, item.nesting() + 1);
  return {Kind::list, std::make_shared<const Items>(std::move(held))};
}

Value Value::context(Context entries) {
  return shared_context(std::make_shared<const Context>(std::move(entries)));
}

Value Value::shared_context(std::shared_ptr<const Context> entries) {
  return {Kind::context, std::move(entries)};
}

Value Value::range(Range range) {
  return {Kind::range, std::make_shared<const Range>(std::move(range))};
}

Value Value::function(std::shared_ptr<const Function> function) {
  return {Kind::function, std::move(function)};
}

std::shared_ptr<const Function> Value::callable() const {
  AFTALE_CHECK(kind_ == Kind::function);
  return std::static_pointer_cast<const Function>(std::get<Shared>(data_));
}

const Context* Value::context_identity() const {
  return kind_ == Kind::context ? &entries() : nullptr;
}

std::uint32_t Value::nesting() const {
  switch (kind()) {
    case Kind::list:
      return shared<Items>(Kind::list).nesting;
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
