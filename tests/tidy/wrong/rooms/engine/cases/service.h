#pragma once
#include "engine/machine/chart/titles.h"
#include "engine/machine/reach/places.h"
