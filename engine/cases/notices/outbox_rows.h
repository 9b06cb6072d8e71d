#pragma once
#include "engine/machine/step.h"
#include "engine/model/definition.h"
#include "engine/records/rows.h"

namespace aftale::cases {

/// A notification as an outbox row: facts as JSON, not text. Facts are strings unless said otherwise: case_key,
/// template, step, due (ISO date), day (ISO date on which it was written), and per language under "da" and "en":
/// case_title, workflow_title, step_title, owner_title, receiver_title, party_title, body_title, secretariat_title
/// (under "en" only those that differ); "secretariat" (contact); "meeting" ({date, uid, revision, withdrawn}); lists
/// "attachments" ({title_da, title_en, name, version, sha256}) and "items" ({title_da, title_en, owner_da, owner_en,
/// due}); "asks" (`to_come`, `missed`, `again`: what it asks for); "owes" (true or false: the receiver is to act),
/// and true where it is so: "to_secretariat" (the receiver is the secretariat), "to_pass_on" (it goes to the
/// secretariat for want of the receiver's own contact). Absent members have nothing to say. The message id follows
/// from the key, so it is the same over retries and replay.
records::OutboxRow outbox_row(const machine::Notify& notify, const machine::Case& instance,
                              const model::Definition& definition, time::Instant at);

/// The facts of a message as earlier programs wrote them: what is `revision` of a meeting, the entry that it is told
/// with, was `sequence`, and it was sent as that.
std::string facts_before(std::string facts);

/// What a row asks for, as its facts say; where they do not, as the program's own templates always meant.
machine::Notify::Asks asks_of(const records::OutboxRow& row);
/// The same of a message that is no row yet.
machine::Notify::Asks asks_of(const machine::Notify& notify, const machine::Case& instance);

}  // namespace aftale::cases
