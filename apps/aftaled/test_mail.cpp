#include "apps/aftaled/test_mail.h"

#include <unistd.h>

#include <algorithm>
#include <array>

#include "apps/aftaled/channels.h"
#include "engine/base/mail_address.h"
#include "engine/cases/deliveries.h"
#include "engine/records/header_text.h"

namespace aftale::daemon {
namespace {

using records::Delivery;

const ChannelSettings* mail_channel_of(const Config& config, const std::string& address) {
  const auto is_mail = [](const ChannelSettings& one) { return std::holds_alternative<MailSettings>(one.kind); };
  const auto wish = config.wishes.find(address);
  if (wish != config.wishes.end()) {
    for (const ChannelSettings& one : config.channels) {
      if (one.name == wish->second.channel && is_mail(one)) return &one;
    }
  }
  const auto found = std::find_if(config.channels.begin(), config.channels.end(), is_mail);
  return found == config.channels.end() ? nullptr : &*found;
}

std::string host_name() {
  std::array<char, 256> name{};
  return ::gethostname(name.data(), name.size() - 1) == 0 ? records::header_text(name.data()) : std::string();
}

records::Message message_to(const std::string& address, Language language, time::Instant now) {
  constexpr const char* kTemplate = "test-mail";
  const std::string host = host_name();
  records::Message message;
  message.key = std::string(kTemplate) + "|" + address + "|" + now.rfc3339();
  message.id =
      RequestId::derived(message.key, static_cast<std::uint64_t>(now.micros), static_cast<std::uint64_t>(::getpid()));
  message.template_name = kTemplate;
  message.receiver = address;
  message.sender_title = "aftale";
  message.subject = Text{"Prøvebesked fra aftale på " + host, "Test message from aftale on " + host}.in(language);
  message.body = Text{"Denne besked er sendt for at prøve, om aftale kan sende mail fra " + host +
                          ".\n\nDu skal ikke gøre noget. Kan du læse den, virker det.\n",
                      "This message was sent to try whether aftale can send mail from " + host +
                          ".\n\nYou need not do anything. If you can read it, it works.\n"}
                     .in(language);
  message.facts = "{}";
  message.language = language;
  message.created_at = now;
  return message;
}

/// What to do, by where the conversation with the server ended: `RCPT: 550 5.1.1 Unknown user`.
Text advice(const std::string& detail) {
  struct Row {
    const char *begins, *holds;
    Text what;
  };
  static const Row kRows[] = {
      {"",
       "certificate",
       {"Serverens certifikat passer ikke: se efter, om url har det navn, som står i det, eller peg på husets egne med "
        "ca_file",
        "The server's certificate does not fit: see whether url has the name that stands in it, or name those of the "
        "house with ca_file"}},
      {"greeting:",
       "",
       {"Serveren vil ikke tale med denne maskine. Spørg dem, der driver den",
        "The server does not want to talk to this machine. Ask those who run it"}},
      {"greeting",
       "",
       {"Serveren svarer ikke: se efter, om navn og port i url er rigtige, og om en firewall er i vejen",
        "The server does not answer: see whether name and port in url are right, and whether a firewall is in the "
        "way"}},
      {"EHLO",
       "",
       {"Serveren tilbyder ikke det, som url, starttls og user kræver. Spørg dem, der driver den, om port og "
        "kryptering",
        "The server does not offer what url, starttls and user ask for. Ask those who run it about port and "
        "encryption"}},
      {"STARTTLS",
       "",
       {"Krypteringen kom ikke i stand. Spørg dem, der driver serveren, om port og kryptering",
        "No encrypted connection came about. Ask those who run the server about port and encryption"}},
      {"AUTH",
       "",
       {"Serveren tager ikke imod navn og adgangskode: se efter user og password",
        "The server does not take name and password: look at user and password"}},
      {"MAIL: 530",
       "",
       {"Serveren vil have navn og adgangskode: skriv user og password",
        "The server wants a name and a password: write user and password"}},
      {"MAIL",
       "",
       {"Serveren tager ikke imod afsenderen: se efter sender, og spørg dem, der driver serveren, hvem der må sende",
        "The server does not take the sender: look at sender, and ask those who run the server who may send"}},
      {"RCPT: 4",
       "",
       {"Serveren vil have, at det prøves igen senere. aftaled gør det selv; prøv igen om fem minutter",
        "The server wants it to be tried again later. aftaled does so by itself; try again in five minutes"}},
      {"RCPT",
       "",
       {"Serveren kender ikke modtageren eller sender ikke videre til den: se efter adressen",
        "The server does not know the receiver, or passes nothing on to it: look at the address"}},
      {"DATA: 5",
       "",
       {"Serveren tager ikke imod indholdet. Spørg dem, der driver den, om deres filter",
        "The server does not take the content. Ask those who run it about their filter"}},
  };
  for (const Row& row : kRows) {
    if (detail.starts_with(row.begins) && detail.find(row.holds) != std::string::npos) return row.what;
  }
  return {"Prøv igen om lidt", "Try again in a while"};
}

tl::unexpected<ErrorPtr> not_sent(const Delivery& delivery, const std::string& address, const std::string& url) {
  const bool refused = delivery.outcome == Delivery::Outcome::refused;
  const Text what = advice(delivery.detail);
  const std::string said = " (" + delivery.detail + "). ";
  if (refused) {
    return fail(Error::Kind::refused, "mail-refused",
                Text{"Mailserveren " + url + " afviste prøvebeskeden til " + address + said + what.da,
                     "The mail server " + url + " refused the test message to " + address + said + what.en});
  }
  return fail(Error::Kind::unavailable, "mail-not-sent",
              Text{"Prøvebeskeden til " + address + " kunne ikke sendes gennem " + url + said + what.da,
                   "The test message to " + address + " could not be sent by " + url + said + what.en});
}

}  // namespace

Result<Text> test_mail(const Config& config, const std::string& address, time::Instant now) {
  if (!is_mail_address(address)) {
    const std::string shown = records::header_text(address);
    return fail(Error::Kind::usage, "usage",
                Text{"»" + shown + "« er ikke en e-mailadresse. Skriv den som navn@eksempel.example.dk",
                     "\"" + shown + "\" is no e-mail address. Write it as name@org.example.dk"});
  }
  const ChannelSettings* settings = mail_channel_of(config, address);
  if (!settings) {
    return fail(
        Error::Kind::not_found, "no-mail-channel",
        Text{config.file + " har ingen kanal af slagsen mail. Skriv en under channels: mail: {url: ..., sender: "
                           "...}",
             config.file + " has no channel of kind mail. Write one under channels: mail: {url: ..., sender: "
                           "...}"});
  }
  Config one = config;
  one.channels = {*settings};
  AFTALE_TRY(const std::shared_ptr<const Channels> channels, make_channels(one));
  const auto wish = config.wishes.find(address);
  const auto wanted = wish == config.wishes.end() ? std::nullopt : wish->second.language;
  cases::Sending sending;
  sending.channel = channels->all.front().get();
  sending.message = message_to(address, wanted.value_or(config.language), now);
  const Delivery delivery = cases::hand_over(sending);
  const std::string& url = std::get<MailSettings>(settings->kind).options.url;
  if (delivery.outcome != Delivery::Outcome::delivered) return not_sent(delivery, address, url);
  const std::string said = delivery.detail.empty() ? std::string() : " (" + delivery.detail + ")";
  return Text{"Mailserveren " + url + " tog imod prøvebeskeden til " + address + said +
                  ". Se efter i postkassen, også blandt uønsket post",
              "The mail server " + url + " took the test message to " + address + said +
                  ". Look into the mailbox, also among unwanted mail"};
}

}  // namespace aftale::daemon
