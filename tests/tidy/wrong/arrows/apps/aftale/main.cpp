#include "engine/model/workflow.h"
#include "engine/records/store.h"
