#include "engine/drawing/shapes.h"

#include <algorithm>

namespace aftale::drawing {
namespace {

bool is_digit(char letter) {
  return letter >= '0' && letter <= '9';
}
bool begins_name(char letter) {
  return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') || letter == '_' ||
         static_cast<unsigned char>(letter) >= 0x80;
}

/// The length of the token that begins at `at`; 0 where none does.
std::size_t token_length(std::string_view text, std::size_t at) {
  const auto while_true = [&](auto wanted) {
    std::size_t end = at;
    while (end < text.size() && wanted(text[end])) ++end;
    return end - at;
  };
  if (begins_name(text[at])) return while_true([](char one) { return begins_name(one) || is_digit(one); });
  if (is_digit(text[at])) return while_true(is_digit);
  if (text[at] == '"') {
    const std::size_t end = text.find('"', at + 1);
    const std::size_t escaped = text.find('\\', at + 1);
    return end == std::string_view::npos || escaped < end ? 0 : end + 1 - at;
  }
  static constexpr std::string_view kPairs[] = {">=", "<=", "!=", ".."};
  for (const std::string_view pair : kPairs) {
    if (text.substr(at, 2) == pair) return 2;
  }
  return std::string_view("().,{}[]:=<>+-*/").find(text[at]) == std::string_view::npos ? 0 : 1;
}

bool fits(const std::string& token, std::string_view hole) {
  if (hole == "%") return begins_name(token.front());
  if (hole == "#") return is_digit(token.front());
  if (hole == "$") return token.front() == '"';
  return token == hole;
}

}  // namespace

std::vector<std::string> tokens_of(std::string_view expression) {
  std::vector<std::string> tokens;
  for (std::size_t at = 0; at < expression.size();) {
    if (expression[at] == ' ' || expression[at] == '\n' || expression[at] == '\t') {
      ++at;
      continue;
    }
    const std::size_t length = token_length(expression, at);
    if (length == 0) return {};
    tokens.emplace_back(expression.substr(at, length));
    at += length;
  }
  return tokens;
}

std::optional<std::vector<std::string>> matched(const std::vector<std::string>& tokens, std::string_view shape) {
  std::vector<std::string> parts;
  std::size_t token = 0;
  for (std::size_t at = 0; at < shape.size();) {
    const std::size_t end = std::min(shape.find(' ', at), shape.size());
    const std::string_view hole = shape.substr(at, end - at);
    at = end + 1;
    if (hole == "*") return parts;
    if (token == tokens.size() || !fits(tokens[token], hole)) return std::nullopt;
    if (hole == "$") {
      parts.push_back(tokens[token].substr(1, tokens[token].size() - 2));
    } else if (hole == "%" || hole == "#") {
      parts.push_back(tokens[token]);
    }
    ++token;
  }
  if (token != tokens.size()) return std::nullopt;
  return parts;
}

std::vector<std::vector<std::string>> split_at(const std::vector<std::string>& tokens, std::string_view word) {
  std::vector<std::vector<std::string>> parts(1);
  int depth = 0;
  for (const std::string& token : tokens) {
    if (token == "(" || token == "[" || token == "{") ++depth;
    if (token == ")" || token == "]" || token == "}") --depth;
    if (depth == 0 && token == word) {
      parts.emplace_back();
    } else {
      parts.back().push_back(token);
    }
  }
  return parts;
}

}  // namespace aftale::drawing
