#pragma once
#include "adapters/sqlite/sqlite_store.h"

/// The ways to open a file that tests use; none waits long for a lock.
namespace aftale::store_test {

inline constexpr sqlite::OpenOptions kWriter{sqlite::Access::write, std::chrono::milliseconds(20)};
inline constexpr sqlite::OpenOptions kQuestion{sqlite::Access::question, std::chrono::milliseconds(20)};
inline constexpr sqlite::OpenOptions kAudit{sqlite::Access::audit, std::chrono::milliseconds(20)};

}  // namespace aftale::store_test
