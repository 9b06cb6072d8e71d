#pragma once
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

#include "engine/time/civil.h"
#include "engine/time/instant.h"

namespace aftale::time {

/// A day near a clock change of Europe/Copenhagen, as another program says it is (copenhagen_days.csv).
struct CopenhagenDay {
  CivilDate change;              ///< the day on which the clocks are changed
  std::int64_t from_change = 0;  ///< days after it
  CivilDate day;
  bool is_working_day = false;
  Instant midnight, half_past_two, eight;  ///< these local times of the day
};

/// Ten days for each change from 2020 to 2040, in order.
inline std::vector<CopenhagenDay> copenhagen_days() {
  std::ifstream in(std::string(AFTALE_SOURCE_DIR) + "/tests/unit/time/copenhagen_days.csv");
  std::vector<CopenhagenDay> days;
  for (std::string line; std::getline(in, line);) {
    if (line.empty() || line[0] == '#' || line.starts_with("change,")) continue;
    std::vector<std::string> cells;
    std::istringstream row(line);
    for (std::string cell; std::getline(row, cell, ',');) cells.push_back(cell);
    if (cells.size() != 7) throw std::runtime_error("copenhagen_days.csv: " + line);
    days.push_back({CivilDate::parse_iso(cells[0]).value(), std::stoll(cells[1]),
                    CivilDate::parse_iso(cells[2]).value(), cells[3] == "yes", Instant::parse(cells[4]).value(),
                    Instant::parse(cells[5]).value(), Instant::parse(cells[6]).value()});
  }
  return days;
}

}  // namespace aftale::time
