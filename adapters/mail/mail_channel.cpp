#include "adapters/mail/mail_channel.h"

#include <algorithm>
#include <cstring>
#include <exception>

#include "adapters/mail/conversation.h"
#include "adapters/mime/eml.h"
#include "adapters/mime/encode.h"
#include "adapters/transfer/transfer.h"
#include "engine/base/mail_address.h"
#include "engine/records/header_text.h"

namespace aftale::mail {
namespace {

using Outcome = records::Delivery::Outcome;

records::Delivery ended(Outcome outcome, std::string why) {
  records::Delivery delivery;
  delivery.outcome = outcome;
  delivery.detail = std::move(why);
  return delivery;
}

tl::unexpected<ErrorPtr> wrong(std::string da, std::string en) {
  return fail(Error::Kind::refused, "mail-options", Text{std::move(da), std::move(en)});
}

/// Whether a mail server may be greeted by this name (RFC 5321, 4.1.1.1).
bool is_name(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '-';
  });
}

bool is_protected(const MailOptions& options, const transfer::Url& url) {
  if (url.scheme == "smtps" || options.starttls == Starttls::required) return true;
  return options.starttls == Starttls::automatic && !transfer::is_loopback(url.host);
}

struct Reading {
  std::string_view rest;
};

std::size_t read_mail(char* to, std::size_t size, std::size_t count, void* from) {
  std::string_view& rest = static_cast<Reading*>(from)->rest;
  const std::size_t taken = std::min(size * count, rest.size());
  std::memcpy(to, rest.data(), taken);
  rest.remove_prefix(taken);
  return taken;
}

/// libcurl tells here what goes over the wire. What we send beside commands is not looked at.
int listen(CURL*, curl_infotype type, char* text, std::size_t size, void* to) {
  if (type == CURLINFO_HEADER_OUT) static_cast<Conversation*>(to)->sent({text, size});
  if (type == CURLINFO_HEADER_IN) static_cast<Conversation*>(to)->received({text, size});
  return 0;
}

std::size_t ignore(char*, std::size_t size, std::size_t count, void*) {
  return size * count;
}

void protect(transfer::Transfer& smtp, const MailOptions& options, const transfer::Url& url) {
  const bool starttls = url.scheme == "smtp" && is_protected(options, url);
  smtp.set(CURLOPT_USE_SSL, static_cast<long>(starttls ? CURLUSESSL_ALL : CURLUSESSL_NONE));
  if (options.user.empty()) return;
  smtp.set(CURLOPT_USERNAME, options.user.c_str());
  smtp.set(CURLOPT_PASSWORD, options.password.c_str());
}

records::Delivery send(const MailOptions& options, const std::string& receiver, const std::string& mail) {
  const transfer::Url url = transfer::parse_url(options.url);
  const transfer::Limits limits{options.connect_seconds, options.total_seconds, options.stalled_seconds};
  const std::string base = options.url.substr(0, options.url.find('/', options.url.find("://") + 3));
  transfer::Transfer smtp(options.helo.empty() ? base : base + "/" + options.helo, url.scheme.c_str(), options.ca_file,
                          limits);
  protect(smtp, options, url);
  smtp.set(CURLOPT_MAIL_FROM, options.sender.c_str());
  smtp.add_line(receiver);
  smtp.use_list(CURLOPT_MAIL_RCPT);
  Reading reading{mail};
  smtp.set(CURLOPT_UPLOAD, 1L);
  smtp.set(CURLOPT_INFILESIZE_LARGE, static_cast<curl_off_t>(mail.size()));
  smtp.set(CURLOPT_READFUNCTION, read_mail);
  smtp.set(CURLOPT_READDATA, static_cast<void*>(&reading));
  smtp.set(CURLOPT_SERVER_RESPONSE_TIMEOUT, options.stalled_seconds);
  Conversation conversation;
  smtp.set(CURLOPT_DEBUGFUNCTION, listen);
  smtp.set(CURLOPT_DEBUGDATA, static_cast<void*>(&conversation));
  smtp.set(CURLOPT_VERBOSE, 1L);
  smtp.set(CURLOPT_WRITEFUNCTION, ignore);
  smtp.set(CURLOPT_HEADERFUNCTION, ignore);
  const CURLcode code = smtp.perform();
  if (code == CURLE_OK) return ended(Outcome::delivered, conversation.detail());
  return ended(conversation.outcome(), conversation.detail() + " (" + smtp.said(code) + ")");
}

}  // namespace

Result<std::unique_ptr<MailChannel>> MailChannel::make(MailOptions options) {
  const transfer::Url url = transfer::parse_url(options.url);
  const bool bare = url.user.empty() && url.query.empty() && url.fragment.empty() &&
                    (url.path + "/").starts_with("/") && url.path.size() <= 1;
  if ((url.scheme != "smtp" && url.scheme != "smtps") || url.host.empty() || !bare) {
    const std::string given = transfer::shown(url.user.empty() ? options.url : url.scheme + "://…@" + url.host);
    return wrong("»" + given +
                     "« er ikke en mailserver. Skriv smtp://server:port eller smtps://server:port, uden navn " +
                     "og adgangskode",
                 "\"" + given + "\" is not a mail server. Write smtp://server:port or smtps://server:port, without " +
                     "name and password");
  }
  for (const auto& [address, da, en] : {std::tuple{&options.sender, "Afsenderen", "The sender"},
                                        {&options.reply_to, "Svaradressen", "The reply address"}}) {
    if (is_mail_address(*address) || (address == &options.reply_to && address->empty())) continue;
    const std::string shown = records::header_text(*address);
    return wrong(std::string(da) + " »" + shown + "« er ikke en e-mailadresse. Skriv den som navn@eksempel.example.dk",
                 std::string(en) + " \"" + shown + "\" is not an e-mail address. Write it as name@org.example.dk");
  }
  if (!options.helo.empty() && !is_name(options.helo)) {
    return wrong(
        "»" + transfer::shown(options.helo) + "« er ikke navnet på en maskine. Brug bogstaver, cifre, . og -",
        "\"" + transfer::shown(options.helo) + "\" is not the name of a machine. Use letters, digits, . and -");
  }
  if (!options.user.empty() && !is_protected(options, url) && !options.allow_plain_password) {
    return wrong("Adgangskoden til " + url.host +
                     " ville blive sendt ukrypteret. Kræv STARTTLS, brug smtps://, eller " + "tillad det udtrykkeligt",
                 "The password for " + url.host + " would be sent in the clear. Require STARTTLS, use smtps://, or " +
                     "allow it explicitly");
  }
  return std::unique_ptr<MailChannel>(new MailChannel(std::move(options)));
}

records::Delivery MailChannel::deliver(const records::Message& message) {
  try {
    const Result<std::string> mail = mime::eml(message, {options_.sender, options_.reply_to});
    if (!mail) return ended(Outcome::refused, mail.error()->findings.front().message.in(message.language));
    if (!is_mail_address(message.receiver)) {
      const std::string given = records::header_text(message.receiver);
      return ended(Outcome::refused,
                   Text{"Modtageren »" + given + "« er ikke en e-mailadresse. Ret den i organisationen",
                        "The receiver \"" + given + "\" is not an e-mail address. Correct it in the organisation"}
                       .in(message.language));
    }
    return send(options_, message.receiver, *mail);
  } catch (const std::exception& error) {
    return ended(Outcome::try_again, error.what());
  }
}

}  // namespace aftale::mail
