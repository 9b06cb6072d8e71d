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
/// Reads what a person typed on a command line by its type: `2023-01-01` or `24-11-2022` as a date, `12` as a
/// number, `a, b` or `[a, b]` as a list of strings, `true`/`ja`. Error: as read_json.
Result<Value> read_text(std::string_view text, const Type& type);

}  // namespace aftale::feel
