#include "apps/aftaled/config.h"

#include <algorithm>
#include <cstdlib>

#include "adapters/disk/whole_file.h"
#include "engine/base/json_writer.h"
#include "engine/base/limits.h"
#include "engine/base/words.h"

namespace aftale::daemon {
namespace {

using loader::Node;
using loader::Reading;

constexpr std::int64_t kWorkersMax = 64;
constexpr std::int64_t kQuotaMax = 1'000'000;

void read_paths(const Node* node, Reading& reading, Config& config) {
  if (!node) return;
  for (const Node* one : reading.scalars(node, "path")) {
    config.paths.push_back(one->text);
    config.mentions.push_back({Mention::Kind::path, one->text, one->at});
  }
}

void read_language(const Node* node, Reading& reading, Config& config) {
  if (!node) return;
  if (node->text == "da" || node->text == "en") {
    config.language = node->text == "da" ? Language::da : Language::en;
    return;
  }
  reading.error("bad-value", node->at, {"language skal være da eller en", "language must be da or en"}, {"da", "en"});
}

void read_moves_to(const Node* node, Reading& reading, Config& config) {
  if (!node) return;
  config.moves_anywhere = node->text == "anywhere";
  if (node->text == "path" || node->text == "anywhere") return;
  reading.error("bad-value", node->at, {"moves_to skal være path eller anywhere", "moves_to must be path or anywhere"},
                {"path", "anywhere"});
}

std::string read_file_name(const Node* node, const char* what, Reading& reading) {
  const std::optional<std::string> path = reading.text(node, what);
  if (!path) return {};
  if (!path->empty() && path->front() == '/') return *path;
  const std::string name(what);
  reading.error(
      "bad-value", node->at,
      {name + " skal være en fuld sti, der begynder med /", name + " must be a whole path that begins with /"});
  return {};
}

void read_quota(const Node& node, Reading& reading, QuotaSettings& quota) {
  if (!reading.keys(node, {"entries", "megabytes"})) return;
  if (const Node* entries = node.find("entries"))
    quota.entries = reading.integer(entries, "entries", 1, kQuotaMax).value_or(quota.entries);
  if (const Node* megabytes = node.find("megabytes"))
    quota.megabytes = reading.integer(megabytes, "megabytes", 1, kQuotaMax).value_or(quota.megabytes);
}

void read_top(const Node& root, Reading& reading, Config& config) {
  if (!reading.keys(root, {"aftaled", "database", "socket", "socket_group", "path", "language", "people", "tell",
                           "channels", "calendars", "quota", "workers", "rehearsal", "moves_to"}))
    return;
  if (const Node* version = reading.need(root, "aftaled")) reading.integer(version, "aftaled", 1, 1);
  if (const Node* database = reading.need(root, "database"))
    config.database = read_file_name(database, "database", reading);
  if (const Node* path = reading.need(root, "socket")) config.socket = read_file_name(path, "socket", reading);
  if (const Node* group = root.find("socket_group")) {
    config.socket_group = reading.text(group, "socket_group").value_or(std::string());
    config.mentions.push_back({Mention::Kind::socket_group, config.socket_group, group->at});
  }
  read_paths(root.find("path"), reading, config);
  read_language(root.find("language"), reading, config);
  if (const Node* people = root.find("people")) reading::read_people(*people, reading, config);
  if (const Node* tell = root.find("tell")) reading::read_tell(*tell, reading, config);
  if (const Node* channels = root.find("channels")) reading::read_channels(*channels, reading, config);
  if (const Node* calendars = root.find("calendars")) {
    config.calendars = read_file_name(calendars, "calendars", reading);
    config.mentions.push_back({Mention::Kind::calendars, config.calendars, calendars->at});
  }
  if (const Node* quota = root.find("quota")) read_quota(*quota, reading, config.quota);
  if (const Node* workers = root.find("workers"))
    config.workers = reading.integer(workers, "workers", 1, kWorkersMax).value_or(config.workers);
  if (const Node* rehearsal = root.find("rehearsal"))
    config.rehearsal = reading.boolean(rehearsal, "rehearsal").value_or(false);
  read_moves_to(root.find("moves_to"), reading, config);
}

/// A wish for a channel that nobody has set up would keep its messages for ever.
void check_channels(Reading& reading, const Config& config) {
  std::vector<std::string> names;
  for (const ChannelSettings& channel : config.channels) names.push_back(channel.name);
  if (names.empty()) names.emplace_back("files");
  for (const Mention& wished : config.mentions) {
    if (wished.kind != Mention::Kind::channel) continue;
    if (std::find(names.begin(), names.end(), wished.word) != names.end()) continue;
    const std::string near = nearest(wished.word, names);
    reading.error(
        "unknown-name", wished.at,
        {"Kanalen " + wished.word + " er ikke sat op under channels" + (near.empty() ? "" : "; mente du " + near + "?"),
         "The channel " + wished.word + " is not set up under channels" +
             (near.empty() ? "" : "; did you mean " + near + "?")},
        names);
  }
}

}  // namespace

Checked<Config> read_config(std::string_view text, const std::string& file) {
  Checked<Config> out;
  Checked<Node> root = loader::parse_yaml(text, file);
  out.findings = std::move(root.findings);
  if (!root.value) return out;
  Reading reading(out.findings);
  Config config;
  config.file = file;
  read_top(*root.value, reading, config);
  if (!has_errors(out.findings)) check_channels(reading, config);
  out.value = std::move(config);
  return out;
}

Result<Config> load_config(const std::string& file) {
  const std::optional<std::string> text = disk::read_whole(file, limits::kSourceBytesMax);
  if (!text) {
    return fail(Error::Kind::not_found, "no-file",
                Text{"Konfigurationen " + file + " kan ikke læses. Angiv en anden med --config",
                     "The configuration " + file + " cannot be read. Name another with --config"});
  }
  Checked<Config> config = read_config(*text, file);
  if (!config.ok()) return fail(Error::Kind::refused, std::move(config.findings));
  config.value->warnings = std::move(config.findings);
  return std::move(*config.value);
}

std::vector<std::string> folders_of(const Config& config) {
  std::vector<std::string> folders = config.paths;
  folders.push_back(std::string(AFTALE_DATA_DIR) + "/workflows");
  folders.push_back(std::string(AFTALE_DATA_DIR) + "/rules");
  return folders;
}

namespace reading {

std::optional<std::int64_t> read_time_of_day(const Node& node, Reading& reading) {
  const std::string& text = node.text;
  const auto digit = [&](std::size_t at) { return text[at] >= '0' && text[at] <= '9' ? text[at] - '0' : -100; };
  if (node.is_scalar() && text.size() == 5 && text[2] == ':') {
    const int hour = digit(0) * 10 + digit(1), minute = digit(3) * 10 + digit(4);
    if (hour >= 0 && hour < 24 && minute >= 0 && minute < 60) return hour * 3600 + minute * 60;
  }
  reading.error("bad-time", node.at, {"Skriv et klokkeslæt som \"08:00\"", "Write a time of day as \"08:00\""});
  return std::nullopt;
}

}  // namespace reading

std::string config_record(const Config& config) {
  std::string text;
  JsonWriter out(text);
  out.begin_object().key("people").begin_array();
  for (const cases::Person& person : config.people) {
    out.begin_object().field(person.user.empty() ? "group" : "user", person.user.empty() ? person.group : person.user);
    if (!person.id.empty()) out.field("person", person.id);
    out.key("roles").begin_array();
    for (const std::string& role : person.roles) out.string(role);
    out.end_array().end_object();
  }
  out.end_array().key("receivers").begin_array();
  for (const auto& [contact, wish] : config.wishes) {
    out.begin_object().field("contact", contact).field("digest", wish.digest);
    if (!wish.channel.empty()) out.field("channel", wish.channel);
    if (wish.language) out.field("language", *wish.language == Language::da ? "da" : "en");
    out.end_object();
  }
  out.end_array().key("quiet").begin_array();
  if (!config.quiet.calendar.empty()) out.string(config.quiet.calendar);
  for (const auto& [first, last] : config.quiet.periods) out.string(first.iso() + ".." + last.iso());
  if (!config.witnesses.empty()) {
    out.end_array().key("witnesses").begin_array();
    for (const std::string& contact : config.witnesses) out.string(contact);
  }
  out.end_array().key("channels").begin_array();
  for (const ChannelSettings& channel : config.channels) out.string(channel.name);
  out.end_array();
  // What loosens a rule of the daemon stands there as well; where nothing does, the record is as it always was.
  if (config.rehearsal) out.field("rehearsal", true);
  if (config.moves_anywhere) out.field("moves_to", "anywhere");
  out.end_object();
  return text;
}

}  // namespace aftale::daemon
