#include "engine/loader/fields/danish_numbers.h"

#include <algorithm>
#include <vector>

#include "engine/base/words.h"
#include "engine/loader/yaml/yaml_source.h"

namespace aftale::loader {
namespace {

bool is_digit(char byte) {
  return byte >= '0' && byte <= '9';
}

/// Digits with points and commas between them: `1.234,5`.
struct Figure {
  std::size_t begin = 0, end = 0;
  std::string text;
};

/// Figures outside quotes and names.
std::vector<Figure> figures(const std::string& text) {
  std::vector<Figure> out;
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] == '"') {
      for (++at; at < text.size() && text[at] != '"'; ++at) {
        if (text[at] == '\\') ++at;
      }
      ++at;
    } else if (is_digit(text[at])) {
      Figure figure{at, at, {}};
      const auto goes_on = [&] {
        const bool sign = (text[at] == '.' || text[at] == ',') && at + 1 < text.size() && is_digit(text[at + 1]);
        return is_digit(text[at]) || sign;
      };
      while (at < text.size() && goes_on()) ++at;
      figure.end = at;
      figure.text = text.substr(figure.begin, at - figure.begin);
      out.push_back(std::move(figure));
    } else if (is_name_byte(text[at])) {
      while (at < text.size() && is_name_byte(text[at])) ++at;
    } else {
      ++at;
    }
  }
  return out;
}

/// `1.234.567` in groups of three, with a comma or without.
bool is_grouped(const std::string& figure) {
  const std::string whole = figure.substr(0, figure.find(','));
  std::size_t point = whole.find('.');
  if (point == std::string::npos || point > 3 || whole[0] == '0') return false;
  for (; point != std::string::npos; point = whole.find('.', point + 1)) {
    const std::size_t next = std::min(whole.find('.', point + 1), whole.size());
    if (next != point + 4) return false;
  }
  return true;
}

/// As FEEL has it.
std::string mended(const std::string& figure) {
  std::string out;
  for (const char byte : figure) {
    if (byte == '.' && is_grouped(figure)) continue;
    out += byte == ',' ? '.' : byte;
  }
  return out;
}

Diagnostic finding(Severity severity, const Span& at, const std::string& text, std::size_t begin, std::size_t end,
                   Text message) {
  Span span = at;
  if (text.find('\n') >= begin) {
    span.column += static_cast<std::uint32_t>(code_points(std::string_view(text).substr(0, begin)));
    span.length = static_cast<std::uint32_t>(end - begin);
  }
  return {"danish-number", severity, std::move(message), span, {}};
}

/// `5-10` as all there is in the text.
std::optional<Diagnostic> span_of_numbers(const std::string& text, const Span& at, const std::vector<Figure>& found,
                                          bool tests) {
  if (found.size() != 2) return std::nullopt;
  std::string rest = text.substr(0, found[0].begin) + text.substr(found[0].end, found[1].begin - found[0].end) +
                     text.substr(found[1].end);
  rest.erase(std::remove(rest.begin(), rest.end(), ' '), rest.end());
  if (rest != "-" && rest != "–" && rest != "\xE2\x80\x94") return std::nullopt;
  const std::string from = mended(found[0].text), to = mended(found[1].text);
  if (!tests && rest == "-") return std::nullopt;  // a subtraction gives a number, as is wanted
  const std::string shown = text.substr(found[0].begin, found[1].end - found[0].begin),
                    range = "[" + from + ".." + to + "]";
  return finding(Severity::error, at, text, found[0].begin, found[1].end,
                 {shown + " er et regnestykke i FEEL; et spænd fra " + from + " til " + to + " skrives " + range,
                  shown + " is a subtraction in FEEL; a span from " + from + " to " + to + " is written " + range});
}

}  // namespace

std::optional<Diagnostic> danish_number(const std::string& text, const Span& at, bool tests) {
  const std::vector<Figure> found = figures(text);
  if (auto span = span_of_numbers(text, at, found, tests)) return span;
  for (const Figure& figure : found) {
    const std::size_t commas = static_cast<std::size_t>(std::count(figure.text.begin(), figure.text.end(), ','));
    const bool grouped = is_grouped(figure.text);
    // More commas than one are a list without spaces.
    if (commas > 1 || (commas == 0 && !grouped)) continue;
    const std::string right = mended(figure.text);
    if (commas == 1) {
      const std::string& shown = figure.text;
      std::string several = shown;
      several.replace(several.find(','), 1, ", ");
      const bool list = tests && !grouped;
      return finding(Severity::error, at, text, figure.begin, figure.end,
                     {shown + " er to tal i FEEL; et decimaltal skrives " + right +
                          (list ? ", og to tal med mellemrum: " + several : ""),
                      shown + " is two numbers in FEEL; a decimal number is written " + right +
                          (list ? ", and two numbers with a space: " + several : "")});
    }
    const bool certain = figure.text.back() == '0' || std::count(figure.text.begin(), figure.text.end(), '.') > 1;
    return finding(certain ? Severity::error : Severity::warning, at, text, figure.begin, figure.end,
                   {"Punktum er decimaltegn i FEEL; skriv " + right + ", hvis " + figure.text +
                        " er tusinder, og ellers uden nuller til sidst",
                    "A point is the decimal sign in FEEL; write " + right + " if " + figure.text +
                        " is thousands, and otherwise without zeros at the end"});
  }
  return std::nullopt;
}

}  // namespace aftale::loader
