#pragma once
#include <boost/statechart/state_machine.hpp>
