#pragma once
#include <span>
#include <string>
#include <vector>

#include "engine/machine/chart/run.h"

/// Lists whose elements become branches, each under a key of its own.
namespace aftale::machine {

struct Element {
  feel::Value value;
  std::string key;
};

/// Adds `value` under the key that the for_each gave for it. Errors at its `key`: refused `double-key`, `bad-key`; for
/// cases of older semantics `expression-failed`. `step` is where, for the message.
Result<void> add_element(const Run& run, const model::ForEach& for_each, const std::string& step,
                         const feel::Value& value, const feel::Value& key, std::vector<Element>& to);

/// Every list of the definition that can be computed from what a case is opened with: a list that would stop the case
/// when its step is entered is told at once. Errors: as add_element.
Result<void> check_lists(const Run& run);
/// The lists that can be computed from what the branch knows now, of those that use one of its `changed` variables.
Result<void> check_lists(const Run& run, BranchNo no, std::span<const model::VariableIx> changed);

}  // namespace aftale::machine
