#include "engine/feel/value/range_text.h"

#include <array>
#include <string>

#include "engine/feel/temporal_text.h"

namespace aftale::feel {
namespace {

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kSpace = " \t\n\r";
  const std::size_t start = text.find_first_not_of(kSpace);
  if (start == std::string_view::npos) return {};
  return text.substr(start, text.find_last_not_of(kSpace) + 1 - start);
}

/// `"..."` with the escapes \" \\ \n \r \t; others stay as they are written.
std::optional<std::string> quoted(std::string_view text) {
  if (text.size() < 2 || text.front() != '"' || text.back() != '"') return std::nullopt;
  text = text.substr(1, text.size() - 2);
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '"') return std::nullopt;
    if (text[at] != '\\') {
      out += text[at];
      continue;
    }
    if (++at == text.size()) return std::nullopt;
    switch (text[at]) {
      case 'n':
        out += '\n';
        break;
      case 'r':
        out += '\r';
        break;
      case 't':
        out += '\t';
        break;
      case '"':
      case '\\':
        out += text[at];
        break;
      default:
        out += '\\';
        out += text[at];
    }
  }
  return out;
}

struct Constructor {
  std::string_view name;
  std::optional<Value> (*parse)(std::string_view text);
};

constexpr std::array kConstructors{
    Constructor{"date and time", parse_date_time},
    Constructor{"date", parse_date},
    Constructor{"time", parse_time},
    Constructor{"duration", parse_duration},
};

std::optional<Value> constructed(std::string_view text) {
  for (const Constructor& constructor : kConstructors) {
    if (!text.starts_with(constructor.name)) continue;
    const std::string_view rest = trimmed(text.substr(constructor.name.size()));
    if (rest.size() < 2 || rest.front() != '(' || rest.back() != ')') continue;
    const std::optional<std::string> inner = quoted(trimmed(rest.substr(1, rest.size() - 2)));
    return inner ? constructor.parse(*inner) : std::nullopt;
  }
  return std::nullopt;
}

/// The place of the `..` outside of quotes.
std::size_t dots_of(std::string_view text) {
  bool in_quotes = false;
  for (std::size_t at = 0; at + 1 < text.size(); ++at) {
    if (in_quotes && text[at] == '\\') {
      ++at;
    } else if (text[at] == '"') {
      in_quotes = !in_quotes;
    } else if (!in_quotes && text[at] == '.' && text[at + 1] == '.') {
      return at;
    }
  }
  return std::string_view::npos;
}

}  // namespace

std::optional<Value> parse_literal(std::string_view text) {
  text = trimmed(text);
  if (text.empty()) return std::nullopt;
  if (text.front() == '@') {
    const std::optional<std::string> inner = quoted(trimmed(text.substr(1)));
    return inner ? parse_temporal(*inner) : std::nullopt;
  }
  if (std::optional<std::string> string = quoted(text)) return Value::string(std::move(*string));
  if (const std::optional<Decimal> number = Decimal::parse(text)) return Value(*number);
  return constructed(text);
}

std::optional<Range> parse_range(std::string_view text) {
  text = trimmed(text);
  if (text.size() < 4) return std::nullopt;
  const char opening = text.front(), closing = text.back();
  if (std::string_view("[(]").find(opening) == std::string_view::npos) return std::nullopt;
  if (std::string_view("])[").find(closing) == std::string_view::npos) return std::nullopt;
  text = text.substr(1, text.size() - 2);
  const std::size_t dots = dots_of(text);
  if (dots == std::string_view::npos) return std::nullopt;
  const std::string_view low = trimmed(text.substr(0, dots)), high = trimmed(text.substr(dots + 2));
  Range range;
  range.low_included = opening == '[';
  range.high_included = closing == ']';
  range.has_low = !low.empty();
  range.has_high = !high.empty();
  if (!range.has_low && !range.has_high) return std::nullopt;
  if ((!range.has_low && range.low_included) || (!range.has_high && range.high_included)) return std::nullopt;
  if (range.has_low) {
    const std::optional<Value> value = parse_literal(low);
    if (!value) return std::nullopt;
    range.low = *value;
  }
  if (range.has_high) {
    const std::optional<Value> value = parse_literal(high);
    if (!value) return std::nullopt;
    range.high = *value;
  }
  if (range.has_low && range.has_high) {
    const std::optional<std::partial_ordering> order = compare(range.low, range.high);
    if (!order || *order == std::partial_ordering::unordered || *order == std::partial_ordering::greater) {
      return std::nullopt;
    }
  }
  return range;
}

}  // namespace aftale::feel
