#pragma once
#include <vector>

#include "engine/drawing/draw.h"
#include "engine/drawing/phrases.h"

/// What stands in a box, and what kind of box it is.
namespace aftale::drawing {

/// Ends to which only an empty list leads: the data were not fit, nobody chose to end there.
std::vector<bool> ends_of_wrong_data(const model::Chart& chart);

/// The box of a state that is drawn as one: everything but its place, colour and standing. `inner`: of branches that
/// are drawn inside another chart, whose ends are not the end of the whole.
Box box_of(const Voice& voice, model::StateIx state, Detail detail, bool wrong_data, bool inner);

/// Title, owner and deadlines of a state that is drawn as a frame.
std::vector<Line> frame_lines(const Voice& voice, model::StateIx state);

/// Who acts in a box, for its colour: the owner, or the group that the branches are; empty where nobody acts.
std::string colour_key(const Voice& voice, model::StateIx state);

}  // namespace aftale::drawing
