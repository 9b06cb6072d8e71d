#pragma once
#include <string>
#include <string_view>

#include "engine/base/result.h"
#include "engine/machine/effects.h"
#include "engine/machine/input.h"

/// Inputs as JSON that a person can read: journal payloads and the wire. Only fields that say something are written.
namespace aftale::machine {

/// The journal's `kind`; stable numbers.
enum class InputKind : std::uint8_t {
  open = 1,
  event,
  record,
  attach,
  freeze,
  suspend,
  resume,
  withdraw,
  fault,
  fire,
  heard,
  unheard,
  renew,
  correct,
  move,
  propose
};
inline constexpr InputKind kLastInputKind = InputKind::propose;
InputKind kind_of(const Input& input);
const char* name_of(InputKind kind);

void write_input(const Input& input, const model::Definition& definition, std::string& out);
/// `definition` types the values. Error: damaged.
Result<Input> read_input(InputKind kind, std::string_view json, const model::Definition& definition);

/// What a step came to, for the journal's `outcome`; a replay must give the same bytes. Members that say nothing are
/// left out: at (the address where it acted), event, proposed (it waits for a second person), left and entered
/// (addresses), ended (`path: outcome`), rules (`table/row`), status (of the case, unless running), fault, notes
/// ({code, da, en}), told (how many messages), opens (keys of other cases), tells (`key: event`).
void write_outcome(const model::Definition& definition, const Step& step, std::string& out);

}  // namespace aftale::machine
