#pragma once
#include <string>
#include <utility>

#include "engine/cases/engine.h"
#include "engine/ports/store.h"

/// Templates as they are when a notification is written: kept by content, named by its row.
namespace aftale::cases {

/// Puts the digests of its templates into every new notification of `commit`, and the texts into its content.
void pin_templates(Engine& engine, ports::Commit& commit);

/// The pinned text in the language that is wanted, else in the other; the empty text where none was stored. Errors: of
/// the store.
Result<std::pair<std::string, Language>> template_of(Engine& engine, const ports::OutboxRow& row, Language wanted);

/// The text that would be pinned now, chosen in the same way.
std::pair<std::string, Language> template_now(const Engine& engine, const std::string& name, Language wanted);

}  // namespace aftale::cases
