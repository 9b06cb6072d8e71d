#pragma once
#include <span>

#include "engine/feel/function.h"

/// The built-in functions, one file a group (DMN 1.5 section 10.3.4); `find_builtin` looks through all of them.
namespace aftale::feel {

std::span<const Builtin> conversion_builtins();  // date, time, number, string, duration ...
std::span<const Builtin> boolean_builtins();     // not, is
std::span<const Builtin> string_builtins();
std::span<const Builtin> list_builtins();
std::span<const Builtin> numeric_builtins();
std::span<const Builtin> temporal_builtins();  // now, today, day of week ...
std::span<const Builtin> range_builtins();     // before, after, meets ...
std::span<const Builtin> context_builtins();   // get value, get entries, context put ...

}  // namespace aftale::feel
