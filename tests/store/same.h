#pragma once
#include "engine/records/columns.h"

namespace aftale::store_test {

using records::same;

}  // namespace aftale::store_test
