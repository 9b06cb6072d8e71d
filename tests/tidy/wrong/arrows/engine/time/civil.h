#pragma once
#include "engine/base/text.h"
#include "base/text.h"
