#pragma once
#include "engine/base/json.h"
#include "engine/base/result.h"
#include "engine/feel/value.h"
#include "engine/machine/input.h"
#include "engine/model/definition.h"

/// Values of declared types as JSON: journal payloads, event data, inputs.
namespace aftale::machine {

/// As feel::write_json, but a party of the organisation is its code ("0851") and a body its address ("0851/council",
/// "kkr").
void write_declared(const feel::Value& value, const model::Definition& definition, JsonWriter& out);
/// Reads by the declared type; a party also by its title. Error: refused, code `bad-value`, with what would do.
Result<feel::Value> read_declared(const Json& json, const model::DeclaredType& type,
                                  const model::Definition& definition);

/// Words typed by the declaration of the inputs they name; the others may be missing. Errors as type_inputs, but
/// missing-data.
Result<NamedValues> type_some_inputs(const model::Definition& definition,
                                     const std::vector<std::pair<std::string, std::string>>& words);

/// Values of one case as another one takes them, for its inputs or for an event: parties by their code. Errors: refused
/// `unknown-name`, `unknown-event`, `bad-value`.
Result<NamedValues> carry_inputs(const NamedValues& values, const model::Definition& from, const model::Definition& to);
Result<NamedValues> carry_event(const NamedValues& values, const model::Definition& from, const model::Definition& to,
                                const std::string& event);
/// A value that nobody has declared, without references to an organisation.
feel::Value plain_copy(const feel::Value& value);
/// The same out of its FEEL text; none where it is no value.
std::optional<feel::Value> read_plain(const std::string& feel);

}  // namespace aftale::machine
