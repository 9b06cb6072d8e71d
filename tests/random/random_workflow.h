#pragma once
#include <string>

/// Workflows that nobody wrote: every kind of state, of time and of action, put together at random.
namespace aftale::random {

/// YAML that the loader takes or refuses; drawn by RapidCheck, so only inside a property. Its name is `random`, its
/// inputs are `first_day` and `names`, it may open itself under other keys and be told by itself.
std::string workflow_text();

/// The same as version 2: periods, dates and recurrences say their days otherwise.
std::string next_version(std::string text);

/// The organisation it is for: three parties with chains of one to three bodies, and a common body.
std::string organisation_text();

}  // namespace aftale::random
