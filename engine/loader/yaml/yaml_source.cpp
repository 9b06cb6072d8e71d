#include "engine/loader/yaml/yaml_source.h"

#include <algorithm>

namespace aftale::loader {
namespace {

constexpr std::size_t kBlock = 64;
/// Nobody copies a longer line out of a message.
constexpr std::size_t kLineMax = 300;

bool is_continuation(char byte) {
  return (static_cast<unsigned char>(byte) & 0xC0u) == 0x80u;
}
bool is_blank(char byte) {
  return byte == ' ' || byte == '\t';
}
bool is_white(char byte) {
  return is_blank(byte) || byte == '\n' || byte == '\r';
}
bool is_key_byte(char byte) {
  return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9') || byte == '_' ||
         byte == '-';
}

/// Behind the closing quote of the FEEL or YAML text that begins at `at`; the end of the line where it is not closed.
std::size_t behind_quote(const SourceText& source, std::size_t at, std::size_t end) {
  const char quote = source.at(at);
  for (std::size_t i = at + 1; i < end; ++i) {
    if (source.at(i) == '\\' && quote == '"')
      ++i;
    else if (source.at(i) == quote)
      return i + 1;
  }
  return end;
}

/// The colon of the last `key: ` before `at` on its line whose key begins the line or an entry; npos where none is.
std::size_t last_key(const SourceText& source, std::size_t at, std::size_t* key_begin) {
  const std::size_t begin = source.line_begin(at);
  for (std::size_t colon = at; colon-- > begin;) {
    if (source.at(colon) != ':' || !is_blank(source.at(colon + 1))) continue;
    std::size_t key = colon;
    while (key > begin && is_key_byte(source.at(key - 1))) --key;
    std::size_t before = key;
    while (before > begin && is_blank(source.at(before - 1))) --before;
    const bool starts = before == begin || source.at(before - 1) == '{' || source.at(before - 1) == ',' ||
                        (source.at(before - 1) == '-' && before != key);
    if (key == colon || !starts) continue;
    *key_begin = key;
    return colon;
  }
  return std::string_view::npos;
}

}  // namespace

SourceText::SourceText(std::string_view text, std::string file) : text_(text), file_(std::move(file)), lines_{0} {
  std::size_t points = 0;
  for (std::size_t i = 0; i < text_.size(); ++i) {
    if (i % kBlock == 0) points_.push_back(points);
    if (!is_continuation(text_[i])) ++points;
    if (text_[i] == '\n') lines_.push_back(i + 1);
  }
  points_.push_back(points);
}

std::size_t SourceText::points_before(std::size_t at) const {
  const std::size_t block = std::min(at / kBlock, points_.size() - 1);
  std::size_t points = points_[block];
  for (std::size_t i = block * kBlock; i < std::min(at, text_.size()); ++i) {
    if (!is_continuation(text_[i])) ++points;
  }
  return points;
}

std::size_t SourceText::line_begin(std::size_t at) const {
  return *(std::upper_bound(lines_.begin(), lines_.end(), std::min(at, text_.size())) - 1);
}

std::size_t SourceText::line_end(std::size_t at) const {
  const auto next = std::upper_bound(lines_.begin(), lines_.end(), std::min(at, text_.size()));
  std::size_t end = next == lines_.end() ? text_.size() : *next - 1;
  if (end > at && text_[end - 1] == '\r') --end;
  return end;
}

Span SourceText::span(std::size_t begin, std::size_t end) const {
  begin = std::min(begin, text_.size());
  end = std::min(end, line_end(begin));
  const auto line = std::upper_bound(lines_.begin(), lines_.end(), begin) - lines_.begin();
  const std::size_t column = points_before(begin) - points_before(line_begin(begin)) + 1;
  const std::size_t length = end > begin ? points_before(end) - points_before(begin) : 1;
  return {file_, static_cast<std::uint32_t>(line), static_cast<std::uint32_t>(column),
          static_cast<std::uint32_t>(length)};
}

std::string brief(std::string_view text) {
  constexpr std::size_t kMost = 200;
  if (text.size() <= kMost) return std::string(text);
  std::size_t end = kMost;
  while (end > 0 && is_continuation(text[end])) --end;
  return std::string(text.substr(0, end)) + "…";
}

std::string quoted(std::string_view text) {
  std::string out = "'";
  for (const char character : text) {
    out += character;
    if (character == '\'') out += '\'';
  }
  return out + "'";
}

std::size_t meant_end(const SourceText& source, std::size_t at, bool flow) {
  const std::size_t end = source.line_end(at);
  std::size_t open = 0, i = at;
  for (; i < end; ++i) {
    const char byte = source.at(i);
    if (byte == '"') {
      i = behind_quote(source, i, end) - 1;
    } else if (byte == '(' || byte == '[' || byte == '{') {
      ++open;
    } else if (flow && open == 0 && (byte == ',' || byte == '}' || byte == ']')) {
      break;
    } else if (byte == ')' || byte == ']' || byte == '}') {
      if (open > 0) --open;
    } else if (!flow && byte == '#' && i > at && is_blank(source.at(i - 1)) && is_blank(source.at(i + 1))) {
      break;
    }
  }
  while (i > at && is_blank(source.at(i - 1))) --i;
  return i;
}

std::optional<std::size_t> closing_quote(const SourceText& source, std::size_t at) {
  const char quote = source.at(at);
  for (std::size_t i = at + 1; i < source.text().size(); ++i) {
    if (source.at(i) == '\\' && quote == '"') {
      ++i;
    } else if (source.at(i) == quote) {
      if (quote == '"' || source.at(i + 1) != '\'') return i;
      ++i;
    }
  }
  return std::nullopt;
}

std::size_t scalar_end(const SourceText& source, std::size_t at, std::string_view value) {
  const char first = source.at(at);
  if (first == '"' || first == '\'') {
    const auto close = closing_quote(source, at);
    return close ? *close + 1 : source.text().size();
  }
  std::size_t i = at;
  for (std::size_t v = 0; v < value.size() && i < source.text().size();) {
    if (source.at(i) == value[v]) {
      ++i, ++v;
    } else if (is_white(value[v])) {
      // YAML folds line ends and indentation into one space, or into line ends.
      while (v < value.size() && is_white(value[v])) ++v;
      while (i < source.text().size() && is_white(source.at(i))) ++i;
    } else {
      break;
    }
  }
  return i;
}

std::optional<QuotedEntry> quoted_entry(const SourceText& source, std::size_t at) {
  const std::size_t begin = source.line_begin(at);
  std::size_t key = 0;
  std::size_t colon = last_key(source, at, &key);
  if (colon == std::string_view::npos) {
    key = source.text().find_first_not_of(' ', begin);
    if (key >= at || source.at(key) != '-' || !is_blank(source.at(key + 1))) return std::nullopt;
    colon = key;
  }
  std::size_t value = colon + 1;
  while (is_blank(source.at(value))) ++value;
  // A text that begins with a quote needs quotes around all of it only where it goes on behind them.
  if (value > at || source.at(value) == '\'' || source.at(value) == '\n') return std::nullopt;
  if (source.at(value) == '"' && behind_quote(source, value, source.line_end(value)) > at) return std::nullopt;
  std::size_t before = key;
  while (before > begin && is_blank(source.at(before - 1))) --before;
  const bool flow = before > begin && source.at(before - 1) != '-';
  const bool collection = source.at(value) == '[' || source.at(value) == '{';
  const std::size_t end = meant_end(source, value, flow);
  if (end <= value || end < at || (collection && at > value) || end - value > kLineMax) return std::nullopt;
  return QuotedEntry{
      value, end,
      std::string(source.text().substr(key, colon + 1 - key)) + " " + quoted(source.text().substr(value, end - value))};
}

bool is_name_byte(char byte) {
  return (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || byte == '_' ||
         static_cast<unsigned char>(byte) >= 0x80;
}

}  // namespace aftale::loader
