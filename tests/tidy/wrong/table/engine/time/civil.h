#pragma once
#include "engine/base/text.h"
