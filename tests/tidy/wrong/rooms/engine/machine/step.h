#pragma once
#include "engine/machine/case.h"
#include "engine/machine/chart/run.h"
