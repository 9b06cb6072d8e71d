#include "engine/machine/reach/places.h"
