#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/text.h"
#include "engine/time/civil.h"

/// How a case is told of in sentences: numbers, days and lists as people say them in Danish and English.
namespace aftale::cases::explanation {

/// One language on one day. Plain value.
struct Speech {
  Language language = Language::da;
  time::CivilDate today;

  std::string say(std::string_view danish, std::string_view english) const;
  const std::string& say(const Text& text) const { return text.in(language); }
  /// `»Udkast til aftalen«`, `"Draft of the agreement"`: the titles of steps are quoted, never inflected.
  std::string quoted(const Text& title) const;
  std::string quoted(const std::string& title) const;

  /// `i dag`, `i morgen`, `i går`, `den 4. november`, with its year where that is another than today's.
  std::string day(time::CivilDate date) const;
  /// The same where something happens on it: `den 4. november`, `on 4 November`.
  std::string on(time::CivilDate date) const;
  /// `1 dag`, `9 dage`.
  std::string days(std::int64_t count) const;
  /// `i dag`, `om 1 dag`, `for 9 dage siden`.
  std::string distance(time::CivilDate date) const;
  /// In words up to twelve, `én`, `ét`, `to`; then in digits. `neuter`: of what is `et`.
  std::string number(std::int64_t count, bool neuter = false) const;
  /// Of a few all names, of more the first ones and how many others: `Morsø, Thisted og 9 andre`. With semicolons where
  /// a name holds `og` or a comma itself (`Social- og Boligstyrelsen`).
  std::string names(const std::vector<std::string>& all) const;
};

/// With a capital first letter and a full stop at the end, as a sentence is written.
std::string sentence(std::string text);

}  // namespace aftale::cases::explanation
