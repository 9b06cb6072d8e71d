#include "engine/loader/scope/expressions.h"

#include <algorithm>

#include "engine/base/limits.h"
#include "engine/base/words.h"
#include "engine/loader/fields/danish_numbers.h"
#include "engine/loader/fields/danish_periods.h"
#include "engine/loader/scope/case_calls.h"
#include "engine/loader/yaml/invisible.h"
#include "engine/loader/yaml/slips.h"

namespace aftale::loader {
namespace {

using Kind = feel::Type::Kind;

/// An expression that is there and never true, for what could not be read.
feel::Expression unreadable(const Span& at) {
  auto checked = feel::Expression::compile("null", feel::Names(), at);
  return checked.value ? *checked.value : feel::Expression();
}

std::string key_line(const char* what, const std::string& text) {
  return std::string(what) + ": " + quoted(text);
}

/// `2022-11-30` is a subtraction in FEEL, `P14D` a name: both are meant otherwise.
bool report_plain_date(Bundle& bundle, const std::string& text, const Span& at, const char* what,
                       const Expected& expected) {
  const bool takes_date = std::find(expected.kinds.begin(), expected.kinds.end(), Kind::date) != expected.kinds.end();
  if (!takes_date) return false;
  if (time::CivilDate::parse_iso(text)) {
    const std::string line = quoted("date(\"" + text + "\")");
    bundle.reading.error("wrong-type", at,
                         {text + " er et regnestykke i FEEL, ikke en dato; skriv " + line,
                          text + " is a subtraction in FEEL, not a date; write " + line},
                         {}, line);
    return true;
  }
  const std::string period = time::Period::parse(text) ? text : danish_period(text);
  if (period.empty()) return false;
  const bool takes_days = std::find(expected.kinds.begin(), expected.kinds.end(), Kind::days) != expected.kinds.end();
  if (takes_days && period != text) {
    bundle.reading.error("wrong-period", at,
                         {"Tidsrummet " + text + " skrives " + period, "The period " + text + " is written " + period},
                         {}, period);
    return true;
  }
  if (!takes_days) {
    const std::string value = "entered + duration(\"" + period + "\")", line = key_line(what, value);
    bundle.reading.error("wrong-type", at,
                         {"Her skal stå en dato, og " + text + " er et tidsrum; skriv for eksempel " + line,
                          "A date is wanted here, and " + text + " is a period; write for instance " + line},
                         {}, quoted(value));
    return true;
  }
  return false;
}

/// Quotes around the whole expression were told as those of a text that may be meant so; here they are not.
void report_once(std::vector<Diagnostic>& findings, Diagnostic finding) {
  for (Diagnostic& other : findings) {
    if (std::string_view(other.code) != finding.code || !other.where || !finding.where) continue;
    if (!same_begin(*other.where, *finding.where)) continue;
    other.severity = Severity::error;
    return;
  }
  findings.push_back(std::move(finding));
}

void check_kind(Bundle& bundle, const feel::Expression& expression, const char* what, const Expected& expected) {
  const Kind kind = expression.type().kind();
  if (expected.kinds.empty() || kind == Kind::any || kind == Kind::null) return;
  if (std::find(expected.kinds.begin(), expected.kinds.end(), kind) != expected.kinds.end()) return;
  const std::string name = expression.type().name();
  bundle.reading.error("wrong-type", expression.at(),
                       {std::string(what) + " skal give " + expected.what.da + ", men udtrykket giver " + name,
                        std::string(what) + " must give " + expected.what.en + ", but the expression gives " + name});
}

}  // namespace

const Expected& expect_anything() {
  static const Expected expected{};
  return expected;
}
const Expected& expect_truth() {
  static const Expected expected{{Kind::boolean}, {"sandt eller falsk", "true or false"}};
  return expected;
}
const Expected& expect_date() {
  static const Expected expected{{Kind::date}, {"en dato", "a date"}};
  return expected;
}
const Expected& expect_date_or_duration() {
  static const Expected expected{{Kind::date, Kind::days, Kind::months},
                                 {"en dato eller et tidsrum", "a date or a duration"}};
  return expected;
}
const Expected& expect_text() {
  static const Expected expected{{Kind::string}, {"en tekst", "a text"}};
  return expected;
}
const Expected& expect_list() {
  static const Expected expected{{Kind::list}, {"en liste", "a list"}};
  return expected;
}

bool same_begin(const Span& left, const Span& right) {
  return left.file == right.file && left.line == right.line && left.column == right.column;
}

std::string flow_text(const Node& node) {
  std::string out;
  switch (node.kind) {
    case Node::Kind::null:
      return out;
    case Node::Kind::scalar:
      return node.quoted ? "\"" + node.text + "\"" : node.text;
    case Node::Kind::sequence:
      for (const Node& item : node.items) out += (out.empty() ? "" : ", ") + flow_text(item);
      return "[" + out + "]";
    case Node::Kind::mapping:
      for (const auto& [key, value] : node.entries) {
        out += (out.empty() ? "" : ", ") + key.text + (value.is_null() ? "" : ": " + flow_text(value));
      }
      return "{" + out + "}";
  }
  return out;
}

feel::Expression try_compile(const Bundle& bundle, const std::string& text, const Span& at, const Place& place) {
  auto checked = feel::Expression::compile(text, names_at(bundle, place), at);
  return checked.ok() ? *checked.value : feel::Expression();
}

feel::Expression compile_text(Bundle& bundle, const std::string& text, const Span& at, const Place& place,
                              const char* what, const Expected& expected) {
  if (text.size() > limits::kExpressionBytesMax) {
    bundle.reading.error("too-large", at,
                         {"Udtrykket er for langt; det må højst fylde 20.000 tegn",
                          "The expression is too long; 20,000 bytes is the most it may have"});
    return unreadable(at);
  }
  if (report_plain_date(bundle, text, at, what, expected)) return unreadable(at);
  if (auto finding = bundle.edition < 2 ? std::nullopt : odd_sign_in_expression(text, at)) {
    report_once(bundle.findings, std::move(*finding));
    const feel::Expression readable = try_compile(bundle, text, at, place);
    return readable ? readable : unreadable(at);
  }
  const bool number = expected.kinds == std::vector<Kind>{Kind::number};
  if (auto finding = number ? danish_number(text, at, false) : std::nullopt) {
    bundle.findings.push_back(std::move(*finding));
    const feel::Expression readable = try_compile(bundle, text, at, place);
    return readable ? readable : unreadable(at);
  }
  const feel::Names names = names_at(bundle, place);
  auto checked = feel::Expression::compile(text, names, at);
  const bool ok = checked.ok();
  if (auto finding = ok ? std::nullopt : danish_period_in_expression(text, at)) {
    bundle.findings.push_back(std::move(*finding));
    return unreadable(at);
  }
  bundle.findings.insert(bundle.findings.end(), checked.findings.begin(), checked.findings.end());
  check_case_calls(bundle, text, at, place);
  if (ok) {
    check_kind(bundle, *checked.value, what, expected);
    return *checked.value;
  }
  auto lenient = feel::Expression::compile(text, names, at, true);
  return lenient.ok() ? *lenient.value : unreadable(at);
}

feel::Expression read_expression(Bundle& bundle, const Node& node, const Place& place, const char* what,
                                 const Expected& expected) {
  // The word `null` is a value in FEEL and nothing in YAML.
  if (node.is_null() && node.text == "null") return compile_text(bundle, node.text, node.at, place, what, expected);
  if (node.is_null() || (node.is_scalar() && node.text.empty())) {
    bundle.reading.error("missing-expression", node.at,
                         {std::string(what) + " mangler sit udtryk", std::string(what) + " lacks its expression"});
    return unreadable(node.at);
  }
  if (!node.is_scalar()) {
    const std::string line = key_line(what, flow_text(node));
    bundle.reading.error(
        "unquoted-expression", node.at,
        {std::string("Her skal stå et udtryk, men YAML læser en ") + (node.is_mapping() ? "tabel" : "liste") +
             "; sæt hele udtrykket i enkelte anførselstegn: " + line,
         std::string("An expression belongs here, but YAML reads a ") + (node.is_mapping() ? "mapping" : "sequence") +
             "; put the whole expression in single quotes: " + line});
    return unreadable(node.at);
  }
  // A text that YAML has cut in pieces was told already; what is left of it is no expression.
  const auto cut = [&node](const Diagnostic& finding) {
    return finding.where && same_begin(*finding.where, node.at) && std::string_view(finding.code) == "unquoted-text";
  };
  if (std::any_of(bundle.findings.begin(), bundle.findings.end(), cut)) return unreadable(node.at);
  return compile_text(bundle, node.text, node.at, place, what, expected);
}

bool report_split_text(Bundle& bundle, const Node& mapping) {
  if (!mapping.flow) return false;
  bool any = false;
  for (std::size_t i = 0; i < mapping.entries.size(); ++i) {
    const auto& [key, value] = mapping.entries[i];
    if (value.is_null()) continue;
    std::string text = flow_text(value);
    std::size_t next = i + 1;
    for (; next < mapping.entries.size() && mapping.entries[next].value.is_null(); ++next) {
      text += ", " + mapping.entries[next].key.text;
    }
    if (next == i + 1) continue;
    any = true;
    const std::string line = key.text + ": " + quoted(text);
    bundle.reading.error("unquoted-text", value.at,
                         {"YAML deler teksten ved kommaet; sæt den i enkelte anførselstegn: " + line,
                          "YAML splits the text at the comma; put it in single quotes: " + line});
    i = next - 1;
  }
  return any;
}

}  // namespace aftale::loader
