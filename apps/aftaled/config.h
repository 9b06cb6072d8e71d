#pragma once
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "adapters/command/command_channel.h"
#include "adapters/mail/mail_channel.h"
#include "adapters/webhook/webhook_channel.h"
#include "apps/aftaled/quota.h"
#include "engine/base/result.h"
#include "engine/cases/access.h"
#include "engine/cases/notices/notification_settings.h"
#include "engine/loader/yaml.h"

/// The daemon's one configuration file. docs/daemon.md describes every key; packaging/aftaled.yaml is an example.
namespace aftale::daemon {

/// Something that must not be shown: where it is, never what it is.
struct Secret {
  std::string file;        ///< readable by its owner alone
  std::string credential;  ///< a name in $CREDENTIALS_DIRECTORY (systemd); exactly one of the two
  Span at;
};
/// The first line of it. Errors: refused (`secret`), at its place in the configuration.
Result<std::string> read_secret(const Secret& secret);

struct FilesSettings {
  std::string folder;  ///< empty: beside the database
};
struct LogSettings {};
struct MailSettings {
  mail::MailOptions options;  ///< without the password
  std::optional<Secret> password;
};
struct WebhookSettings {
  webhook::WebhookOptions options;  ///< without the secrets
  std::vector<Secret> secrets;
};
struct CommandSettings {
  command::CommandOptions options;
};
struct ChannelSettings {
  std::string name;
  Span at;
  std::variant<FilesSettings, LogSettings, MailSettings, WebhookSettings, CommandSettings> kind;
};

/// A word of the configuration that names something which stands elsewhere, and may not be there.
struct Mention {
  enum class Kind : std::uint8_t {
    user,
    group,
    socket_group,
    role,
    party,
    body,
    path,
    calendar,  ///< whose days off are quiet
    channel,   ///< that a receiver wants
    receiver,
    calendars  ///< the folder of calendar files
  };
  Kind kind = Kind::user;
  std::string word;
  Span at;
};

struct QuietDays {
  std::string calendar;                                              ///< its days off are quiet; empty: none
  std::vector<std::pair<time::CivilDate, time::CivilDate>> periods;  ///< first and last day
};

struct Config {
  std::string file;  ///< where it was read
  std::string database, socket, socket_group;
  std::vector<std::string> paths;  ///< of workflows, calendars and templates
  Language language = Language::da;
  cases::People people;
  std::int64_t morning = 8 * 3600;
  std::map<std::string, cases::Wish, std::less<>> wishes;
  QuietDays quiet;
  std::vector<std::string> witnesses;     ///< addresses that are sent the journal's newest entry every morning
  std::vector<ChannelSettings> channels;  ///< the first is the default; none: files beside the database
  std::string calendars;                  ///< folder of calendar files; empty: none are written
  std::int64_t workers = 16;              ///< messages under way at the same time
  bool rehearsal = false;                 ///< training: a client may say what time it is
  bool moves_anywhere = false;            ///< cases may be moved to definitions that are not in `paths`
  std::vector<Diagnostic> warnings;       ///< what is probably not meant
  std::vector<Mention> mentions;          ///< check_names looks for what they name
  QuotaSettings quota;
};

/// Reads and checks a configuration; findings with positions, warnings too.
Checked<Config> read_config(std::string_view text, const std::string& file);
/// From a file. Errors: not_found (`no-file`); refused, with the findings.
Result<Config> load_config(const std::string& file);

/// Its folders, and those that come with the program.
std::vector<std::string> folders_of(const Config& config);

/// What is kept of it in the journal: people, receivers, quiet days, the names of the channels, and what loosens a
/// rule, as JSON with keys in a fixed order and no secret.
std::string config_record(const Config& config);

namespace reading {

/// Parts of read_config, one file each.
void read_people(const loader::Node& node, loader::Reading& reading, Config& config);
void read_tell(const loader::Node& node, loader::Reading& reading, Config& config);
void read_channels(const loader::Node& node, loader::Reading& reading, Config& config);
/// Seconds from midnight of `08:00`.
std::optional<std::int64_t> read_time_of_day(const loader::Node& node, loader::Reading& reading);

}  // namespace reading
}  // namespace aftale::daemon
