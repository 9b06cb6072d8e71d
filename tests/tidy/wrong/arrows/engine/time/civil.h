#pragma once
#include "base/text.h"
#include "engine/base/text.h"
