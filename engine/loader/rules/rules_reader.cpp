#include <algorithm>

#include "engine/base/limits.h"
#include "engine/base/words.h"
#include "engine/feel/names.h"
#include "engine/loader/fields/danish_numbers.h"
#include "engine/loader/fields/fields.h"
#include "engine/loader/loader.h"
#include "engine/loader/scope/expressions.h"
#include "engine/loader/yaml/slips.h"
#include "engine/loader/yaml/yaml_source.h"

namespace aftale::loader {
namespace {

using decisions::Column;
using decisions::HitPolicy;
using decisions::Rule;
using decisions::Table;
using feel::Expression;
using Kind = feel::Type::Kind;

const std::vector<std::pair<const char*, HitPolicy>>& hit_words() {
  static const std::vector<std::pair<const char*, HitPolicy>> words{{"unique", HitPolicy::unique},
                                                                    {"first", HitPolicy::first},
                                                                    {"any", HitPolicy::any},
                                                                    {"priority", HitPolicy::priority},
                                                                    {"rule order", HitPolicy::rule_order},
                                                                    {"output order", HitPolicy::output_order},
                                                                    {"collect", HitPolicy::collect},
                                                                    {"collect sum", HitPolicy::collect_sum},
                                                                    {"collect min", HitPolicy::collect_min},
                                                                    {"collect max", HitPolicy::collect_max},
                                                                    {"collect count", HitPolicy::collect_count}};
  return words;
}

/// `godkendt, udsat` as `"godkendt", "udsat"`; empty where the cell is more than words.
std::string words_in_quotes(std::string_view cell) {
  std::string out;
  for (std::size_t begin = 0; begin <= cell.size();) {
    std::size_t end = cell.find(',', begin);
    if (end == std::string_view::npos) end = cell.size();
    std::string_view word = cell.substr(begin, end - begin);
    while (!word.empty() && word.front() == ' ') word.remove_prefix(1);
    while (!word.empty() && word.back() == ' ') word.remove_suffix(1);
    const bool plain = !word.empty() && feel::starts_name_part(word, 0) && word[0] != '?' &&
                       word.find_first_of("\"()[]{}<>=@#!|&*+/?:;") == std::string_view::npos;
    if (!plain) return {};
    out += (out.empty() ? "" : ", ") + ("\"" + std::string(word) + "\"");
    begin = end + 1;
  }
  return out;
}

class RulesReader {
 public:
  explicit RulesReader(Reading& reading) : reading_(reading) {}

  Table read(const Node& root) {
    table_.at = root.at;
    if (!reading_.keys(root, {"rules", "title", "inputs", "outputs", "hit", "table"})) return std::move(table_);
    if (const Node* name = reading_.need(root, "rules")) {
      table_.name = read_name(name, "rules", reading_);
      table_.at = name->at;
    }
    if (const Node* title = root.find("title")) table_.title = reading_.bilingual(title, "title");
    if (const Node* inputs = reading_.need(root, "inputs")) read_columns(*inputs, table_.inputs, "inputs");
    if (const Node* outputs = reading_.need(root, "outputs")) read_columns(*outputs, table_.outputs, "outputs");
    check_names();
    if (const Node* hit = reading_.need(root, "hit")) read_hit(*hit);
    for (std::size_t i = 0; i < table_.inputs.size(); ++i) {
      names_.add(table_.inputs[i].name, static_cast<feel::Slot>(i), table_.inputs[i].type);
    }
    if (const Node* rows = reading_.need(root, "table")) read_rows(*rows);
    return std::move(table_);
  }

 private:
  void read_columns(const Node& node, std::vector<Column>& columns, const char* what) {
    const std::string name(what);
    if (!node.is_mapping() || node.entries.empty()) {
      reading_.error("wrong-kind", node.at,
                     {name + " skal være navn: {type: ...}", name + " must be name: {type: ...}"});
      return;
    }
    for (const auto& [key, value] : node.entries) {
      Column column;
      column.name = reading_.id(key, what);
      column.at = key.at;
      if (reading_.keys(value, {"type", "title", "one_of"})) {
        if (const Node* type = reading_.need(value, "type")) column.type = column_type(*type);
        if (const Node* title = value.find("title")) column.title = reading_.bilingual(title, "title");
        if (const Node* one_of = value.find("one_of")) {
          for (const Node* word : reading_.scalars(one_of, "one_of")) column.one_of.push_back(word->text);
        }
      }
      columns.push_back(std::move(column));
    }
  }

