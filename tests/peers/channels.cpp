#include "tests/peers/channels.h"

#include "adapters/command/command_channel.h"
#include "adapters/mail/mail_channel.h"
#include "adapters/webhook/webhook_channel.h"

namespace aftale::peers {
namespace {

void read(const Json& options, const char* name, std::string& value) {
  if (options.has(name)) value = options[name].text();
}
void read(const Json& options, const char* name, long& value) {
  if (options.has(name)) value = static_cast<long>(options[name].integer());
}
void read(const Json& options, const char* name, bool& value) {
  if (options.has(name)) value = options[name].boolean();
}

void read(const Json& options, const char* name, std::vector<std::string>& value) {
  for (const Json& item : options[name].items()) value.push_back(item.text());
}

template <class Channel>
Result<std::unique_ptr<records::Channel>> as_channel(Result<std::unique_ptr<Channel>> made) {
  if (!made) return fail(made.error());
  return std::unique_ptr<records::Channel>(std::move(*made));
}

Result<std::unique_ptr<records::Channel>> mail_of(const Json& json) {
  mail::MailOptions options;
  read(json, "url", options.url);
  const std::string& starttls = json["starttls"].text();
  options.starttls = starttls == "required" ? mail::Starttls::required
                     : starttls == "none"   ? mail::Starttls::none
                                            : mail::Starttls::automatic;
  read(json, "ca_file", options.ca_file);
  read(json, "user", options.user);
  read(json, "password", options.password);
  read(json, "allow_plain_password", options.allow_plain_password);
  read(json, "sender", options.sender);
  read(json, "reply_to", options.reply_to);
  read(json, "helo", options.helo);
  read(json, "connect_seconds", options.connect_seconds);
  read(json, "total_seconds", options.total_seconds);
  read(json, "stalled_seconds", options.stalled_seconds);
  return as_channel(mail::MailChannel::make(options));
}

Result<std::unique_ptr<records::Channel>> webhook_of(const Json& json) {
  webhook::WebhookOptions options;
  read(json, "url", options.url);
  read(json, "secrets", options.secrets);
  read(json, "source", options.source);
  read(json, "allow_private", options.allow_private);
  read(json, "ca_file", options.ca_file);
  read(json, "connect_seconds", options.connect_seconds);
  read(json, "total_seconds", options.total_seconds);
  return as_channel(webhook::WebhookChannel::make(options));
}

Result<std::unique_ptr<records::Channel>> command_of(const Json& json) {
  command::CommandOptions options;
  read(json, "program", options.program);
  read(json, "arguments", options.arguments);
  read(json, "total_seconds", options.total_seconds);
  return as_channel(command::CommandChannel::make(options));
}

}  // namespace

Result<std::unique_ptr<records::Channel>> channel_of(const std::string& name, const Json& options) {
  if (name == "mail") return mail_of(options);
  if (name == "webhook") return webhook_of(options);
  if (name == "command") return command_of(options);
  return fail(Error::Kind::usage, "usage", same_text("no channel " + name));
}

}  // namespace aftale::peers
