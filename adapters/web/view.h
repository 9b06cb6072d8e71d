#pragma once
#include <string>
#include <vector>

#include "adapters/web/target.h"
#include "engine/base/text.h"
#include "engine/time/instant.h"
#include "engine/time/zone.h"

namespace aftale::web {

/// Who looks at a page: the language, and where the pages lie. Borrows the address.
struct View {
  Language language = Language::da;
  bool language_named = false;  ///< in the address, so that every link names it too
  std::string base;             ///< the first segment of every address, which nobody can guess; empty: none
  const time::Zone& zone;
  const Target& target;  ///< of the request, without the base

  const std::string& say(const Text& text) const { return text.in(language); }
  /// An address of these pages, as it stands in an attribute.
  std::string link(std::vector<std::string> segments, Query query = {}) const;
  /// The page at hand in the other language.
  std::string in_other_language() const;
  /// `24. nov. 2022 kl. 12.00`
  std::string time_of(time::Instant at) const;
};

}  // namespace aftale::web
