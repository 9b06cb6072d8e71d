#include "engine/loader/yaml/refusals.h"

#include <cstdio>

#include "engine/base/limits.h"
#include "engine/base/utf8.h"
#include "engine/base/words.h"

namespace aftale::loader {
namespace {

/// What may not stand in a source: it would be invisible, or turn what a reader sees around.
bool is_forbidden(char32_t point, char next) {
  if (point == '\t' || point == '\n') return false;
  if (point == '\r') return next != '\n';
  return point < 0x20 || (point >= 0x7F && point < 0xA0) || (point >= 0x202A && point <= 0x202E) ||
         (point >= 0x2066 && point <= 0x2069) || point == 0x2028 || point == 0x2029 || point == 0xFEFF;
}

/// The place of a byte in a text that need not be valid: bytes before it that begin no code point count as one.
Span rough_place(std::string_view text, const std::string& file, std::size_t at) {
  Span span{file, 1, 1, 1};
  for (std::size_t i = 0; i < at;) {
    const CodePoint point = code_point_at(text, i);
    if (text[i] == '\n') {
      ++span.line;
      span.column = 1;
    } else {
      ++span.column;
    }
    i += point.size ? point.size : 1;
  }
  return span;
}

std::string code_point_name(char32_t point) {
  char out[16];
  std::snprintf(out, sizeof out, "U+%04X", static_cast<unsigned>(point));
  return out;
}

struct Meaning {
  std::string_view said;
  Text means;
};

/// The messages of yaml-cpp that a file can provoke (exceptions.h of 0.7 and 0.8).
const std::vector<Meaning>& meanings() {
  static const std::vector<Meaning> all{
      {"illegal map value",
       {"En tekst med kolon skal stå i enkelte anførselstegn", "A text with a colon must stand in single quotes"}},
      {"illegal map key", {"Her kan der ikke begynde en nøgle", "No key can begin here"}},
      {"illegal block entry",
       {"Her kan der ikke begynde et listepunkt; en tekst, der begynder med -, skal stå i enkelte anførselstegn",
        "No list item can begin here; a text that begins with - must stand in single quotes"}},
      {"illegal flow end", {"Denne parentes er aldrig åbnet", "This bracket was never opened"}},
      {"unknown escape character",
       {"Efter en omvendt skråstreg i dobbelte anførselstegn kan dette tegn ikke stå; brug enkelte anførselstegn",
        "This character cannot follow a backslash in double quotes; use single quotes"}},
      {"illegal document indicator in scalar",
       {"Anførselstegnet er ikke lukket før dokumentets slutning", "The quote is not closed before the document ends"}},
      {"cannot set zero indentation for a block scalar",
       {"Indrykningen efter | eller > kan ikke være 0", "The indentation behind | or > cannot be 0"}},
      {"unexpected character in block scalar",
       {"En tekst, der begynder med | eller >, skal stå i enkelte anførselstegn",
        "A text that begins with | or > must stand in single quotes"}}};
  return all;
}

Text with_advice(Text message, const std::string& line) {
  if (line.empty()) return message;
  message.da += ": " + line;
  message.en += ": " + line;
  return message;
}

}  // namespace

Text comment_advice(const std::string& line) {
  return with_advice({"YAML læser # som begyndelsen på en kommentar og kaster resten væk; sæt teksten i enkelte "
                      "anførselstegn, eller sæt mellemrum efter #",
                      "YAML reads # as the beginning of a comment and drops the rest; put the text in single quotes, "
                      "or put a space behind the #"},
                     line);
}

std::optional<Diagnostic> unreadable(std::string_view text, const std::string& file) {
  const auto finding = [&](const char* code, Text message, std::size_t at, bool placed) {
    return Diagnostic{
        code, Severity::error, std::move(message), placed ? rough_place(text, file, at) : Span{file, 0, 0, 0}, {}};
  };
  if (text.size() > limits::kSourceBytesMax) {
    const std::string size = std::to_string(text.size()), most = std::to_string(limits::kSourceBytesMax);
    return finding("too-large",
                   {"Filen fylder " + size + " bytes; den må højst fylde " + most + ". Del den i flere",
                    "The file has " + size + " bytes; " + most + " is the most it may have. Split it"},
                   0, false);
  }
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = code_point_at(text, at);
    if (point.size == 0) {
      return finding("invalid-utf8",
                     {"Tegnet her er ikke UTF-8; gem filen som UTF-8 (den er måske gemt som Windows-1252)",
                      "The character here is not UTF-8; save the file as UTF-8 (it may be saved as Windows-1252)"},
                     at, true);
    }
    const char next = at + 1 < text.size() ? text[at + 1] : '\0';
    if (is_forbidden(point.value, next)) {
      const std::string name = code_point_name(point.value);
      return finding("control-character",
                     {"Her står det usynlige tegn " + name + "; slet det",
                      "The invisible character " + name + " stands here; delete it"},
                     at, true);
    }
    at += point.size;
  }
  return std::nullopt;
}

