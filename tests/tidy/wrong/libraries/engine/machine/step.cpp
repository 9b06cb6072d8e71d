#include "engine/lifecycle/chart.h"
