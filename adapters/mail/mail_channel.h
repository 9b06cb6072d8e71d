#pragma once
#include <memory>
#include <string>

#include "engine/base/result.h"
#include "engine/records/channel.h"

namespace aftale::mail {

/// How the way to the mail server is protected where the URL is `smtp://`.
enum class Starttls : unsigned char {
  automatic,  ///< required, but for a server on this machine
  required,   ///< no STARTTLS (RFC 3207), no mail
  none        ///< in the clear, because the configuration says so
};

struct MailOptions {
  std::string url;  ///< `smtp://host[:port]`, or `smtps://host[:port]` for TLS from the first byte (RFC 8314)
  Starttls starttls = Starttls::automatic;
  std::string ca_file;                ///< PEM; empty: the system's certificates
  std::string user, password;         ///< empty: no AUTH
  bool allow_plain_password = false;  ///< AUTH without TLS
  std::string sender;         ///< MAIL FROM: where bounces go; From too, where a message has no address of its own
  std::string reply_to;       ///< empty: none
  std::string helo;           ///< the name said in EHLO; empty: this machine's
  long connect_seconds = 60;  ///< name, connection, TLS handshake, greeting, AUTH; some servers greet slowly on purpose
  long stalled_seconds = 120;  ///< nothing sent or received: how long the server may think about a mail
  long total_seconds = 300;    ///< the whole delivery
};

/// Sends each message to one SMTP server (RFC 5321) by libcurl: one connection and one receiver a delivery, the bytes
/// of mime::eml. Any threads at once. `transfer::start` has been called.
///
///   delivered   the server took the whole mail with 250
///   refused     5xx to RCPT, to DATA or to the mail itself, or 552 (too large) to MAIL FROM; also what never gets
///               that far: a receiver that is no e-mail address, a control character in a header
///   try_again   everything else: no connection, 4xx, no STARTTLS, a certificate that does not fit, wrong password,
///               a sender that the server does not like, too slow, and a connection lost after the mail was sent. The
///               last may bring the mail twice, under the same Message-ID.
///
/// `detail` is the server's own line, of what was delivered too, printable ASCII only; it never holds the password.
class MailChannel final : public records::Channel {
 public:
  /// Errors: refused, `mail-options`, naming the option: no URL of SMTP; sender or reply_to is no address; a password
  /// that would go over the wire in the clear and is not allowed to.
  static Result<std::unique_ptr<MailChannel>> make(MailOptions options);
  const char* name() const override { return "mail"; }
  records::Delivery deliver(const records::Message& message) override;

 private:
  explicit MailChannel(MailOptions options) : options_(std::move(options)) {}
  const MailOptions options_;
};

}  // namespace aftale::mail
