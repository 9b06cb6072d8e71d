#include "engine/model/workflow.h"
#include "engine/ports/store.h"
