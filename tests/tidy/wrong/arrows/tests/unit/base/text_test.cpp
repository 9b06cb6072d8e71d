#include "engine/records/store.h"
