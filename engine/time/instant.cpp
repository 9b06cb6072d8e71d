#include "engine/time/instant.h"

#include <algorithm>
#include <array>
#include <cstdio>

#include "engine/time/civil.h"

namespace aftale::time {
namespace {

constexpr std::int64_t kMicrosPerSecond = 1'000'000;
constexpr std::int64_t kSecondsPerDay = 86'400;

/// Two digits at `at`, or -1.
int two_digits(std::string_view text, std::size_t at) {
  if (at + 2 > text.size()) return -1;
  const char tens = text[at], ones = text[at + 1];
  if (tens < '0' || tens > '9' || ones < '0' || ones > '9') return -1;
  return (tens - '0') * 10 + (ones - '0');
}

/// `Z`, `+HH:MM` or `-HH:MM` as seconds.
std::optional<std::int64_t> parse_offset(std::string_view text) {
  if (text == "Z" || text == "z") return 0;
  if (text.size() != 6 || (text[0] != '+' && text[0] != '-') || text[3] != ':') return std::nullopt;
  const int hours = two_digits(text, 1), minutes = two_digits(text, 4);
  if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59) return std::nullopt;
  const std::int64_t seconds = hours * 3600 + minutes * 60;
  return text[0] == '-' ? -seconds : seconds;
}

/// Local time without an offset.
std::string local_text(std::int64_t micros) {
  const std::int64_t seconds = Instant{micros}.unix_seconds();
  const std::int64_t fraction = micros - seconds * kMicrosPerSecond;
  const std::int64_t days = seconds / kSecondsPerDay - (seconds % kSecondsPerDay < 0 ? 1 : 0);
  const int second = static_cast<int>(seconds - days * kSecondsPerDay);
  std::array<char, 24> text;
  std::snprintf(text.data(), text.size(), "T%02d:%02d:%02d", second / 3600, second / 60 % 60, second % 60);
  std::string out = CivilDate::from_days(days).iso() + text.data();
  if (fraction != 0) {
    std::snprintf(text.data(), text.size(), ".%06d", static_cast<int>(fraction));
    out.append(text.data());
  }
  return out;
}

}  // namespace

std::string Instant::rfc3339() const {
  return local_text(micros) + "Z";
}

std::string Instant::rfc3339(std::int64_t offset_seconds) const {
  // RFC 3339 has no seconds in offsets (local mean times have): the nearest minute, and the local time to fit it.
  const std::int64_t minutes = (offset_seconds >= 0 ? offset_seconds + 30 : offset_seconds - 30) / 60;
  const int size = static_cast<int>(minutes >= 0 ? minutes : -minutes);
  std::array<char, 16> text;
  std::snprintf(text.data(), text.size(), "%c%02d:%02d", minutes < 0 ? '-' : '+', size / 60 % 100, size % 60);
  return local_text(micros + minutes * 60 * kMicrosPerSecond) + text.data();
}

std::optional<Instant> Instant::parse(std::string_view text) {
  if (text.size() < 20 || (text[10] != 'T' && text[10] != 't') || text[13] != ':' || text[16] != ':')
    return std::nullopt;
  const auto date = CivilDate::parse_iso(text.substr(0, 10));
  const int hour = two_digits(text, 11), minute = two_digits(text, 14), second = two_digits(text, 17);
  if (!date || hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) return std::nullopt;
  std::string_view rest = text.substr(19);
  std::int64_t fraction = 0;
  if (rest.starts_with('.')) {
    const std::size_t end = std::min(rest.find_first_not_of("0123456789", 1), rest.size());
    if (end == 1) return std::nullopt;
    // Digits past the microsecond are dropped.
    for (std::size_t i = 1; i <= 6; ++i) fraction = fraction * 10 + (i < end ? rest[i] - '0' : 0);
    rest.remove_prefix(end);
  }
  const auto offset = parse_offset(rest);
  if (!offset) return std::nullopt;
  const std::int64_t seconds = date->days() * kSecondsPerDay + hour * 3600 + minute * 60 + second - *offset;
  return Instant{seconds * kMicrosPerSecond + fraction};
}

}  // namespace aftale::time
