#pragma once
#include <concepts>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/json_writer.h"
#include "engine/machine/format/declared.h"
#include "engine/machine/input.h"

namespace aftale::machine {

/// Writes the fields of a kind as members of a JSON object that has begun: a visitor (engine/commands/fields.h). Only
/// what says something is written. `definition` tells references to an organisation from other values.
class PayloadWriter {
 public:
  static constexpr bool kReads = false;
  PayloadWriter(const model::Definition& definition, JsonWriter& out) : definition_(definition), out_(out) {}

  void name(const char* key, const std::string& text, commands::Unsaid unsaid = commands::Unsaid::written) {
    if (!text.empty() || unsaid == commands::Unsaid::written) out_.field(key, text);
  }
  void text(const char* key, const std::string& text, commands::Unsaid unsaid = commands::Unsaid::written) {
    name(key, text, unsaid);
  }
  void texts(const char* key, const std::vector<std::string>& texts) {
    if (texts.empty()) return;
    out_.key(key).begin_array();
    for (const std::string& text : texts) out_.string(text);
    out_.end_array();
  }
  void values(const char* key, const NamedValues& values) {
    if (values.empty()) return;
    out_.key(key).begin_object();
    for (const auto& [id, value] : values) {
      out_.key(id);
      write_declared(value, definition_, out_);
    }
    out_.end_object();
  }
  void values(const char* key, const NamedValues& data, const std::string&) { values(key, data); }
  void result(const char* key, const feel::Value& value) {
    if (!value.is_null()) out_.field(key, value.feel());
  }
  void member(const char* key, const time::CivilDate& date) { out_.field(key, date.iso()); }
  void member(const char* key, const Digest& digest) { out_.field(key, digest.hex()); }
  template <std::unsigned_integral Number>
  void member(const char* key, const Number& number) {
    out_.field(key, static_cast<std::int64_t>(number));
  }
  void member(const char* key, const std::optional<time::CivilDate>& date) {
    if (date) member(key, *date);
  }
  void member(const char* key, const std::optional<std::int64_t>& number) {
    if (number) out_.field(key, *number);
  }
  void entry(const char* key, std::uint64_t number) { member(key, number); }
  void flag(const char* key, bool truth, commands::Unsaid = {}) {
    if (truth) out_.field(key, true);
  }
  template <class Value>
  void choice(const char* key, Value value, std::span<const std::string_view> names, Value) {
    out_.field(key, names[static_cast<std::size_t>(value)]);
  }
  void versions(const char* key, const std::vector<std::pair<std::string, std::uint32_t>>& versions) {
    if (versions.empty()) return;
    out_.key(key).begin_object();
    for (const auto& [document, version] : versions) out_.field(document, static_cast<std::int64_t>(version));
    out_.end_object();
  }

 private:
  const model::Definition& definition_;
  JsonWriter& out_;
};

}  // namespace aftale::machine
