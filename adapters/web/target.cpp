#include "adapters/web/target.h"

#include <algorithm>

#include "engine/base/hex.h"
#include "engine/base/words.h"

namespace aftale::web {
namespace {

constexpr std::size_t kTargetBytesMax = 4'096;

bool is_text(std::string_view text) {
  return text.find('\0') == std::string_view::npos && invalid_utf8(text) == std::string_view::npos;
}

/// `plus`: a space of a form.
std::optional<std::string> decoded(std::string_view text, bool plus) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] != '%') {
      out += plus && text[at] == '+' ? ' ' : text[at];
      continue;
    }
    if (at + 2 >= text.size()) return std::nullopt;
    const int high = hex_value(text[at + 1]), low = hex_value(text[at + 2]);
    if (high < 0 || low < 0) return std::nullopt;
    out += static_cast<char>(high * 16 + low);
    at += 2;
  }
  if (!is_text(out)) return std::nullopt;
  return out;
}

/// The parts between `sign`.
std::vector<std::string_view> parts_of(std::string_view text, char sign) {
  std::vector<std::string_view> parts;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find(sign, at), text.size());
    parts.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return parts;
}

}  // namespace

std::string encoded(std::string_view text) {
  static constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string out;
  for (const char letter : text) {
    const bool plain = (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
                       (letter >= '0' && letter <= '9') || std::string_view("-._~").find(letter) != std::string::npos;
    if (plain) {
      out += letter;
      continue;
    }
    const auto byte = static_cast<unsigned char>(letter);
    out += {'%', kDigits[byte / 16], kDigits[byte % 16]};
  }
  return out;
}

std::string Target::value(const std::string& name) const {
  const auto found = query.find(name);
  return found == query.end() ? std::string() : found->second;
}

std::optional<Target> read_target(std::string_view target) {
  if (target.size() > kTargetBytesMax || !target.starts_with('/')) return std::nullopt;
  const std::size_t mark = std::min(target.find('?'), target.size());
  Target read;
  std::string_view path = target.substr(1, mark - 1);
  if (path.size() > 1 && path.ends_with('/')) path.remove_suffix(1);  // people write one
  for (const std::string_view part : path.empty() ? std::vector<std::string_view>() : parts_of(path, '/')) {
    std::optional<std::string> segment = decoded(part, false);
    if (!segment || segment->empty() || *segment == "." || *segment == "..") return std::nullopt;
    read.segments.push_back(std::move(*segment));
  }
  if (mark == target.size()) return read;
  for (const std::string_view part : parts_of(target.substr(mark + 1), '&')) {
    if (part.empty()) continue;
    const std::size_t sign = std::min(part.find('='), part.size());
    const std::optional<std::string> name = decoded(part.substr(0, sign), true);
    std::optional<std::string> value = decoded(part.substr(std::min(sign + 1, part.size())), true);
    if (!name || !value || !read.query.emplace(*name, std::move(*value)).second) return std::nullopt;
  }
  return read;
}

std::string written(const std::vector<std::string>& segments, const Query& query) {
  std::string out;
  for (const std::string& segment : segments) out += "/" + encoded(segment);
  if (out.empty()) out = "/";
  char sign = '?';
  for (const auto& [name, value] : query) {
    if (value.empty()) continue;
    out += sign + encoded(name) + "=" + encoded(value);
    sign = '&';
  }
  return out;
}

}  // namespace aftale::web
