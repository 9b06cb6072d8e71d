#pragma once
#include <string>
#include <utility>
#include <vector>

#include "engine/machine/reach/places.h"

/// Internal: one ballot while it is looked at.
namespace aftale::machine {

struct Ballot {
  Leaf at{};
  bool late = false;  ///< of a body that was passed over: what it said is kept, and has no effect
  std::string kind;   ///< approve, recommend ...
  std::string word;   ///< the word of the table that stands for what the minutes say
  std::string event;  ///< what it means: approved, recommended ...
  const model::Body* body = nullptr;
  feel::Value body_value;
};
/// The document and the version of it that was before a body.
using Versions = std::vector<std::pair<std::uint16_t, std::uint32_t>>;

/// What the body has said at this step before, in earlier rounds too, newest last; empty where the branch does not tell
/// whose a word was.
std::vector<Decision> said_before(const Run& run, const Ballot& ballot);
/// The word and the event. Errors: wrong-word, ambiguous-word with a command for each way to read it, missing-data.
Result<void> read_word(const Run& run, const Record& record, Ballot& ballot);
/// Whether the body can have met that day. Errors: meeting-in-future, and out-of-order where the day does not fit what
/// is known of the case or the calendar; `even_so` lets it pass.
Result<void> check_meeting(const Run& run, const Record& record, const Ballot& ballot, const Versions& versions);
/// Leaves the note `meeting-before-step`: bodies treat a matter before its turn has come, and that holds; but it may be
/// a wrong date as well.
void note_early_meeting(Run& run, const Record& record, const Ballot& ballot);
/// Whether the numbers can be true and carry the word. Errors: bad-value, and what the table `quorum` refuses.
Result<void> check_votes(const Run& run, const Record& record, const Ballot& ballot);

}  // namespace aftale::machine
