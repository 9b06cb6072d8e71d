#include "engine/drawing/text_lines.h"

#include <algorithm>

#include "engine/base/spoken_words.h"
#include "engine/base/utf8.h"
#include "engine/base/words.h"

namespace aftale::drawing {
namespace {

/// In valid UTF-8, with single spaces, without what cannot be seen.
std::string clean(std::string_view text) {
  std::string valid;
  for (const char32_t point : to_code_points(text)) {
    const bool control = point < 0x20 || (point >= 0x7f && point < 0xa0) || point == 0x2028 || point == 0x2029;
    append_utf8(valid, control ? U' ' : point);
  }
  valid = visible(valid);
  std::string out;
  for (const char letter : valid) {
    if (letter == ' ' && (out.empty() || out.back() == ' ')) continue;
    out += letter;
  }
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

/// The byte behind the first `letters` code points.
std::size_t end_of(std::string_view text, std::size_t letters) {
  std::size_t at = 0;
  while (at < text.size() && letters-- > 0) at += std::max<std::size_t>(code_point_at(text, at).size, 1);
  return at;
}

/// Where a word that is longer than a line is broken: behind a sign in the second half of the line, else at its end.
std::size_t break_of(std::string_view word, std::size_t width) {
  const std::size_t most = end_of(word, width);
  const std::size_t sign = word.substr(0, most).find_last_of("._,()-/=");
  return sign != std::string_view::npos && sign + 1 > most / 2 ? sign + 1 : most;
}

}  // namespace

std::vector<std::string> broken(std::string_view text, std::size_t width) {
  std::vector<std::string> lines;
  std::string line;
  const std::string whole = clean(text);
  for (std::size_t at = 0; at < whole.size();) {
    const std::size_t end = std::min(whole.find(' ', at), whole.size());
    std::string word = whole.substr(at, end - at);
    at = end + 1;
    if (!line.empty() && code_points(line) + 1 + code_points(word) > width)
      lines.push_back(std::move(line)), line.clear();
    while (code_points(word) > width) {
      const std::size_t fits = break_of(word, width);
      lines.push_back(word.substr(0, fits));
      word.erase(0, fits);
    }
    line += (line.empty() ? "" : " ") + word;
  }
  if (!line.empty() || lines.empty()) lines.push_back(std::move(line));
  return lines;
}

std::string one_line(std::string_view text) {
  return broken(text, text.size() + 1).front();
}

std::string escaped_xml(std::string_view text) {
  std::string out;
  for (const char letter : text) {
    switch (letter) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      default:
        out += letter;
    }
  }
  return out;
}

std::string sentence_of(const std::vector<std::string>& given, Language language) {
  // `ellers: a`, `ellers: b` are said as `ellers: a eller b`.
  std::vector<std::string> labels = given;
  const std::string rest = language == Language::da ? "ellers: " : "otherwise: ";
  if (!labels.empty() && labels.front().starts_with(rest)) {
    for (std::size_t n = 1; n < labels.size(); ++n) {
      if (labels[n].starts_with(rest)) labels[n].erase(0, rest.size());
    }
  }
  const bool long_ones = std::any_of(labels.begin(), labels.end(),
                                     [](const std::string& label) { return label.find(',') != std::string::npos; });
  const std::string word = language == Language::da ? "eller" : "or";
  if (!long_ones) return joined(labels, word);
  std::string text;
  for (const std::string& label : labels) text += (text.empty() ? "" : ", " + word + " ") + label;
  return text;
}

std::vector<std::string> edge_lines(const Edge& edge, Language language, std::size_t width) {
  if (edge.labels.empty() && edge.return_labels.empty()) return {};
  if (edge.return_labels.empty()) return broken(sentence_of(edge.labels, language), width);
  std::vector<std::string> lines = broken("↓ " + sentence_of(edge.labels, language), width);
  for (std::string& line : broken("↑ " + sentence_of(edge.return_labels, language), width))
    lines.push_back(std::move(line));
  return lines;
}

}  // namespace aftale::drawing
