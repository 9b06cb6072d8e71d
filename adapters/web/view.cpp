#include "adapters/web/view.h"

#include "adapters/reports/html.h"
#include "engine/time/format.h"

namespace aftale::web {
namespace {

std::string address(const View& view, std::vector<std::string> segments, Query query, const char* language) {
  if (!view.base.empty()) segments.insert(segments.begin(), view.base);
  if (language) query.emplace_back("lang", language);
  return reports::escaped(written(segments, query));
}

}  // namespace

std::string View::link(std::vector<std::string> segments, Query query) const {
  const char* const named = language == Language::da ? "da" : "en";
  return address(*this, std::move(segments), std::move(query), language_named ? named : nullptr);
}

std::string View::in_other_language() const {
  Query query;
  for (const auto& [name, value] : target.query) {
    if (name != "lang") query.emplace_back(name, value);
  }
  return address(*this, target.segments, std::move(query), language == Language::da ? "en" : "da");
}

std::string View::time_of(time::Instant at) const {
  return time::date_and_time(at, zone, language);
}

}  // namespace aftale::web
