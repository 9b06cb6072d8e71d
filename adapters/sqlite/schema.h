#pragma once

/// The file's layout. Times are microseconds since 1970 UTC, dates are days since 1970-01-01.
namespace aftale::sqlite {

inline constexpr int kApplicationId = 0x41465431;  ///< "AFT1"
inline constexpr int kUserVersion = 4;             ///< raised with every change of the schema; newer files are refused

/// Both together make all tables of an empty file: bundles and content, which are as they always were, and rows.
extern const char* const kBundlesSchema;
extern const char* const kRowsSchema;
/// Takes a file of user_version n + 1 to the next one, up to kWideRows; inside a transaction, after the file was given
/// room for its page sums. Rows keep every value they have. From there upgrade_rows.h goes on.
extern const char* const kUpgrades[];
inline constexpr int kWideRows = 3;

}  // namespace aftale::sqlite
