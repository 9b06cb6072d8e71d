#pragma once
#include <optional>
#include <vector>

#include "engine/base/diagnostic.h"
#include "engine/cases/answers.h"
#include "engine/model/organisation.h"
#include "engine/testing/scenario.h"

namespace aftale::testing {

/// What the service answered after a step; only what the expectations look at has to be there.
struct Facts {
  cases::ShowAnswer show;
  std::vector<records::OutboxRow> sent;  ///< since the step before, of this case
  std::vector<machine::Offer> offers;
  const model::Organisation* organisation = nullptr;
};

/// Whether anything is expected.
bool is_empty(const Expectations& then);
/// The first expectation that does not hold: code `scenario`, at its place, with what was expected and what was.
std::optional<Diagnostic> first_mismatch(const Expectations& then, const Facts& facts);

/// Where `was` differs from what was expected: the finding of every mismatch.
Diagnostic mismatch(const Span& at, const Text& expected, const Text& was);

}  // namespace aftale::testing
