#pragma once
#include <algorithm>
#include <concepts>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/json.h"
#include "engine/machine/input.h"
#include "engine/model/definition.h"

namespace aftale::machine {

/// Reads the fields of a kind from the members of a JSON object: a visitor (engine/commands/fields.h). What is missing
/// says nothing; of what cannot be read the first name is kept.
class PayloadReader {
 public:
  static constexpr bool kReads = true;
  /// Both must outlive the reader. Without a definition values are passed over.
  PayloadReader(const Json& json, const model::Definition* definition) : json_(json), definition_(definition) {}

  const std::optional<std::string>& unread() const { return unread_; }

  void name(const char* key, std::string& text, commands::Unsaid = {}) { text = json_[key].text(); }
  void text(const char* key, std::string& text, commands::Unsaid = {}) { name(key, text); }
  void texts(const char* key, std::vector<std::string>& texts) {
    for (const Json& text : json_[key].items()) texts.push_back(text.text());
  }
  void values(const char* key, NamedValues& inputs);
  void values(const char* key, NamedValues& data, const std::string& event);
  /// What another case came to is written as FEEL, because nothing here declares its type.
  void result(const char* key, feel::Value& value);
  void member(const char* key, time::CivilDate& date) {
    keep(key, time::CivilDate::parse_iso(json_[key].text()), date);
  }
  void member(const char* key, Digest& digest) { keep(key, Digest::from_hex(json_[key].text()), digest); }
  template <std::unsigned_integral Number>
  void member(const char* key, Number& number) {
    number = static_cast<Number>(json_[key].integer());
  }
  void member(const char* key, std::optional<time::CivilDate>& date) {
    if (json_.has(key)) date = time::CivilDate::parse_iso(json_[key].text());
  }
  void member(const char* key, std::optional<std::int64_t>& number) {
    if (json_.has(key)) number = json_[key].integer();
  }
  void entry(const char* key, std::uint64_t& number) { member(key, number); }
  void flag(const char* key, bool& truth, commands::Unsaid = {}) { truth = json_[key].boolean(); }
  template <class Value>
  void choice(const char* key, Value& value, std::span<const std::string_view> names, Value otherwise) {
    const auto found = std::find(names.begin(), names.end(), json_[key].text());
    value = found == names.end() ? otherwise : static_cast<Value>(found - names.begin());
  }
  void versions(const char* key, std::vector<std::pair<std::string, std::uint32_t>>& versions) {
    for (const auto& [document, version] : json_[key].members())
      versions.emplace_back(document, static_cast<std::uint32_t>(version.integer()));
  }

 private:
  template <class Value>
  void keep(const std::string& what, const std::optional<Value>& read, Value& value) {
    if (read)
      value = *read;
    else
      note_unread(what);
  }
  void note_unread(const std::optional<std::string>& what) {
    if (!unread_) unread_ = what;
  }
  const Json& json_;
  const model::Definition* definition_;
  std::optional<std::string> unread_;
};

}  // namespace aftale::machine
