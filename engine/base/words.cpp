#include "engine/base/words.h"

#include <unicode/bytestream.h>
#include <unicode/coll.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <memory>

#include "engine/base/check.h"
#include "engine/base/utf8.h"

namespace aftale {
namespace {

/// Longer words are not near misses; this also bounds the work on hostile input.
constexpr std::size_t kNearestLengthMax = 200;

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char byte) { return static_cast<unsigned char>(byte) < 0x80; });
}

icu::StringPiece piece(std::string_view text) {
  AFTALE_CHECK(text.size() <= static_cast<std::size_t>(INT32_MAX));
  return {text.data(), static_cast<std::int32_t>(text.size())};
}

UChar32 icu_point(char32_t point) {
  return static_cast<UChar32>(point);
}

/// Optimal string alignment: insert, delete, replace, or swap two neighbours.
std::size_t edit_distance(const std::u32string& left, const std::u32string& right) {
  std::vector<std::size_t> before(right.size() + 1), above(right.size() + 1), row(right.size() + 1);
  for (std::size_t j = 0; j <= right.size(); ++j) above[j] = j;
  for (std::size_t i = 1; i <= left.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= right.size(); ++j) {
      const std::size_t replaced = above[j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1);
      row[j] = std::min({above[j] + 1, row[j - 1] + 1, replaced});
      if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1]) {
        row[j] = std::min(row[j], before[j - 2] + 1);
      }
    }
    before.swap(above);
    above.swap(row);
  }
  return above[right.size()];
}

std::string collapse_space(const icu::UnicodeString& text) {
  icu::UnicodeString out;
  bool gap = false;
  for (std::int32_t at = 0; at < text.length(); at = text.moveIndex32(at, 1)) {
    const UChar32 point = text.char32At(at);
    if (u_isUWhiteSpace(point)) {
      gap = !out.isEmpty();
      continue;
    }
    if (gap) out.append(u' ');
    gap = false;
    out.append(point);
  }
  std::string bytes;
  out.toUTF8String(bytes);
  return bytes;
}

}  // namespace

std::size_t invalid_utf8(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t size = code_point_at(text, at).size;
    if (size == 0) return at;
    at += size;
  }
  return std::string_view::npos;
}

std::size_t code_points(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(
      text.begin(), text.end(), [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0u) != 0x80u; }));
}

std::string nfc(std::string_view text) {
  if (is_ascii(text)) return std::string(text);
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* const form = icu::Normalizer2::getNFCInstance(status);
  std::string out;
  if (U_SUCCESS(status)) {
    icu::StringByteSink<std::string> sink(&out);
    form->normalizeUTF8(0, piece(text), sink, nullptr, status);
  }
  AFTALE_CHECK(U_SUCCESS(status));
  return out;
}

std::string folded(std::string_view text) {
  icu::UnicodeString wide = icu::UnicodeString::fromUTF8(piece(text));
  wide.toLower(icu::Locale::getRoot());
  // Composed last: lower-casing can take a letter apart.
  return nfc(collapse_space(wide));
}

int collate_danish(std::string_view left, std::string_view right) {
  // Comparing with a finished collator is safe from any thread.
  static const std::unique_ptr<const icu::Collator> collator = [] {
    UErrorCode status = U_ZERO_ERROR;
    std::unique_ptr<icu::Collator> made(icu::Collator::createInstance(icu::Locale("da"), status));
    if (U_SUCCESS(status)) made->setAttribute(UCOL_NORMALIZATION_MODE, UCOL_ON, status);
    AFTALE_CHECK(U_SUCCESS(status) && made != nullptr);
    return made;
  }();
  UErrorCode status = U_ZERO_ERROR;
  const UCollationResult order = collator->compareUTF8(piece(left), piece(right), status);
  AFTALE_CHECK(U_SUCCESS(status));
  return static_cast<int>(order);
}

std::string nearest(std::string_view word, const std::vector<std::string>& candidates) {
  if (word.size() > 4 * kNearestLengthMax) return {};
  const std::u32string wanted = to_code_points(folded(word));
  if (wanted.size() > kNearestLengthMax) return {};
  const std::string* best = nullptr;
  std::size_t best_distance = wanted.size() / 3 + 1;
  for (const std::string& candidate : candidates) {
    if (candidate.size() > 4 * kNearestLengthMax) continue;
    const std::u32string other = to_code_points(folded(candidate));
    const std::size_t apart =
        wanted.size() > other.size() ? wanted.size() - other.size() : other.size() - wanted.size();
    if (apart >= best_distance) continue;
    const std::size_t distance = edit_distance(wanted, other);
    if (distance < best_distance) {
      best = &candidate;
      best_distance = distance;
    }
  }
  return best ? *best : std::string();
}

std::string joined(const std::vector<std::string>& words, std::string_view conjunction) {
  std::string out;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0 && i + 1 == words.size()) {
      out.append(" ").append(conjunction).append(" ");
    } else if (i > 0) {
      out.append(", ");
    }
    out.append(words[i]);
  }
  return out;
}

std::size_t display_width(std::string_view text) {
  std::size_t width = 0;
  for (const char32_t point : to_code_points(text)) {
    if (point < 0x300) {
      ++width;
      continue;
    }
    const auto mask = U_GET_GC_MASK(icu_point(point));
    if ((mask & (U_GC_MN_MASK | U_GC_ME_MASK | U_GC_CF_MASK)) != 0) continue;
    const int east_asian = u_getIntPropertyValue(icu_point(point), UCHAR_EAST_ASIAN_WIDTH);
    width += east_asian == U_EA_WIDE || east_asian == U_EA_FULLWIDTH ? 2 : 1;
  }
  return width;
}

}  // namespace aftale
