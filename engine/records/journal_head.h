#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "engine/base/diagnostic.h"
#include "engine/base/digest.h"

namespace aftale::records {

/// An entry of the journal by its number and its hash, and thereby every entry before it: what somebody keeps elsewhere
/// to know the journal again.
struct JournalHead {
  std::int64_t seq = 0;  ///< from 1; 0: the journal has no entry yet
  Digest hash;
  /// `57:9f86d081…`
  std::string text() const;
  /// `57:9f86d081…`, or with a space instead of the colon.
  static std::optional<JournalHead> parse(std::string_view text);
  friend bool operator==(const JournalHead&, const JournalHead&) = default;
};

/// Why a journal that ends with `last` does not hold the entry `kept`; nothing where it does. `found`: the hash that it
/// has under that number, if it has it. Codes: `truncated` where the journal ends before, `rewritten` where another
/// entry stands there.
std::optional<Diagnostic> lacks(const JournalHead& kept, const JournalHead& last, const std::optional<Digest>& found);

}  // namespace aftale::records
