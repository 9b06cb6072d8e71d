#pragma once
#include "engine/machine/step.h"
#include "engine/model/definition.h"
#include "engine/ports/rows.h"

namespace aftale::cases {

/// The template of a notice that a deadline has passed: it says what has happened, whatever is answered later.
inline constexpr const char* kOverdue = "overdue";

/// A notification as an outbox row: facts as JSON, not text. Facts are strings unless said otherwise: case_key,
/// template, step, due (ISO date), day (ISO date on which it was written), and per language under "da" and "en":
/// case_title, workflow_title, step_title, owner_title, receiver_title, party_title, body_title, secretariat_title
/// (under "en" only those that differ); "secretariat" (contact); "meeting" ({date, uid, sequence}); lists "attachments"
/// ({title_da, title_en, name, version, sha256}) and "items" ({title_da, title_en, owner_da, owner_en, due}). Absent
/// members have nothing to say. The message id follows from the key, so it is the same over retries and replay.
ports::OutboxRow outbox_row(const machine::Notify& notify, const machine::Case& kase,
                            const model::Definition& definition, time::Instant at);

}  // namespace aftale::cases