  /// Tables also take what no workflow declares: `any`, for what a host function gives.
  feel::Type column_type(const Node& node) {
    if (node.is_scalar() && node.text == "any") return {};
    if (node.is_scalar() && node.text == "list<any>") return feel::Type::list_of({});
    const auto declared = read_type(node, reading_);
    return declared ? feel_type(*declared, nullptr) : feel::Type();
  }

  void check_names() {
    std::vector<std::string> seen;
    const auto add = [&](const Column& column) {
      if (std::find(seen.begin(), seen.end(), column.name) != seen.end()) {
        reading_.error("duplicate-id", column.at,
                       {"Kolonnen " + column.name + " er der i forvejen; giv den et andet navn",
                        "There is a column " + column.name + " already; give this one another name"});
      }
      if (column.name == "note") {
        reading_.error("bad-id", column.at,
                       {"En kolonne kan ikke hedde note, for det er rækkens bemærkning",
                        "A column cannot be called note, which is the remark of a row"});
      }
      seen.push_back(column.name);
    };
    std::for_each(table_.inputs.begin(), table_.inputs.end(), add);
    std::for_each(table_.outputs.begin(), table_.outputs.end(), add);
  }

  void read_hit(const Node& node) {
    std::string word = node.text;
    std::replace(word.begin(), word.end(), '_', ' ');
    std::vector<std::string> possible;
    for (const auto& [known, policy] : hit_words()) {
      possible.emplace_back(known);
      if (word != known) continue;
      table_.hit = policy;
      return check_hit(node);
    }
    const std::string near = nearest(word, possible);
    reading_.error("unknown-hit-policy", node.at,
                   {"hit kan ikke være " + brief(node.text) + (near.empty() ? "" : "; mente du " + near + "?"),
                    "hit cannot be " + brief(node.text) + (near.empty() ? "" : "; did you mean " + near + "?")},
                   possible, near);
  }

  void check_hit(const Node& node) {
    const bool one_number = table_.hit == HitPolicy::collect_sum || table_.hit == HitPolicy::collect_min ||
                            table_.hit == HitPolicy::collect_max || table_.hit == HitPolicy::collect_count;
    if (one_number && table_.outputs.size() != 1) {
      reading_.error(
          "bad-hit-policy", node.at,
          {"hit: " + node.text + " kræver præcis ét output", "hit: " + node.text + " needs exactly one output"});
    }
    const bool by_rank = table_.hit == HitPolicy::priority || table_.hit == HitPolicy::output_order;
    const bool ranked = std::any_of(table_.outputs.begin(), table_.outputs.end(),
                                    [](const Column& column) { return !column.one_of.empty(); });
    if (by_rank && !ranked) {
      reading_.error("bad-hit-policy", node.at,
                     {"hit: " + node.text + " kræver one_of ved et output, med det vigtigste først",
                      "hit: " + node.text + " needs one_of at an output, the most important first"});
    }
  }

  void read_rows(const Node& node) {
    if (!node.is_sequence()) {
      reading_.error(
          "wrong-kind", node.at,
          {"table skal være en liste af rækker, hver med - foran", "table must be a list of rows, each with a -"});
      return;
    }
    std::vector<std::string> known;
    for (const Column& column : table_.inputs) known.push_back(column.name);
    for (const Column& column : table_.outputs) known.push_back(column.name);
    known.emplace_back("note");
    for (const Node& item : node.items) {
      if (reading_.keys(item, known)) table_.rules.push_back(read_row(item));
    }
  }

  Rule read_row(const Node& node) {
    Rule rule;
    rule.at = node.at;
    if (const Node* note = node.find("note")) rule.note = reading_.text(note, "note").value_or("");
    for (const Column& column : table_.inputs) {
      const Node* cell = node.find(column.name);
      rule.cells.push_back(cell ? cell->at : node.at);
      rule.tests.push_back(cell ? read_cell(*cell, column, true) : Expression());
    }
    for (const Column& column : table_.outputs) {
      const Node* cell = reading_.need(node, column.name);
      rule.cells.push_back(cell ? cell->at : node.at);
      rule.outputs.push_back(cell ? read_cell(*cell, column, false) : Expression());
      if (cell) check_output(rule.outputs.back(), column);
    }
    return rule;
  }

