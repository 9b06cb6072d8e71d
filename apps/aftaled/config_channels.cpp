#include <sys/stat.h>

#include <algorithm>
#include <cstdlib>

#include "adapters/disk/whole_file.h"
#include "apps/aftaled/config.h"

namespace aftale::daemon {
namespace {

constexpr std::size_t kSecretBytesMax = 4'096;

Result<std::string> first_line(const Secret& secret, const std::string& path) {
  struct stat status {};
  if (secret.credential.empty() && ::stat(path.c_str(), &status) == 0 && (status.st_mode & 077) != 0) {
    Diagnostic finding{"secret", Severity::error, {}, secret.at, {}};
    finding.message = {"Filen " + path + " kan læses af andre. Kør: chmod 600 " + path,
                       "The file " + path + " can be read by others. Run: chmod 600 " + path};
    return fail(Error::Kind::refused, {std::move(finding)});
  }
  const std::optional<std::string> text = disk::read_whole(path, kSecretBytesMax);
  const std::string line = text ? text->substr(0, text->find_first_of("\r\n")) : std::string();
  if (!line.empty()) return line;
  Diagnostic finding{"secret", Severity::error, {}, secret.at, {}};
  finding.message = {"Hemmeligheden i " + path + " kan ikke læses, eller første linje er tom",
                     "The secret in " + path + " cannot be read, or its first line is empty"};
  return fail(Error::Kind::refused, {std::move(finding)});
}

}  // namespace

Result<std::string> read_secret(const Secret& secret) {
  if (secret.credential.empty()) return first_line(secret, secret.file);
  const char* folder = std::getenv("CREDENTIALS_DIRECTORY");  // NOLINT(concurrency-mt-unsafe): nobody changes it
  if (folder) return first_line(secret, std::string(folder) + "/" + secret.credential);
  Diagnostic finding{"secret", Severity::error, {}, secret.at, {}};
  finding.message = {
      "credential " + secret.credential + " gives af systemd (LoadCredential=). Brug file: uden systemd",
      "The credential " + secret.credential + " is given by systemd (LoadCredential=). Without systemd use file:"};
  return fail(Error::Kind::refused, {std::move(finding)});
}

namespace reading {
namespace {

using loader::Node;
using loader::Reading;

constexpr std::int64_t kSecondsMax = 3'600;

class ChannelReader {
 public:
  ChannelReader(const Node& node, Reading& reading) : node_(node), reading_(reading) {}

  std::string text(const char* key, std::string otherwise = {}) {
    const Node* found = node_.find(key);
    return found ? reading_.text(found, key).value_or(otherwise) : otherwise;
  }
  std::string needed(const char* key) {
    const Node* found = reading_.need(node_, key);
    return found ? reading_.text(found, key).value_or(std::string()) : std::string();
  }
  std::vector<std::string> words(const char* key) {
    std::vector<std::string> out;
    if (const Node* found = node_.find(key)) {
      for (const Node* one : reading_.scalars(found, key)) out.push_back(one->text);
    }
    return out;
  }
  void seconds(const char* key, long& into) {
    const Node* found = node_.find(key);
    if (!found) return;
    if (const auto value = reading_.integer(found, key, 1, kSecondsMax)) into = static_cast<long>(*value);
  }
  bool truth(const char* key) {
    const Node* found = node_.find(key);
    return found && reading_.boolean(found, key).value_or(false);
  }
  /// `{file: /path}` or `{credential: name}`.
  std::optional<Secret> secret(const Node* found) {
    if (!found || !reading_.keys(*found, {"file", "credential"})) return std::nullopt;
    Secret secret;
    secret.at = found->at;
    if (const Node* file = found->find("file")) secret.file = reading_.text(file, "file").value_or(std::string());
    if (const Node* name = found->find("credential"))
      secret.credential = reading_.text(name, "credential").value_or(std::string());
    if (secret.file.empty() != secret.credential.empty()) return secret;
    reading_.error("secret", found->at,
                   {"Skriv {file: /sti} eller {credential: navn}; selve hemmeligheden hører ikke til her",
                    "Write {file: /path} or {credential: name}; the secret itself does not belong here"});
    return std::nullopt;
  }
  bool keys(const std::vector<std::string>& own) {
    std::vector<std::string> all{"kind"};
    all.insert(all.end(), own.begin(), own.end());
    return reading_.keys(node_, all);
  }
  const Node& node() const { return node_; }
  Reading& reading() const { return reading_; }

