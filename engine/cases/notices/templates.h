#pragma once
#include <span>
#include <string>
#include <utility>

#include "engine/cases/read_model.h"
#include "engine/records/store.h"

/// Templates as they are when a notification is written: kept by content, named by its row.
namespace aftale::cases {

struct Engine;

/// Puts the digests of the templates that the bundle holds into notifications of its cases.
void pin_templates(const model::Definition& definition, std::span<records::OutboxRow> rows);

/// Puts the digests of the templates that are found now into every other new notification of `commit`, and the texts
/// into its content.
void pin_templates(Engine& engine, records::Commit& commit);

/// The pinned text in the language that is wanted, else in the other. Where none was stored, the text that is found
/// now: a message that was held for want of its template goes out when somebody has put it in its place. Empty where
/// there is none. Errors: of the store.
Result<std::pair<std::string, Language>> template_of(const ReadModel& in, const records::OutboxRow& row,
                                                     Language wanted);

/// The text that would be pinned now for a case on `definition`, chosen in the same way. Errors: of the store.
Result<std::pair<std::string, Language>> template_now(const ReadModel& in, const model::Definition& definition,
                                                      const std::string& name, Language wanted);

}  // namespace aftale::cases
