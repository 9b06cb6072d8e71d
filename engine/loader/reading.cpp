#include <algorithm>
#include <charconv>

#include "engine/base/words.h"
#include "engine/feel/names.h"
#include "engine/loader/yaml.h"
#include "engine/loader/yaml_source.h"

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

bool is_plain_id(std::string_view word) {
  if (word.empty() || word[0] < 'a' || word[0] > 'z') return false;
  return std::all_of(word.begin(), word.end(),
                     [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; });
}

}  // namespace

void Reading::error(const char* code, const Span& at, Text message, std::vector<std::string> possible) {
  findings_.push_back({code, Severity::error, std::move(message), placed(at), std::move(possible)});
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
    if (!is_known && unknown++ < kUnknownMax) {
      const std::string near = nearest(key.text, known), name = brief(key.text);
      error("unknown-key", key.at,
            {"Nøglen " + name + " kendes ikke her" + (near.empty() ? "" : "; mente du " + near + "?"),
             "The key " + name + " is not known here" + (near.empty() ? "" : "; did you mean " + near + "?")},
            known);
    }
    const std::size_t end = end_of_split(mapping, i, known);
    if (end == i + 1) continue;
    std::string text = plain(value);
    for (std::size_t piece = i + 1; piece < end; ++piece) text += ", " + mapping.entries[piece].key.text;
    const std::string line = key.text + ": " + quoted(brief(text));
    error("unquoted-text", value.at,
          {"YAML deler teksten ved kommaet; sæt den i enkelte anførselstegn: " + line,
           "YAML splits the text at the comma; put it in single quotes: " + line});
    i = end - 1;
  }
  return true;
}

const Node* Reading::need(const Node& mapping, std::string_view key) {
  const Node* found = mapping.find(key);
  if (found && !(found->is_null() && found->text.empty())) return found;
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
  error("wrong-kind", node ? node->at : Span{},
        {name + " skal være true eller false" + got,
         name + " must be true or false" + (got.empty() ? "" : ", not " + brief(node->text))},
        {"true", "false"});
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
    error(
        "bad-id", node.at,
        {"Navnet " + word + " (" + name + ") skal være små bogstaver a-z, tal og _, og begynde med et bogstav",
         "The name " + word + " (" + name + ") must be lower-case letters a-z, digits and _, beginning with a letter"});
  } else if (feel::is_keyword(word)) {
    error("bad-id", node.at,
          {"Navnet " + word + " (" + name + ") er et ord i FEEL; vælg et andet",
           "The name " + word + " (" + name + ") is a word of FEEL; choose another"});
  }
  return node.text;
}

std::vector<const Node*> Reading::scalars(const Node* node, const char* what) {
  std::vector<const Node*> out;
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