Diagnostic syntax_error(const SourceText& source, std::string_view said, std::size_t at, const Brackets& brackets) {
  const auto finding = [&](Text message, std::size_t begin, std::size_t end) {
    return Diagnostic{"bad-yaml", Severity::error, std::move(message), source.span(begin, end), {}};
  };
  if (brackets.open_quote) {
    return finding({"Anførselstegnet her bliver aldrig lukket", "The quote here is never closed"}, *brackets.open_quote,
                   *brackets.open_quote + 1);
  }
  if (brackets.open_bracket && brackets.cut) {
    const std::optional<QuotedEntry> cut = quoted_entry(source, *brackets.cut);
    return {"comment-in-text",
            Severity::error,
            comment_advice(cut ? cut->line : std::string()),
            source.span(*brackets.cut, meant_end(source, *brackets.cut, true)),
            {}};
  }
  const std::size_t begin = source.line_begin(at);
  const std::size_t content = source.text().find_first_not_of(" \t", begin);
  const std::size_t tab = source.text().find('\t', begin);
  if (tab < content) {
    return finding({"Indrykning skal være mellemrum, ikke tabulator", "Indentation must be spaces, not tabs"}, tab,
                   tab + 1);
  }
  const std::optional<QuotedEntry> entry = quoted_entry(source, at);
  const std::string line = entry ? entry->line : std::string();
  // The whole text is underlined where all of it goes into quotes.
  const auto in_quotes = [&](Text message) {
    Diagnostic out =
        finding(with_advice(std::move(message), line), entry ? entry->begin : at, entry ? entry->end : at + 1);
    if (entry) out.suggestion = quoted(source.text().substr(entry->begin, entry->end - entry->begin));
    return out;
  };
  if (line.empty() && brackets.open_bracket) {
    const char bracket = source.at(*brackets.open_bracket);
    const std::string open(1, bracket), close = bracket == '{' ? "}" : "]";
    return finding({"Parentesen " + open + " bliver aldrig lukket; her mangler " + close,
                    "The bracket " + open + " is never closed; " + close + " is missing"},
                   *brackets.open_bracket, *brackets.open_bracket + 1);
  }
  if (line.empty() && said == "illegal map value") {
    return finding({"Linjen læses som en fortsættelse af teksten ovenfor; ret indrykningen",
                    "The line is read as going on with the text above; mend the indentation"},
                   content, at + 1);
  }
  for (const Meaning& meaning : meanings()) {
    if (said.substr(0, meaning.said.size()) == meaning.said) {
      return in_quotes(meaning.means);
    }
  }
  const char first = source.at(at);
  if (first == '@' || first == '`' || first == '%' || first == '*' || first == '&' || first == '!') {
    const std::string sign(1, first);
    return in_quotes({"En tekst, der begynder med " + sign + ", skal stå i enkelte anførselstegn",
                      "A text that begins with " + sign + " must stand in single quotes"});
  }
  if (!line.empty()) {
    return in_quotes({"YAML kan ikke læse denne linje; sæt teksten i enkelte anførselstegn",
                      "YAML cannot read this line; put the text in single quotes"});
  }
  return finding({"YAML kan ikke læse filen her; se efter indrykning, kolon og anførselstegn på linjen og den før",
                  "YAML cannot read the file here; look at indentation, colons and quotes of this line and the one "
                  "before"},
                 at, at + 1);
}

}  // namespace aftale::loader
