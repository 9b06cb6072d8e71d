#pragma once
#include <string>
#include <vector>

#include "engine/model/definition.h"

namespace aftale::model {

/// The kinds that a ballot may be asked for: those that its expression can give, in the order in which it names them.
/// Empty where that is not known beforehand.
std::vector<std::string> ballot_kinds(const State& state);

/// The events that a body's word can become in a ballot of `kind` (`approve`, `recommend` ...), in the order of the
/// table `ballot`, each once.
std::vector<std::string> ballot_events(const decisions::Table& ballot, const std::string& kind);

}  // namespace aftale::model
