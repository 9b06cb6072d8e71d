#include "engine/machine/branches/list_keys.h"

#include <algorithm>

#include "engine/base/limits.h"
#include "engine/base/words.h"
#include "engine/machine/chart/evaluate.h"
#include "engine/machine/chart/scope.h"
#include "engine/model/graph.h"

namespace aftale::machine {
namespace {

using feel::Value;
using model::ChartIx;
using model::SlotMeaning;
using Kind = SlotMeaning::Kind;

tl::unexpected<ErrorPtr> bad_key(const Run& run, const feel::Expression& key, const char* code, Text what) {
  if (!run.keeps_facts()) return expression_failed(key, std::move(what));
  ErrorPtr error = expression_failed(key, std::move(what)).value();
  std::vector<Diagnostic> findings = error->findings;
  findings.front().code = code;
  return fail(Error::Kind::refused, std::move(findings));
}

/// The variables of a chart as far as they are known, and those of the charts around it.
struct Known {
  ChartIx chart = 0;
  std::vector<std::optional<Value>> values;
  std::vector<bool> changed;  ///< empty: all of them count
  const Known* around = nullptr;

  const Known* at(std::uint8_t depth) const {
    const Known* known = this;
    for (; known && depth > 0; --depth) known = known->around;
    return known;
  }
  const std::optional<Value>* find(const SlotMeaning& meaning) const {
    const Known* known = at(meaning.depth);
    return known && meaning.index < known->values.size() ? &known->values[meaning.index] : nullptr;
  }
};

/// Expressions over what is known; the rest comes from the case itself.
class KnownScope final : public feel::Scope {
 public:
  KnownScope(const Run& run, const Known& known, const Value* element)
      : known_(known), element_(element), instance_(run, 0, 0) {}

  Value value(feel::Slot slot) const override {
    const SlotMeaning meaning = SlotMeaning::of(slot);
    if (meaning.kind == Kind::element) return *element_;
    if (meaning.kind == Kind::variable) return **known_.find(meaning);
    return instance_.value(slot);
  }

  bool knows(const feel::Expression& expression) const {
    const auto uses = expression.uses();
    return std::all_of(uses.begin(), uses.end(), [this](feel::Slot slot) {
      const SlotMeaning meaning = SlotMeaning::of(slot);
      if (meaning.kind == Kind::element) return element_ != nullptr;
      if (meaning.kind != Kind::variable)
        return meaning.kind == Kind::today || meaning.kind == Kind::case_ || meaning.kind == Kind::organisation;
      const std::optional<Value>* value = known_.find(meaning);
      return value != nullptr && value->has_value();
    });
  }

  /// Nothing where it is not known, or cannot be computed yet.
  std::optional<Value> compute(const feel::Expression& expression) const {
    if (!expression || !knows(expression)) return std::nullopt;
    feel::Evaluation got = expression.evaluate(*this, instance_);
    if (got.value.is_null() && !got.diagnostics.empty()) return std::nullopt;
    return std::move(got.value);
  }

 private:
  const Known& known_;
  const Value* element_;
  CaseScope instance_;
};

bool uses_changed(const Known& known, const feel::Expression& expression) {
  const auto uses = expression.uses();
  return std::any_of(uses.begin(), uses.end(), [&known](feel::Slot slot) {
    const SlotMeaning meaning = SlotMeaning::of(slot);
    if (meaning.kind != Kind::variable) return false;
    const Known* home = known.at(meaning.depth);
    return home && (home->changed.empty() || (meaning.index < home->changed.size() && home->changed[meaning.index]));
  });
}

/// Looks at the lists of a chart and of those inside it and called from it.
class ListCheck {
 public:
  explicit ListCheck(const Run& run) : run_(run) {}

  Result<void> chart(const Known& known) {
    const model::Chart& chart = run_.definition().charts[known.chart];
    for (model::StateIx at = 0; at < chart.states.size(); ++at) {
      const model::State& state = chart.states[at];
      if (state.for_each) {
        AFTALE_TRY_VOID(list(known, *state.for_each, chart.path(at)));
        AFTALE_TRY_VOID(inside(known, state.for_each->body, state.for_each->called, state.for_each->with));
      }
      if (state.call) AFTALE_TRY_VOID(inside(known, state.call->chart, true, state.call->with));
    }
    return {};
  }

 private:
  Result<void> list(const Known& known, const model::ForEach& for_each, const std::string& step) {
    if (!uses_changed(known, for_each.in) && !uses_changed(known, for_each.key) && !all_count(known)) return {};
    const std::optional<Value> in = KnownScope(run_, known, nullptr).compute(for_each.in);
    if (!in || in->kind() != feel::Kind::list) return {};
    std::vector<Element> elements;
    for (const Value& value : in->items()) {
      const std::optional<Value> key = KnownScope(run_, known, &value).compute(for_each.key);
      if (!key) return {};
      AFTALE_TRY_VOID(add_element(run_, for_each, step, value, *key, elements));
    }
    return {};
  }

