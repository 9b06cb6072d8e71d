#include <bid_conf.h>
#include <spdlog/spdlog.h>
#include <unicode/regex.h>
