#pragma once
#include <memory>
#include <optional>
#include <vector>

#include "engine/decisions/cell_set.h"
#include "engine/decisions/table.h"

namespace aftale::decisions {

/// What of a table need not be evaluated: tests that are plain sets, outputs that are literals. Immutable; shared by
/// the copies of a table.
class Prepared {
 public:
  explicit Prepared(const Table& table);
  const CellSet& test(std::size_t row, std::size_t column) const { return tests_[row][column]; }
  /// Null where the output is no literal.
  const feel::Value* literal(std::size_t row, std::size_t column) const {
    const auto& value = literals_[row][column];
    return value ? &*value : nullptr;
  }

 private:
  std::vector<std::vector<CellSet>> tests_;
  std::vector<std::vector<std::optional<feel::Value>>> literals_;
};

}  // namespace aftale::decisions
