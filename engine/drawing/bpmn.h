#pragma once
#include <string>

#include "engine/drawing/bpmn_form.h"
#include "engine/drawing/layout.h"

/// A drawing as BPMN 2.0 with diagram interchange, for Camunda Modeler, bpmn.io, draw.io and the like.
namespace aftale::drawing {

/// The whole file. `placed` is the layout of `form.drawing`; tools show nothing without it. The process is a picture,
/// not to be executed: conditions are words.
std::string bpmn(const BpmnForm& form, const Layout& placed);

}  // namespace aftale::drawing
