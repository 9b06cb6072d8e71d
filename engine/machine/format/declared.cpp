#include "engine/machine/format/declared.h"

#include <algorithm>

#include "engine/base/check.h"
#include "engine/base/words.h"
#include "engine/feel/codec.h"
#include "engine/feel/expression.h"
#include "engine/feel/temporal_text.h"

namespace aftale::machine {
namespace {

using feel::Kind;
using feel::Value;
using Name = model::DeclaredType::Name;

const Value* member(const Value& context, std::string_view name) {
  return context.entries().find(name);
}

// The address of a party or body that came from the organisation; empty for other contexts.
std::string address_of(const Value& value, const model::Definition& definition) {
  const std::vector<Value>& references = definition.organisation_values.references();
  const bool known = std::any_of(references.begin(), references.end(), [&](const Value& reference) {
    return reference.context_identity() == value.context_identity();
  });
  if (!known) return {};
  if (const Value* code = member(value, "code"); code && code->kind() == Kind::string) return code->text();
  const Value* id = member(value, "id");
  const Value* party = member(value, "party");
  if (!id || id->kind() != Kind::string) return {};
  return party && party->kind() == Kind::string ? party->text() + "/" + id->text() : id->text();
}

tl::unexpected<ErrorPtr> bad_value(const std::string& what, const Text& expected,
                                   std::vector<std::string> possible = {}) {
  return fail(
      Error::Kind::refused, "bad-value",
      Text{"\"" + what + "\" passer ikke: skriv " + expected.da, "\"" + what + "\" does not fit: write " + expected.en},
      std::move(possible));
}

// Parties and bodies by address; a party also by its title, as people type it.
Result<Value> find_reference(const std::string& word, bool party, const model::Definition& definition) {
  std::vector<std::string> possible;
  const std::string typed = folded(word);
  for (const Value& reference : definition.organisation_values.references()) {
    const bool is_party = member(reference, "code") != nullptr;
    if (is_party != party) continue;
    const std::string address = address_of(reference, definition);
    const Value* title = member(reference, "title");
    if (folded(address) == typed || (title && title->kind() == Kind::string && folded(title->text()) == typed))
      return reference;
    possible.push_back(address);
  }
  return party ? bad_value(word, {"en parts kode, fx 0851", "a party's code such as 0851"}, std::move(possible))
               : bad_value(word, {"et organ, fx 0851/council eller kkr", "a body such as 0851/council or kkr"},
                           std::move(possible));
}

feel::Type scalar_type(Name name) {
  switch (name) {
    case Name::number:
      return feel::Type::Kind::number;
    case Name::boolean:
      return feel::Type::Kind::boolean;
    case Name::date:
      return feel::Type::Kind::date;
    case Name::string:
    case Name::case_:
    case Name::duration:
    case Name::party:
    case Name::body:
    case Name::list:
    case Name::record:
      return feel::Type::Kind::string;
  }
  return {};
}

Result<Value> read_string(const Json& json, const model::DeclaredType& type) {
  if (json.kind() != Json::Kind::string) return bad_value(json.dump(), {"en tekst", "a text"});
  const std::vector<std::string>& allowed = type.one_of;
  if (!allowed.empty() && std::find(allowed.begin(), allowed.end(), json.text()) == allowed.end()) {
    return bad_value(json.text(),
                     {"et af ordene " + joined(allowed, "eller"), "one of the words " + joined(allowed, "or")},
                     allowed);
  }
  return Value::string(nfc(json.text()));
}

Result<Value> read_list(const Json& json, const model::DeclaredType& type, const model::Definition& definition) {
  if (json.kind() != Json::Kind::array) return bad_value(json.dump(), {"en liste, fx [a, b]", "a list such as [a, b]"});
  feel::List items;
  for (const Json& item : json.items()) {
    AFTALE_TRY(Value value, read_declared(item, type.element.front(), definition));
    items.push_back(std::move(value));
  }
  return Value::list(std::move(items));
}

Result<Value> read_record(const Json& json, const model::DeclaredType& type, const model::Definition& definition) {
  if (json.kind() != Json::Kind::object) return bad_value(json.dump(), {type.text(), type.text()});
  feel::Context entries;
  for (const auto& [name, member_type] : type.members) {
    AFTALE_TRY(Value value, read_declared(json[name], member_type, definition));
    entries.set(name, std::move(value));
  }
  for (const auto& [name, value] : json.members()) {
    if (!entries.find(name)) return bad_value(name, {type.text(), type.text()});
  }
  return Value::context(std::move(entries));
}

}  // namespace

void write_declared(const Value& value, const model::Definition& definition, JsonWriter& out) {
  if (value.kind() == Kind::list) {
    out.begin_array();
    for (const Value& item : value.items()) write_declared(item, definition, out);
    out.end_array();
    return;
  }
  if (value.kind() != Kind::context) return feel::write_json(value, out);
  if (const std::string address = address_of(value, definition); !address.empty()) {
    out.string(address);
    return;
  }
  out.begin_object();
  for (const auto& [name, entry] : value.entries().entries()) {
    out.key(name);
    write_declared(entry, definition, out);
  }
  out.end_object();
}

Result<Value> read_declared(const Json& json, const model::DeclaredType& type, const model::Definition& definition) {
  if (json.is_null()) return Value();
  switch (type.name) {
    case Name::string:
    case Name::case_:
      return read_string(json, type);
    case Name::number:
    case Name::boolean:
    case Name::date:
      return feel::read_json(json, scalar_type(type.name));
    case Name::duration: {
      const std::optional<Value> duration = feel::parse_duration(json.text());
      if (duration) return *duration;
      return bad_value(json.dump(), {"en varighed, fx P14D", "a duration such as P14D"});
    }
    case Name::party:
      return find_reference(json.text(), true, definition);
    case Name::body:
      return find_reference(json.text(), false, definition);
    case Name::list:
      return read_list(json, type, definition);
    case Name::record:
      return read_record(json, type, definition);
  }
  return Value();
}

namespace {

Result<Value> carried(const std::string& name, const Value& value, const model::DeclaredType& type,
                      const model::Definition& from, const model::Definition& to) {
  if (value.is_null()) return Value();
  std::string text;
  JsonWriter writer(text);
  write_declared(value, from, writer);
  const Result<Json> json = Json::parse(text);
  if (!json) return bad_value(name, same_text(type.text()));
  return read_declared(*json, type, to);
}

}  // namespace

Result<NamedValues> carry_inputs(const NamedValues& values, const model::Definition& from,
                                 const model::Definition& to) {
  NamedValues out;
  const std::vector<model::Variable>& variables = to.root_chart().variables;
  for (const auto& [name, value] : values) {
    const auto found = std::find_if(variables.begin(), variables.end(), [n = &name](const model::Variable& variable) {
      return variable.role == model::Variable::Role::input && variable.id == *n;
    });
    if (found == variables.end()) {
      return fail(Error::Kind::refused, "unknown-name",
                  Text{to.root().name + " har intet input " + name, to.root().name + " has no input " + name});
    }
    AFTALE_TRY(Value given, carried(name, value, found->declared, from, to));
    out.emplace_back(name, std::move(given));
  }
  return out;
}

Result<NamedValues> carry_event(const NamedValues& values, const model::Definition& from, const model::Definition& to,
                                const std::string& event) {
  const model::Event* declared = nullptr;
  for (const model::Chart& chart : to.charts) {
    const model::EventIx ix = chart.event(event);
    if (ix != model::kNone && (!declared || declared->fields.empty())) declared = &chart.events[ix];
  }
  // Nobody takes it, so nobody has said what its data are.
  if (!declared) return NamedValues();
  NamedValues out;
  for (const auto& [name, value] : values) {
    const auto found = std::find_if(declared->fields.begin(), declared->fields.end(),
                                    [n = &name](const model::EventField& field) { return field.id == *n; });
    if (found == declared->fields.end()) {
      return fail(Error::Kind::refused, "unknown-name",
                  Text{"»" + event + "« har intet felt " + name, "\"" + event + "\" has no field " + name});
    }
    AFTALE_TRY(Value given, carried(name, value, found->declared, from, to));
    out.emplace_back(name, std::move(given));
  }
  return out;
}

std::optional<feel::Value> read_plain(const std::string& feel) {
  const Checked<feel::Expression> text = feel::Expression::compile(feel, feel::Names(), Span{});
  if (!text.value) return std::nullopt;
  return text.value->evaluate(feel::ArrayScope({}), feel::Host()).value;
}

feel::Value plain_copy(const feel::Value& value) {
  if (value.is_null()) return {};
  const std::optional<Value> copy = read_plain(value.feel());
  AFTALE_CHECK(copy.has_value());
  return *copy;
}

}  // namespace aftale::machine
