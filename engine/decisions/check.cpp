#include <algorithm>

#include "engine/base/words.h"
#include "engine/decisions/checks.h"

namespace aftale::decisions {

const std::string& CheckedTable::test_text(std::size_t row, std::size_t column) const {
  static const std::string any = "-";
  const feel::Expression& test = table.rules[row].tests[column];
  return test ? test.text() : any;
}

Span CheckedTable::cell_place(std::size_t row, std::size_t column) const {
  const Rule& rule = table.rules[row];
  return column < rule.cells.size() ? rule.cells[column] : rule.at;
}

bool CheckedTable::has_empty_cell(std::size_t row) const {
  for (std::size_t column = 0; column < table.inputs.size(); ++column) {
    if (cells.test(row, column).empty()) return true;
  }
  return false;
}

Text row_words(const Table& table, std::size_t row) {
  const std::string number = std::to_string(row + 1);
  const std::uint32_t at = table.rules[row].at.line;
  const std::string line = std::to_string(at);
  return {"række " + number + (at ? " (linje " + line + ")" : ""),
          "row " + number + (at ? " (line " + line + ")" : "")};
}

namespace {

void tell_unknown_text(const CheckedTable& checked, const Column& column, const std::string& text, const Span& at) {
  const std::string near = nearest(text, column.one_of);
  checked.findings.push_back({"unknown-value",
                              Severity::error,
                              {"\"" + text + "\" er ikke blandt værdierne af " + column.name +
                                   (near.empty() ? "" : "; mente du \"" + near + "\"?"),
                               "\"" + text + "\" is none of the values of " + column.name +
                                   (near.empty() ? "" : "; did you mean \"" + near + "\"?")},
                              at,
                              column.one_of,
                              near});
}

bool is_listed(const Column& column, const std::string& text) {
  return column.one_of.empty() || std::find(column.one_of.begin(), column.one_of.end(), text) != column.one_of.end();
}

}  // namespace

void check_cells(const CheckedTable& checked) {
  const Table& table = checked.table;
  for (std::size_t row = 0; row < table.rules.size(); ++row) {
    for (std::size_t column = 0; column < table.inputs.size(); ++column) {
      const CellSet& cell = checked.cells.test(row, column);
      const Span at = checked.cell_place(row, column);
      if (cell.empty()) {
        const std::string text = checked.test_text(row, column);
        checked.tell("never-fires", Severity::warning, at,
                     {"Ingen værdi passer på " + text + ", så rækken bliver aldrig brugt",
                      "No value passes " + text + ", so the row is never used"});
      }
      for (const std::string& text : cell.texts()) {
        if (!is_listed(table.inputs[column], text)) tell_unknown_text(checked, table.inputs[column], text, at);
      }
    }
    for (std::size_t column = 0; column < table.outputs.size(); ++column) {
      const feel::Expression& output = table.rules[row].outputs[column];
      if (!output) continue;
      for (const feel::Value& value : output.possible_literals()) {
        if (value.kind() != feel::Kind::string || is_listed(table.outputs[column], value.text())) continue;
        tell_unknown_text(checked, table.outputs[column], value.text(),
                          checked.cell_place(row, table.inputs.size() + column));
      }
    }
  }
}

std::vector<Diagnostic> check(const Table& table) {
  std::vector<Diagnostic> findings;
  const std::shared_ptr<const Prepared> cells =
      table.prepared ? table.prepared : std::make_shared<const Prepared>(table);
  const CheckedTable checked{table, *cells, findings};
  check_cells(checked);
  check_overlaps(checked);
  check_coverage(checked);
  return findings;
}

}  // namespace aftale::decisions
