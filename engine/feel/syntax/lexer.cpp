#include "engine/feel/syntax/lexer.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "engine/feel/names.h"

namespace aftale::feel {
namespace {

bool is_decimal_digit(char c) {
  return c >= '0' && c <= '9';
}

std::optional<std::uint32_t> hex(std::string_view digits) {
  std::uint32_t out = 0;
  for (const char c : digits) {
    std::uint32_t nibble = 0;
    if (is_decimal_digit(c)) {
      nibble = static_cast<std::uint32_t>(c - '0');
    } else if (c >= 'a' && c <= 'f') {
      nibble = static_cast<std::uint32_t>(c - 'a' + 10);
    } else if (c >= 'A' && c <= 'F') {
      nibble = static_cast<std::uint32_t>(c - 'A' + 10);
    } else {
      return std::nullopt;
    }
    out = out * 16 + nibble;
  }
  return out;
}

void append_utf8(std::uint32_t point, std::string& out) {
  const auto put = [&](std::uint32_t byte) { out.push_back(static_cast<char>(byte)); };
  if (point < 0x80) {
    put(point);
  } else if (point < 0x800) {
    put(0xC0 | (point >> 6));
    put(0x80 | (point & 0x3F));
  } else if (point < 0x10000) {
    put(0xE0 | (point >> 12));
    put(0x80 | ((point >> 6) & 0x3F));
    put(0x80 | (point & 0x3F));
  } else {
    put(0xF0 | (point >> 18));
    put(0x80 | ((point >> 12) & 0x3F));
    put(0x80 | ((point >> 6) & 0x3F));
    put(0x80 | (point & 0x3F));
  }
}

bool is_surrogate(std::uint32_t point) {
  return point >= 0xD800 && point <= 0xDFFF;
}

/// The character of the `\u` or `\U` escape at `at`, and moves `at` past it. A pair of surrogates is one.
std::optional<std::uint32_t> escaped_point(std::string_view body, std::size_t& at) {
  const std::size_t length = body[at + 1] == 'u' ? 4 : 6;
  if (at + 2 + length > body.size()) return std::nullopt;
  std::optional<std::uint32_t> point = hex(body.substr(at + 2, length));
  if (!point) return std::nullopt;
  at += 2 + length;
  if (*point >= 0xD800 && *point <= 0xDBFF && body.substr(at).starts_with("\\u") && at + 6 <= body.size()) {
    const std::optional<std::uint32_t> low = hex(body.substr(at + 2, 4));
    if (low && *low >= 0xDC00 && *low <= 0xDFFF) {
      at += 6;
      point = 0x10000 + ((*point - 0xD800) << 10) + (*low - 0xDC00);
    }
  }
  return is_surrogate(*point) || *point > 0x10FFFF ? std::nullopt : point;
}

}  // namespace

std::size_t Lexer::skipped(std::size_t from) const {
  while (from < text_.size()) {
    if (const std::size_t space = white_space_length(text_, from); space > 0) {
      from += space;
    } else if (text_.substr(from).starts_with("//")) {
      from = std::min(text_.find('\n', from), text_.size());
    } else if (text_.substr(from).starts_with("/*")) {
      const std::size_t close = text_.find("*/", from + 2);
      if (close == std::string_view::npos) return from;
      from = close + 2;
    } else {
      break;
    }
  }
  return from;
}

std::size_t Lexer::number_length(std::size_t at) const {
  std::size_t end = at;
  while (end < text_.size() && is_decimal_digit(text_[end])) ++end;
  if (end + 1 < text_.size() && text_[end] == '.' && is_decimal_digit(text_[end + 1])) {
    ++end;
    while (end < text_.size() && is_decimal_digit(text_[end])) ++end;
  }
  if (end == at) return 0;
  if (end < text_.size() && (text_[end] == 'e' || text_[end] == 'E')) {
    std::size_t exponent = end + 1;
    if (exponent < text_.size() && (text_[exponent] == '+' || text_[exponent] == '-')) ++exponent;
    std::size_t last = exponent;
    while (last < text_.size() && is_decimal_digit(text_[last])) ++last;
    if (last > exponent) end = last;
  }
  return end - at;
}

std::size_t Lexer::string_length(std::size_t at) const {
  for (std::size_t end = at + 1; end < text_.size(); ++end) {
    if (text_[end] == '\\') {
      ++end;
    } else if (text_[end] == '"') {
      return end + 1 - at;
    }
  }
  return 0;
}

std::size_t Lexer::symbol_length(std::size_t at) const {
  static constexpr std::array<std::string_view, 9> kPairs{"..", "<=", ">=", "!=", "**", "->", "==", "&&", "||"};
  const std::string_view rest = text_.substr(at);
  for (const std::string_view pair : kPairs) {
    if (rest.starts_with(pair)) return 2;
  }
  return 1;
}

Token Lexer::peek() const {
  Token token;
  token.begin = token.end = skipped(position_);
  if (token.begin >= text_.size()) return token;
  const char c = text_[token.begin];
  std::size_t length = 0;
  if (c == '"') {
    length = string_length(token.begin);
    token.kind = length > 0 ? Token::Kind::string : Token::Kind::bad;
    if (length == 0) length = text_.size() - token.begin;
  } else if (text_.substr(token.begin).starts_with("/*")) {
    token.kind = Token::Kind::bad;
    length = text_.size() - token.begin;
  } else if (length = number_length(token.begin); length > 0) {
    token.kind = Token::Kind::number;
  } else if (length = name_part_length(text_, token.begin); length > 0) {
    token.kind = Token::Kind::word;
  } else {
    token.kind = Token::Kind::symbol;
    length = symbol_length(token.begin);
  }
  token.end = token.begin + length;
  token.text = text_.substr(token.begin, length);
  return token;
}

Token Lexer::next() {
  const Token token = peek();
  position_ = token.end;
  return token;
}

std::optional<std::string> unescaped(std::string_view literal) {
  const std::string_view body = literal.substr(1, literal.size() - 2);
  std::string out;
  out.reserve(body.size());
  for (std::size_t at = 0; at < body.size();) {
    if (body[at] != '\\' || at + 1 >= body.size()) {
      out.push_back(body[at++]);
      continue;
    }
    switch (body[at + 1]) {
      case 'n':
        out.push_back('\n');
        break;
      case 'r':
        out.push_back('\r');
        break;
      case 't':
        out.push_back('\t');
        break;
      case '"':
      case '\'':
      case '\\':
        out.push_back(body[at + 1]);
        break;
      case 'u':
      case 'U': {
        const std::optional<std::uint32_t> point = escaped_point(body, at);
        if (!point) return std::nullopt;
        append_utf8(*point, out);
        continue;
      }
      default:
        // An unknown escape stays as written: regular expressions rely on it.
        out.push_back('\\');
        out.push_back(body[at + 1]);
    }
    at += 2;
  }
  return out;
}

}  // namespace aftale::feel
