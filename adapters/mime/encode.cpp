#include "adapters/mime/encode.h"

#include <algorithm>
#include <vector>

#include "engine/base/base64.h"
#include "engine/base/mail_address.h"
#include "engine/base/utf8.h"

namespace aftale::mime {
namespace {

constexpr std::size_t kLineMax = 76;  // RFC 2045 for bodies, RFC 2047 for lines with encoded words
constexpr std::string_view kWordBegin = "=?UTF-8?Q?", kWordEnd = "?=";

bool is_alphanumeric(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/// `atext` of RFC 5322.
bool is_atom(char c) {
  return is_alphanumeric(c) || std::string_view("!#$%&'*+-/=?^_`{|}~").find(c) != std::string_view::npos;
}

void append_escaped(std::string& out, char byte, char mark = '=') {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  const auto value = static_cast<unsigned char>(byte);
  out.push_back(mark);
  out.push_back(kDigits[value >> 4]);
  out.push_back(kDigits[value & 0x0F]);
}

/// One code point as it stands in an encoded word, strict enough for names in an address too (RFC 2047, 5.3).
std::string in_word(std::string_view bytes) {
  std::string out;
  for (const char byte : bytes) {
    if (is_alphanumeric(byte) || std::string_view("!*+-/").find(byte) != std::string_view::npos) {
      out.push_back(byte);
    } else if (byte == ' ') {
      out.push_back('_');
    } else {
      append_escaped(out, byte);
    }
  }
  return out;
}

/// One code point as it stands in an extended parameter: `attribute-char` of RFC 2231 or a percent sign and digits.
std::string in_parameter(std::string_view bytes) {
  std::string out;
  for (const char byte : bytes) {
    if (is_alphanumeric(byte) || std::string_view("-._").find(byte) != std::string_view::npos) {
      out.push_back(byte);
    } else {
      append_escaped(out, byte, '%');
    }
  }
  return out;
}

std::string encoded_words(std::string_view text, std::size_t column) {
  std::string out(kWordBegin);
  std::size_t used = column + kWordBegin.size();
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t size = std::max<std::size_t>(code_point_at(text, at).size, 1);
    const std::string letters = in_word(text.substr(at, size));
    if (used + letters.size() + kWordEnd.size() > kLineMax) {
      out.append(kWordEnd).append("\r\n ").append(kWordBegin);
      used = 1 + kWordBegin.size();
    }
    out.append(letters);
    used += letters.size();
    at += size;
  }
  return out.append(kWordEnd);
}

bool is_plain(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c <= '~'; }) &&
         text.find("=?") == std::string_view::npos;
}

/// A name before an address: plain, quoted or encoded.
std::string phrase(std::string_view title, std::size_t column) {
  if (!is_plain(title) || column + title.size() + 2 > kLineMax) return encoded_words(title, column);
  if (std::all_of(title.begin(), title.end(), [](char c) { return is_atom(c) || c == ' '; })) return std::string(title);
  std::string out("\"");
  for (const char c : title) {
    if (c == '"' || c == '\\') out.push_back('\\');
    out.push_back(c);
  }
  return out + "\"";
}

/// The column that `text`, appended at `column`, ends in.
std::size_t column_after(std::string_view text, std::size_t column) {
  const std::size_t line = text.rfind('\n');
  return line == std::string_view::npos ? column + text.size() : text.size() - line - 1;
}

/// The body's lines with every kind of line end taken for one.
std::string with_plain_line_ends(std::string_view body) {
  std::string out;
  for (std::size_t at = 0; at < body.size(); ++at) {
    if (body[at] != '\r') {
      out.push_back(body[at]);
    } else if (at + 1 == body.size() || body[at + 1] != '\n') {
      out.push_back('\n');
    }
  }
  if (!out.empty() && out.back() != '\n') out.push_back('\n');
  return out;
}

void append_line(std::string& out, std::string_view line) {
  std::size_t column = 0;
  for (std::size_t at = 0; at < line.size();) {
    const std::size_t size = std::max<std::size_t>(code_point_at(line, at).size, 1);
    const bool last = at + size == line.size();
    const char first = line[at];
    const bool is_space = first == ' ' || first == '\t';
    const bool guarded = at == 0 && (line.starts_with("From ") || line == ".");
    std::string letters;
    if (size == 1 && !guarded && first != '=' && ((first > ' ' && first <= '~') || (is_space && !last))) {
      letters.push_back(first);
    } else {
      for (const char byte : line.substr(at, size)) append_escaped(letters, byte);
    }
    // A line that goes on ends in "=", which is one of the 76.
    if (column + letters.size() + (last ? 0 : 1) > kLineMax) {
      out.append("=\r\n");
      column = 0;
    }
    out.append(letters);
    column += letters.size();
    at += size;
  }
  out.append("\r\n");
}

}  // namespace

std::string header_value(std::string_view text, std::size_t column) {
  if (is_plain(text) && column + text.size() <= kLineMax) return std::string(text);
  return encoded_words(text, column);
}

std::string angled(std::string_view title, std::string_view inside, std::size_t column, bool always_angled) {
  if (title.empty()) return always_angled ? "<" + std::string(inside) + ">" : std::string(inside);
  std::string out = phrase(title, column);
  out.append(column_after(out, column) + inside.size() + 3 > kLineMax ? "\r\n <" : " <");
  return out.append(inside).append(">");
}

std::string mailbox(std::string_view title, std::string_view address, std::size_t column) {
  if (is_mail_address(address)) return angled(title, address, column);
  std::string name(title.empty() ? address : title);
  if (!title.empty() && !address.empty()) name.append(" (").append(address).append(")");
  return phrase(name.empty() ? "aftale" : name, column) + ":;";
}

std::string parameter(std::string_view name, std::string_view value) {
  std::string out(";\r\n ");
  if (is_plain(value) && name.size() + value.size() + 6 <= kLineMax &&
      value.find_first_of("\"\\") == std::string_view::npos) {
    return out.append(name).append("=\"").append(value).append("\"");
  }
  std::vector<std::string> sections(1, "UTF-8''");
  for (std::size_t at = 0; at < value.size();) {
    const std::size_t size = std::max<std::size_t>(code_point_at(value, at).size, 1);
    const std::string letters = in_parameter(value.substr(at, size));
    if (name.size() + sections.back().size() + letters.size() + 8 > kLineMax) sections.emplace_back();
    sections.back() += letters;
    at += size;
  }
  if (sections.size() == 1) return out.append(name).append("*=").append(sections.front());
  for (std::size_t n = 0; n < sections.size(); ++n) {
    if (n > 0) out.append(";\r\n ");
    out.append(name).append("*").append(std::to_string(n)).append("*=").append(sections[n]);
  }
  return out;
}

std::string quoted_printable(std::string_view body) {
  const std::string lines = with_plain_line_ends(body);
  std::string out;
  for (std::size_t at = 0; at < lines.size();) {
    const std::size_t end = lines.find('\n', at);
    append_line(out, std::string_view(lines).substr(at, end - at));
    at = end + 1;
  }
  return out;
}

std::string base64_lines(std::string_view bytes) {
  const std::string all = write_base64(bytes);
  std::string out;
  out.reserve(all.size() + all.size() / kLineMax * 2 + 2);
  for (std::size_t at = 0; at < all.size(); at += kLineMax) out.append(all, at, kLineMax).append("\r\n");
  return out;
}

}  // namespace aftale::mime
