#include "engine/machine/migrate/values.h"

#include <algorithm>

namespace aftale::machine::migrate {

using feel::Kind;
using feel::Value;

namespace {

const Value* counterpart(const Mapping& map, const Value& today, const model::Receiver& was) {
  const model::OrganisationValues& now = map.to().organisation_values;
  const auto same = [&](const Value& value) {
    const model::Registered* known = now.registered(value);
    return known && known->receiver->party == was.party && known->receiver->body == was.body;
  };
  const Value* parties = today.kind() == Kind::context ? today.entries().find("parties") : nullptr;
  if (parties) {
    const auto found = std::find_if(parties->items().begin(), parties->items().end(), same);
    if (found != parties->items().end()) return &*found;
  }
  const auto found = std::find_if(now.references().begin(), now.references().end(), same);
  return found == now.references().end() ? nullptr : &*found;
}

std::string called(const model::Receiver& receiver) {
  std::string out = receiver.party;
  if (!receiver.body.empty()) out += (out.empty() ? "" : "/") + receiver.body;
  return out + " " + receiver.title.in(Language::da);
}

bool is_allowed(const Value& value, const model::DeclaredType& type) {
  if (value.kind() == Kind::string && !type.one_of.empty()) {
    return std::find(type.one_of.begin(), type.one_of.end(), value.text()) != type.one_of.end();
  }
  if (value.kind() == Kind::list && !type.element.empty()) {
    return std::all_of(value.items().begin(), value.items().end(),
                       [&](const Value& item) { return is_allowed(item, type.element.front()); });
  }
  if (value.kind() != Kind::context) return true;
  return std::all_of(type.members.begin(), type.members.end(), [&](const model::DeclaredType::Member& member) {
    const Value* found = value.entries().find(member.id);
    return !found || is_allowed(*found, member.type);
  });
}

class ValueCarrier {
 public:
  ValueCarrier(const Mapping& map, const Value& today, std::vector<std::string>& missing)
      : map_(map), today_(today), missing_(missing) {}

  Value carry(const Value& value) {
    switch (value.kind()) {
      case Kind::list: {
        feel::List items;
        for (const Value& item : value.items()) items.push_back(carry(item));
        return Value::list(std::move(items));
      }
      case Kind::context:
        return context(value);
      case Kind::function:
        return {};
      default:
        return value;
    }
  }

 private:
  Value context(const Value& value) {
    const model::Registered* known = map_.from().organisation_values.registered(value);
    if (known) {
      if (const Value* now = counterpart(map_, today_, *known->receiver)) return *now;
      missing_.push_back(called(*known->receiver));
    }
    // What hangs on somebody who is gone is gone with him; he alone is named.
    std::vector<std::string> inside;
    ValueCarrier inner(map_, today_, known ? inside : missing_);
    feel::Context entries;
    for (const auto& [name, entry] : value.entries().entries()) entries.set(name, inner.carry(entry));
    return Value::context(std::move(entries));
  }

  const Mapping& map_;
  const Value& today_;
  std::vector<std::string>& missing_;
};

}  // namespace

MappedValue map_value(const Mapping& map, const Value& now, const Value& value) {
  MappedValue out;
  out.value = ValueCarrier(map, now, out.missing).carry(value);
  return out;
}

bool fits(const Value& value, const model::Variable& variable) {
  return feel::conforms(value, variable.type) && is_allowed(value, variable.declared);
}

}  // namespace aftale::machine::migrate
