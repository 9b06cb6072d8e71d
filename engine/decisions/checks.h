#pragma once
#include <vector>

#include "engine/decisions/prepared.h"

/// The single checks behind `check`, one file each; internal to this folder.
namespace aftale::decisions {

/// A table with its cells as sets.
struct CheckedTable {
  const Table& table;
  const Prepared& cells;
  std::vector<Diagnostic>& findings;

  void tell(const char* code, Severity severity, const Span& at, Text message) const {
    findings.push_back({code, severity, std::move(message), at, {}});
  }
  const std::string& test_text(std::size_t row, std::size_t column) const;
  Span cell_place(std::size_t row, std::size_t column) const;
  bool has_empty_cell(std::size_t row) const;
};

/// `row 3 (line 12)`.
Text row_words(const Table& table, std::size_t row);

/// Literals that the column's `one_of` does not have, and tests that no value passes.
void check_cells(const CheckedTable& checked);
/// Rows of a `unique` table that can match together; rows of an `any` table that do with different outputs.
void check_overlaps(const CheckedTable& checked);
/// Rows of a `first` table that earlier ones leave nothing to; values that no row answers.
void check_coverage(const CheckedTable& checked);

}  // namespace aftale::decisions
