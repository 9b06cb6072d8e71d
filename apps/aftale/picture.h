#pragma once
#include <string>
#include <vector>

#include "engine/base/result.h"
#include "engine/drawing/drawing.h"

namespace aftale::app {

/// The form of a picture, by the ending of its file.
enum class Picture { svg, dot, mermaid, bpmn };

/// Error: usage, with the endings there are.
Result<Picture> picture_of(const std::string& file);

/// Several, at least one, below each other in one SVG. Errors as those of `write_picture`.
Result<std::string> write_sheet(const std::vector<drawing::Drawing>& drawings);

/// Whether Graphviz is here, which SVG and BPMN need.
bool can_draw();

/// The whole file. Errors: unavailable (`no-graphviz`, `graphviz-failed`) of those that Graphviz lays out.
Result<std::string> write_picture(const drawing::Drawing& drawing, Picture picture);

}  // namespace aftale::app
