#pragma once
#include <string>
#include <string_view>

#include "engine/ports/channel.h"

/// A message as mail: RFC 5322 with RFC 2045/2047 for what is not ASCII. The same message gives the same bytes.
namespace aftale::files {

/// The whole mail, lines ending in CRLF: Date, From, To, Subject, Message-ID (follows from the message id), References
/// (the same for all mails of a case, so that they are shown together), Auto-Submitted (RFC 3834), and the body as
/// plain text, quoted-printable. Header values are made one line again (ports::header_text), whoever wrote the message.
/// A receiver or sender that is no e-mail address is named in a group without members (RFC 5322, 3.4).
std::string eml(const ports::Message& message);

/// `local@domain` in ASCII without anything that would have to be quoted (RFC 5322 dot-atom on both sides).
bool is_address(std::string_view text);

/// A header value as encoded words in UTF-8 where it is not plain ASCII or the line would grow past 76 columns.
/// `column` is where the value begins; each word has at most 75 characters and holds whole code points (RFC 2047).
std::string header_value(std::string_view text, std::size_t column);

/// Quoted-printable (RFC 2045, 6.7), lines of at most 76 characters, CRLF; ends with a line end. Lines that begin with
/// "From " or are a lone dot are encoded too, for mailboxes and SMTP.
std::string quoted_printable(std::string_view body);

}  // namespace aftale::files
