#pragma once
#include <string>

#include "engine/base/result.h"
#include "engine/records/channel.h"

/// A message as mail. The same message gives the same bytes.
namespace aftale::mime {

/// What a mail says of where it comes from, beyond what the message knows.
struct Origin {
  /// Stands in From where the sender of the message has no e-mail address. By itself a domain that will never be
  /// (RFC 2606).
  std::string stand_in = std::string("aftale@") + "aftale.invalid";
  std::string reply_to;  ///< an address; empty: none
};

/// The whole mail (RFC 5322), lines ending in CRLF and never a lone CR or LF: Date, From, To, Reply-To, Subject,
/// Message-ID (follows from the message id), List-Id (the same for all mails of a case, so that they can be sorted
/// together; RFC 2919), Auto-Submitted (RFC 3834), X-Auto-Response-Suppress (Outlook's name for it).
///
/// A message of a thread has In-Reply-To and References to the thread's root, Thread-Topic and Thread-Index (thread.h),
/// and its subject begins with the topic in brackets, so that mail programs show together what one receiver hears of
/// one case.
///
/// The body comes first, as plain text, quoted-printable. A message about a meeting carries beside it the invitation
/// as `text/calendar; method=REQUEST` (iMIP, RFC 6047) from the sender to the receiver, as the alternative that a
/// calendar program prefers, with the body as its description; without an e-mail address of the receiver there is none.
/// Attachments follow in base64 under their own name without folders; one whose bytes are not here is left out.
///
/// A receiver or sender that is no e-mail address is named in a group without members (RFC 5322, 3.4).
/// Errors: refused `control-character` where a value of a header could end its line or turn its direction
/// (records::breaks_a_header): addresses, titles, subject, case key, Reply-To.
Result<std::string> eml(const records::Message& message, const Origin& origin = {});

}  // namespace aftale::mime
