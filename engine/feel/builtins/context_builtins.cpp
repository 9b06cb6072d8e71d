#include <array>

#include "engine/feel/builtins/builtins.h"
#include "engine/feel/builtins/inputs.h"

namespace aftale::feel {
namespace {

Value get_value(std::span<const Value> arguments, Call& call) {
  Inputs in("get value", arguments, call);
  const Context& entries = in.context(0, "m");
  const std::string& key = in.text(1, "key");
  if (in.failed()) return {};
  if (const Value* value = entries.find(key)) return *value;
  return in.refuse("unknown-member", {"objektet har ingen \"" + key + "\"", "the context has no \"" + key + "\""});
}

Value get_entries(std::span<const Value> arguments, Call& call) {
  Inputs in("get entries", arguments, call);
  const Context& context = in.context(0, "m");
  if (!in.spend(context.entries().size() * 2)) return {};
  List items;
  for (const auto& [name, value] : context.entries()) {
    Context entry;
    entry.set("key", Value::string(name));
    entry.set("value", value);
    items.push_back(Value::context(std::move(entry)));
  }
  return Value::list(std::move(items));
}

Value context_of_entries(std::span<const Value> arguments, Call& call) {
  Inputs in("context", arguments, call);
  const std::span<const Value> entries = in.list(0, "entries");
  if (!in.spend(entries.size())) return {};
  Context made;
  for (const Value& entry : entries) {
    const Value* key = entry.kind() == Kind::context ? entry.entries().find("key") : nullptr;
    const Value* value = entry.kind() == Kind::context ? entry.entries().find("value") : nullptr;
    if (key == nullptr || value == nullptr || key->kind() != Kind::string) {
      return in.wrong(
          0, "entries",
          {"en liste af objekter som {key: \"navn\", value: 1}", "a list of contexts like {key: \"name\", value: 1}"});
    }
    if (made.find(key->text()) != nullptr) {
      return in.refuse("duplicate-key", {"navnet \"" + key->text() + "\" står to gange i entries",
                                         "the key \"" + key->text() + "\" is in entries twice"});
    }
    made.set(key->text(), *value);
  }
  return Value::context(std::move(made));
}

/// `entries` with the value at the end of the path `keys`, of which all but the last must lead to a context.
Value put(Inputs& in, const Context& entries, std::span<const Value> keys, const Value& value) {
  const Value& key = keys.front();
  if (key.kind() != Kind::string) return in.wrong(1, "keys", {"en liste af tekster", "a list of strings"});
  if (!in.spend(entries.entries().size() + 1)) return {};
  Context changed = entries;
  if (keys.size() == 1) {
    changed.set(key.text(), value);
    return Value::context(std::move(changed));
  }
  const Value* inner = entries.find(key.text());
  if (inner == nullptr || inner->kind() != Kind::context) {
    const Text what = kind_words(inner == nullptr ? Type::Kind::null : type_kind(*inner));
    return in.refuse("bad-argument", {"\"" + key.text() + "\" skal være et objekt, men er " + what.da,
                                      "\"" + key.text() + "\" must be a context, but is " + what.en});
  }
  Value below = put(in, inner->entries(), keys.subspan(1), value);
  if (in.failed()) return {};
  changed.set(key.text(), std::move(below));
  return Value::context(std::move(changed));
}

Value context_put(std::span<const Value> arguments, Call& call) {
  Inputs in("context put", arguments, call);
  const Context& entries = in.context(0, "context");
  if (in.failed()) return {};
  const std::span<const Value> keys = in.list(1, "key");
  if (in.failed()) return {};
  if (keys.empty()) {
    return in.refuse("bad-argument", {"keys må ikke være en tom liste", "keys must not be an empty list"});
  }
  return put(in, entries, keys, in.any(2));
}

Value context_merge(std::span<const Value> arguments, Call& call) {
  Inputs in("context merge", arguments, call);
  Context merged;
  for (const Value& context : in.list(0, "contexts")) {
    if (context.kind() != Kind::context) return in.wrong(0, "contexts", {"en liste af objekter", "a list of contexts"});
    if (!in.spend(context.entries().entries().size())) return {};
    for (const auto& [name, value] : context.entries().entries()) merged.set(name, value);
  }
  return in.failed() ? Value() : Value::context(std::move(merged));
}

}  // namespace

std::span<const Builtin> context_builtins() {
  using Type::Kind::context;
  static const Type entry = Type::record({{"key", Type::Kind::string}, {"value", {}}});
  static const std::array builtins{
      Builtin{"get value", 2, 2, {"m", "key"}, get_value, {}},
      Builtin{"get entries", 1, 1, {"m"}, get_entries, Type::list_of(entry)},
      Builtin{"context", 1, 1, {"entries"}, context_of_entries, context},
      Builtin{"context put", 3, 3, {"context", "key|keys", "value"}, context_put, context},
      Builtin{"context merge", 1, 1, {"contexts"}, context_merge, context},
  };
  return builtins;
}

}  // namespace aftale::feel
