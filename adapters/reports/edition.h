#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "engine/base/text.h"
#include "engine/time/civil.h"
#include "engine/time/instant.h"

namespace aftale::reports {

/// What a report says of itself, and in which language: it is read later, elsewhere, and by whoever it was passed on
/// to.
struct Edition {
  Language language = Language::da;
  time::CivilDate day;           ///< the one that it shows
  time::Instant written;         ///< when it was made
  std::string written_at;        ///< the same as clocks show it: "11. nov. 2022 kl. 09.05"
  bool one_case = true;          ///< asked for by its key; else the cases that there are
  std::int64_t not_shown = 0;    ///< what was left out because the one who asked may not read it
  std::vector<Text> notes = {};  ///< entries that are left out, and why

  const std::string& say(const Text& text) const { return text.in(language); }
};

}  // namespace aftale::reports
