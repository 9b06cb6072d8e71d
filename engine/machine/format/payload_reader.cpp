#include "engine/machine/format/payload_reader.h"

#include "engine/machine/format/declared.h"

namespace aftale::machine {
namespace {

// The declared type of an input of the case, or of a field of an event anywhere in the bundle.
const model::DeclaredType* type_of_input(const model::Definition& definition, const std::string& id) {
  for (const model::Variable& variable : definition.root_chart().variables) {
    if (variable.role == model::Variable::Role::input && variable.id == id) return &variable.declared;
  }
  return nullptr;
}
const model::DeclaredType* type_of_field(const model::Definition& definition, const std::string& event,
                                         const std::string& id) {
  for (const model::Chart& chart : definition.charts) {
    const model::EventIx index = chart.event(event);
    if (index == model::kNone) continue;
    for (const model::EventField& field : chart.events[index].fields) {
      if (field.id == id) return &field.declared;
    }
  }
  return nullptr;
}

/// Empty where all were read, else the name of the first that was not.
template <class TypeOf>
std::optional<std::string> read_values(const Json& json, const model::Definition& definition, NamedValues& values,
                                       TypeOf type_of) {
  for (const auto& [id, value] : json.members()) {
    const model::DeclaredType* type = type_of(id);
    if (!type) return id;
    Result<feel::Value> read = read_declared(value, *type, definition);
    if (!read) return id;
    values.emplace_back(id, std::move(*read));
  }
  return std::nullopt;
}

}  // namespace

void PayloadReader::values(const char* key, NamedValues& inputs) {
  if (!definition_) return;
  note_unread(read_values(json_[key], *definition_, inputs,
                          [&](const std::string& id) { return type_of_input(*definition_, id); }));
}

void PayloadReader::values(const char* key, NamedValues& data, const std::string& event) {
  if (!definition_) return;
  note_unread(read_values(json_[key], *definition_, data,
                          [&](const std::string& id) { return type_of_field(*definition_, event, id); }));
}

void PayloadReader::result(const char* key, feel::Value& value) {
  if (json_.has(key)) keep(key, read_plain(json_[key].text()), value);
}

}  // namespace aftale::machine
