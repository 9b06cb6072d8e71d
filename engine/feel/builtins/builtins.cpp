#include "engine/feel/builtins/builtins.h"

#include <algorithm>
#include <array>
#include <string>
#include <unordered_map>

namespace aftale::feel {
namespace {

using Table = std::unordered_map<std::string, const Builtin*>;

std::array<std::span<const Builtin>, 8> groups() {
  return {conversion_builtins(), boolean_builtins(),  string_builtins(), list_builtins(),
          numeric_builtins(),    temporal_builtins(), range_builtins(),  context_builtins()};
}

const Table& table() {
  static const Table by_name = [] {
    Table made;
    for (const std::span<const Builtin> group : groups()) {
      for (const Builtin& builtin : group) made.emplace(builtin.name, &builtin);
    }
    return made;
  }();
  return by_name;
}

bool is_space(char letter) {
  return letter == ' ' || letter == '\t' || letter == '\n' || letter == '\r';
}

std::string normalised(std::string_view name) {
  std::string words;
  bool gap = false;
  for (const char letter : name) {
    if (is_space(letter)) {
      gap = !words.empty();
      continue;
    }
    if (gap) words += ' ';
    gap = false;
    words += letter;
  }
  return words;
}

}  // namespace

const Builtin* find_builtin(std::string_view name) {
  const auto found = table().find(normalised(name));
  return found == table().end() ? nullptr : found->second;
}

const std::vector<std::string>& builtin_names() {
  static const std::vector<std::string> names = [] {
    std::vector<std::string> made;
    for (const auto& [name, builtin] : table()) made.push_back(name);
    std::sort(made.begin(), made.end());
    return made;
  }();
  return names;
}

}  // namespace aftale::feel
