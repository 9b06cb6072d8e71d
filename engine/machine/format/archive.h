#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>

#include "engine/base/digest.h"
#include "engine/base/text.h"
#include "engine/feel/value.h"
#include "engine/machine/format/binary.h"
#include "engine/machine/format/value_codec.h"
#include "engine/model/definition.h"
#include "engine/time/civil.h"

/// The two directions of the bytes of a branch under one set of names, so that each format is described once and read
/// and written by the same description. What a name stands for in bytes is said beside the grammar in `codec.cpp`.
namespace aftale::machine {

/// Writes what it is given. `out` and `definition` outlive it.
class Encoder {
 public:
  Encoder(std::string& out, const model::Definition& definition) : out_(out), definition_(definition) {}
  template <class Number>
  void number(Number number) {
    static_assert(std::is_unsigned_v<Number>);
    out_.number(number);
  }
  template <class Enum>
  void enumeration(Enum value, std::uint64_t /*bound*/) {
    out_.number(static_cast<std::uint64_t>(value));
  }
  void boolean(bool value) { out_.number(value ? 1 : 0); }
  template <class... Bools>
  void flags(const Bools&... bits) {
    std::uint64_t number = 0, bit = 1;
    ((number |= bits ? bit : 0, bit <<= 1), ...);
    out_.number(number);
  }
  void instant(const time::Instant& at) { out_.integer(at.micros); }
  void text(const std::string& text) { out_.text(text); }
  void title(const TextPtr& title) {
    out_.text(title->da);
    out_.text(title->en);
  }
  void digest(const Digest& digest) { out_.text(digest.view()); }
  void date(const time::CivilDate& date) { out_.date(date); }
  void date(const std::optional<time::CivilDate>& date) { out_.optional_date(date); }
  void optional(const std::optional<std::uint32_t>& number) { out_.number(number ? std::uint64_t{*number} + 1 : 0); }
  void value(const feel::Value& value) { put_value(out_, value, definition_); }
  template <class Items, class Visit>
  void all(const Items& items, Visit visit) {
    out_.number(items.size());
    for (const auto& item : items) visit(item);
  }

 private:
  BinaryWriter out_;
  const model::Definition& definition_;
};

/// Fills what it is given. After the first fault everything is zero and `ok` is false. `bytes` and `definition` outlive
/// it.
class Decoder {
 public:
  Decoder(std::string_view bytes, const model::Definition& definition) : in_(bytes), definition_(definition) {}
  bool ok() const { return in_.ok(); }
  bool at_end() const { return in_.at_end(); }
  void broken() { in_.broken(); }
  /// No more than fits into the number.
  template <class Number>
  void number(Number& number) {
    static_assert(std::is_unsigned_v<Number>);
    if constexpr (sizeof(Number) == sizeof(std::uint64_t)) {
      number = in_.number();
    } else {
      number = static_cast<Number>(in_.below(std::uint64_t{1} << (8 * sizeof(Number))));
    }
  }
  template <class Enum>
  void enumeration(Enum& value, std::uint64_t bound) {
    value = static_cast<Enum>(in_.below(bound));
  }
  void boolean(bool& value) { value = in_.below(2) == 1; }
  template <class... Bools>
  void flags(Bools&... bits) {
    const std::uint64_t number = in_.below(std::uint64_t{1} << sizeof...(bits));
    std::uint64_t bit = 1;
    ((bits = (number & bit) != 0, bit <<= 1), ...);
  }
  void instant(time::Instant& at) { at.micros = in_.integer(); }
  void text(std::string& text) { text = in_.text(); }
  void title(TextPtr& title) {
    Text read;
    read.da = in_.text();
    read.en = in_.text();
    title = std::make_shared<const Text>(std::move(read));
  }
  void digest(Digest& digest) {
    if (const auto read = Digest::from_bytes(in_.text())) {
      digest = *read;
    } else {
      in_.broken();
    }
  }
  void date(time::CivilDate& date) { date = in_.date(); }
  void date(std::optional<time::CivilDate>& date) { date = in_.optional_date(); }
  void optional(std::optional<std::uint32_t>& number) {
    const std::uint64_t read = in_.number();
    if (read > std::uint64_t{1} << 32U) in_.broken();
    if (read != 0) number = static_cast<std::uint32_t>(read - 1);
  }
  void value(feel::Value& value) { value = get_value(in_, definition_, 0); }
  template <class Items, class Visit>
  void all(Items& items, Visit visit) {
    const std::uint64_t count = in_.count();
    items.reserve(count);
    for (std::uint64_t n = 0; n < count && in_.ok(); ++n) visit(items.emplace_back());
  }

 private:
  BinaryReader in_;
  const model::Definition& definition_;
};

}  // namespace aftale::machine
