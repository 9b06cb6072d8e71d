#pragma once
#include <string_view>

#include "engine/loader/scope/bundle.h"

namespace aftale::loader {

/// The state that `to: text` means for a transition of `source`: among its siblings, then outwards as far as the
/// branch or called workflow reaches; `a/b` goes downwards from there. kNone with a finding at `at` where there is
/// none; the nearest name is taken then if there is one, so that one slip gives one finding.
model::StateIx resolve_target(Bundle& bundle, model::ChartIx chart, model::StateIx source, std::string_view text,
                              const Span& at);

/// The child of `parent` that `initial` or `default` means; `a/b` goes downwards. kNone with a finding.
model::StateIx resolve_child(Bundle& bundle, model::ChartIx chart, model::StateIx parent, std::string_view text,
                             const Span& at, const char* what);

/// The state of the same chart that `pause_in` of a deadline at `source` means: inside `source`, else as for `to`.
/// kNone with a finding.
model::StateIx resolve_pause(Bundle& bundle, model::ChartIx chart, model::StateIx source, std::string_view text,
                             const Span& at);

}  // namespace aftale::loader
