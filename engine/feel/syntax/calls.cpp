#include "engine/feel/syntax/calls.h"

#include <algorithm>

#include "engine/base/words.h"
#include "engine/feel/names.h"
#include "engine/feel/syntax/constants.h"
#include "engine/feel/syntax/grammar.h"
#include "engine/feel/syntax/name_spans.h"
#include "engine/feel/syntax/nesting.h"
#include "engine/feel/syntax/signatures.h"
#include "engine/feel/value/wording.h"

namespace aftale::feel {
namespace {

/// The place of a named argument, a free one if there is one; `from|date` are two names of one place, and
/// `before(point: 1, range: r)` has both its names in both places.
std::optional<std::size_t> place_of(const std::vector<std::string>& parameters, std::string_view name,
                                    const std::vector<const Node*>& taken) {
  std::optional<std::size_t> found;
  for (std::size_t place = 0; place < parameters.size(); ++place) {
    if (found && (*found >= taken.size() || taken[*found] == nullptr)) break;
    std::string_view rest = parameters[place];
    while (!rest.empty()) {
      const std::size_t bar = std::min(rest.find('|'), rest.size());
      if (rest.substr(0, bar) == name) found = place;
      rest.remove_prefix(std::min(bar + 1, rest.size()));
    }
  }
  return found;
}

/// Puts named arguments in their places; false, and the call is null, where that cannot be done.
bool place_named(Parsing& parse, const std::string& function, const std::vector<std::string>& parameters,
                 Arguments& given, Node& call, int least) {
  std::vector<const Node*> places;
  for (std::size_t i = 0; i < given.names.size(); ++i) {
    const std::optional<std::size_t> place = place_of(parameters, given.names[i], places);
    const std::string& name = given.names[i];
    if (!place || (*place < places.size() && places[*place] != nullptr)) {
      const std::string near = place ? "" : nearest(name, parameters);
      Text message =
          place ? Text{"argumentet `" + name + "` er givet to gange", "the argument `" + name + "` is given twice"}
                : unknown_member(name, near, {"funktionen `" + function + "`", "the function `" + function + "`"});
      call.op = Op::failure;
      call.finding = std::make_unique<Diagnostic>();
      call.finding->code = "wrong-arguments";
      call.finding->message = message;
      call.finding->possible = parameters;
      parse.findings.add("wrong-arguments", call.begin, call.end, std::move(message), parameters);
      return false;
    }
    if (places.size() <= *place) places.resize(*place + 1, nullptr);
    places[*place] = given.values[i];
  }
  places.resize(std::max(places.size(), static_cast<std::size_t>(std::max(least, 0))), nullptr);
  for (const Node*& place : places) {
    if (place == nullptr) place = parse.tree.null_node(call.begin);
  }
  given.values = std::move(places);
  return true;
}

Node* builtin_call(Parsing& parse, const Builtin& builtin, Arguments given, std::size_t begin) {
  Node& node = parse.tree.make(Op::call_builtin, begin);
  parse.tree.closed(node);
  node.builtin = &builtin;
  node.name = builtin.name;
  node.type = builtin.result;
  if (!given.names.empty()) {
    const std::vector<std::string> parameters(builtin.parameters.begin(), builtin.parameters.end());
    if (!place_named(parse, node.name, parameters, given, node, builtin.arity_min)) return &node;
  }
  node.rest = std::move(given.values);
  const std::size_t count = node.rest.size();
  if (count < static_cast<std::size_t>(builtin.arity_min) ||
      (builtin.arity_max >= 0 && count > static_cast<std::size_t>(builtin.arity_max))) {
    return parse.tree.failure("wrong-arguments", begin,
                              wrong_count(node.name, count, builtin.arity_min, builtin.arity_max));
  }
  check_constant(parse, node);
  return &node;
}

Node* host_call(Parsing& parse, std::uint32_t place, Arguments given, std::size_t begin) {
  const Names::HostFunction& function = parse.names.functions()[place];
  Node& node = parse.tree.make(Op::call_host, begin);
  parse.tree.closed(node);
  node.index = static_cast<std::uint32_t>(function.id);
  node.name = function.name;
  node.type = function.result;
  if (!given.names.empty() &&
      !place_named(parse, function.name, function.parameters, given, node, function.arity_min)) {
    return &node;
  }
  node.rest = std::move(given.values);
  const std::size_t count = node.rest.size();
  if (count < static_cast<std::size_t>(std::max(function.arity_min, 0)) ||
      (function.arity_max >= 0 && count > static_cast<std::size_t>(function.arity_max))) {
    return parse.tree.failure("wrong-arguments", begin,
                              wrong_count(function.name, count, function.arity_min, function.arity_max));
  }
  check_signature(parse, node, function);
  return &node;
}

}  // namespace

Arguments read_arguments(Parsing& parse) {
  const Nesting nesting(parse);
  Arguments out;
  parse.tokens.expect("(");
  if (parse.tokens.peek().is(")")) {
    parse.tokens.next();
    return out;
  }
  const bool named = key_end(parse, parse.tokens.peek().begin).has_value();
  for (;;) {
    const Token token = parse.tokens.peek();
    if (named) {
      const std::optional<std::size_t> end = key_end(parse, token.begin);
      if (!end) {
        parse.tokens.unexpected(token, "navnet på et argument med `:` efter",
                                "the name of an argument followed by `:`");
        return out;
      }
      out.names.push_back(normalised_name(std::string_view(parse.unit.text).substr(token.begin, *end - token.begin)));
      parse.tokens.move_to(*end);
      parse.tokens.expect(":");
    }
    out.values.push_back(read_expression_or_comparison(parse));
    if (!parse.tokens.peek().is(",")) break;
    parse.tokens.next();
  }
  parse.tokens.expect(")");
  return out;
}

Node* read_call(Parsing& parse, std::size_t place, std::size_t begin) {
  const Symbol::Kind kind = parse.scopes.symbols()[place].kind;
  const Builtin* builtin = parse.scopes.symbols()[place].builtin;
  const std::uint32_t index = parse.scopes.symbols()[place].index;
  Arguments given = read_arguments(parse);
  return kind == Symbol::Kind::builtin ? builtin_call(parse, *builtin, std::move(given), begin)
                                       : host_call(parse, index, std::move(given), begin);
}

Node* read_call_value(Parsing& parse, Node* callee, std::size_t begin) {
  Arguments given = read_arguments(parse);
  Node& node = parse.tree.make(Op::call_value, begin);
  parse.tree.closed(node);
  node.a = callee;
  node.rest = std::move(given.values);
  node.names = std::move(given.names);
  const Type::Kind kind = callee->type.kind();
  if (kind == Type::Kind::function) node.type = callee->type.element();
  if (kind != Type::Kind::function && kind != Type::Kind::any) {
    const Text words = kind_words(kind);
    parse.findings.add(
        "unknown-function", callee->begin, callee->end,
        {"her kaldes " + words.da + ", som ikke er en funktion", "this calls " + words.en + ", which is no function"});
  }
  const std::optional<std::size_t> wanted = callee->type.parameter_count();
  if (wanted && *wanted != node.rest.size()) {
    const int count = static_cast<int>(*wanted);
    parse.findings.add("wrong-arguments", node.begin, node.end,
                       wrong_count(callee->name.empty() ? "function" : callee->name, node.rest.size(), count, count));
  }
  return &node;
}

}  // namespace aftale::feel
