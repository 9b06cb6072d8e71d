#include "engine/base/json_writer.h"

#include <array>
#include <charconv>
#include <cstring>

#include "engine/base/hex.h"
#include "engine/base/utf8.h"

namespace aftale {
namespace {

enum : std::uint8_t { kPlain = 0, kMultibyte = 1, kControl = 2 };

/// What to do with each byte: pass it on, look at the sequence, write \u00XX, or a backslash and this letter.
constexpr std::array<std::uint8_t, 256> kEscapes = [] {
  std::array<std::uint8_t, 256> table{};
  for (std::size_t i = 0; i < 0x20; ++i) table[i] = kControl;
  for (std::size_t i = 0x80; i < 0x100; ++i) table[i] = kMultibyte;
  table['"'] = '"';
  table['\\'] = '\\';
  table['\b'] = 'b';
  table['\f'] = 'f';
  table['\n'] = 'n';
  table['\r'] = 'r';
  table['\t'] = 't';
  return table;
}();

/// How many bytes from `at` on are plain, eight at a time: a byte below 0x20, above 0x7f, or equal to the quote or the
/// backslash sets its highest bit in `special`. May stop early at the end of the text.
std::size_t plain_run(std::string_view text, std::size_t at) {
  constexpr std::uint64_t kEach = 0x0101010101010101, kHigh = 0x8080808080808080;
  const std::size_t begin = at;
  for (; at + 8 <= text.size(); at += 8) {
    std::uint64_t word;
    std::memcpy(&word, text.data() + at, 8);
    const std::uint64_t quote = word ^ (kEach * '"'), backslash = word ^ (kEach * '\\');
    const std::uint64_t special = word | (word - kEach * 0x20) | (quote - kEach) | (backslash - kEach);
    if ((special & kHigh) != 0) break;
  }
  return at - begin;
}

void append_quoted(std::string& out, std::string_view text) {
  out.push_back('"');
  std::size_t start = 0;
  for (std::size_t at = plain_run(text, 0); at < text.size();) {
    const auto byte = static_cast<unsigned char>(text[at]);
    const std::uint8_t escape = kEscapes[byte];
    if (escape == kPlain) {
      ++at;
      continue;
    }
    if (escape == kMultibyte) {
      if (const std::size_t size = code_point_at(text, at).size) {
        at += size;
        at += plain_run(text, at);
        continue;
      }
    }
    out.append(text, start, at - start);
    if (escape == kMultibyte) {
      append_utf8(out, kReplacement);
    } else if (escape == kControl) {
      out.append("\\u00");
      append_hex(out, byte);
    } else {
      out.push_back('\\');
      out.push_back(static_cast<char>(escape));
    }
    start = ++at;
  }
  out.append(text, start, text.size() - start);
  out.push_back('"');
}

}  // namespace

void JsonWriter::before_value() {
  if (comma_) out_.push_back(',');
  comma_ = true;
}

JsonWriter& JsonWriter::begin_object() {
  before_value();
  out_.push_back('{');
  comma_ = false;
  return *this;
}

JsonWriter& JsonWriter::end_object() {
  out_.push_back('}');
  comma_ = true;
  return *this;
}

JsonWriter& JsonWriter::begin_array() {
  before_value();
  out_.push_back('[');
  comma_ = false;
  return *this;
}

JsonWriter& JsonWriter::end_array() {
  out_.push_back(']');
  comma_ = true;
  return *this;
}

JsonWriter& JsonWriter::key(std::string_view name) {
  before_value();
  append_quoted(out_, name);
  out_.push_back(':');
  comma_ = false;
  return *this;
}

JsonWriter& JsonWriter::string(std::string_view text) {
  before_value();
  append_quoted(out_, text);
  return *this;
}

JsonWriter& JsonWriter::number(std::int64_t number) {
  before_value();
  std::array<char, 24> digits;
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
  out_.append(digits.data(), end);
  return *this;
}

JsonWriter& JsonWriter::raw_number(std::string_view digits) {
  return raw(digits);
}

JsonWriter& JsonWriter::boolean(bool truth) {
  return raw(truth ? "true" : "false");
}

JsonWriter& JsonWriter::null() {
  return raw("null");
}

JsonWriter& JsonWriter::raw(std::string_view json) {
  before_value();
  out_.append(json);
  return *this;
}

}  // namespace aftale
