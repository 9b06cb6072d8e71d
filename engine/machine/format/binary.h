#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "engine/time/civil.h"

/// The bytes under the codec: numbers in groups of seven bits, texts with their length.
namespace aftale::machine {

class BinaryWriter {
 public:
  explicit BinaryWriter(std::string& out) : out_(out) {}
  void number(std::uint64_t number) {
    while (number >= 0x80) {
      out_.push_back(static_cast<char>(number | 0x80));
      number >>= 7;
    }
    out_.push_back(static_cast<char>(number));
  }
  /// Zigzag, so that days before 1970 stay short.
  void integer(std::int64_t number) {
    this->number(static_cast<std::uint64_t>(number) << 1 ^ static_cast<std::uint64_t>(number >> 63));
  }
  void text(std::string_view text) {
    number(text.size());
    out_.append(text);
  }
  void date(time::CivilDate date) { integer(date.days()); }
  void optional_date(const std::optional<time::CivilDate>& date) {
    number(date ? 1 : 0);
    if (date) this->date(*date);
  }

 private:
  std::string& out_;
};

/// Never reads past the end: after the first fault everything is zero and `ok` is false.
class BinaryReader {
 public:
  explicit BinaryReader(std::string_view bytes) : bytes_(bytes) {}
  bool ok() const { return ok_; }
  bool at_end() const { return at_ == bytes_.size(); }
  std::uint64_t number() {
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
      if (at_ >= bytes_.size()) return broken();
      const auto byte = static_cast<std::uint8_t>(bytes_[at_++]);
      value |= static_cast<std::uint64_t>(byte & 0x7f) << shift;
      if ((byte & 0x80) == 0) return value;
    }
    return broken();
  }
  std::int64_t integer() {
    const std::uint64_t coded = number();
    return static_cast<std::int64_t>(coded >> 1) ^ -static_cast<std::int64_t>(coded & 1);
  }
  /// A number below `bound`.
  std::uint64_t below(std::uint64_t bound) {
    const std::uint64_t value = number();
    return value < bound ? value : broken();
  }
  std::uint16_t index() { return static_cast<std::uint16_t>(below(0x10000)); }
  std::uint32_t small() { return static_cast<std::uint32_t>(below(0x100000000)); }
  /// How many items follow: each takes a byte at least, so no more than the bytes left.
  std::uint64_t count() { return below(bytes_.size() - at_ + 1); }
  std::string text() {
    const std::uint64_t size = number();
    if (!ok_ || size > bytes_.size() - at_) {
      broken();
      return {};
    }
    std::string text(bytes_.substr(at_, size));
    at_ += size;
    return text;
  }
  time::CivilDate date() { return time::CivilDate::from_days(integer()); }
  std::optional<time::CivilDate> optional_date() {
    if (below(2) == 0) return std::nullopt;
    return date();
  }
  std::uint64_t broken() {
    ok_ = false;
    at_ = bytes_.size();
    return 0;
  }

 private:
  std::string_view bytes_;
  std::size_t at_ = 0;
  bool ok_ = true;
};

}  // namespace aftale::machine
