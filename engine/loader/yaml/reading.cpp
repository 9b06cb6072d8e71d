#include "engine/loader/reading.h"

#include <algorithm>
#include <charconv>

#include "engine/base/words.h"
#include "engine/feel/names.h"
#include "engine/loader/spelling.h"
#include "engine/loader/yaml/yaml_source.h"

namespace aftale::loader {
namespace {

/// More unknown keys of one mapping than this help nobody.
constexpr std::size_t kUnknownMax = 20;

/// A node that is not there has no place.
std::optional<Span> placed(const Span& at) {
  return at.file.empty() && at.line == 0 ? std::nullopt : std::optional(at);
}

/// A key or a value of `mapping`, as it stood in the file but for its white space.
std::string plain(const Node& node) {
  return node.is_scalar() ? node.text : std::string();
}

/// The entries behind `first` that are pieces of its unquoted text, cut at the commas by YAML.
std::size_t end_of_split(const Node& mapping, std::size_t first, const std::vector<std::string>& known) {
  const Node& value = mapping.entries[first].value;
  if (!mapping.flow || !value.is_scalar() || value.quoted) return first + 1;
  std::size_t end = first + 1;
  while (end < mapping.entries.size()) {
    const auto& [key, piece] = mapping.entries[end];
    if (!piece.is_null() || !piece.text.empty() || std::find(known.begin(), known.end(), key.text) != known.end())
      break;
    ++end;
  }
  return end;
}

/// `{value: 1,5}`: the comma of a decimal number, which YAML takes for its own.
bool report_decimal_comma(Reading& reading, const Node& whole, const Node& part) {
  const auto digits = [](const std::string& text) {
    return !text.empty() && text.find_first_not_of("0123456789") == std::string::npos;
  };
  const bool joined = whole.at.line == part.at.line && whole.at.column + whole.at.length + 1 == part.at.column;
  const std::string before = whole.text.substr(whole.text.rfind('-') == 0 ? 1 : 0);
  if (!joined || !digits(before) || !digits(part.text)) return false;
  const std::string shown = whole.text + "," + part.text, right = whole.text + "." + part.text;
  Span at = whole.at;
  at.length = static_cast<std::uint32_t>(shown.size());
  reading.error("danish-number", at,
                {"YAML deler tallet " + shown + " ved kommaet; et decimaltal skrives " + right,
                 "YAML splits the number " + shown + " at the comma; a decimal number is written " + right},
                {}, right);
  return true;
}

bool is_plain_id(std::string_view word) {
  if (word.empty() || word[0] < 'a' || word[0] > 'z') return false;
  return std::all_of(word.begin(), word.end(),
                     [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; });
}

}  // namespace

void Reading::error(const char* code, const Span& at, Text message, std::vector<std::string> possible,
                    std::string suggestion) {
  findings_.push_back(
      {code, Severity::error, std::move(message), placed(at), std::move(possible), std::move(suggestion)});
}

void Reading::warning(const char* code, const Span& at, Text message) {
  findings_.push_back({code, Severity::warning, std::move(message), placed(at), {}});
}

bool Reading::keys(const Node& mapping, const std::vector<std::string>& known) {
  if (!mapping.is_mapping()) {
    error("wrong-kind", mapping.at,
          {"Her skal stå nøgler med værdier (" + (known.empty() ? std::string("nøgle") : known.front()) + ": ...)",
           "Keys with values belong here (" + (known.empty() ? std::string("key") : known.front()) + ": ...)"},
          known);
    return false;
  }
  std::size_t unknown = 0;
  for (std::size_t i = 0; i < mapping.entries.size(); ++i) {
    const auto& [key, value] = mapping.entries[i];
    const bool is_known = std::find(known.begin(), known.end(), key.text) != known.end();
    if (!is_known && unknown < kUnknownMax && report_slip(mapping, key, known)) {
      ++unknown;
      continue;
    }
    if (!is_known && unknown++ < kUnknownMax) {
      const std::string near = nearest(key.text, known), name = brief(key.text);
      error("unknown-key", key.at,
            {"Nøglen " + name + " kendes ikke her" + (near.empty() ? "" : "; mente du " + near + "?"),
             "The key " + name + " is not known here" + (near.empty() ? "" : "; did you mean " + near + "?")},
            known, near);
      if (!near.empty()) meant_.emplace_back(&mapping, near);
    }
    const std::size_t end = end_of_split(mapping, i, known);
    if (end == i + 1) continue;
    if (end == i + 2 && report_decimal_comma(*this, value, mapping.entries[i + 1].key)) {
      i = end - 1;
      continue;
    }
    std::string text = plain(value);
    for (std::size_t piece = i + 1; piece < end; ++piece) text += ", " + mapping.entries[piece].key.text;
    const std::string line = key.text + ": " + quoted(brief(text));
    const Span& last = mapping.entries[end - 1].key.at;
    Span whole = value.at;
    if (last.line == whole.line) whole.length = last.column + last.length - whole.column;
    error("unquoted-text", whole,
          {"YAML deler teksten ved kommaet; sæt den i enkelte anførselstegn: " + line,
           "YAML splits the text at the comma; put it in single quotes: " + line},
          {}, last.line == whole.line ? quoted(text) : std::string());
    i = end - 1;
  }
  return true;
}

/// `{to:adopted}` and `{to adopted}` are keys without a value for YAML.
bool Reading::report_slip(const Node& mapping, const Node& key, const std::vector<std::string>& known) {
  const std::size_t size = key.text.find_first_of(": ;=");
  if (size == std::string::npos || key.quoted) return false;
  const std::string word = key.text.substr(0, size);
  if (std::find(known.begin(), known.end(), word) == known.end()) return false;
  const std::size_t value = key.text.find_first_not_of(":;= ", size);
  if (value == std::string::npos) return false;
  const bool spaced = key.text[size] == ':';
  const std::string line = word + ": " + key.text.substr(value);
  meant_.emplace_back(&mapping, word);
  if (spaced) {
    error("missing-space", key.at,
          {"Efter et kolon skal der være et mellemrum: " + brief(line),
           "A colon needs a space behind it: " + brief(line)},
          {}, line);
  } else {
    error("missing-colon", key.at,
          {"Her mangler et kolon efter " + word + ": " + brief(line),
           "A colon is missing behind " + word + ": " + brief(line)},
          {}, line);
  }
  return true;
}

bool Reading::is_meant(const Node& mapping, std::string_view key) const {
  return std::any_of(meant_.begin(), meant_.end(),
                     [&](const auto& meant) { return meant.first == &mapping && meant.second == key; });
}

const Node* Reading::need(const Node& mapping, std::string_view key) {
  const Node* found = mapping.find(key);
  if (found && !(found->is_null() && found->text.empty())) return found;
  if (is_meant(mapping, key)) return nullptr;
  const std::string name(key);
  error("missing-key", found ? found->at : mapping.at,
        {found ? "Nøglen " + name + " mangler sin værdi" : "Her mangler nøglen " + name,
         found ? "The key " + name + " lacks its value" : "The key " + name + " is missing here"});
  return nullptr;
}

std::optional<std::string> Reading::text(const Node* node, const char* what) {
  const std::string name(what);
  if (node && node->is_scalar() && !node->text.empty()) return node->text;
  error(node && !node->is_null() && !node->is_scalar() ? "wrong-kind" : "missing-value", node ? node->at : Span{},
        {name + " skal være en tekst", name + " must be a text"});
  return std::nullopt;
}

std::optional<bool> Reading::boolean(const Node* node, const char* what) {
  if (node && node->is_scalar() && (node->text == "true" || node->text == "false")) return node->text == "true";
  const std::string name(what), got = node && node->is_scalar() ? ", ikke " + brief(node->text) : "";
  const std::string meant = got.empty() ? std::string() : spoken_truth(node->text);
  error("wrong-kind", node ? node->at : Span{},
        {name + " skal være true eller false" + got + (meant.empty() ? "" : "; skriv " + meant),
         name + " must be true or false" + (got.empty() ? "" : ", not " + brief(node->text)) +
             (meant.empty() ? "" : "; write " + meant)},
        {"true", "false"}, meant);
  return std::nullopt;
}

std::optional<std::int64_t> Reading::integer(const Node* node, const char* what, std::int64_t least,
                                             std::int64_t most) {
  const std::string name(what), low = std::to_string(least), high = std::to_string(most);
  if (node && node->is_scalar()) {
    std::int64_t number = 0;
    const char* end = node->text.data() + node->text.size();
    const auto [stop, failed] = std::from_chars(node->text.data(), end, number);
    if (failed == std::errc() && stop == end && number >= least && number <= most) return number;
  }
  const bool scalar = node && node->is_scalar();
  error("wrong-kind", node ? node->at : Span{},
        {name + " skal være et helt tal fra " + low + " til " + high + (scalar ? ", ikke " + brief(node->text) : ""),
         name + " must be a whole number from " + low + " to " + high + (scalar ? ", not " + brief(node->text) : "")});
  return std::nullopt;
}

Text Reading::bilingual(const Node* node, const char* what) {
  const std::string name(what);
  if (node && node->is_scalar() && !node->text.empty()) return same_text(node->text);
  if (!node || !node->is_mapping()) {
    error("wrong-kind", node ? node->at : Span{},
          {name + " skal være en tekst eller {da: ..., en: ...}", name + " must be a text or {da: ..., en: ...}"});
    return {};
  }
  keys(*node, {"da", "en"});
  Text out;
  if (const Node* danish = node->find("da")) out.da = text(danish, "da").value_or("");
  if (const Node* english = node->find("en")) out.en = text(english, "en").value_or("");
  if (node->entries.empty()) {
    error("missing-value", node->at,
          {name + " har hverken dansk (da) eller engelsk (en)", name + " has neither Danish (da) nor English (en)"});
  }
  return out;
}

std::string Reading::id(const Node& node, const char* what) {
  const std::string name(what), word = brief(node.text);
  if (!node.is_scalar() || !is_plain_id(node.text)) {
    // `approved:{to: adopted}` is a key `approved:{to` for YAML.
    const std::size_t colon = node.quoted ? std::string::npos : node.text.find(':');
    if (colon != std::string::npos && is_plain_id(node.text.substr(0, colon))) {
      const std::string line = node.text.substr(0, colon) + ": " + node.text.substr(colon + 1);
      error("missing-space", node.at,
            {"Efter et kolon skal der være et mellemrum: " + brief(line),
             "A colon needs a space behind it: " + brief(line)},
            {}, line);
      return node.text.substr(0, colon);
    }
    const std::string near = node.is_scalar() ? spelled_name(node.text, '_') : std::string();
    error(
        "bad-id", node.at,
        {"Navnet " + word + " (" + name + ") skal være små bogstaver a-z, tal og _, og begynde med et bogstav" +
             (near.empty() ? "" : "; skriv " + brief(near)),
         "The name " + word + " (" + name + ") must be lower-case letters a-z, digits and _, beginning with a letter" +
             (near.empty() ? "" : "; write " + brief(near))},
        {}, near);
    if (!near.empty()) return near;
  } else if (feel::is_keyword(word)) {
    error("bad-id", node.at,
          {"Navnet " + word + " (" + name + ") er et ord i FEEL; vælg et andet",
           "The name " + word + " (" + name + ") is a word of FEEL; choose another"});
  }
  return node.text;
}

std::vector<const Node*> Reading::scalars(const Node* node, const char* what, bool words) {
  std::vector<const Node*> out;
  if (words && node && node->is_scalar() && !node->quoted && node->text.find_first_of(",;") != std::string::npos) {
    std::string list = "[" + node->text + "]";
    std::replace(list.begin(), list.end(), ';', ',');
    error("missing-brackets", node->at,
          {"Flere ord skrives som en liste: " + std::string(what) + ": " + brief(list),
           "Several words are written as a list: " + std::string(what) + ": " + brief(list)},
          {}, list);
    return out;
  }
  if (node && node->is_scalar()) return {node};
  if (node && node->is_sequence()) {
    for (const Node& item : node->items) {
      if (item.is_scalar()) {
        out.push_back(&item);
      } else {
        const std::string name(what);
        error("wrong-kind", item.at, {name + " skal være en liste af ord", name + " must be a list of words"});
      }
    }
    return out;
  }
  const std::string name(what);
  error("wrong-kind", node ? node->at : Span{},
        {name + " skal være et ord eller en liste af ord", name + " must be a word or a list of words"});
  return out;
}

}  // namespace aftale::loader
