#pragma once
#include "engine/base/result.h"
#include "engine/machine/case.h"
#include "engine/machine/effects.h"
#include "engine/machine/input.h"

/// The pure function of one input: no clock, file, database. It reads a Definition and a Case and tells what would
/// change, why, and what to do about it; nothing has happened until the host applies and commits.
namespace aftale::machine {

/// What `input` does to `instance`. Errors are refusals with the codes of the command line (`unknown-event`,
/// `no-open-step`, `ambiguous`, `not-allowed`, `second-person`, `guard-false`, `wrong-word` ...), `expression-failed`
/// (D3), or `microsteps` (D6). An event with an address that ends in `/*` must be split by `resolve` first.
Result<Step> step(const model::Definition& definition, const Case& instance, const Input& input, const Moment& moment,
                  const Semantics& semantics = {});

/// Puts a step into a case; the caller raises `revision` and `last_at`.
void apply(Case& instance, const Step& step);

}  // namespace aftale::machine
