#pragma once
#include <string>
#include <string_view>

/// How text and bytes are written in a mail: RFC 5322 with RFC 2045, 2047 and 2231 for what is not ASCII. Everything
/// here gives lines of at most 76 characters where the content allows it, ended by CRLF, and the same bytes for the
/// same content. The caller has refused what breaks a header (records::breaks_a_header).
namespace aftale::mime {

/// A header value as encoded words in UTF-8 where it is not plain ASCII or the line would grow past 76 columns.
/// `column` is where the value begins; each word has at most 75 characters and holds whole code points (RFC 2047).
std::string header_value(std::string_view text, std::size_t column);

/// `title <inside>`: the title plain, quoted or encoded; a line is begun before `<` where it would grow too long.
/// `inside` alone where there is no title, unless `always_angled`.
std::string angled(std::string_view title, std::string_view inside, std::size_t column, bool always_angled = false);

/// A person for From or To. What is no address becomes the name of a group without members (RFC 5322, 3.4).
std::string mailbox(std::string_view title, std::string_view address, std::size_t column);

/// `; name=value` of a Content-* header on lines of its own: quoted where the value is ASCII and short, else in UTF-8
/// and, where it is long, in numbered sections (RFC 2231).
std::string parameter(std::string_view name, std::string_view value);

/// Quoted-printable (RFC 2045, 6.7), lines of at most 76 characters, CRLF; ends with a line end. Lines that begin with
/// "From " or are a lone dot are encoded too, for mailboxes and SMTP.
std::string quoted_printable(std::string_view body);

/// Base64 (RFC 2045, 6.8) in lines of 76 characters; ends with a line end unless it is empty.
std::string base64_lines(std::string_view bytes);

}  // namespace aftale::mime
