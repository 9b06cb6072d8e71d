#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"
#include "engine/base/text.h"
#include "engine/time/clock.h"
#include "engine/time/typed_date.h"

namespace aftale::app {

/// What holds for one call: general options, then environment, then defaults.
struct Settings {
  std::string database;              ///< --db, AFTALE_DB, $XDG_DATA_HOME/aftale/aftale.db; or a daemon's socket
  bool usual_database = false;       ///< nobody has named it
  std::vector<std::string> paths;    ///< --path..., AFTALE_PATH, ./workflows and ./rules, those installed
  Language language = Language::en;  ///< --lang, AFTALE_LANG, the locale
  bool json = false;
  bool colour = false;  ///< only on a terminal, never with NO_COLOR or --no-color
  /// Columns of the terminal that answers are shown on, 80 where it does not say; none: not a terminal, as wide as need
  /// be.
  std::optional<std::size_t> width;
  /// AFTALE_NOW: the clock of a rehearsal (training, demonstrations, tests); none: the machine's.
  std::optional<time::Instant> rehearsal;

  const std::string& say(const Text& text) const { return text.in(language); }
};

/// The general options as they were given; absent ones are empty.
struct GeneralOptions {
  std::string database, language;
  std::vector<std::string> paths;
  bool json = false, no_colour = false;
};
/// Error: usage, where AFTALE_NOW or --lang says nothing that is known.
Result<Settings> settle_settings(const GeneralOptions& options);

/// The language as far as it can be told, for saying what is wrong with the settings.
Language language_as_given(const GeneralOptions& options);

/// The clock that `settings` asks for.
class ProgramClock final : public time::Clock {
 public:
  explicit ProgramClock(const Settings& settings) : rehearsal_(settings.rehearsal) {}
  time::Instant now() const override;

 private:
  std::optional<time::Instant> rehearsal_;
};

/// Whatever time::typed_moment reads, in the local time of Denmark. Error: usage.
Result<time::Instant> read_time(const std::string& text, time::DayAlone alone = time::DayAlone::noon);
/// Whatever time::typed_date reads; `option` is named in the error. Error: usage.
Result<time::CivilDate> read_date(const std::string& text, const char* option);
/// A whole number in decimal digits, with `-` before it where it is negative, and nothing else.
std::optional<std::int64_t> read_whole_number(std::string_view text);

}  // namespace aftale::app
