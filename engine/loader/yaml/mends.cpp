#include "engine/loader/yaml/mends.h"

#include <algorithm>
#include <array>

namespace aftale::loader {
namespace {

bool is_mend_blank(char byte) {
  return byte == ' ' || byte == '\t';
}
bool is_word_byte(char byte) {
  return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9') || byte == '_';
}

/// The word that begins a text, letters first.
std::string_view first_word(std::string_view text) {
  if (text.empty() || !is_word_byte(text[0]) || (text[0] >= '0' && text[0] <= '9')) return {};
  std::size_t size = 0;
  while (size < text.size() && is_word_byte(text[size])) ++size;
  return text.substr(0, size);
}

std::string_view without_blanks(std::string_view text) {
  while (!text.empty() && is_mend_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_mend_blank(text.back())) text.remove_suffix(1);
  return text;
}

/// A quoted text on a line that goes on behind its closing quote, or lacks that.
struct OddQuote {
  std::size_t open = 0;  ///< in the line's text
  bool closed = false;
  std::string brackets;  ///< open around it
};

/// The first one of a line, and the brackets that are open where the line ends.
class LineWalk {
 public:
  explicit LineWalk(std::string_view text) : text_(text) { run(); }
  std::optional<OddQuote> odd;
  std::string open;              ///< brackets open at the end
  std::size_t never_opened = 0;  ///< closing brackets that nothing opened
  std::size_t end = 0;           ///< where a comment begins, or the end

 private:
  char at(std::size_t i) const { return i < text_.size() ? text_[i] : '\n'; }

