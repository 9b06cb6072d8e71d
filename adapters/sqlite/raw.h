#pragma once
#include <SQLiteCpp/SQLiteCpp.h>

#include <cstdint>

/// What SQLiteCpp does not offer: SQLite's own interface is met behind this header only.
namespace aftale::sqlite {

/// What a result code means to the caller.
enum class Trouble : std::uint8_t { busy, full, not_writable, damaged, constraint, other };
Trouble trouble_of(const SQLite::Exception& exception);

/// Defensive mode, no trusted schema; a question (`writes` false) leaves the WAL alone even as the last one to close.
void harden(SQLite::Database& database, bool writes);

}  // namespace aftale::sqlite
