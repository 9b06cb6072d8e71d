#pragma once
#include <vector>

#include "engine/base/result.h"
#include "engine/drawing/drawing.h"
#include "engine/testing/coverage.h"

namespace aftale::testing {

/// What scenarios have tried, as pictures of the workflows that they ran through: one for each chart, what lies inside
/// branches after the workflow that it is inside of. What was tried is green, what was tried in part brown and what
/// nobody has tried red, with what is missing in words. Borrows nothing. Error: refused `too-large` of a chart that is
/// too large for a picture.
Result<std::vector<drawing::Drawing>> coverage_pictures(const Coverage& coverage, Language language);

}  // namespace aftale::testing
