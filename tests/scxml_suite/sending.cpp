#include "tests/scxml_suite/sending.h"

#include <charconv>
#include <cmath>
#include <vector>

#include "tests/scxml_suite/xml.h"

namespace aftale::scxml_suite {

std::optional<std::int64_t> milliseconds_of(std::string_view delay) {
  double number = 0;
  const auto [end, error] = std::from_chars(delay.data(), delay.data() + delay.size(), number);
  if (error != std::errc()) return std::nullopt;
  const std::string_view unit = delay.substr(static_cast<std::size_t>(end - delay.data()));
  if (unit != "s" && unit != "ms") return std::nullopt;
  return std::llround(number * (unit == "s" ? 1000 : 1));
}

std::string template_of(const Sending& sending) {
  if (sending.event.empty()) return "cancel " + sending.id;
  return "send " + std::to_string(sending.delay) + " " + sending.event + " " + sending.id;
}

Sending sending_of(const std::string& template_name) {
  const std::vector<std::string> words = words_of(template_name);
  Sending sending;
  if (words.front() == "cancel") {
    if (words.size() > 1) sending.id = words[1];
    return sending;
  }
  sending.delay = std::stoll(words[1]);
  sending.event = words[2];
  if (words.size() > 3) sending.id = words[3];
  return sending;
}

}  // namespace aftale::scxml_suite
