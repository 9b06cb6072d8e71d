#include "engine/feel/syntax/symbols.h"

#include <algorithm>

#include "engine/feel/names.h"

namespace aftale::feel {
namespace {

const std::vector<Symbol>& builtin_symbols() {
  static const std::vector<Symbol> symbols = [] {
    std::vector<Symbol> out;
    for (const std::string& name : builtin_names()) {
      Symbol symbol;
      symbol.kind = Symbol::Kind::builtin;
      symbol.name = name;
      symbol.parts = name_parts(name);
      symbol.builtin = find_builtin(name);
      symbol.type = Type::Kind::function;
      out.push_back(std::move(symbol));
    }
    return out;
  }();
  return symbols;
}

}  // namespace

std::optional<std::size_t> match_parts(std::string_view text, std::size_t at, const std::vector<std::string>& parts) {
  for (const std::string& part : parts) {
    if (part == " ") {
      while (const std::size_t space = white_space_length(text, at)) at += space;
      continue;
    }
    const std::size_t length = std::max<std::size_t>(name_part_length(text, at), 1);
    if (at >= text.size() || text.substr(at, length) != part) return std::nullopt;
    at += length;
  }
  return at;
}

Symbols::Symbols(const Names& names) : builtins_(builtin_symbols()) {
  std::uint32_t place = 0;
  for (const Names::HostFunction& function : names.functions()) {
    Symbol symbol;
    symbol.kind = Symbol::Kind::host_function;
    symbol.name = function.name;
    symbol.index = place++;
    symbol.type = Type::Kind::function;
    push(std::move(symbol));
  }
  for (const Names::Variable& variable : names.variables()) {
    Symbol symbol;
    symbol.kind = Symbol::Kind::variable;
    symbol.name = variable.name;
    symbol.index = variable.slot;
    symbol.type = variable.type;
    push(std::move(symbol));
  }
}

void Symbols::push(Symbol symbol) {
  symbol.parts = name_parts(symbol.name);
  if (!symbol.parts.empty()) own_.push_back(std::move(symbol));
}

std::optional<Symbols::Match> Symbols::match(std::string_view text, std::size_t at) const {
  std::optional<Match> best;
  for (std::size_t place = size(); place-- > 0;) {
    const std::optional<std::size_t> end = match_parts(text, at, (*this)[place].parts);
    if (end && (!best || *end > best->end)) best = Match{place, *end};
  }
  return best;
}

std::optional<std::size_t> Symbols::function_like(std::size_t place) const {
  for (std::size_t other = place; other-- > 0;) {
    const Symbol& symbol = (*this)[other];
    const bool function = symbol.kind == Symbol::Kind::builtin || symbol.kind == Symbol::Kind::host_function;
    if (function && symbol.parts == (*this)[place].parts) return other;
  }
  return std::nullopt;
}

std::vector<std::string> Symbols::value_names() const {
  std::vector<std::string> names;
  for (const Symbol& symbol : own_) {
    if (symbol.kind != Symbol::Kind::host_function) names.push_back(symbol.name);
  }
  return names;
}

std::vector<std::string> Symbols::function_names() const {
  std::vector<std::string> names;
  for (std::size_t place = 0; place < size(); ++place) {
    const Symbol& symbol = (*this)[place];
    if (symbol.type.kind() == Type::Kind::function) names.push_back(symbol.name);
  }
  return names;
}

}  // namespace aftale::feel
