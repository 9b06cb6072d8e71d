#pragma once
#include "engine/machine/step.h"
#include "engine/model/definition.h"
#include "engine/records/rows.h"

namespace aftale::cases {

/// A notification as an outbox row: facts, not text (records/facts.h). The key says what it means, so that the message
/// is the same over retries and replay.
records::OutboxRow outbox_row(const machine::Notify& notify, const machine::Case& instance,
                              const model::Definition& definition, time::Instant at);

/// Facts as earlier programs wrote them: what is `revision` of a meeting, the entry that it is told with, was
/// `sequence`, and it was sent as that.
void put_as_before(records::Facts& facts);

/// What a row asks for, as its facts say; where they do not, as the program's own templates always meant.
machine::Notify::Asks asks_of(const records::OutboxRow& row);
/// The same of a message that is no row yet.
machine::Notify::Asks asks_of(const machine::Notify& notify, const machine::Case& instance);

/// Of a digest (digest_message.h): its template, and the beginning of its key.
inline constexpr const char* kDigest = "digest";
std::string digest_key_before(const std::string& receiver);
bool is_digest(const records::OutboxRow& row);

}  // namespace aftale::cases
