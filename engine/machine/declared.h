#pragma once
#include "engine/base/json.h"
#include "engine/base/result.h"
#include "engine/feel/value.h"
#include "engine/model/definition.h"

/// Values of declared types as JSON: journal payloads, event data, inputs.
namespace aftale::machine {

/// As feel::write_json, but a party of the organisation is its code ("0851") and a body its address ("0851/council",
/// "kkr").
void write_declared(const feel::Value& value, const model::Definition& definition, JsonWriter& out);
/// Reads by the declared type; a party also by its title. Error: refused, code `bad-value`, with what would do.
Result<feel::Value> read_declared(const Json& json, const model::DeclaredType& type,
                                  const model::Definition& definition);

}  // namespace aftale::machine
