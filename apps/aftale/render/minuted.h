#pragma once
#include <string>

#include "apps/aftale/render/table.h"
#include "apps/aftale/settings.h"
#include "engine/cases/answers.h"

namespace aftale::app::render {

/// What minutes say beside the word and the votes: next meeting, text, minority, link, closed doors.
Table minuted_table(const cases::ShowAnswer& answer, const Settings& settings);
/// The minutes that closed an item, else the last ones that put it off; empty where there are none.
cases::Minuted minutes_of(const cases::ShowAnswer& answer, const records::WorkItemRow& item);

}  // namespace aftale::app::render
