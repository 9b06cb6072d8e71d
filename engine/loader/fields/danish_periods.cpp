#include "engine/loader/fields/danish_periods.h"

#include <algorithm>
#include <initializer_list>

#include "engine/base/words.h"
#include "engine/loader/yaml/yaml_source.h"
#include "engine/time/typed_date.h"

namespace aftale::loader {
namespace {

bool is_figure(char byte) {
  return byte >= '0' && byte <= '9';
}

/// Without the first of these words that ends it.
std::string_view without_last(std::string_view text, std::initializer_list<std::string_view> words) {
  for (const std::string_view word : words) {
    if (text.ends_with(word)) return text.substr(0, text.size() - word.size());
  }
  return text;
}

}  // namespace

std::string danish_period(std::string_view text) {
  constexpr std::size_t kLongest = 40;
  if (text.size() > kLongest || time::Period::parse(text)) return {};
  const std::string small = folded(text);
  std::string_view words = without_last(small, {" før", " efter", " before", " after"});
  if (words.starts_with('p')) words.remove_prefix(1);
  const bool figures = !words.empty() && std::all_of(words.begin(), words.end(), is_figure);
  const auto period = time::typed_period(figures ? std::string(words) + " d" : std::string(words));
  return period && time::Period::parse(period->iso()) ? period->iso() : std::string();
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
