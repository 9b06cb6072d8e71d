#include "apps/aftale/render/fit.h"

#include <algorithm>

#include "engine/base/utf8.h"
#include "engine/base/words.h"

namespace aftale::app::render {
namespace {

/// A character with the colours before it: what is never taken apart.
struct Piece {
  std::string bytes;
  std::size_t width = 0;
  char mark = 0;  ///< ASCII characters: themselves
};

std::vector<Piece> pieces_of(const std::string& text) {
  std::vector<Piece> pieces;
  std::string before;
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] == '\033') {
      const std::size_t end = std::min(text.find('m', at), text.size() - 1) + 1;
      before += text.substr(at, end - at);
      at = end;
      continue;
    }
    const std::size_t size = std::max<std::size_t>(code_point_at(text, at).size, 1);
    const std::string bytes = text.substr(at, size);
    pieces.push_back({before + bytes, display_width(bytes), size == 1 ? bytes[0] : '\0'});
    before.clear();
    at += size;
  }
  if (!pieces.empty()) pieces.back().bytes += before;  // the colour ends with the last character
  return pieces;
}

bool ends_part(char mark) {
  return mark == '/' || mark == ',';
}

/// How many pieces from `at` on fit in `width`, broken where it is best; at least one.
std::size_t fitting(const std::vector<Piece>& pieces, std::size_t at, std::size_t width) {
  std::size_t used = 0, count = 0, at_space = 0, at_part = 0;
  for (; at + count < pieces.size(); ++count) {
    const Piece& piece = pieces[at + count];
    if (used + piece.width > width) {
      if (piece.mark == ' ') return std::max<std::size_t>(count, 1);
      break;
    }
    used += piece.width;
    if (piece.mark == ' ') at_space = count;
    if (ends_part(piece.mark)) at_part = count + 1;
  }
  if (at + count == pieces.size()) return count;
  return std::max<std::size_t>(at_space > 0 ? at_space : at_part > 0 ? at_part : count, 1);
}

std::string joined_from(const std::vector<Piece>& pieces, std::size_t begin, std::size_t end) {
  while (end > begin && pieces[end - 1].bytes == " ") --end;
  std::string out;
  for (std::size_t n = begin; n < end; ++n) out += pieces[n].bytes;
  return out;
}

/// Lines of `first` columns, then of `rest`.
std::vector<std::string> folded_pieces(const std::vector<Piece>& pieces, std::size_t first, std::size_t rest) {
  std::vector<std::string> lines;
  for (std::size_t at = 0; at < pieces.size();) {
    const std::size_t count = fitting(pieces, at, lines.empty() ? first : rest);
    lines.push_back(joined_from(pieces, at, at + count));
    at += count;
    while (at < pieces.size() && pieces[at].bytes == " ") ++at;
  }
  if (lines.empty()) lines.emplace_back();
  return lines;
}

/// `  12 | states:`
bool is_source(const std::string& line) {
  const std::size_t bar = line.find('|');
  return bar != std::string::npos && line.find_first_not_of(" 0123456789") == bar;
}

std::string fitted_line(const std::string& line, std::size_t width) {
  if (display_width(line) <= width || is_source(line)) return line;
  const std::vector<Piece> pieces = pieces_of(line);
  std::size_t total = 0;
  for (const Piece& piece : pieces) total += piece.width;
  if (total <= width) return line;
  const std::size_t spaces = std::min(line.find_first_not_of(' '), line.size());
  const bool command = line.compare(spaces, 7, "aftale ") == 0;
  const std::size_t indent = std::min(spaces + (command ? 4 : 2), width / 2);
  const std::size_t kept = command ? 2 : 0;  // for the " \" behind it
  const std::vector<std::string> lines = folded_pieces(pieces, width - kept, width - indent - kept);
  std::string out = lines.front();
  for (std::size_t n = 1; n < lines.size(); ++n)
    out += (command ? " \\\n" : "\n") + std::string(indent, ' ') + lines[n];
  return out;
}

}  // namespace

std::vector<std::string> folded_to(const std::string& text, std::size_t width) {
  return folded_pieces(pieces_of(text), width, width);
}

std::size_t longest_part(const std::string& text) {
  std::size_t longest = 0, part = 0;
  for (const Piece& piece : pieces_of(text)) {
    part = piece.mark == ' ' ? 0 : part + piece.width;
    longest = std::max(longest, part);
    if (ends_part(piece.mark)) part = 0;
  }
  return longest;
}

std::string fitted(const std::string& text, const Settings& settings) {
  if (!settings.width) return text;
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    out += fitted_line(text.substr(at, end - at), *settings.width);
    if (end < text.size()) out += '\n';
    at = end + 1;
  }
  return out;
}

}  // namespace aftale::app::render
