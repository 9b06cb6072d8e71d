#pragma once
#include <cstdint>
#include <string>

#include "engine/base/result.h"

namespace SQLite {
class Exception;
}

namespace aftale::sqlite {

/// What a failure of SQLite means to the caller: busy, full and unreadable files are `unavailable`, a broken file is
/// `damaged`, with the page that does not agree with its sum. `committing`: an I/O error leaves the outcome unknown.
ErrorPtr error_of(const SQLite::Exception& exception, const std::string& path, bool committing);

/// What the system's error `number` means for somebody who wanted to use the file: `unavailable`.
ErrorPtr cannot_use(const std::string& path, int number);

/// That page `page` does not agree with its sum.
ErrorPtr damaged_page(const std::string& path, std::uint32_t page);

ErrorPtr make_error(Error::Kind kind, const char* code, Text message);

}  // namespace aftale::sqlite
