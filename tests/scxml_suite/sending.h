#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// `send` and `cancel` leave the engine as messages, and the session delivers them: a chart's messages are effects.
namespace aftale::scxml_suite {

/// `1s`, `.5s`, `10ms` in milliseconds; none if it is no delay.
std::optional<std::int64_t> milliseconds_of(std::string_view delay);

struct Sending {
  std::string id;          ///< empty: it cannot be cancelled
  std::string event;       ///< empty: what was sent under `id` is cancelled
  std::int64_t delay = 0;  ///< milliseconds
};
/// The name of the template under which it travels, and back.
std::string template_of(const Sending& sending);
Sending sending_of(const std::string& template_name);

}  // namespace aftale::scxml_suite
