#include <gtest/gtest.h>
#include <unistd.h>
