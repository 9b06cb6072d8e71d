#pragma once
#include <string>
#include <utility>
#include <vector>

#include "adapters/web/view.h"
#include "engine/base/result.h"

namespace aftale::web {

/// What differs between pages; texts are HTML where it is said, else as people wrote them.
struct Page {
  enum class Place : std::uint8_t { desk, cases };
  std::string title;  ///< of the window
  Place place = Place::cases;
  /// What lies above it: name and link, the nearest last; without the page itself.
  std::vector<std::pair<std::string, std::string>> above;
  std::string here;   ///< what it is called below them; empty: nothing lies above
  std::string main;   ///< HTML
  std::string as_of;  ///< when this was so, HTML
  bool wide = false;  ///< printed across
};

/// The whole document.
std::string framed(const Page& page, const View& view);

/// A page that says what went wrong and what to do instead.
std::string error_page(const Text& title, const std::vector<Diagnostic>& findings, const View& view);

/// `<section class="panel">` with its heading, which names it; `id` is unique in the page.
std::string panel(const std::string& id, const std::string& heading, const std::string& inner);

}  // namespace aftale::web
