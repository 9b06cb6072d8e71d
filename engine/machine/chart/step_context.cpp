#include "engine/machine/chart/step_context.h"

namespace aftale::machine {

StepContext::StepContext(const model::Definition& definition, const Case& instance, const Moment& moment,
                         const Semantics& semantics)
    : definition_(definition),
      instance_(instance),
      moment_(&moment),
      semantics_(semantics),
      today_(definition.calendar.zone.date_of(moment.now)),
      effective_(moment.effective.value_or(today_)) {}

}  // namespace aftale::machine
