#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/diagnostic.h"
#include "engine/loader/node.h"

namespace aftale::loader {

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
