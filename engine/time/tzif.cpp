#include "engine/time/tzif.h"

#include <cstddef>

namespace aftale::time {
namespace {

constexpr std::size_t kHeaderBytes = 44, kTypeBytes = 6;
constexpr std::string_view kMagic = "TZif";
/// RFC 9636, 3.2: an offset is less than 26 hours.
constexpr std::int64_t kOffsetMax = 26 * 3600;

/// Takes big-endian numbers from the front; where too little is left, it says so and gives zeros.
class Bytes {
 public:
  explicit Bytes(std::string_view bytes) : left_(bytes) {}
  bool well() const { return well_; }
  std::string_view left() const { return left_; }

  std::string_view take(std::size_t size) {
    if (size > left_.size()) {
      well_ = false;
      return {};
    }
    const std::string_view taken = left_.substr(0, size);
    left_.remove_prefix(size);
    return taken;
  }
  std::uint64_t number(std::size_t size) {
    std::uint64_t value = 0;
    for (const char byte : take(size)) value = value << 8 | static_cast<unsigned char>(byte);
    return value;
  }
  std::int64_t int32() { return static_cast<std::int32_t>(static_cast<std::uint32_t>(number(4))); }
  std::int64_t int64() { return static_cast<std::int64_t>(number(8)); }

 private:
  std::string_view left_;
  bool well_ = true;
};

struct Header {
  char version = 0;
  std::size_t utc_marks = 0, standard_marks = 0, leaps = 0, times = 0, types = 0, letters = 0;

  /// Of the block behind the header, where a time takes `time_bytes`.
  std::size_t block_bytes(std::size_t time_bytes) const {
    return times * (time_bytes + 1) + types * kTypeBytes + letters + leaps * (time_bytes + 4) + standard_marks +
           utc_marks;
  }
};

std::optional<Header> read_header(Bytes& bytes) {
  if (bytes.left().size() < kHeaderBytes || bytes.take(kMagic.size()) != kMagic) return std::nullopt;
  Header header;
  header.version = bytes.take(1).front();
  bytes.take(15);
  for (std::size_t* count :
       {&header.utc_marks, &header.standard_marks, &header.leaps, &header.times, &header.types, &header.letters})
    *count = static_cast<std::size_t>(bytes.number(4));
  return header;
}

}  // namespace

std::optional<Tzif> Tzif::read(std::string_view file) {
  Bytes bytes(file);
  // The first block holds times of 32 bits, for programs of old.
  const std::optional<Header> old = read_header(bytes);
  if (!old || old->version < '2') return std::nullopt;
  bytes.take(old->block_bytes(4));
  const std::optional<Header> header = read_header(bytes);
  if (!header || header->types == 0 || header->block_bytes(8) > bytes.left().size()) return std::nullopt;

  Tzif zone;
  zone.changes.resize(header->times);
  for (Change& change : zone.changes) change.at = bytes.int64();
  const std::string_view types_of_changes = bytes.take(header->times);
  std::vector<std::int64_t> offsets;
  for (std::size_t n = 0; n < header->types; ++n) {
    offsets.push_back(bytes.int32());
    bytes.take(2);  // whether it is summer time, and its name
    if (offsets.back() < -kOffsetMax || offsets.back() > kOffsetMax) return std::nullopt;
  }
  for (std::size_t n = 0; n < header->times; ++n) {
    const auto type = static_cast<std::size_t>(static_cast<unsigned char>(types_of_changes[n]));
    if (type >= offsets.size() || (n > 0 && zone.changes[n].at <= zone.changes[n - 1].at)) return std::nullopt;
    zone.changes[n].offset = offsets[type];
  }
  zone.first_offset = offsets.front();
  bytes.take(header->letters + header->leaps * 12 + header->standard_marks + header->utc_marks);
  const std::string_view footer = bytes.left();
  if (!bytes.well() || footer.size() < 2 || footer.front() != '\n' || footer.back() != '\n') return std::nullopt;
  zone.footer = footer.substr(1, footer.size() - 2);
  return zone;
}

}  // namespace aftale::time
