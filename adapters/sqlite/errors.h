#pragma once
#include <string>

#include "engine/base/result.h"

namespace SQLite {
class Exception;
}

namespace aftale::sqlite {

/// What a failure of SQLite means to the caller: busy, full and unreadable files are `unavailable`, a broken file is
/// `damaged`. `committing`: an I/O error leaves the outcome unknown.
ErrorPtr error_of(const SQLite::Exception& exception, const std::string& path, bool committing);

ErrorPtr make_error(Error::Kind kind, const char* code, Text message);

}  // namespace aftale::sqlite
