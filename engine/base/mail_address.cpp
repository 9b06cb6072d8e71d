#include "engine/base/mail_address.h"

#include <algorithm>
#include <cstddef>

namespace aftale {
namespace {

constexpr std::size_t kAddressMax = 254, kLocalMax = 64, kLabelMax = 63;

bool is_letter_or_digit(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

bool is_word(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return is_letter_or_digit(c) || std::string_view("!#$%&'*+-/=?^_`{|}~").find(c) != std::string_view::npos;
  });
}

bool is_label(std::string_view text) {
  return !text.empty() && text.size() <= kLabelMax && text.front() != '-' && text.back() != '-' &&
         std::all_of(text.begin(), text.end(), [](char c) { return is_letter_or_digit(c) || c == '-'; });
}

/// How many parts a text has between its dots; 0 where one of them is not as it should be.
std::size_t parts_of(std::string_view text, bool (*is_part)(std::string_view)) {
  for (std::size_t count = 1;; ++count) {
    const std::size_t dot = text.find('.');
    if (!is_part(text.substr(0, dot))) return 0;
    if (dot == std::string_view::npos) return count;
    text.remove_prefix(dot + 1);
  }
}

}  // namespace

bool is_mail_address(std::string_view text) {
  const std::size_t at = text.find('@');
  return text.size() <= kAddressMax && at != std::string_view::npos && at <= kLocalMax &&
         parts_of(text.substr(0, at), is_word) > 0 && parts_of(text.substr(at + 1), is_label) > 1;
}

}  // namespace aftale
