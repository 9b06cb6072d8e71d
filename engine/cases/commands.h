#pragma once
#include <optional>
#include <string>
#include <vector>

#include "engine/cases/service.h"
#include "engine/machine/step.h"
#include "engine/records/rows.h"

/// From what a caller asks to what the machine takes.
namespace aftale::cases {

/// A digest of everything a command asks, so that the same request id with other content is noticed: 16 hex digits.
std::string digest_of(const Command& command);

/// Limits on what people send, before anything is looked at. Errors: refused `too-large`, `bad-value`.
Result<void> check_limits(const Command& command);

struct Move;
/// The same of a move to `to`.
std::string digest_of(const Move& order, const Digest& to);
Result<void> check_limits(const Move& order);

/// What no state of a process says `by` of: opening, documents and the life of a case are the secretariat's. Error:
/// refused `not-allowed`.
Result<void> check_role(const Command& command);

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

/// The day on which a command takes effect: a record's meeting, else what the caller says.
std::optional<time::CivilDate> effective_of(const Command& command);

}  // namespace aftale::cases
