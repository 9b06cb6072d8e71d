#include "engine/records/journal_hash.h"

namespace aftale::records {
namespace {

// A column is its length in 8 bytes, little endian, and its bytes; an absent one has a length that no text can have.
constexpr std::uint64_t kAbsent = ~std::uint64_t{0};

void put_number(std::string& out, std::uint64_t number) {
  char bytes[8];
  for (unsigned n = 0; n < 8; ++n) bytes[n] = static_cast<char>(number >> (8 * n) & 0xff);
  out.append(bytes, sizeof bytes);
}

void put(std::string& out, std::string_view bytes) {
  put_number(out, bytes.size());
  out.append(bytes);
}

void put(std::string& out, std::int64_t number) {
  put_number(out, 8);
  put_number(out, static_cast<std::uint64_t>(number));
}

}  // namespace

Digest hash_of(const JournalRow& row, Sha256& sha, std::string& buffer) {
  buffer.clear();
  put(buffer, row.seq);
  put(buffer, row.format);
  put(buffer, row.case_id.value);
  put(buffer, row.revision);
  put(buffer, row.at.micros);
  put(buffer, row.recorded_at.micros);
  if (row.effective)
    put(buffer, row.effective->days());
  else
    put_number(buffer, kAbsent);
  put(buffer, row.actor);
  put(buffer, row.proof);
  if (row.request)
    put(buffer, row.request->view());
  else
    put_number(buffer, kAbsent);
  put(buffer, row.kind);
  put(buffer, row.input);
  put(buffer, row.outcome);
  put(buffer, row.prev.view());
  return sha.of(buffer);
}

}  // namespace aftale::records