  void run() {
    bool token = true;
    std::size_t i = 0;
    for (; i < text_.size(); ++i) {
      const char byte = text_[i];
      if (byte == '#' && i > 0 && is_mend_blank(text_[i - 1])) break;
      if (token && (byte == '"' || byte == '\'')) {
        if (!quote(i)) break;
        token = false;
      } else if ((byte == '[' || byte == '{') && (token || !open.empty())) {
        open += byte;
        token = true;
      } else if (byte == ']' || byte == '}') {
        if (open.empty()) {
          ++never_opened;
        } else {
          open.pop_back();
        }
        token = false;
      } else if (!is_mend_blank(byte)) {
        const bool gap = is_mend_blank(at(i + 1)) || at(i + 1) == '\n';
        token = (byte == ':' && gap) || (byte == ',' && !open.empty()) || (byte == '-' && token && gap);
      }
    }
    end = i;
  }
  /// Moves `i` to the closing quote; false where the quote is odd.
  bool quote(std::size_t& i) {
    const std::size_t begin = i;
    const char kind = text_[i];
    std::size_t close = begin + 1;
    for (; close < text_.size(); ++close) {
      if (text_[close] == '\\' && kind == '"') {
        ++close;
      } else if (text_[close] == kind) {
        if (kind == '"' || at(close + 1) != '\'') break;
        ++close;
      }
    }
    if (close >= text_.size()) {
      odd = OddQuote{begin, false, open};
      return false;
    }
    std::size_t next = close + 1;
    while (is_mend_blank(at(next))) ++next;
    const char behind = at(next);
    const bool fine = behind == '\n' || behind == ':' || (behind == '#' && next > close + 1) ||
                      (!open.empty() && (behind == ',' || behind == '}' || behind == ']'));
    if (!fine) {
      odd = OddQuote{begin, true, open};
      return false;
    }
    i = close;
    return true;
  }
  std::string_view text_;
};

/// Where the value that begins at `open` may end: before the next entry of its brackets, before those that close them,
/// before a comment, at the end.
std::vector<std::size_t> ends_of(std::string_view text, const OddQuote& odd) {
  std::vector<std::size_t> ends;
  const auto add = [&](std::size_t end) {
    while (end > odd.open + 1 && is_mend_blank(text[end - 1])) --end;
    if (end > odd.open + 1 && std::find(ends.begin(), ends.end(), end) == ends.end()) ends.push_back(end);
  };
  if (!odd.brackets.empty()) {
    for (std::size_t i = odd.open + 1; i + 1 < text.size(); ++i) {
      if (text[i] != ',') continue;
      const std::string_view rest = without_blanks(text.substr(i + 1));
      const std::string_view word = first_word(rest);
      if (odd.brackets.back() == '[' || (!word.empty() && rest.substr(word.size(), 2) == ": ")) add(i);
    }
  }
  std::vector<std::size_t> lasts{text.size()};
  for (std::size_t i = odd.open + 1; i + 1 < text.size(); ++i) {
    if (text[i] == '#' && is_mend_blank(text[i - 1])) lasts.push_back(i);
  }
  for (auto last = lasts.rbegin(); last != lasts.rend(); ++last) {
    std::size_t end = *last;
    for (std::size_t left = odd.brackets.size(); left > 0; --left) {
      while (end > odd.open + 1 && is_mend_blank(text[end - 1])) --end;
      if (end == odd.open + 1 || (text[end - 1] != '}' && text[end - 1] != ']')) break;
      --end;
    }
    add(end);
    add(*last);
  }
  return ends;
}

/// Quotes of one kind inside a text where FEEL has its own: `document('reply')`.
bool looks_like_feel(std::string_view text) {
  for (const std::string_view sign : {"('", "= '", ", '", "=''"}) {
    if (text.find(sign) != std::string_view::npos) return true;
  }
  return false;
}

/// A value whose quotes close too early, with quotes that hold it.
std::string requoted(std::string_view text) {
  const char kind = text.front();
  if (text.size() < 2 || text.back() != kind) return in_quotes(text);
  std::string inner(text.substr(1, text.size() - 2));
  if (kind == '\'') {
    for (std::size_t at = inner.find("''"); at != std::string::npos; at = inner.find("''", at + 1)) inner.erase(at, 1);
    if (looks_like_feel(inner)) std::replace(inner.begin(), inner.end(), '\'', '"');
  }
  return in_quotes(inner);
}

std::string line_with(const SeenLine& line, std::size_t begin, std::size_t end, const std::string& instead) {
  return brief(std::string(line.text.substr(0, begin - line.content)) + instead +
               std::string(line.text.substr(end - line.content)));
}

Text to_write(Text message, const std::string& line) {
  return {message.da + ": " + line, message.en + ": " + line};
}

/// `title Udkast`, `title = Udkast`, `states;`: the size of what stands where the colon should; 0 where there is none.
std::size_t instead_of_colon(std::string_view rest) {
  std::size_t size = 0;
  while (size < rest.size() && is_mend_blank(rest[size])) ++size;
  if (size < rest.size() && (rest[size] == '=' || rest[size] == ';')) ++size;
  while (size < rest.size() && is_mend_blank(rest[size])) ++size;
  return size;
}

void mend_colon(const SeenLine& line, std::size_t key, std::vector<Mend>& mends) {
  const std::string_view text = line.text.substr(key);
  const std::string_view word = first_word(text);
  if (word.empty()) return;
  const std::string name(word);
  const std::string_view rest = text.substr(word.size());
  const std::size_t begin = line.content + key;
  if (rest.size() > 1 && rest[0] == ':' && !is_mend_blank(rest[1]) && rest.substr(0, 3) != "://") {
    const std::string instead = name + ": " + std::string(rest.substr(1));
    mends.push_back(
        {begin, line.end, instead, "missing-space",
         to_write({"Efter et kolon skal der være et mellemrum", "A colon needs a space behind it"}, brief(instead))});
  }
  const std::size_t skipped = instead_of_colon(rest);
  if (rest.empty() || skipped > 0) {
    const std::string_view value = rest.substr(skipped);
    const std::string instead = name + ":" + (value.empty() ? "" : " ") + std::string(value);
    mends.push_back(
        {begin, line.end, instead, "missing-colon",
         to_write({"Her mangler et kolon efter " + name, "A colon is missing behind " + name}, brief(instead))});
  }
}

void mend_dash(const SeenLine& line, std::vector<Mend>& mends) {
  const std::string_view text = line.text;
  if (text.size() > 1 && text[0] == '-' && !is_mend_blank(text[1]) && text[1] != '-') {
    const std::string instead = "- " + std::string(text.substr(1));
    mends.push_back({line.content, line.end, instead, "missing-space",
                     to_write({"Efter stregen foran et listepunkt skal der være et mellemrum",
                               "The dash of a list item needs a space behind it"},
                              brief(instead))});
  }
  if (const std::size_t size = odd_dash(text)) {
    const std::string instead = "- " + std::string(without_blanks(text.substr(size)));
    mends.push_back({line.content, line.end, instead, "odd-dash",
                     to_write({"Et listepunkt begynder med en almindelig bindestreg og et mellemrum",
                               "A list item begins with an ordinary hyphen and a space"},
                              brief(instead))});
  }
}

void mend_brackets(const SeenLine& line, std::vector<Mend>& mends) {
  const LineWalk walk(line.text);
  if (walk.odd) return;
  const std::string_view body = without_blanks(line.text.substr(0, walk.end));
  const std::size_t end = line.content + body.size();
  const std::size_t colon = body.find(": ");
  const auto add = [&](std::size_t begin, std::size_t till, const std::string& instead, Text message) {
    mends.push_back(
        {begin, till, instead, "bad-yaml", to_write(std::move(message), line_with(line, begin, till, instead))});
  };
  if (!walk.open.empty() && body.back() != ',') {
    std::string closing;
    for (auto open = walk.open.rbegin(); open != walk.open.rend(); ++open) closing += *open == '{' ? '}' : ']';
    const std::size_t at = line.content + line.text.find(walk.open[0]);
    add(at, end, std::string(line.text.substr(at - line.content, end - at)) + closing,
        {"Parentesen " + std::string(1, walk.open[0]) + " bliver aldrig lukket; her mangler " + closing,
         "The bracket " + std::string(1, walk.open[0]) + " is never closed; " + closing + " is missing"});
  }
  if (walk.open.empty() && body.size() > 1 && body.back() == ',') {
    add(end - 1, end, "", {"Kommaet til sidst hører ikke til her", "The comma at the end does not belong here"});
  }
  if (colon == std::string_view::npos) return;
  const std::size_t value = line.content + colon + 2;
  const std::string_view text = body.substr(colon + 2);
  if (walk.never_opened > 0 && !text.empty()) {
    const char close = text.back();
    const std::string open = close == '}' ? "{" : "[";
    add(value, end, open + std::string(text),
        {"Parentesen " + std::string(1, close) + " er aldrig åbnet; her mangler " + open,
         "The bracket " + std::string(1, close) + " was never opened; " + open + " is missing"});
    add(value, end, std::string(text.substr(0, text.size() - 1)),
        {"Her er en parentes for meget", "There is one bracket too many here"});
  }
  if (text.size() > 2 && text.front() == '(' && text.back() == ')' && text.find(": ") != std::string_view::npos) {
    add(value, end, "{" + std::string(text.substr(1, text.size() - 2)) + "}",
        {"Nøgler på én linje står i krøllede parenteser", "Keys on one line stand in braces"});
  }
}

/// "without spaces", "with 1 space".
Text begins_with(std::size_t spaces) {
  const std::string count = std::to_string(spaces);
  if (spaces == 0) return {"uden mellemrum", "without spaces"};
  return {"med " + count + " mellemrum", "with " + count + (spaces == 1 ? " space" : " spaces")};
}

}  // namespace

SeenLine seen_line(const SourceText& source, std::size_t number) {
  SeenLine out;
  out.begin = source.begin_of_line(number);
  out.end = source.line_end(out.begin);
  out.content = out.begin;
  while (out.content < out.end && is_mend_blank(source.at(out.content))) ++out.content;
  while (out.end > out.content && is_mend_blank(source.at(out.end - 1))) --out.end;
  out.text = source.text().substr(out.content, out.end - out.content);
  return out;
}

bool is_usual(const SourceText& source, std::size_t number, std::size_t indent) {
  for (std::size_t above = number - 1; above > 0; --above) {
    const SeenLine other = seen_line(source, above);
    if (other.blank() || other.indent() >= indent) continue;
    return indent == other.indent() + 2;
  }
  return indent == 0;
}

Mend indented(const SourceText& source, std::size_t number, std::size_t indent) {
  const SeenLine line = seen_line(source, number);
  const bool tabs = source.text().substr(line.begin, line.indent()).find('\t') != std::string_view::npos;
  // Where one of both is nothing, the first letter is underlined too.
  const std::size_t end = line.indent() > 0 && indent > 0 ? line.content : line.content + 1;
  const std::string_view letter = source.text().substr(line.content, end - line.content);
  const Text has = begins_with(line.indent()), wants = begins_with(indent);
  Text message{"Indrykningen passer ikke: linjen begynder " + has.da + " og skal begynde " + wants.da,
               "The indentation does not fit: the line begins " + has.en + " and should begin " + wants.en};
  if (tabs) {
    message = {"Indrykning skal være mellemrum, ikke tabulator; linjen skal begynde " + wants.da,
               "Indentation must be spaces, not tabs; the line should begin " + wants.en};
  }
  return {line.begin,
          end,
          std::string(indent, ' ') + std::string(letter),
          tabs ? "bad-yaml" : "bad-indentation",
          std::move(message),
          is_usual(source, number, indent)};
}

std::string in_quotes(std::string_view text) {
  const bool doubled = text.find('\'') != std::string_view::npos && text.find('"') == std::string_view::npos &&
                       text.find('\\') == std::string_view::npos;
  return doubled ? "\"" + std::string(text) + "\"" : quoted(text);
}

std::size_t odd_dash(std::string_view text) {
  static constexpr std::array<std::string_view, 9> kDashes{"–", "—", "‐", "‑", "−", "•", "·", "*", "+"};
  for (const std::string_view dash : kDashes) {
    if (text.size() > dash.size() && text.substr(0, dash.size()) == dash) return dash.size();
  }
  return 0;
}

void mend_quotes(const SeenLine& line, std::vector<Mend>& mends) {
  const LineWalk walk(line.text);
  if (!walk.odd) return;
  for (const std::size_t end : ends_of(line.text, *walk.odd)) {
    const std::string_view value = line.text.substr(walk.odd->open, end - walk.odd->open);
    const std::string sign(1, value.front());
    const std::string instead = walk.odd->closed ? requoted(value) : std::string(value) + sign;
    const std::size_t begin = line.content + walk.odd->open;
    const std::string mended = line_with(line, begin, line.content + end, instead);
    Text message{"Anførselstegnet her bliver aldrig lukket; skriv ", "The quote here is never closed; write "};
    if (walk.odd->closed) {
      message = {"Anførselstegnet her bliver lukket midt i teksten; skriv ",
                 "The quote here is closed in the middle of the text; write "};
    }
    message.da += mended;
    message.en += mended;
    mends.push_back({begin, line.content + end, instead, walk.odd->closed ? "quote-in-text" : "unclosed-quote",
                     std::move(message)});
  }
}

void mend_extra_dash(const SeenLine& line, std::vector<Mend>& mends) {
  if (line.text.substr(0, 2) != "- ") return;
  const std::string instead(without_blanks(line.text.substr(2)));
  mends.push_back({line.content, line.end, instead, "extra-dash",
                   to_write({"Her er en nøgle og ikke et listepunkt; slet stregen",
                             "This is a key and no list item; delete the dash"},
                            brief(instead)),
                   false});
}

void mend_signs(const SeenLine& line, std::vector<Mend>& mends) {
  std::size_t key = 0;
  while (line.text.substr(key, 2) == "- ") {
    key += 2;
    while (key < line.text.size() && is_mend_blank(line.text[key])) ++key;
  }
  mend_colon(line, key, mends);
  mend_dash(line, mends);
  mend_brackets(line, mends);
}

void mend_missing_dash(const SeenLine& line, const SeenLine& neighbour, std::vector<Mend>& mends) {
  if (neighbour.text.substr(0, 2) != "- " || line.text.empty() || line.text.front() == '-') return;
  if (line.indent() != neighbour.indent()) return;
  const std::string instead = "- " + std::string(line.text);
  mends.push_back({line.content, line.end, instead, "missing-dash",
                   to_write({"Foran listepunktet mangler en streg", "The dash in front of the list item is missing"},
                            brief(instead))});
}

void mend_indentation(const SourceText& source, std::size_t number, std::vector<Mend>& mends) {
  const SeenLine line = seen_line(source, number);
  std::vector<std::size_t> indents;
  const auto add = [&](std::size_t indent) {
    if (indent != line.indent() && std::find(indents.begin(), indents.end(), indent) == indents.end()) {
      indents.push_back(indent);
    }
  };
  constexpr std::size_t kLinesMax = 40, kIndentsMax = 6;
  std::size_t looked = 0;
  for (std::size_t above = number - 1; above > 0 && looked < kLinesMax; --above) {
    const SeenLine other = seen_line(source, above);
    if (other.blank()) continue;
    ++looked;
    if (looked == 1 && other.text.back() == ':') add(other.indent() + 2);
    add(other.indent());
    if (other.text.substr(0, 2) == "- ") add(other.indent() + 2);
    if (other.indent() == 0) break;
  }
  for (std::size_t below = number + 1; below <= source.line_count(); ++below) {
    const SeenLine other = seen_line(source, below);
    if (other.blank()) continue;
    add(other.indent());
    break;
  }
  const bool tabs = source.text().substr(line.begin, line.indent()).find('\t') != std::string_view::npos;
  std::stable_sort(indents.begin(), indents.end(), [&](std::size_t left, std::size_t right) {
    const auto away = [&](std::size_t indent) {
      return indent > line.indent() ? indent - line.indent() : line.indent() - indent;
    };
    return away(left) < away(right);
  });
  if (tabs) indents.insert(indents.begin(), line.indent());
  if (indents.size() > kIndentsMax) indents.resize(kIndentsMax);
  for (const std::size_t indent : indents) mends.push_back(indented(source, number, indent));
}

}  // namespace aftale::loader
