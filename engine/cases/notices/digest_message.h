#pragma once
#include <string>
#include <vector>

#include "engine/cases/notices/outbox_rows.h"
#include "engine/cases/read_model.h"

namespace aftale::cases {

/// Whether a message may be put together with others: it asks for no answer of its own in a form that would be lost
/// (files that go with it), and is no digest itself.
bool fits_a_digest(const records::OutboxRow& row);

/// One notification that lists what `members` (all to one receiver, in their order, at least one) say. It belongs to
/// the case of the first; its key follows from the first's id, so it is never written twice.
Result<records::OutboxRow> digest_of(const ReadModel& in, const std::vector<records::OutboxRow>& members,
                                     time::Instant now);

}  // namespace aftale::cases
