#include <algorithm>
#include <iterator>

#include "engine/model/checks.h"
#include "engine/model/graph.h"

/// The table that says who is told about a deadline: its columns are fixed, since the machine gives and reads them.
namespace aftale::model {
namespace {

using Kind = feel::Type::Kind;

struct Wanted {
  const char* name;
  Kind kind;
  bool needed;
};
constexpr Wanted kInputs[] = {
    {"days", Kind::number, false},
    {"body", Kind::string, false},
    {"decides", Kind::boolean, false},
    {"earlier", Kind::number, false},
};
constexpr Wanted kOutputs[] = {
    {"to", Kind::list, true},
    {"template", Kind::string, true},
    {"channel", Kind::string, false},
    {"again", Kind::number, true},
};

template <std::size_t count>
void check_columns(const std::vector<decisions::Column>& columns, const Wanted (&wanted)[count],
                   std::vector<Diagnostic>& findings) {
  std::vector<std::string> names;
  for (const Wanted& one : wanted) names.emplace_back(one.name);
  for (const decisions::Column& column : columns) {
    const auto known =
        std::find_if(std::begin(wanted), std::end(wanted), [&](const Wanted& one) { return column.name == one.name; });
    if (known == std::end(wanted)) {
      findings.push_back(finding("wrong-table", Severity::error, column.at,
                                 {"En tabel for escalation har ingen kolonne " + column.name,
                                  "A table for escalation has no column " + column.name},
                                 names));
      continue;
    }
    const Kind kind = column.type.kind();
    if (kind == known->kind || kind == Kind::any) continue;
    const std::string type = known->kind == Kind::list ? "list<string>" : feel::Type(known->kind).name();
    findings.push_back(finding("wrong-table", Severity::error, column.at,
                               {column.name + " skal have typen " + type + ", ikke " + column.type.name(),
                                column.name + " must have the type " + type + ", not " + column.type.name()}));
  }
}

}  // namespace

void check_escalation(const Definition& definition, std::vector<Diagnostic>& findings) {
  const std::string& name = definition.root().escalation;
  const decisions::Table* table = name.empty() ? nullptr : definition.rules.find(name);
  if (!table) return;
  check_columns(table->inputs, kInputs, findings);
  check_columns(table->outputs, kOutputs, findings);
  for (const Wanted& wanted : kOutputs) {
    const bool has = std::any_of(table->outputs.begin(), table->outputs.end(),
                                 [&](const decisions::Column& column) { return column.name == wanted.name; });
    if (has || !wanted.needed) continue;
    findings.push_back(finding("wrong-table", Severity::error, table->at,
                               {"Tabellen " + name + " mangler outputtet " + wanted.name,
                                "The table " + name + " lacks the output " + wanted.name}));
  }
  using decisions::HitPolicy;
  const HitPolicy hit = table->hit;
  if (hit == HitPolicy::unique || hit == HitPolicy::first || hit == HitPolicy::any || hit == HitPolicy::priority)
    return;
  findings.push_back(
      finding("wrong-table", Severity::error, table->at,
              {"Tabellen " + name + " skal give ét svar: skriv hit: first, unique, any eller priority",
               "The table " + name + " must give one answer: write hit: first, unique, any or priority"}));
}

}  // namespace aftale::model
