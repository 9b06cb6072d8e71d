#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "engine/machine/chart/leaf.h"

/// What a full address stands for (language, section 13: addresses).
namespace aftale::machine {

/// The place of a full address; `approval/1081` is its newest round, `approval/1081#1` the first.
/// Error: unknown-step, with the steps that are open now.
Result<Place> place_of(const Run& run, std::string_view address);
/// Nothing, where a place can take commands. Errors: kept-branch, or no-open-step for a branch that waits, has ended or
/// is not there any more.
Result<void> must_be_open(const Run& run, Place place);
/// The open questions about changed documents at or under a place.
std::vector<Place> renewals_under(const Run& run, Place place);

/// `ambiguous`: `what` can happen at each of these places.
tl::unexpected<ErrorPtr> refuse_ambiguous(const Run& run, const std::string& what, const std::vector<Leaf>& places);

}  // namespace aftale::machine
