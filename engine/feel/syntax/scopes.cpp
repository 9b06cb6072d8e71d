#include "engine/feel/syntax/scopes.h"

namespace aftale::feel {

void Scopes::push_local(std::string name, std::uint32_t index, Type type) {
  Symbol symbol;
  symbol.kind = Symbol::Kind::local;
  symbol.name = std::move(name);
  symbol.index = index;
  symbol.level = level();
  symbol.type = std::move(type);
  symbols_.push(std::move(symbol));
}

Scopes::Level Scopes::end_function() {
  Level out = std::move(levels_.back());
  levels_.pop_back();
  return out;
}

std::uint32_t Scopes::captured(bool from_slot, std::uint32_t from, std::uint32_t at) {
  for (const FunctionShape::Capture& capture : levels_[at].captures) {
    if (capture.from_slot == from_slot && capture.from == from) return capture.to;
  }
  levels_[at].captures.push_back({from_slot, from, levels_[at].frame_size});
  return levels_[at].frame_size++;
}

std::uint32_t Scopes::local_of(const Symbol& symbol, std::uint32_t at) {
  if (symbol.level >= at) return symbol.index;
  return captured(false, local_of(symbol, at - 1), at);
}

std::uint32_t Scopes::local_of_slot(Slot slot) {
  std::uint32_t local = captured(true, slot, 1);
  for (std::uint32_t at = 2; at <= level(); ++at) local = captured(false, local, at);
  return local;
}

void Scopes::note_filters(std::size_t place) {
  for (FilterScope& filter : filters_) filter.used = filter.used || place >= filter.first_symbol;
}

}  // namespace aftale::feel
