#pragma once
#include <optional>
#include <string>

#include "engine/cases/service.h"
#include "engine/machine/step.h"
#include "engine/records/rows.h"

/// From what a caller asks to what the machine takes: the part that knows a case (the rest: engine/commands).
namespace aftale::cases {

struct Move;
/// What commands::digest_of is of a command, of a move to `to`.
std::string digest_of(const Move& order, const Digest& to);
/// The limits of its texts. Errors: refused `too-large`, `bad-value`.
Result<void> check_limits(const Move& order);

/// Words typed by declaration; an attachment's bytes become content. Errors as machine::type_event, type_inputs.
struct Typed {
  machine::Input input;
  std::optional<records::ContentRow> content;
};
Result<Typed> type(const Command& command, const model::Definition& definition, const machine::Case& instance);

/// What may not be put before anybody: a file without content, which an older program let in. Error: refused
/// `empty-file`.
Result<void> check_content(const machine::Input& input, const model::Definition& definition,
                           const machine::Case& instance);

/// A document that nobody knows, with the one that was meant perhaps; any other refusal as it is.
ErrorPtr with_meant_document(const ErrorPtr& refused, const Command& command, const model::Definition& definition,
                             const machine::Case& instance);

}  // namespace aftale::cases
