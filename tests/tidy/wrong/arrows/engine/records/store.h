#pragma once
#include "engine/model/workflow.h"
