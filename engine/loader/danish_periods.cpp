#include "engine/loader/danish_periods.h"

#include <algorithm>
#include <array>
#include <utility>

#include "engine/base/words.h"
#include "engine/loader/expressions.h"
#include "engine/time/period.h"

namespace aftale::loader {
namespace {

using Named = std::pair<std::string_view, std::string_view>;

constexpr std::array<Named, 33> kCounts{
    {{"en", "1"},      {"et", "1"},      {"én", "1"},      {"ét", "1"},      {"one", "1"},      {"a", "1"},
     {"to", "2"},      {"two", "2"},     {"tre", "3"},     {"three", "3"},   {"fire", "4"},     {"four", "4"},
     {"fem", "5"},     {"five", "5"},    {"seks", "6"},    {"six", "6"},     {"syv", "7"},      {"seven", "7"},
     {"otte", "8"},    {"eight", "8"},   {"ni", "9"},      {"nine", "9"},    {"ti", "10"},      {"ten", "10"},
     {"elleve", "11"}, {"eleven", "11"}, {"tolv", "12"},   {"twelve", "12"}, {"fjorten", "14"}, {"fourteen", "14"},
     {"tyve", "20"},   {"twenty", "20"}, {"tredive", "30"}}};
constexpr std::array<Named, 23> kUnits{
    {{"d", "D"},      {"dag", "D"}, {"dage", "D"}, {"day", "D"},   {"days", "D"},    {"dages", "D"},
     {"w", "W"},      {"uge", "W"}, {"uger", "W"}, {"ugers", "W"}, {"week", "W"},    {"weeks", "W"},
     {"m", "M"},      {"md", "M"},  {"mdr", "M"},  {"måned", "M"}, {"måneder", "M"}, {"month", "M"},
     {"months", "M"}, {"y", "Y"},   {"år", "Y"},   {"year", "Y"},  {"years", "Y"}}};

template <class Names>
std::string_view meaning_of(const Names& names, std::string_view word) {
  const auto found = std::find_if(names.begin(), names.end(), [word](const Named& each) { return each.first == word; });
  return found == names.end() ? std::string_view() : found->second;
}

bool is_figure(char byte) {
  return byte >= '0' && byte <= '9';
}

/// Figures, words and nothing else, in small letters; a figure and the word right behind it are two.
std::vector<std::string> parts_of(std::string_view text) {
  std::vector<std::string> parts;
  const std::string small = folded(text);
  for (std::size_t at = 0; at < small.size();) {
    if (small[at] == ' ' || small[at] == '.') {
      ++at;
      continue;
    }
    const bool figures = is_figure(small[at]);
    std::size_t end = at;
    while (end < small.size() && is_figure(small[end]) == figures && small[end] != ' ' && small[end] != '.') ++end;
    parts.push_back(small.substr(at, end - at));
    at = end;
  }
  return parts;
}

}  // namespace

std::string danish_period(std::string_view text) {
  constexpr std::size_t kLongest = 40;
  if (text.size() > kLongest || time::Period::parse(text)) return {};
  std::vector<std::string> parts = parts_of(text);
  if (!parts.empty() && parts.front() == "p") parts.erase(parts.begin());
  const bool ends = !parts.empty() && (parts.back() == "før" || parts.back() == "efter" || parts.back() == "before" ||
                                       parts.back() == "after");
  if (ends) parts.pop_back();
  if (parts.empty() || parts.size() > 2) return {};
  const bool figures = is_figure(parts[0][0]);
  const std::string count = figures ? parts[0] : std::string(meaning_of(kCounts, parts[0]));
  if (count.empty() || count.size() > 4 || (parts.size() == 1 && !figures)) return {};
  const std::string_view unit = parts.size() == 1 ? "D" : meaning_of(kUnits, parts[1]);
  const std::string period = "P" + count + std::string(unit);
  return !unit.empty() && time::Period::parse(period) ? period : std::string();
}

std::optional<Diagnostic> danish_period_in_expression(std::string_view text, const Span& at) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '"') {
      for (++i; i < text.size() && text[i] != '"'; ++i) {
        if (text[i] == '\\') ++i;
      }
    } else if (is_figure(text[i])) {
      std::size_t end = i;
      while (end < text.size() && is_figure(text[end])) ++end;
      std::size_t word = end;
      while (word < text.size() && text[word] == ' ') ++word;
      std::size_t behind = word;
      while (behind < text.size() && is_name_byte(text[behind])) ++behind;
      const std::string period = behind > word ? danish_period(text.substr(i, behind - i)) : std::string();
      if (!period.empty()) {
        const std::string shown(text.substr(i, behind - i)), instead = "duration(\"" + period + "\")";
        Span span = at;
        if (text.substr(0, behind).find('\n') == std::string_view::npos) {
          span.column += static_cast<std::uint32_t>(code_points(text.substr(0, i)));
          span.length = static_cast<std::uint32_t>(code_points(shown));
        }
        return Diagnostic{
            "wrong-period",
            Severity::error,
            {"Tidsrummet " + shown + " skrives " + instead, "The period " + shown + " is written " + instead},
            span,
            {},
            instead};
      }
      i = end - 1;
    } else if (is_name_byte(text[i])) {
      while (i + 1 < text.size() && is_name_byte(text[i + 1])) ++i;
    }
  }
  return std::nullopt;
}

}  // namespace aftale::loader
