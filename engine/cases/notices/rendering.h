#pragma once
#include <string>
#include <utility>

#include "engine/cases/read_model.h"
#include "engine/records/channel.h"

/// Rows of the outbox as messages.
namespace aftale::cases {

/// Files larger than this together are named in a message, not sent with it.
inline constexpr std::size_t kAttachedBytesMax = 10u << 20u;

/// A message, and what had to be done without.
struct Rendered {
  records::Message message;
  std::string note;
};

/// In the language that the receiver wants, from the template that was pinned; with the files that go with it, as far
/// as they are not too large together. Errors: of messages::render, of the store.
Result<Rendered> rendered(const ReadModel& in, const records::OutboxRow& row);
/// The same from a template as it is given with its language; an empty one is the plain form.
Result<Rendered> rendered_from(const ReadModel& in, const records::OutboxRow& row,
                               const std::pair<std::string, Language>& form);
/// Its subject; from the plain form where its template cannot be used.
std::string subject_of(const ReadModel& in, const records::OutboxRow& row, Language language);
Language wanted_language(const ReadModel& in, const records::OutboxRow& row);
/// What went wrong, in one line with its place.
std::string one_line(const ErrorPtr& error);

}  // namespace aftale::cases
