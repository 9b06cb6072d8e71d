#include "engine/feel/expression.h"

#include <algorithm>

#include "engine/base/limits.h"
#include "engine/base/words.h"
#include "engine/feel/evaluate/evaluator.h"
#include "engine/feel/evaluate/fast_path.h"
#include "engine/feel/names.h"
#include "engine/feel/syntax/parse.h"
#include "engine/feel/syntax/unit.h"

namespace aftale::feel {

struct Expression::Compiled final : Unit {
  std::optional<FastPath> fast;  ///< of small expressions
};

namespace {

std::optional<Diagnostic> unreadable(std::string_view text, const Span& at) {
  Diagnostic finding;
  finding.code = "feel-syntax";
  finding.where = at;
  if (text.size() > limits::kExpressionBytesMax) {
    finding.message = {
        "udtrykket er længere end " + std::to_string(limits::kExpressionBytesMax) + " tegn; del det op",
        "the expression is longer than " + std::to_string(limits::kExpressionBytesMax) + " characters; split it"};
    return finding;
  }
  if (invalid_utf8(text) != std::string_view::npos) {
    finding.message = {"udtrykket er ikke gyldig UTF-8; gem filen som UTF-8",
                       "the expression is no valid UTF-8; save the file as UTF-8"};
    return finding;
  }
  return std::nullopt;
}

void collect_literals(const Node& node, std::vector<Value>& out, bool& all) {
  if (node.op == Op::choice) {
    collect_literals(*node.b, out, all);
    collect_literals(*node.c, out, all);
  } else if (node.op == Op::constant) {
    const bool there =
        std::any_of(out.begin(), out.end(), [&](const Value& value) { return identical(value, node.constant); });
    if (!there) out.push_back(node.constant);
  } else {
    all = false;
  }
}

}  // namespace

void Names::add(std::string name, Slot slot, Type type) {
  variables_.push_back({normalised_name(name), slot, std::move(type)});
}

void Names::add_function(std::string name, int id, int arity_min, int arity_max, std::vector<std::string> parameters,
                         Type result, Signatures signatures) {
  functions_.push_back({normalised_name(name), id, arity_min, arity_max, std::move(parameters), std::move(result),
                        std::move(signatures)});
}

void Names::add_type(std::string name, Type type) {
  types_.emplace_back(normalised_name(name), std::move(type));
}

Checked<Expression> Expression::compile(std::string_view text, const Names& names, const Span& at, bool lenient) {
  Checked<Expression> out;
  if (std::optional<Diagnostic> finding = unreadable(text, at)) {
    out.findings.push_back(*std::move(finding));
    return out;
  }
  auto compiled = std::make_shared<Compiled>();
  compiled->text = text;
  compiled->at = at;
  Parsed parsed = parse_expression(*compiled, names, lenient);
  out.findings = std::move(parsed.findings);
  if (parsed.failed) return out;
  compiled->fast = FastPath::of(*compiled);
  out.value.emplace();
  out.value->root_ = std::move(compiled);
  return out;
}

Checked<Expression> Expression::compile_unary_tests(std::string_view text, const Names& names, const Type& input,
                                                    const Span& at, bool lenient) {
  Checked<Expression> out;
  if (std::optional<Diagnostic> finding = unreadable(text, at)) {
    out.findings.push_back(*std::move(finding));
    return out;
  }
  auto compiled = std::make_shared<Compiled>();
  compiled->text = text;
  compiled->at = at;
  Parsed parsed = parse_unary_tests(*compiled, names, input, lenient);
  out.findings = std::move(parsed.findings);
  if (parsed.failed) return out;
  out.value.emplace();
  out.value->root_ = std::move(compiled);
  return out;
}

const std::string& Expression::text() const {
  static const std::string empty;
  return root_ ? root_->text : empty;
}

const Span& Expression::at() const {
  static const Span nowhere;
  return root_ ? root_->at : nowhere;
}

std::span<const Slot> Expression::uses() const {
  return root_ ? std::span<const Slot>(root_->uses) : std::span<const Slot>();
}

const Type& Expression::type() const {
  static const Type any;
  return root_ ? root_->root->type : any;
}

std::optional<Value> Expression::literal() const {
  if (!root_ || root_->root->op != Op::constant) return std::nullopt;
  return root_->root->constant;
}

std::vector<Value> Expression::possible_literals() const {
  std::vector<Value> out;
  bool all = root_ != nullptr;
  if (root_) collect_literals(*root_->root, out, all);
  if (!all) out.clear();
  return out;
}

const Value* Scope::find(Slot) const {
  return nullptr;
}

std::optional<Value> Scope::member(Slot, std::string_view) const {
  return std::nullopt;
}

Evaluation Expression::evaluate(const Scope& scope, const Host& host, const Budget& budget) const {
  Evaluation out;
  if (!root_) return out;
  if (root_->fast && root_->fast->evaluate(scope, budget, out.value)) return out;
  Evaluator evaluator(host, budget, out.diagnostics);
  out.value = evaluator.run(*root_, scope, Value());
  return out;
}

const Value* Expression::find(const Scope& scope) const {
  return root_ && root_->fast ? root_->fast->find(scope) : nullptr;
}

std::optional<bool> Expression::holds(const Scope& scope) const {
  return root_ && root_->fast ? root_->fast->holds(scope) : std::nullopt;
}

Evaluation Expression::matches(const Value& input, const Scope& scope, const Host& host, const Budget& budget) const {
  Evaluation out;
  if (!root_) return out;
  Evaluator evaluator(host, budget, out.diagnostics);
  out.value = evaluator.run(*root_, scope, input);
  return out;
}

Value Host::call(int, std::span<const Value>, const Budget&, std::vector<Diagnostic>& diagnostics) const {
  Diagnostic diagnostic;
  diagnostic.code = "unknown-function";
  diagnostic.message = {"funktionen kan ikke bruges her", "the function cannot be used here"};
  diagnostics.push_back(std::move(diagnostic));
  return Value();
}

time::Instant Host::now() const {
  return {};
}

const time::Zone& Host::zone() const {
  static const time::Zone utc;
  return utc;
}

}  // namespace aftale::feel
