#pragma once
#include <string>
#include <string_view>

#include "engine/base/result.h"
#include "engine/machine/effects.h"
#include "engine/machine/input.h"

/// Inputs as JSON that a person can read, the journal's payloads: the fields of a kind (engine/commands), of which only
/// those are written that say something.
namespace aftale::machine {

using commands::name_of;

void write_input(const Input& input, const model::Definition& definition, std::string& out);
/// `definition` types the values. Error: damaged.
Result<Input> read_input(InputKind kind, std::string_view json, const model::Definition& definition);
/// The same without inputs and event data, which only a definition can type: for who tells what was done. Error:
/// damaged.
Result<Input> read_untyped(InputKind kind, std::string_view json);

/// What a step came to, for the journal's `outcome`; a replay must give the same bytes. Members that say nothing are
/// left out: at (the address where it acted), event, proposed (it waits for a second person), left and entered
/// (addresses), ended (`path: outcome`), rules (`table/row`), status (of the case, unless running), fault, notes
/// ({code, da, en}), told (how many messages), opens (keys of other cases), tells (`key: event`).
void write_outcome(const model::Definition& definition, const Step& step, std::string& out);

}  // namespace aftale::machine
