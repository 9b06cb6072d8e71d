#pragma once
#include <functional>
#include <map>
#include <span>
#include <string>
#include <utility>

#include "engine/base/digest.h"
#include "engine/cases/read_model.h"
#include "engine/records/store.h"

/// Templates as they are when a notification is written: kept by content, named by its row.
namespace aftale::cases {

/// Puts the digests of the templates that the bundle holds into notifications of its cases.
void pin_templates(const model::Definition& definition, std::span<records::OutboxRow> rows);

/// By name: the digests of the Danish and the English text that are stored.
using TemplateDigests = std::map<std::string, std::pair<Digest, Digest>, std::less<>>;
/// Puts the digests of the templates that `find` finds now into every other new notification of `commit`, and the texts
/// that are not `stored` yet into its content.
void pin_templates(const FindTemplate& find, TemplateDigests& stored, records::Commit& commit);

/// The pinned text in the language that is wanted, else in the other. Where none was stored, the text that is found
/// now: a message that was held for want of its template goes out when somebody has put it in its place. Empty where
/// there is none. Errors: of the store.
Result<std::pair<std::string, Language>> template_of(const ReadModel& in, const records::OutboxRow& row,
                                                     Language wanted);

/// The text that would be pinned now for a case on `definition`, chosen in the same way. Errors: of the store.
Result<std::pair<std::string, Language>> template_now(const ReadModel& in, const model::Definition& definition,
                                                      const std::string& name, Language wanted);

}  // namespace aftale::cases
