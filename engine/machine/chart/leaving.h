#pragma once
#include <cstdint>
#include <string>
#include <vector>

namespace aftale::machine {

/// Why a state is left; decides what becomes of its work item and its deadlines.
enum class Leaving : std::uint8_t {
  event,     ///< somebody acted, or an event was raised: the work is done
  counted,   ///< `decide`, `done`, `empty`: what was inside has come to its end
  timer,     ///< a date passed: nobody answered
  cancelled  ///< the branch or the case around it is given up
};

/// How a state is left. Borrows the event and the list; lives for one microstep.
struct Left {
  Leaving leaving;
  const std::string* event;                         ///< that leaves it; empty for an eventless transition
  bool keep = false;                                ///< `rest: keep`: its branches rest until the return
  const std::vector<std::string>* again = nullptr;  ///< outcomes whose branches start a new round then
};

}  // namespace aftale::machine
