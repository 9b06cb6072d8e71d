#include "engine/machine/chart/refusal.h"

#include <utility>

namespace aftale::machine {

tl::unexpected<ErrorPtr> refuse(const char* code, Text message, std::vector<std::string> possible) {
  return fail(Error::Kind::refused, code, std::move(message), std::move(possible));
}

}  // namespace aftale::machine
