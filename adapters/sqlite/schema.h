#pragma once

/// The file's layout. Times are microseconds since 1970 UTC, dates are days since 1970-01-01.
namespace aftale::sqlite {

inline constexpr int kApplicationId = 0x41465431;  ///< "AFT1"
inline constexpr int kUserVersion = 3;             ///< raised with every change of the schema; newer files are refused

/// Makes all tables of an empty file.
extern const char* const kSchema;
/// Takes a file of user_version n + 1 to the next one; inside a transaction, after the file was given room for its page
/// sums. Rows keep every value they have.
extern const char* const kUpgrades[kUserVersion - 1];

}  // namespace aftale::sqlite
