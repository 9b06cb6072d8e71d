#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "engine/base/json.h"
#include "engine/feel/type.h"
#include "engine/feel/value.h"

/// Values as JSON: journal payloads, wire, `--json`. Stable: the same value gives the same bytes.
namespace aftale::feel {

/// null, true, number digits, "text", dates and durations as their ISO text, lists as arrays, contexts as
/// objects in their order, ranges and functions as their FEEL text.
void write_json(const Value& value, JsonWriter& out);
/// Reads JSON by a declared type: a string where a date is declared becomes a date. Where `type` is any,
/// strings stay strings. Error: refused, code `bad-value`, naming the type and an example of how to write it.
Result<Value> read_json(const Json& json, const Type& type);

}  // namespace aftale::feel
