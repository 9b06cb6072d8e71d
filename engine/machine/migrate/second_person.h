#pragma once
#include <vector>

#include "engine/base/text.h"
#include "engine/model/definition.h"

/// What a move would take from the second person.
namespace aftale::machine {

/// What takes two people in `from` and one could do in `to`: "Udkast: approve". A transition with `four_eyes` counts as
/// dropped where its step or its event is gone, where the event has got a way without `four_eyes`, and where its step
/// has got another way out that one person can take, or that nobody takes. Steps are the same by the path of their ids.
/// Empty: nothing is dropped.
std::vector<Text> dropped_second_persons(const model::Definition& from, const model::Definition& to);

}  // namespace aftale::machine
