#include "tests/dmn_tck/run.h"

#include "engine/feel/expression.h"

namespace aftale::dmn_tck {
namespace {

using feel::Value;

constexpr int kDeepest = 60;  // business knowledge models may call themselves

}  // namespace

/// Names in scope with their values; slot n is values[n], function id n is functions[n].
struct Run::Names {
  feel::Names feel;
  std::vector<Value> values;
  std::vector<const Element*> functions;

  void add(const std::string& name, const Value& value, const feel::Type& type) {
    feel.add(name, static_cast<feel::Slot>(values.size()), type);
    values.push_back(value);
  }
  void add_function(const Element& element) {
    std::vector<std::string> parameters;
    for (const Parameter& parameter : element.parameters) parameters.push_back(parameter.name);
    const int arity = static_cast<int>(parameters.size());
    feel.add_function(element.name, static_cast<int>(functions.size()), arity, arity, parameters, element.type);
    functions.push_back(&element);
  }
};

/// The business knowledge models as functions of the host.
class Run::Knowledge final : public feel::Host {
 public:
  Knowledge(Run& run, const Names& names) : run_(run), names_(names) {}

  Value call(int id, std::span<const Value> arguments, const feel::Budget&, std::vector<Diagnostic>&) const override {
    const Element& element = *names_.functions[static_cast<std::size_t>(id)];
    if (arguments.size() != element.parameters.size() || run_.depth_ > kDeepest) return {};
    Names inner;
    for (std::size_t place = 0; place < arguments.size(); ++place) {
      const Parameter& parameter = element.parameters[place];
      const Value value = fitted(arguments[place], parameter.type);
      // An argument that does not fit makes the whole call null.
      if (value.is_null() && !arguments[place].is_null()) return {};
      inner.add(parameter.name, value, parameter.type);
    }
    ++run_.depth_;
    std::optional<Value> value;
    if (run_.add_requirements(element, inner)) value = run_.evaluate(*element.logic, inner);
    --run_.depth_;
    return value ? fitted(*value, element.type) : Value();
  }

 private:
  Run& run_;
  const Names& names_;
};

bool Run::add_requirements(const Element& element, Names& names) {
  if (element.requires_foreign) return false;
  for (const std::string& id : element.requires_ids) {
    const Element* required = model_.by_id(id);
    if (required == nullptr) return false;
    if (required->kind == Element::Kind::knowledge) {
      if (!required->logic) return false;
      names.add_function(*required);
      continue;
    }
    const std::optional<Value> value = value_of(*required);
    if (!value) return false;
    names.add(required->name, *value, required->type);
  }
  return true;
}

std::optional<Value> Run::evaluate_text(const std::string& text, const Names& names) {
  const Span at{"", 1, 1, 0};
  const Checked<feel::Expression> compiled = feel::Expression::compile(text, names.feel, at, true);
  for (const Diagnostic& finding : compiled.findings) remarks_ += " [" + finding.message.en + "]";
  // What cannot be read is null with an error, as everything else that goes wrong.
  if (!compiled.value) return Value();
  const Knowledge host(*this, names);
  const feel::Evaluation result = compiled.value->evaluate(feel::ArrayScope(names.values), host);
  for (const Diagnostic& diagnostic : result.diagnostics) remarks_ += " (" + diagnostic.message.en + ")";
  return result.value;
}

std::optional<Value> Run::evaluate(const Logic& logic, const Names& names) {
  if (!logic.is_context) {
    const std::optional<Value> value = evaluate_text(logic.text, names);
    return value ? std::optional(fitted(*value, logic.type)) : std::nullopt;
  }
  Names inner = names;
  feel::Context context;
  for (const Logic::Entry& entry : logic.entries) {
    const std::optional<Value> value = evaluate(entry.logic, inner);
    if (!value || entry.name.empty()) return value;
    const Value kept = fitted(*value, entry.type);
    inner.add(entry.name, kept, entry.type);
    context.set(entry.name, kept);
  }
  return Value::context(std::move(context));
}

std::optional<Value> Run::value_of(const Element& element) {
  if (const auto found = given_.find(element.name); found != given_.end()) return fitted(found->second, element.type);
  if (element.kind == Element::Kind::input) return Value();
  if (!element.logic || depth_ > kDeepest) return std::nullopt;
  Names names;
  ++depth_;
  const bool ready = add_requirements(element, names);
  std::optional<Value> value;
  if (ready) value = evaluate(*element.logic, names);
  --depth_;
  return value ? std::optional(fitted(*value, element.type)) : std::nullopt;
}

std::optional<Value> Run::decide(const std::string& name) {
  const Element* element = model_.by_name(name);
  if (element == nullptr || element->kind != Element::Kind::decision || !model_.attempts(*element)) {
    return std::nullopt;
  }
  return value_of(*element);
}

}  // namespace aftale::dmn_tck
