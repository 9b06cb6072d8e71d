#include <algorithm>
#include <charconv>

#include "engine/base/words.h"
#include "engine/loader/loader.h"
#include "engine/loader/yaml/refusals.h"
#include "engine/loader/yaml/yaml_source.h"

/// Which kind of source a text is: seen from its first key, so that a file with a mistake further down is still found
/// under its name.
namespace aftale::loader {
namespace {

using model::SourceKind;

constexpr std::pair<std::string_view, SourceKind> kKinds[] = {{"workflow", SourceKind::workflow},
                                                              {"organisation", SourceKind::organisation},
                                                              {"calendar", SourceKind::calendar},
                                                              {"rules", SourceKind::rules},
                                                              {"scenario", SourceKind::scenario}};

struct TopLine {
  std::string_view key, value;
  std::uint32_t line = 0;
  std::uint32_t column = 0;  ///< of the value
};

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t' || text.back() == '\r')) text.remove_suffix(1);
  return text;
}

/// The value without its comment and quotes.
std::string_view plain_value(std::string_view value) {
  if (!value.empty() && (value.front() == '"' || value.front() == '\'')) {
    const std::size_t end = value.find(value.front(), 1);
    return end == std::string_view::npos ? value.substr(1) : value.substr(1, end - 1);
  }
  const std::size_t comment = value.find(" #");
  return trimmed(value.substr(0, comment));
}

/// The lines that begin with a key at the left margin, in order; nothing else of YAML is needed.
std::vector<TopLine> top_lines(std::string_view bytes) {
  std::vector<TopLine> lines;
  if (bytes.substr(0, 3) == "\xEF\xBB\xBF") bytes.remove_prefix(3);
  std::uint32_t number = 0;
  while (!bytes.empty()) {
    const std::size_t end = bytes.find('\n');
    const std::string_view line = bytes.substr(0, end);
    bytes.remove_prefix(end == std::string_view::npos ? bytes.size() : end + 1);
    ++number;
    if (line.empty() || line.front() == ' ' || line.front() == '#' || line.front() == '-' || line.front() == '\r')
      continue;
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) {
      lines.push_back({trimmed(line), {}, number, 1});
      continue;
    }
    const std::string_view rest = line.substr(colon + 1);
    const std::string_view value = trimmed(rest);
    const auto column = value.empty() ? colon + 1 : static_cast<std::size_t>(value.data() - line.data()) + 1;
    lines.push_back(
        {plain_value(trimmed(line.substr(0, colon))), plain_value(value), number, static_cast<std::uint32_t>(column)});
  }
  return lines;
}

/// A first line that names the kind of the file, but stands to the right.
std::optional<TopLine> indented_kind(std::string_view bytes) {
  std::uint32_t number = 0;
  while (!bytes.empty()) {
    const std::size_t end = bytes.find('\n');
    const std::string_view line = bytes.substr(0, end);
    bytes.remove_prefix(end == std::string_view::npos ? bytes.size() : end + 1);
    ++number;
    const std::string_view content = trimmed(line);
    if (content.empty() || content.front() == '#') continue;
    const std::string_view key = trimmed(content.substr(0, content.find(':')));
    const bool is_kind =
        std::any_of(std::begin(kKinds), std::end(kKinds), [&](const auto& each) { return each.first == key; });
    if (line.front() != ' ' || !is_kind) return std::nullopt;
    return TopLine{key, {}, number, static_cast<std::uint32_t>(content.data() - line.data()) + 1};
  }
  return std::nullopt;
}

}  // namespace

Checked<model::Source> identify(std::string bytes, const std::string& file) {
  Checked<model::Source> out;
  const auto report = [&](const char* code, std::uint32_t line, std::uint32_t column, Text message,
                          std::vector<std::string> possible = {}, std::string suggestion = {}) {
    out.findings.push_back({code, Severity::error, std::move(message), Span{file, line, column, 1}, std::move(possible),
                            std::move(suggestion)});
  };
  if (const auto indented = indented_kind(bytes)) {
    const std::string has = std::to_string(indented->column - 1);
    report("bad-indentation", indented->line, 1,
           {"Indrykningen passer ikke: filens første nøgle, " + std::string(indented->key) + ", begynder med " + has +
                " mellemrum, og der skal ingen være",
            "The indentation does not fit: the first key of the file, " + std::string(indented->key) +
                ", begins with " + has + " spaces, and none are wanted"});
    out.findings.back().where->length = indented->column - 1;
    return out;
  }
  const std::vector<TopLine> lines = top_lines(bytes);
  if (lines.empty()) {
    report("unknown-source", 1, 1, {"Filen er tom", "The file is empty"});
    return out;
  }
  const TopLine& first = lines.front();
  const auto kind =
      std::find_if(std::begin(kKinds), std::end(kKinds), [&](const auto& each) { return each.first == first.key; });
  if (kind == std::end(kKinds)) {
    if (std::optional<Diagnostic> trouble = unreadable(bytes, file)) {
      out.findings.push_back(std::move(*trouble));
      return out;
    }
    std::vector<std::string> words;
    for (const auto& each : kKinds) words.emplace_back(each.first);
    const std::string near = nearest(first.key, words);
    report(
        "unknown-source", first.line, 1,
        {"Første nøgle skal sige, hvad filen er" + (near.empty() ? std::string() : "; mente du " + near + "?"),
         "The first key must say what the file is" + (near.empty() ? std::string() : "; did you mean " + near + "?")},
        words, near);
    out.findings.back().where->length = static_cast<std::uint32_t>(std::max<std::size_t>(1, code_points(first.key)));
    return out;
  }
  if (first.value.empty()) {
    const std::string word(first.key);
    report("missing-value", first.line, first.column, {word + " mangler sit navn", word + " lacks its name"});
    return out;
  }
  model::Source source;
  source.kind = kind->second;
  source.name = std::string(first.value);
  source.file = file;
  if (source.kind == SourceKind::workflow) {
    source.version = 1;
    for (const TopLine& line : lines) {
      if (line.key != "version") continue;
      int version = 0;
      const auto [end, error] = std::from_chars(line.value.data(), line.value.data() + line.value.size(), version);
      if (error == std::errc() && end == line.value.data() + line.value.size() && version > 0) source.version = version;
      break;
    }
  }
  source.bytes = std::move(bytes);
  out.value = std::move(source);
  return out;
}

}  // namespace aftale::loader
