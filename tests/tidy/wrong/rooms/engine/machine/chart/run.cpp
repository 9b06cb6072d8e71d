#include "engine/machine/chart/run.h"

#include "engine/machine/step.h"