  Expression read_cell(const Node& cell, const Column& column, bool test) {
    if (cell.is_sequence() || cell.is_mapping()) {
      const std::string line = column.name + ": " + quoted(flow_text(cell));
      reading_.error(
          "unquoted-expression", cell.at,
          {std::string("Her skal stå et udtryk, men YAML læser en ") + (cell.is_mapping() ? "tabel" : "liste") +
               "; sæt hele udtrykket i enkelte anførselstegn: " + line,
           std::string("An expression belongs here, but YAML reads a ") + (cell.is_mapping() ? "mapping" : "sequence") +
               "; put the whole expression in single quotes: " + line});
      return {};
    }
    if (is_split(cell)) return {};
    if (cell.text.empty()) {
      if (!test) {
        reading_.error("missing-expression", cell.at,
                       {column.name + " mangler sit udtryk", column.name + " lacks its expression"});
      }
      return {};
    }
    if (cell.text.size() > limits::kExpressionBytesMax) {
      reading_.error("too-large", cell.at,
                     {"Udtrykket er for langt; det må højst fylde 20.000 bytes",
                      "The expression is too long; 20,000 bytes is the most it may have"});
      return {};
    }
    auto checked = test ? Expression::compile_unary_tests(cell.text, names_, column.type, cell.at)
                        : Expression::compile(cell.text, names_, cell.at);
    if (auto finding = odd_sign_in_expression(cell.text, cell.at)) {
      reading_.findings().push_back(std::move(*finding));
      return checked.value.value_or(Expression());
    }
    if (auto finding = column.type.kind() == Kind::number ? danish_number(cell.text, cell.at, test) : std::nullopt) {
      reading_.findings().push_back(std::move(*finding));
      return checked.value.value_or(Expression());
    }
    const std::string words =
        !checked.ok() && column.type.kind() == Kind::string ? words_in_quotes(cell.text) : std::string();
    if (!words.empty()) {
      const std::string line = column.name + ": " + quoted(words), word = brief(cell.text);
      reading_.error("unquoted-word", cell.at,
                     {word + " er ikke et navn her; er det en tekst, så skriv " + line,
                      word + " is no name here; if it is a text, write " + line});
      return {};
    }
    std::vector<Diagnostic>& findings = reading_.findings();
    findings.insert(findings.end(), checked.findings.begin(), checked.findings.end());
    return checked.ok() ? *checked.value : Expression();
  }

  /// Told already: half an expression gives no second finding.
  bool is_split(const Node& cell) const {
    const std::vector<Diagnostic>& findings = reading_.findings();
    return std::any_of(findings.begin(), findings.end(), [&cell](const Diagnostic& finding) {
      return finding.where && same_begin(*finding.where, cell.at) && finding.code == std::string_view("unquoted-text");
    });
  }

  void check_output(const Expression& output, const Column& column) {
    if (!output) return;
    const Kind wanted = column.type.kind(), given = output.type().kind();
    if (wanted == Kind::any || given == Kind::any || given == Kind::null || wanted == given) return;
    reading_.error(
        "wrong-type", output.at(),
        {column.name + " skal være " + column.type.name() + ", men udtrykket giver " + output.type().name(),
         column.name + " must be " + column.type.name() + ", but the expression gives " + output.type().name()});
  }

  Reading& reading_;
  Table table_;
  feel::Names names_;
};

}  // namespace

Checked<Table> read_rules(const Node& root, bool check) {
  Checked<Table> out;
  Reading reading(out.findings);
  out.value = RulesReader(reading).read(root);
  if (has_errors(out.findings)) return out;
  decisions::prepare(*out.value);
  if (!check) return out;
  const std::vector<Diagnostic> found = decisions::check(*out.value);
  out.findings.insert(out.findings.end(), found.begin(), found.end());
  return out;
}

}  // namespace aftale::loader
