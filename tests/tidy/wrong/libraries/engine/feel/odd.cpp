#include <unistd.h>
#include <shiny/new.hpp>
