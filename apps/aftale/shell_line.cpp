#include "apps/aftale/shell_line.h"

#include <cstdlib>
#include <string_view>

namespace aftale::app {
namespace {

constexpr std::string_view kBreaks = "=:@";
/// What has a meaning outside quotes, or ends a word for bash.
constexpr std::string_view kSpecial = " \t\"'\\`$&|;<>()[]{}*?#~!=:@^%";

std::string variable(const std::string& name) {
  const char* value = std::getenv(name.c_str());  // NOLINT(concurrency-mt-unsafe): one thread
  return value ? value : "";
}

}  // namespace

ShellLine split_line(const std::string& line) {
  ShellLine split;
  std::string word;
  bool begun = false;
  for (std::size_t at = 0; at < line.size(); ++at) {
    const char letter = line[at];
    if (split.quote != 0) {
      const bool escapes = split.quote == '"' && letter == '\\' && at + 1 < line.size() &&
                           std::string_view("\"\\$`").find(line[at + 1]) != std::string_view::npos;
      if (letter == split.quote)
        split.quote = 0;
      else
        word += escapes ? line[++at] : letter;
      continue;
    }
    if (letter == ' ' || letter == '\t') {
      if (begun) split.words.push_back(std::move(word));
      word.clear();
      split.kept.clear();
      begun = false;
      continue;
    }
    begun = true;
    if (letter == '\'' || letter == '"') {
      split.quote = letter;
      split.kept = word;
    } else if (letter == '\\') {
      if (at + 1 < line.size()) word += line[++at];
    } else {
      word += letter;
      if (kBreaks.find(letter) != std::string_view::npos) split.kept = word;
    }
  }
  split.words.push_back(std::move(word));
  return split;
}

std::string quoted_for(const ShellLine& line, const std::string& word) {
  const std::string rest = word.substr(line.kept.size());
  std::string out;
  for (const char letter : rest) {
    if (line.quote == '\'') {
      out += letter == '\'' ? "'\\''" : std::string(1, letter);
      continue;
    }
    const std::string_view special = line.quote == '"' ? std::string_view("\"\\$`") : kSpecial;
    if (special.find(letter) != std::string_view::npos) out += '\\';
    out += letter;
  }
  // An option's `=` is no letter of its value.
  if (line.quote == 0 && rest.starts_with("--") && out.ends_with("\\=")) out.replace(out.size() - 2, 2, "=");
  return out;
}

std::string as_the_shell_expands(const std::string& word) {
  const std::size_t equals = word.starts_with("--") ? word.find('=') : std::string::npos;
  const std::size_t begin = equals == std::string::npos ? 0 : equals + 1;
  const std::string lead = word.substr(0, begin), value = word.substr(begin);
  if (value == "~" || value.starts_with("~/")) return lead + variable("HOME") + value.substr(1);
  if (!value.starts_with("$") || value.size() < 2) return word;
  const bool braces = value[1] == '{';
  const std::size_t first = braces ? 2 : 1;
  std::size_t end = first;
  while (end < value.size() && (std::isalnum(static_cast<unsigned char>(value[end])) != 0 || value[end] == '_')) ++end;
  if (end == first || (braces && (end == value.size() || value[end] != '}'))) return word;
  return lead + variable(value.substr(first, end - first)) + value.substr(end + (braces ? 1 : 0));
}

}  // namespace aftale::app
