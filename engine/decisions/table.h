#pragma once
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"
#include "engine/base/text.h"
#include "engine/feel/expression.h"

namespace aftale::decisions {

/// DMN 1.5 section 8.2.11.
enum class HitPolicy : std::uint8_t {
  unique,
  first,
  any,
  priority,
  rule_order,
  output_order,
  collect,
  collect_sum,
  collect_min,
  collect_max,
  collect_count
};

/// An input or output column.
struct Column {
  std::string name;
  Text title;
  feel::Type type;
  /// Allowed texts (`one_of`), in order of priority for outputs; empty: any.
  std::vector<std::string> one_of;
  Span at;
};

/// One row: a unary test for each input (an empty Expression is `-`), an expression for each output.
struct Rule {
  std::vector<feel::Expression> tests;
  std::vector<feel::Expression> outputs;
  std::string note;
  Span at;
  std::vector<Span> cells;  ///< places of the tests, then of the outputs
};

class Prepared;  // prepared.h

/// A decision table, immutable once read. Inputs are slots 0.. in the order of `inputs` for every cell.
struct Table {
  std::string name;
  Text title;
  HitPolicy hit = HitPolicy::unique;
  std::vector<Column> inputs, outputs;
  std::vector<Rule> rules;
  Span at;
  std::shared_ptr<const Prepared> prepared;  ///< see `prepare`; decisions are right without it, only slower
};

/// Finds out once what of the table need not be evaluated each time. `Library::add` does it.
void prepare(Table& table);

/// Which rule fired, and with what: for the journal, `show` and "why".
struct Hit {
  std::uint32_t rule = 0;  ///< from 0
  std::vector<feel::Value> outputs;
};

struct Outcome {
  /// The value if the table has one output, a context if several, a list for collect; null without a match.
  feel::Value value;
  std::vector<Hit> hits;
  std::vector<feel::Value> inputs;  ///< as they were seen, in the order of the table
  std::vector<Diagnostic> diagnostics;
};

/// Decides. `inputs` has a value for each input column. No match is null with a diagnostic `no-rule`; several rules of
/// a `unique` table that match are null with a diagnostic `overlap` that names both rows; different outputs in `any`
/// likewise. A cell that gives null stops with its diagnostic.
Outcome evaluate(const Table& table, std::vector<feel::Value> inputs, const feel::Host& host,
                 const feel::Budget& budget = {});
/// The same with inputs by name: a missing one is null with a diagnostic `missing-data`, an unknown one `unknown-name`.
Outcome evaluate(const Table& table, const feel::Context& inputs, const feel::Host& host,
                 const feel::Budget& budget = {});

/// What can be seen before use: overlaps of a `unique` table (both rows named), rules that can never fire, gaps where
/// the inputs' values can be enumerated, conflicting outputs of `any`. Errors and warnings at the rows' places.
std::vector<Diagnostic> check(const Table& table);

/// The tables of a bundle by name. `find` may be called by several threads.
class Library {
 public:
  void add(Table table);
  /// A table that is read when it is first asked for, and never where nobody does; what gives none is not found. `read`
  /// owns all that it needs.
  void add_unread(std::string name, std::function<std::optional<Table>()> read);
  const Table* find(std::string_view name) const;
  std::vector<std::string> names() const;

 private:
  struct Entry;
  std::map<std::string, std::shared_ptr<Entry>, std::less<>> tables_;
};

}  // namespace aftale::decisions
