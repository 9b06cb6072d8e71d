#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/diagnostic.h"
#include "engine/base/result.h"

namespace aftale::loader {

/// A YAML source as a tree with positions. Scalars are text until a reader types them (`no`, `on`, `010` stay words).
/// Used for workflows, organisations, calendars, tables, scenarios and configuration.
struct Node {
  enum class Kind : std::uint8_t { null, scalar, sequence, mapping };
  Kind kind = Kind::null;
  Span at;              ///< of a scalar: the text itself, quotes left out
  std::string text;     ///< of a scalar; of a null the word for it (`null`, `~`), empty where nothing stands
  bool quoted = false;  ///< written in quotes or as a block: certainly meant as text
  bool flow = false;    ///< of a mapping or sequence: written in `{}` or `[]`
  std::vector<Node> items;
  struct Entry;
  std::vector<Entry> entries;  ///< of a mapping, in order; keys are scalars

  const Node* find(std::string_view key) const;
  bool is_scalar() const { return kind == Kind::scalar; }
  bool is_mapping() const { return kind == Kind::mapping; }
  bool is_sequence() const { return kind == Kind::sequence; }
  bool is_null() const { return kind == Kind::null; }
};
struct Node::Entry {
  Node key, value;
};

/// What becomes of the text of a source. `nfc`: it is put into normal form C before anything else, as is what escapes
/// give, and invisible characters are refused where they would be read as something else. `written`: as it is.
enum class Form : std::uint8_t { written, nfc };

/// Reads one document. Places count the characters of normal form C: what people see as one letter is one. Refused
/// with position and advice: over limits::kSourceBytesMax, kNestingMax, kYamlNodesMax, invalid UTF-8, control
/// characters, anchors, aliases, merge keys, tags, duplicate keys, keys that are no scalars, several documents, and the
/// traps of the language: a comment right behind an unquoted text.
Checked<Node> parse_yaml(std::string_view text, const std::string& file, Form form = Form::nfc);

/// Where findings of a reader are collected. Knows which keys a mapping may have and gives the advice for unknown ones.
class Reading {
 public:
  explicit Reading(std::vector<Diagnostic>& findings) : findings_(findings) {}
  void error(const char* code, const Span& at, Text message, std::vector<std::string> possible = {},
             std::string suggestion = {});
  void warning(const char* code, const Span& at, Text message);
  /// Findings for every key of `mapping` that is not in `known`: "did you mean"; the key is a piece of an unquoted flow
  /// text (`{due: date(2022, 10, 15)}`): the line quoted and ready to copy.
  /// False where `mapping` is no mapping (a finding too).
  bool keys(const Node& mapping, const std::vector<std::string>& known);

  /// The value at `key`; none with a finding `missing-key` where there is none, unless an unknown key was told to mean
  /// it.
  const Node* need(const Node& mapping, std::string_view key);
  /// Whether `keys` has told that an unknown key of `mapping` means `key`.
  bool is_meant(const Node& mapping, std::string_view key) const;

  // Typed scalars; each leaves a finding and gives none where the node is missing or wrong.
  std::optional<std::string> text(const Node* node, const char* what);
  std::optional<bool> boolean(const Node* node, const char* what);
  std::optional<std::int64_t> integer(const Node* node, const char* what, std::int64_t least, std::int64_t most);
  /// A plain word or {da, en}.
  Text bilingual(const Node* node, const char* what);
  /// `[a-z][a-z0-9_]*`, no FEEL keyword. Where it is not one, a finding, and the id that this proposes.
  std::string id(const Node& node, const char* what);
  /// A scalar or a sequence of scalars. `words`: they hold no commas, so that `a, b` without brackets is a finding.
  std::vector<const Node*> scalars(const Node* node, const char* what, bool words = false);

  std::vector<Diagnostic>& findings() const { return findings_; }

 private:
  bool report_slip(const Node& mapping, const Node& key, const std::vector<std::string>& known);

  std::vector<Diagnostic>& findings_;
  std::vector<std::pair<const Node*, std::string>> meant_;  ///< mappings, and keys that unknown ones of them mean
};

}  // namespace aftale::loader
