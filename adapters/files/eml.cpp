#include "adapters/files/eml.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>

#include "engine/base/digest.h"
#include "engine/base/utf8.h"
#include "engine/ports/header_text.h"
#include "engine/time/civil.h"

namespace aftale::files {
namespace {

constexpr std::size_t kLineMax = 76;  // RFC 2045 for bodies, RFC 2047 for lines with encoded words
constexpr std::string_view kWordBegin = "=?UTF-8?Q?", kWordEnd = "?=";
constexpr std::string_view kNowhere = "aftale.invalid";  // RFC 2606: a domain that will never be

bool is_alphanumeric(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/// `atext` of RFC 5322.
bool is_atom(char c) {
  return is_alphanumeric(c) || std::string_view("!#$%&'*+-/=?^_`{|}~").find(c) != std::string_view::npos;
}

bool is_dot_atom(std::string_view text) {
  char before = '.';
  for (const char c : text) {
    if (c == '.' ? before == '.' : !is_atom(c)) return false;
    before = c;
  }
  return before != '.';
}

void append_escaped(std::string& out, char byte) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  const auto value = static_cast<unsigned char>(byte);
  out.push_back('=');
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

std::string mailbox(std::string_view title_given, std::string_view address_given, std::size_t column) {
  const std::string title = ports::header_text(title_given), address = ports::header_text(address_given);
  if (!is_address(address)) {
    const std::string name = title.empty() ? address : address.empty() ? title : title + " (" + address + ")";
    return phrase(name.empty() ? "aftale" : name, column) + ":;";
  }
  if (title.empty()) return address;
  std::string out = phrase(title, column);
  out.append(column_after(out, column) + address.size() + 3 > kLineMax ? "\r\n <" : " <");
  return out.append(address).append(">");
}

std::string domain_of(const ports::Message& message) {
  const std::string address = ports::header_text(message.sender);
  return is_address(address) ? address.substr(address.find('@') + 1) : std::string(kNowhere);
}

/// Mail asks for an address in From; one that can never be delivered to stands in where the sender has none.
std::string sender(const ports::Message& message, std::size_t column) {
  const bool known = is_address(ports::header_text(message.sender));
  return mailbox(message.sender_title, known ? message.sender : "aftale@" + std::string(kNowhere), column);
}

std::string date(time::Instant instant) {
  constexpr std::array kDays{"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
  constexpr std::array kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  constexpr std::int64_t kDay = 86'400;
  const std::int64_t seconds = instant.unix_seconds();
  const std::int64_t of_day = ((seconds % kDay) + kDay) % kDay;
  const time::CivilDate day = time::CivilDate::from_days((seconds - of_day) / kDay);
  std::array<char, 64> out;
  std::snprintf(out.data(), out.size(), "%s, %d %s %04lld %02d:%02d:%02d +0000",
                kDays[static_cast<std::size_t>(day.weekday()) - 1], day.day(),
                kMonths[static_cast<std::size_t>(day.month()) - 1], static_cast<long long>(day.year()),
                static_cast<int>(of_day / 3600), static_cast<int>(of_day / 60 % 60), static_cast<int>(of_day % 60));
  return out.data();
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

void field(std::string& out, std::string_view name, std::string_view value) {
  out.append(name).append(": ").append(value).append("\r\n");
}

}  // namespace

bool is_address(std::string_view text) {
  const std::size_t at = text.find('@');
  return at != std::string_view::npos && text.size() <= 254 && is_dot_atom(text.substr(0, at)) &&
         is_dot_atom(text.substr(at + 1));
}

std::string header_value(std::string_view text, std::size_t column) {
  if (is_plain(text) && column + text.size() <= kLineMax) return std::string(text);
  return encoded_words(text, column);
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

std::string eml(const ports::Message& message) {
  const std::string domain = domain_of(message);
  std::string out;
  field(out, "Date", date(message.created_at));
  field(out, "From", sender(message, 6));
  field(out, "To", mailbox(message.receiver_title, message.receiver, 4));
  field(out, "Subject", header_value(ports::header_text(message.subject), 9));
  field(out, "Message-ID", "<" + message.id.text() + "@" + domain + ">");
  field(out, "References", "<case-" + sha256(message.case_key).hex().substr(0, 32) + "@" + domain + ">");
  field(out, "Auto-Submitted", "auto-generated");
  field(out, "X-Auto-Response-Suppress", "All");
  field(out, "MIME-Version", "1.0");
  field(out, "Content-Type", "text/plain; charset=utf-8");
  field(out, "Content-Transfer-Encoding", "quoted-printable");
  return out + "\r\n" + quoted_printable(message.body);
}

}  // namespace aftale::files
