#pragma once
#include "engine/base/text.h"

namespace aftale::disk {

/// What an error number of the system means for somebody who wanted to use a file, in a few words without a capital.
Text reason_of(int number);

}  // namespace aftale::disk