 private:
  const Node& node_;
  Reading& reading_;
};

void read_starttls(ChannelReader& in, mail::MailOptions& options) {
  const std::string word = in.text("starttls", "automatic");
  if (word == "required") {
    options.starttls = mail::Starttls::required;
  } else if (word == "none") {
    options.starttls = mail::Starttls::none;
  } else if (word != "automatic") {
    in.reading().error(
        "bad-value", in.node().find("starttls")->at,
        {"starttls skal være automatic, required eller none", "starttls must be automatic, required or none"},
        {"automatic", "required", "none"});
  }
}

MailSettings read_mail(ChannelReader& in) {
  MailSettings settings;
  if (!in.keys({"url", "starttls", "ca_file", "user", "password", "allow_plain_password", "sender", "reply_to", "helo",
                "connect_seconds", "total_seconds", "stalled_seconds"}))
    return settings;
  mail::MailOptions& options = settings.options;
  options.url = in.needed("url");
  read_starttls(in, options);
  options.ca_file = in.text("ca_file");
  options.user = in.text("user");
  settings.password = in.secret(in.node().find("password"));
  options.allow_plain_password = in.truth("allow_plain_password");
  options.sender = in.needed("sender");
  options.reply_to = in.text("reply_to");
  options.helo = in.text("helo");
  in.seconds("connect_seconds", options.connect_seconds);
  in.seconds("total_seconds", options.total_seconds);
  in.seconds("stalled_seconds", options.stalled_seconds);
  return settings;
}

WebhookSettings read_webhook(ChannelReader& in) {
  WebhookSettings settings;
  if (!in.keys({"url", "secrets", "source", "allow_private", "ca_file", "connect_seconds", "total_seconds"}))
    return settings;
  webhook::WebhookOptions& options = settings.options;
  options.url = in.needed("url");
  options.source = in.text("source", options.source);
  options.allow_private = in.words("allow_private");
  options.ca_file = in.text("ca_file");
  in.seconds("connect_seconds", options.connect_seconds);
  in.seconds("total_seconds", options.total_seconds);
  const Node* secrets = in.reading().need(in.node(), "secrets");
  if (!secrets) return settings;
  if (!secrets->is_sequence()) {
    in.reading().error("wrong-kind", secrets->at,
                       {"secrets skal være en liste, fx [{file: /etc/aftale/webhook}]",
                        "secrets must be a list, for example [{file: /etc/aftale/webhook}]"});
    return settings;
  }
  for (const Node& one : secrets->items) {
    if (std::optional<Secret> secret = in.secret(&one)) settings.secrets.push_back(std::move(*secret));
  }
  return settings;
}

CommandSettings read_command(ChannelReader& in) {
  CommandSettings settings;
  if (!in.keys({"program", "arguments", "total_seconds"})) return settings;
  settings.options.program = in.needed("program");
  settings.options.arguments = in.words("arguments");
  in.seconds("total_seconds", settings.options.total_seconds);
  return settings;
}

FilesSettings read_files(ChannelReader& in) {
  FilesSettings settings;
  if (in.keys({"folder"})) settings.folder = in.text("folder");
  return settings;
}

void read_channel(const Node::Entry& entry, Reading& reading, Config& config) {
  static const std::vector<std::string> kinds{"mail", "webhook", "command", "files", "log"};
  ChannelSettings channel;
  channel.name = entry.key.text;
  channel.at = entry.key.at;
  ChannelReader in(entry.value, reading);
  const Node* given = entry.value.find("kind");
  const std::string kind = given ? given->text : channel.name;
  if (kind == "mail") {
    channel.kind = read_mail(in);
  } else if (kind == "webhook") {
    channel.kind = read_webhook(in);
  } else if (kind == "command") {
    channel.kind = read_command(in);
  } else if (kind == "files") {
    channel.kind = read_files(in);
  } else if (kind == "log") {
    in.keys({});
    channel.kind = LogSettings{};
  } else {
    reading.error("unknown-name", given ? given->at : entry.key.at,
                  {"Der er ingen slags kanal " + kind + ". Skriv kind: mail, webhook, command, files eller log",
                   "There is no kind of channel " + kind + ". Write kind: mail, webhook, command, files or log"},
                  kinds);
    return;
  }
  config.channels.push_back(std::move(channel));
}

}  // namespace

void read_channels(const Node& node, Reading& reading, Config& config) {
  if (!node.is_mapping()) {
    reading.error("wrong-kind", node.at,
                  {"channels skal være navne med kanaler, fx mail: {url: ...}",
                   "channels must be names with channels, for example mail: {url: ...}"});
    return;
  }
  for (const Node::Entry& entry : node.entries) {
    if (entry.value.is_mapping() || entry.value.is_null()) {
      Node::Entry plain = entry;
      plain.value.kind = Node::Kind::mapping;
      read_channel(plain, reading, config);
    } else {
      reading.error("wrong-kind", entry.value.at,
                    {"En kanal skrives som navn: {url: ...}", "A channel is written as name: {url: ...}"});
    }
  }
}

}  // namespace reading
}  // namespace aftale::daemon
