#pragma once
#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/cases/wire/codec.h"
#include "engine/commands/command.h"

/// Commands on the wire: the fields of their kinds (engine/commands/fields.h), all of them, by a Writer or a Reader.
namespace aftale::cases::wire {

/// Entries are numbered from 1.
template <class Wire>
void number_of_entry(Wire& wire, const char* key, Of<Wire, std::uint64_t>& entry) {
  auto number = static_cast<std::int64_t>(entry);
  wire.member(key, number);
  if constexpr (Wire::kReads) entry = static_cast<std::uint64_t>(std::max<std::int64_t>(number, 0));
}

template <class Wire>
class CommandForm {
 public:
  static constexpr bool kReads = Wire::kReads;
  using Unsaid = commands::Unsaid;
  explicit CommandForm(Wire& wire) : wire_(wire) {}

  void name(const char* key, Of<Wire, std::string>& text, Unsaid = {}) { wire_.exact(key, text); }
  void text(const char* key, Of<Wire, std::string>& text, Unsaid = {}) { wire_.exact(key, text); }
  void texts(const char* key, Of<Wire, std::vector<std::string>>& texts) {
    wire_.list(key, texts, [&](auto& text, std::size_t) { wire_.exact(text); });
  }
  void new_key(const char* key, Of<Wire, std::string>& text) { wire_.exact(key, text); }
  void words(const char* key, Of<Wire, commands::Words>& words) { wire_.pairs(key, words); }
  void bytes(const char* key, Of<Wire, std::string>& bytes) { wire_.bytes(key, bytes); }
  template <class Row>
  void maybe(const char* key, Row& row) {
    wire_.maybe(key, row);
  }
  template <class Value>
  void member(const char* key, Value& value) {
    wire_.member(key, value);
  }
  void entry(const char* key, Of<Wire, std::uint64_t>& number) { number_of_entry(wire_, key, number); }
  void flag(const char* key, Of<Wire, bool>& truth, Unsaid unsaid = {}) {
    if (unsaid == Unsaid::left_out)
      wire_.rarely(key, truth);
    else
      wire_.member(key, truth);
  }
  void versions(const char* key, Of<Wire, std::vector<std::pair<std::string, std::uint32_t>>>& versions) {
    wire_.list(key, versions, [&](auto& version, std::size_t) {
      wire_.object([&] {
        wire_.exact("document", version.first);
        wire_.member("version", version.second);
      });
    });
  }

 private:
  Wire& wire_;
};

/// `do` and `with`: one of the kinds that `Intent` lists under `names`.
template <class Wire, class Intent>
void intent_fields(Wire& wire, Intent& intent, Names names) {
  wire.tag("do", intent, names);
  wire.object("with", [&] {
    CommandForm<Wire> form(wire);
    std::visit([&](auto& asked) { fields(form, asked); }, intent);
  });
}

template <class Wire>
void fields(Wire& wire, Of<Wire, commands::Command>& command) {
  wire.member("request", command.request);
  wire.exact("case", command.key);
  wire.member("effective", command.effective);
  wire.member("dry_run", command.dry_run);
  intent_fields(wire, command.intent, commands::Kinds<commands::Input>::kNames);
}

}  // namespace aftale::cases::wire
