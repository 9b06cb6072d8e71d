#include <algorithm>

#include "engine/base/words.h"
#include "engine/model/checks.h"
#include "engine/model/graph.h"

/// The tables that the engine itself asks: their columns are fixed, since the machine gives and reads them.
namespace aftale::model {
namespace {

using Kind = feel::Type::Kind;

struct Wanted {
  const char* name;
  Kind kind;
  bool needed;
};
using Columns = std::vector<Wanted>;

/// What the machine gives and reads of a table; `word` is what the table is called in a message.
struct Asked {
  Text word;
  Columns inputs, outputs;
  bool outputs_free = false;  ///< others may stand there for people, and a single one may have any name
};

Asked escalation() {
  return {{"En tabel for escalation", "A table for escalation"},
          {{"days", Kind::number, false},
           {"body", Kind::string, false},
           {"decides", Kind::boolean, false},
           {"earlier", Kind::number, false}},
          {{"to", Kind::list, true},
           {"template", Kind::string, true},
           {"channel", Kind::string, false},
           {"again", Kind::number, true}}};
}

Asked ballot() {
  return {{"Tabellen ballot", "The table ballot"},
          {{"word", Kind::string, false}, {"kind", Kind::string, false}},
          {{"event", Kind::string, true}, {"remark_required", Kind::boolean, false}},
          true};
}

Asked quorum() {
  Asked asked{{"Tabellen quorum", "The table quorum"},
              {{"outcome", Kind::string, false}},
              {{"refusal", Kind::string, true}},
              true};
  for (const char* name : {"members", "present", "votes_for", "votes_against", "votes_abstained", "recused"})
    asked.inputs.push_back({name, Kind::number, false});
  return asked;
}

Asked renewed_approval() {
  return {{"Tabellen renewed-approval", "The table renewed-approval"},
          {{"document_id", Kind::string, false},
           {"policy", Kind::string, false},
           {"party", Kind::context, false},
           {"outcome", Kind::string, false},
           {"approved_version", Kind::number, false},
           {"new_version", Kind::number, false}},
          {{"answer", Kind::string, true}},
          true};
}

void check_columns(const std::vector<decisions::Column>& columns, const Columns& wanted, const Text& word, bool open,
                   std::vector<Diagnostic>& findings) {
  std::vector<std::string> names;
  for (const Wanted& one : wanted) names.emplace_back(one.name);
  for (const decisions::Column& column : columns) {
    const auto known =
        std::find_if(wanted.begin(), wanted.end(), [&](const Wanted& one) { return column.name == one.name; });
    if (known == wanted.end()) {
      if (open) continue;
      const std::string near = nearest(column.name, names);
      findings.push_back(
          finding("wrong-table", Severity::error, column.at,
                  {word.da + " har ingen kolonne " + column.name + (near.empty() ? "" : "; mente du " + near + "?"),
                   word.en + " has no column " + column.name + (near.empty() ? "" : "; did you mean " + near + "?")},
                  names));
      findings.back().suggestion = near;
      continue;
    }
    const Kind kind = column.type.kind();
    if (kind == known->kind || kind == Kind::any) continue;
    const std::string type = known->kind == Kind::list      ? "list<string>"
                             : known->kind == Kind::context ? "party"
                                                            : feel::Type(known->kind).name();
    findings.push_back(finding("wrong-table", Severity::error, column.at,
                               {column.name + " skal have typen " + type + ", ikke " + column.type.name(),
                                column.name + " must have the type " + type + ", not " + column.type.name()}));
  }
}

void check_table(const decisions::Table& table, const Asked& asked, std::vector<Diagnostic>& findings) {
  check_columns(table.inputs, asked.inputs, asked.word, false, findings);
  check_columns(table.outputs, asked.outputs, asked.word, asked.outputs_free, findings);
  for (const Wanted& wanted : asked.outputs) {
    const bool has = std::any_of(table.outputs.begin(), table.outputs.end(),
                                 [&](const decisions::Column& column) { return column.name == wanted.name; });
    if (has || !wanted.needed || (asked.outputs_free && table.outputs.size() == 1)) continue;
    findings.push_back(finding("wrong-table", Severity::error, table.at,
                               {"Tabellen " + table.name + " mangler outputtet " + wanted.name,
                                "The table " + table.name + " lacks the output " + wanted.name}));
  }
  using decisions::HitPolicy;
  const HitPolicy hit = table.hit;
  if (hit == HitPolicy::unique || hit == HitPolicy::first || hit == HitPolicy::any || hit == HitPolicy::priority)
    return;
  findings.push_back(
      finding("wrong-table", Severity::error, table.at,
              {"Tabellen " + table.name + " skal give ét svar: skriv hit: first, unique, any eller priority",
               "The table " + table.name + " must give one answer: write hit: first, unique, any or priority"}));
}

}  // namespace

void check_tables(const Definition& definition, std::vector<Diagnostic>& findings) {
  const auto look = [&](const std::string& name, const Asked& asked) {
    const decisions::Table* table = name.empty() ? nullptr : definition.rules.find(name);
    if (table) check_table(*table, asked, findings);
  };
  look(definition.root().escalation, escalation());
  look("ballot", ballot());
  look("quorum", quorum());
  look("renewed-approval", renewed_approval());
}

}  // namespace aftale::model
