#pragma once
#include <string>

#include "engine/machine/chart/leaf.h"
#include "engine/machine/chart/run.h"

/// What takes two people. The first one's command is kept as a proposal and moves nothing; the same, asked
/// for by another person, carries it out. A proposal is gone when its state is left.
namespace aftale::machine {

/// Whether it may be carried out now: true where another person has asked for the same before, else it has been kept
/// as a proposal in place of any other. The same content: the same data or minutes and the same day that was named.
/// Error: `second-person`, where the same person asks for the same again.
Result<bool> is_agreed(Run& run, Leaf at, const Event& event);
Result<bool> is_agreed(Run& run, Leaf at, const std::string& event, const Record& record);

/// `second-person`: `proposer` ("anna on 4 Jan 2022 09:00") has asked for it, and is the one who asks again.
tl::unexpected<ErrorPtr> refuse_same_person(const Text& what, const Text& proposer);

/// The proposal that waits for a second person there, or null.
const Proposal* find_proposal(const Run& run, Leaf at, const std::string& event, bool ballot);

}  // namespace aftale::machine
