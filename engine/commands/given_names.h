#pragma once
#include <string>

#include "engine/base/result.h"

/// Names that people give to what others will name again. What older programs let in stays reachable: only new names
/// are looked at.
namespace aftale::commands {

/// The key of a new case: letters and digits of any script, `-`, `.`, `_`, and single spaces between them. Errors:
/// refused `bad-value`, `too-large`.
Result<void> check_new_key(const std::string& key);

/// The name of a document's file: one that every system can give a file, and that shows what it is. Errors: as above.
Result<void> check_file_name(const std::string& name);

}  // namespace aftale::commands
