#pragma once
#include <cstdint>
#include <map>
#include <string>

#include "engine/base/result.h"
#include "engine/time/civil.h"

namespace aftale::daemon {

/// How much one person may enter in a day: entries of journals, and bytes of what he sends (texts and documents).
struct QuotaSettings {
  std::int64_t entries = 2'000;
  std::int64_t megabytes = 50;  ///< of a million bytes
};

/// What each person has entered today, since the daemon was started: so that one clerk of one party does not fill the
/// disk of all. One thread at a time.
class Quota {
 public:
  void be(const QuotaSettings& settings) { settings_ = settings; }
  /// Takes so much of what `person` may enter on `day`. Error: refused (`quota-reached`); then nothing is taken.
  Result<void> take(const std::string& person, time::CivilDate day, std::int64_t entries, std::int64_t bytes);
  /// What it came to was more, or (below zero) less, than was taken.
  void correct(const std::string& person, time::CivilDate day, std::int64_t entries, std::int64_t bytes);

 private:
  struct Used {
    std::int64_t entries = 0, bytes = 0;
  };
  Used& of(const std::string& person, time::CivilDate day);

  QuotaSettings settings_;
  time::CivilDate day_;
  std::map<std::string, Used> used_;  // on that day
};

}  // namespace aftale::daemon
