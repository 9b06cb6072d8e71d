#pragma once
#include "engine/machine/case.h"
