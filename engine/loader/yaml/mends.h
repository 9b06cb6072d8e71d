#pragma once
#include <cstddef>
#include <string>
#include <vector>

#include "engine/base/text.h"
#include "engine/loader/yaml/yaml_source.h"

/// What a line was perhaps meant to be; whether it was is tried out elsewhere (slips.h). Internal to this folder.
namespace aftale::loader {

/// Bytes [begin, end) of a source, what should stand there instead, and what a person is told.
struct Mend {
  std::size_t begin = 0, end = 0;
  std::string instead;
  const char* code = "";
  Text message;
  bool likely = true;  ///< false where another mend that gets as far is to be told instead
};

/// A line as people see it: its indentation, and what stands behind it up to white space at the end.
struct SeenLine {
  std::size_t begin = 0, content = 0, end = 0;
  std::string_view text;  ///< from `content` to `end`
  std::size_t indent() const { return content - begin; }
  bool blank() const { return text.empty() || text.front() == '#'; }
};
SeenLine seen_line(const SourceText& source, std::size_t number);

/// Quotes that are not closed on the line, or are closed too early.
void mend_quotes(const SeenLine& line, std::vector<Mend>& mends);
/// A colon or dash without its space, a colon that is missing, another sign in its place, a bracket that is missing.
void mend_signs(const SeenLine& line, std::vector<Mend>& mends);
/// A dash in front of what is no item.
void mend_extra_dash(const SeenLine& line, std::vector<Mend>& mends);
/// A dash that is missing in front of an item, seen from the item before or behind it.
void mend_missing_dash(const SeenLine& line, const SeenLine& neighbour, std::vector<Mend>& mends);
/// Other indentations, those of the lines around it.
void mend_indentation(const SourceText& source, std::size_t number, std::vector<Mend>& mends);

/// Line `number` with another indentation.
Mend indented(const SourceText& source, std::size_t number, std::size_t indent);
/// Whether a line with this indentation stands two spaces inside the one around it, as people write it.
bool is_usual(const SourceText& source, std::size_t number, std::size_t indent);

/// A text in quotes that it does not hold itself: single ones where both will do.
std::string in_quotes(std::string_view text);
/// Whether a word processor's dash or bullet begins at `text`: its size, 0 where none does.
std::size_t odd_dash(std::string_view text);

}  // namespace aftale::loader
