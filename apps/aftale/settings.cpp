#include "apps/aftale/settings.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <filesystem>

#include "engine/time/typed_date.h"

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

std::optional<std::size_t> terminal_width() {
  constexpr std::size_t kUsual = 80, kLeast = 40;
  if (::isatty(STDOUT_FILENO) != 1) return std::nullopt;
  winsize size{};
  if (::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return kUsual;
  return std::max<std::size_t>(size.ws_col, kLeast);
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
  settings.width = terminal_width();
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

Result<time::Instant> read_time(const std::string& text, time::DayAlone alone) {
  AFTALE_TRY(const time::Zone zone, time::Zone::find("Europe/Copenhagen"));
  const tl::expected<time::Instant, Text> moment = time::typed_moment(text, zone, alone);
  if (!moment) return wrong(moment.error());
  return *moment;
}

Result<time::CivilDate> read_date(const std::string& text, const char* option) {
  const tl::expected<time::CivilDate, Text> date = time::typed_date(text);
  if (!date) return wrong({std::string(option) + ": " + date.error().da, std::string(option) + ": " + date.error().en});
  return *date;
}

std::optional<std::int64_t> read_whole_number(std::string_view text) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

}  // namespace aftale::app
