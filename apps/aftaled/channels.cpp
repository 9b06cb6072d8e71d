#include "apps/aftaled/channels.h"

#include "adapters/files/files_channel.h"
#include "adapters/files/log_channel.h"
#include "apps/aftaled/log.h"

namespace aftale::daemon {
namespace {

/// Two channels of one kind have names of their own.
class Named final : public records::Channel {
 public:
  Named(std::string name, std::unique_ptr<records::Channel> channel)
      : name_(std::move(name)), channel_(std::move(channel)) {}
  const char* name() const override { return name_.c_str(); }
  records::Delivery deliver(const records::Message& message) override { return channel_->deliver(message); }

 private:
  std::string name_;
  std::unique_ptr<records::Channel> channel_;
};

using Made = Result<std::unique_ptr<records::Channel>>;
using SecretReader = std::function<Result<std::string>(const Secret&)>;

/// Of the form that Standard Webhooks asks for, and nobody's.
constexpr const char* kStandIn = "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

struct Make {
  const Config& config;
  SecretReader secret_in = read_secret;

  Made operator()(const FilesSettings& settings) const {
    return std::make_unique<files::FilesChannel>(settings.folder.empty() ? config.database + ".outbox"
                                                                         : settings.folder);
  }
  Made operator()(const LogSettings&) const {
    return std::make_unique<files::LogChannel>([](const std::string& line) { log::line(line); }, config.language);
  }
  Made operator()(const MailSettings& settings) const {
    mail::MailOptions options = settings.options;
    if (settings.password) {
      AFTALE_TRY(options.password, secret_in(*settings.password));
    }
    AFTALE_TRY(std::unique_ptr<mail::MailChannel> channel, mail::MailChannel::make(std::move(options)));
    return channel;
  }
  Made operator()(const WebhookSettings& settings) const {
    webhook::WebhookOptions options = settings.options;
    for (const Secret& secret : settings.secrets) {
      AFTALE_TRY(std::string text, secret_in(secret));
      options.secrets.push_back(std::move(text));
    }
    AFTALE_TRY(std::unique_ptr<webhook::WebhookChannel> channel, webhook::WebhookChannel::make(options));
    return channel;
  }
  Made operator()(const CommandSettings& settings) const {
    AFTALE_TRY(std::unique_ptr<command::CommandChannel> channel, command::CommandChannel::make(settings.options));
    return channel;
  }
};

/// The same error with the place of the channel, where it has none of its own.
ErrorPtr placed(const ErrorPtr& error, const Span& at) {
  Error copy = *error;
  for (Diagnostic& finding : copy.findings) {
    if (!finding.where) finding.where = at;
  }
  return std::make_shared<const Error>(std::move(copy));
}

}  // namespace

std::vector<records::Channel*> Channels::borrowed() const {
  std::vector<records::Channel*> out;
  for (const std::unique_ptr<records::Channel>& channel : all) out.push_back(channel.get());
  return out;
}

Result<std::shared_ptr<const Channels>> make_channels(const Config& config) {
  auto channels = std::make_shared<Channels>();
  for (const ChannelSettings& settings : config.channels) {
    Made made = std::visit(Make{config}, settings.kind);
    if (!made) return fail(placed(made.error(), settings.at));
    channels->all.push_back(std::make_unique<Named>(settings.name, std::move(*made)));
  }
  if (channels->all.empty()) {
    AFTALE_TRY(std::unique_ptr<records::Channel> files, Make{config}(FilesSettings{}));
    channels->all.push_back(std::move(files));
  }
  return std::shared_ptr<const Channels>(std::move(channels));
}

std::vector<Diagnostic> check_channels(const Config& config) {
  std::vector<Diagnostic> findings;
  const auto add = [&](const ErrorPtr& error, Severity severity) {
    for (Diagnostic finding : error->findings) {
      finding.severity = severity;
      findings.push_back(std::move(finding));
    }
  };
  const Make make{config, [&](const Secret& secret) -> Result<std::string> {
                    Result<std::string> read = read_secret(secret);
                    if (!read) add(read.error(), Severity::warning);
                    return read ? std::move(*read) : std::string(kStandIn);
                  }};
  for (const ChannelSettings& settings : config.channels) {
    if (const Made made = std::visit(make, settings.kind); !made)
      add(placed(made.error(), settings.at), Severity::error);
  }
  return findings;
}

}  // namespace aftale::daemon
