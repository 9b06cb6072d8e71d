#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/digest.h"
#include "engine/commands/fields.h"
#include "engine/commands/values.h"
#include "engine/time/civil.h"

namespace aftale::commands {

/// What a command asks, as bytes: a request id that comes again with others is noticed. Each piece is length-prefixed,
/// so that no two commands read alike. The journal keeps the digest, so the bytes of a kind never change. A visitor of
/// fields; one object, one command.
class Fingerprint : public Onlooker {
 public:
  Fingerprint& add(std::string_view text);
  Fingerprint& add(const std::optional<std::int64_t>& number);
  Fingerprint& add(const std::optional<time::CivilDate>& date);
  Fingerprint& add(const Words& words);
  /// 16 hex digits of what was added.
  std::string hex() const;

  void name(const char*, const std::string& text, Unsaid = {}) { add(text); }
  void text(const char*, const std::string& text, Unsaid = {}) { add(text); }
  void new_key(const char*, const std::string& text) { add(text); }
  void words(const char*, const Words& words) { add(words); }
  void texts(const char*, const std::vector<std::string>& texts);
  void bytes(const char*, const std::string& bytes) { add(sha256(bytes).view()); }
  void member(const char*, const Digest& digest) { add(digest.view()); }
  void member(const char*, const time::CivilDate& date) { add(std::optional(date)); }
  void member(const char*, const std::optional<time::CivilDate>& date) { add(date); }
  void member(const char*, const std::optional<std::int64_t>& number) { add(number); }
  void entry(const char*, std::uint64_t number) { add(std::to_string(number)); }
  void flag(const char* key, bool truth, Unsaid unsaid = {});
  void versions(const char*, const std::vector<std::pair<std::string, std::uint32_t>>& versions);

 private:
  std::string bytes_;
};

}  // namespace aftale::commands
