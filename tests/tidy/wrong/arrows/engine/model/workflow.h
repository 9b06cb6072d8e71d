#pragma once
#include "engine/time/civil.h"