  static bool all_count(const Known& known) {
    for (const Known* at = &known; at; at = at->around) {
      if (!at->changed.empty()) return false;
    }
    return true;
  }

  /// A called workflow knows what it is handed, an inner chart what is around it.
  Result<void> inside(const Known& known, ChartIx ix, bool called,
                      const std::vector<std::pair<model::VariableIx, feel::Expression>>& with) {
    if (ix == model::kNone) return {};
    Known inner;
    inner.chart = ix;
    inner.values.resize(run_.definition().charts[ix].variables.size());
    if (!called) {
      inner.around = &known;
      if (!all_count(known)) inner.changed.resize(std::max<std::size_t>(inner.values.size(), 1));
      return chart(inner);
    }
    const KnownScope scope(run_, known, nullptr);
    for (const auto& [variable, expression] : with) inner.values[variable] = scope.compute(expression);
    if (!all_count(known)) {
      inner.changed.resize(std::max<std::size_t>(inner.values.size(), 1));
      for (const auto& [variable, expression] : with) inner.changed[variable] = uses_changed(known, expression);
    }
    return chart(inner);
  }

  const Run& run_;
};

/// The variables that some action sets: what they will hold is not known when a case is opened.
std::vector<std::vector<bool>> set_later(const model::Definition& definition) {
  std::vector<std::vector<bool>> set;
  for (const model::Chart& chart : definition.charts) set.emplace_back(chart.variables.size());
  for (std::size_t ix = 0; ix < definition.charts.size(); ++ix) {
    for (const model::State& state : definition.charts[ix].states) {
      model::each_actions(state, [&](const std::vector<model::Action>& actions) {
        for (const model::Action& action : actions) {
          const auto* one = std::get_if<model::SetAction>(&action);
          if (!one) continue;
          std::size_t home = ix;
          for (std::uint8_t depth = one->depth; depth > 0; --depth) home = definition.charts[home].parent;
          set[home][one->variable] = true;
        }
      });
    }
  }
  return set;
}

}  // namespace

Result<void> add_element(const Run& run, const model::ForEach& for_each, const std::string& step, const Value& value,
                         const Value& key, std::vector<Element>& to) {
  const auto refuse = [&](const char* code, const std::string& da, const std::string& en) {
    return bad_key(run, for_each.key, code, {da + " (" + step + ")", en + " (" + step + ")"});
  };
  if (key.kind() != feel::Kind::string && key.kind() != feel::Kind::number && key.kind() != feel::Kind::date)
    return refuse("bad-key", "skal give en tekst som nøgle", "must give a text as key");
  Element element{value, nfc(key.plain())};
  if (element.key.empty() || element.key.size() > limits::kKeyBytesMax || element.key.find('\n') != std::string::npos) {
    return refuse("bad-key", "giver en nøgle, der ikke er én linje på højst 200 byte",
                  "gives a key that is not one line of at most 200 bytes");
  }
  if (std::any_of(to.begin(), to.end(), [&](const Element& had) { return had.key == element.key; })) {
    const std::string list = for_each.in.text();
    return refuse("double-key",
                  "giver nøglen " + element.key + " to gange" +
                      (run.keeps_facts() ? ", for den står to gange i »" + list + "«; skriv den kun én gang" : ""),
                  "gives the key " + element.key + " twice" +
                      (run.keeps_facts() ? ", for it stands twice in \"" + list + "\"; write it once only" : ""));
  }
  to.push_back(std::move(element));
  return {};
}

Result<void> check_lists(const Run& run) {
  const Branch& root = run.branch(0);
  const std::vector<std::vector<bool>> set = set_later(run.definition());
  const std::vector<model::Variable>& variables = run.chart(root).variables;
  Known known;
  known.chart = root.chart;
  for (std::size_t i = 0; i < variables.size(); ++i) {
    const bool is_known = variables[i].role == model::Variable::Role::input || !set[root.chart][i];
    known.values.push_back(is_known && i < root.values.size() ? std::optional(root.values[i]) : std::nullopt);
  }
  return ListCheck(run).chart(known);
}

Result<void> check_lists(const Run& run, BranchNo no, std::span<const model::VariableIx> changed) {
  std::vector<Known> chain;
  for (BranchNo at = no;; at = run.branch(at).parent) {
    Known known;
    known.chart = run.branch(at).chart;
    for (const Value& value : run.branch(at).values) known.values.emplace_back(value);
    known.changed.resize(std::max<std::size_t>(known.values.size(), 1));
    chain.push_back(std::move(known));
    if (at == 0 || run.chart(at).parent == model::kNone) break;
  }
  for (std::size_t i = 0; i + 1 < chain.size(); ++i) chain[i].around = &chain[i + 1];
  for (const model::VariableIx variable : changed) chain.front().changed[variable] = true;
  return ListCheck(run).chart(chain.front());
}

}  // namespace aftale::machine
