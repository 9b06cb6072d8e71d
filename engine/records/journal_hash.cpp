#include "engine/records/journal_hash.h"

#include <string_view>

namespace aftale::records {
namespace {

constexpr std::uint64_t kAbsent = ~std::uint64_t{0};
constexpr std::string_view kCommand = ",\"command\":\"", kEnd = "\"}";
constexpr std::size_t kDigits = 16;

/// Puts each column into the bytes that are hashed.
class Hashed {
 public:
  Hashed(std::string& out, const JournalRow& row) : out_(out), row_(row) {}

  template <class T>
  void key(const char* name, const T& value) {
    column(name, value);
  }
  template <class T>
  void column(std::string_view name, const T& value) {
    if (name == "hash" || name == "command") return;
    if (name == "proof" && row_.command)
      put(whole_proof(row_));
    else
      put(value);
  }
  template <class Members>
  void group(const char*, Members members) {
    members(*this);
  }
  void of_entry_before(const char* name, const Digest& value) { column(name, value); }
  void unless_same(const char* name, time::Instant value, time::Instant) { column(name, value); }

 private:
  void number(std::uint64_t number) {
    char bytes[8];
    for (unsigned n = 0; n < 8; ++n) bytes[n] = static_cast<char>(number >> (8 * n) & 0xff);
    out_.append(bytes, sizeof bytes);
  }
  void put(std::string_view bytes) {
    number(bytes.size());
    out_.append(bytes);
  }
  void put(const std::string& text) { put(std::string_view(text)); }
  void put(std::int64_t value) {
    number(8);
    number(static_cast<std::uint64_t>(value));
  }
  void put(CaseId id) { put(id.value); }
  void put(time::Instant at) { put(at.micros); }
  void put(time::CivilDate date) { put(date.days()); }
  void put(const RequestId& id) { put(id.view()); }
  void put(const Digest& digest) { put(digest.view()); }
  template <class T>
  void put(const std::optional<T>& maybe) {
    if (maybe)
      put(*maybe);
    else
      number(kAbsent);
  }

  std::string& out_;
  const JournalRow& row_;
};

}  // namespace

Digest hash_of(const JournalRow& row, Sha256& sha, std::string& buffer) {
  buffer.clear();
  Hashed hashed(buffer, row);
  columns(hashed, row);
  return sha.of(buffer);
}

std::string command_hex(const JournalRow& row) {
  if (!row.command) return {};
  constexpr char kHex[] = "0123456789abcdef";
  std::string digits(kDigits, '0');
  auto rest = static_cast<std::uint64_t>(*row.command);
  for (std::size_t n = kDigits; n-- > 0; rest >>= 4) digits[n] = kHex[rest & 0xf];
  return digits;
}

std::string whole_proof(const JournalRow& row) {
  if (!row.command) return row.proof;
  std::string whole = row.proof.substr(0, row.proof.size() - 1);
  whole.append(kCommand).append(command_hex(row)).append(kEnd);
  return whole;
}

std::optional<std::int64_t> command_of_hex(std::string_view hex) {
  std::uint64_t number = 0;
  for (const char digit : hex) {
    const bool is_digit = digit >= '0' && digit <= '9', is_letter = digit >= 'a' && digit <= 'f';
    if (!is_digit && !is_letter) return std::nullopt;
    number = number << 4 | static_cast<std::uint64_t>(is_digit ? digit - '0' : digit - 'a' + 10);
  }
  return hex.size() == kDigits ? std::optional(static_cast<std::int64_t>(number)) : std::nullopt;
}

void split_proof(JournalRow& row, std::string whole) {
  row.command.reset();
  const std::size_t tail = kCommand.size() + kDigits + kEnd.size();
  // Longer than an object that holds nothing else.
  if (whole.size() > tail + 1 && whole.ends_with(kEnd)) {
    const std::string_view last = std::string_view(whole).substr(whole.size() - tail);
    if (last.starts_with(kCommand)) row.command = command_of_hex(last.substr(kCommand.size(), kDigits));
  }
  if (row.command) whole.replace(whole.size() - tail, tail, "}");
  row.proof = std::move(whole);
}

}  // namespace aftale::records
