#pragma once
#include <optional>
#include <string>
#include <string_view>

/// Bytes as text: base64 of RFC 4648, section 4, with padding and without line breaks.
namespace aftale {

/// Four characters for each three bytes that were begun.
std::string write_base64(std::string_view bytes);

/// Strict: nothing but the alphabet, padding only at the end and complete, unused bits zero (RFC 4648, 3.5). Each
/// value has exactly one text that is read.
std::optional<std::string> read_base64(std::string_view text);

}  // namespace aftale
