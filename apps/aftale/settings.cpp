#include "apps/aftale/settings.h"

#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>

#include "engine/time/moment.h"

namespace aftale::app {
namespace {

std::string environment(const char* name) {
  const char* value = std::getenv(name);  // NOLINT(concurrency-mt-unsafe): one thread, before anything else runs
  return value ? value : "";
}

std::vector<std::string> split_path(const std::string& list) {
  std::vector<std::string> parts;
  for (std::size_t begin = 0; begin <= list.size();) {
    const std::size_t end = std::min(list.find(':', begin), list.size());
    if (end > begin) parts.push_back(list.substr(begin, end - begin));
    begin = end + 1;
  }
  return parts;
}

std::string default_database() {
  std::string home = environment("XDG_DATA_HOME");
  if (home.empty()) home = environment("HOME") + "/.local/share";
  return home + "/aftale/aftale.db";
}

std::optional<Language> language_of(const std::string& word) {
  if (word.rfind("da", 0) == 0) return Language::da;
  if (word.rfind("en", 0) == 0) return Language::en;
  return std::nullopt;
}

Language locale_language() {
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    if (const std::string locale = environment(name); !locale.empty())
      return language_of(locale).value_or(Language::en);
  }
  return Language::en;
}

std::vector<std::string> search_path(const GeneralOptions& options) {
  std::vector<std::string> paths = options.paths;
  for (std::string& path : split_path(environment("AFTALE_PATH"))) paths.push_back(std::move(path));
  for (const char* path : {"workflows", "rules"}) paths.emplace_back(path);
  const std::string installed = AFTALE_DATA_DIR;
  paths.push_back(installed + "/workflows");
  paths.push_back(installed + "/rules");
  std::vector<std::string> found;
  for (std::string& path : paths) {
    std::error_code ignored;
    if (!std::filesystem::is_directory(path, ignored)) continue;
    const auto same = [&](const std::string& other) { return std::filesystem::equivalent(path, other, ignored); };
    if (std::none_of(found.begin(), found.end(), same)) found.push_back(std::move(path));
  }
  return found;
}

tl::unexpected<ErrorPtr> wrong(const Text& message) {
  return fail(Error::Kind::usage, "usage", message);
}

}  // namespace

Result<Settings> settle_settings(const GeneralOptions& options) {
  Settings settings;
  const std::string from_environment = environment("AFTALE_DB");
  settings.database = !options.database.empty()   ? options.database
                      : !from_environment.empty() ? from_environment
                                                  : default_database();
  settings.usual_database = options.database.empty() && from_environment.empty();
  settings.paths = search_path(options);
  settings.language = locale_language();
  for (const std::string& word : {environment("AFTALE_LANG"), options.language}) {
    if (word.empty()) continue;
    const std::optional<Language> language = language_of(word);
    if (!language)
      return wrong(
          {"Ukendt sprog \"" + word + "\". Skriv da eller en", "Unknown language \"" + word + "\". Write da or en"});
    settings.language = *language;
  }
  settings.json = options.json;
  settings.colour = !options.no_colour && environment("NO_COLOR").empty() && environment("TERM") != "dumb" &&
                    ::isatty(STDOUT_FILENO) == 1;
  if (const std::string now = environment("AFTALE_NOW"); !now.empty()) {
    AFTALE_TRY(settings.rehearsal, read_time(now));
  }
  return settings;
}

Language language_as_given(const GeneralOptions& options) {
  Language language = locale_language();
  for (const std::string& word : {environment("AFTALE_LANG"), options.language})
    language = language_of(word).value_or(language);
  return language;
}

time::Instant ProgramClock::now() const {
  return rehearsal_ ? *rehearsal_ : time::SystemClock().now();
}

Result<time::Instant> read_time(const std::string& text) {
  AFTALE_TRY(const time::Zone zone, time::Zone::find("Europe/Copenhagen"));
  if (const std::optional<time::Instant> moment = time::parse_moment(text, zone)) return *moment;
  return wrong({"\"" + text + "\" er intet tidspunkt. Skriv fx 2022-11-24 eller \"2022-11-24 09:00\"",
                "\"" + text + "\" is no time. Write for example 2022-11-24 or \"2022-11-24 09:00\""});
}

Result<time::CivilDate> read_date(const std::string& text, const char* option) {
  if (const std::optional<time::CivilDate> date = time::typed_date(text)) return *date;
  const std::string lead = std::string(option) + ": \"" + text + "\"";
  if (const std::optional<time::CivilDate> other = time::CivilDate::parse_input(text)) {
    const std::string year = std::to_string(other->year());
    return wrong({lead + " er ingen dato, der kan være ment: året " + year + ". Skriv et år fra 1990 til 2200",
                  lead + " is no date that can be meant: the year " + year + ". Write a year from 1990 to 2200"});
  }
  return wrong({lead + " er ingen dato. Skriv fx 2022-11-24 eller 24-11-2022",
                lead + " is no date. Write for example 2022-11-24 or 24-11-2022"});
}

}  // namespace aftale::app
