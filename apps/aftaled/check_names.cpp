#include "apps/aftaled/check_names.h"

#include <grp.h>
#include <pwd.h>
#include <sys/stat.h>

#include <algorithm>
#include <filesystem>
#include <system_error>

#include "adapters/disk/whole_file.h"
#include "engine/base/words.h"

namespace aftale::daemon {
namespace {

namespace fs = std::filesystem;
using Kind = Mention::Kind;

constexpr std::size_t kEntryBytes = 65'536, kAccountsMax = 1U << 20U;

/// Whether the machine knows a name, whichever service of names it asks. A number stands for who has no name.
template <class Entry, class Find>
bool is_known(const std::string& name, Find find) {
  if (std::all_of(name.begin(), name.end(), [](char c) { return c >= '0' && c <= '9'; })) return true;
  std::vector<char> buffer(kEntryBytes);
  Entry entry{};
  Entry* found = nullptr;
  return find(name.c_str(), &entry, buffer.data(), buffer.size(), &found) != 0 || found;
}

/// The names in /etc/passwd or /etc/group: those of this machine itself, for "did you mean".
std::vector<std::string> names_in(const char* file) {
  std::vector<std::string> names;
  const std::string text = disk::read_whole(file, kAccountsMax).value_or(std::string());
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    names.push_back(text.substr(at, std::min(text.find(':', at), end) - at));
    at = end + 1;
  }
  return names;
}

/// A folder beside the one that is not there, with nearly its name.
std::string folder_near(const fs::path& missing) {
  std::vector<std::string> names;
  std::error_code error;
  const fs::path parent = missing.parent_path().empty() ? fs::path(".") : missing.parent_path();
  for (fs::directory_iterator at(parent, error), end; !error && at != end; at.increment(error)) {
    if (at->is_directory(error)) names.push_back(at->path().filename());
  }
  const std::string near = nearest(missing.filename().string(), names);
  return near.empty() ? near : (missing.parent_path() / near).string();
}

bool holds_anything(const std::string& folder) {
  const folders::FolderSources own({folder});
  for (const model::SourceKind kind :
       {model::SourceKind::workflow, model::SourceKind::organisation, model::SourceKind::calendar,
        model::SourceKind::rules, model::SourceKind::template_}) {
    if (!own.names(kind).empty()) return true;
  }
  return false;
}

/// What the organisations in the folders know: parties, bodies as roles name them (`0851/council`, `das`), roles,
/// addresses.
struct Known {
  std::vector<std::string> parties, bodies, contacts;
  std::vector<std::string> roles{"secretariat", "operator", "auditor", "party"};

  explicit Known(const folders::FolderSources& sources) {
    for (const std::string& name : sources.names(model::SourceKind::organisation)) {
      const std::optional<model::Source> source = sources.find(model::SourceKind::organisation, name, 0);
      if (!source) continue;
      const Checked<loader::Node> tree = loader::parse_yaml(source->bytes, source->file);
      if (!tree.value) continue;
      const Checked<model::Organisation> organisation = loader::read_organisation(*tree.value);
      if (organisation.value) add(*organisation.value);
    }
  }
  bool empty() const { return parties.empty() && bodies.empty(); }

 private:
  void add(const model::Organisation& organisation) {
    roles.insert(roles.end(), organisation.roles.begin(), organisation.roles.end());
    contacts.push_back(organisation.secretariat.contact);
    for (const model::Office& office : organisation.authority) contacts.push_back(office.contact);
    for (const model::Body& body : organisation.bodies) {
      bodies.push_back(body.id);
      contacts.push_back(body.contact);
    }
    for (const model::Party& party : organisation.parties) {
      parties.push_back(party.code);
      contacts.push_back(party.contact);
      for (const model::Body& body : party.chain) {
        bodies.push_back(party.code + "/" + body.id);
        contacts.push_back(body.contact);
      }
    }
  }
};

bool holds(const std::vector<std::string>& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

class NameCheck {
 public:
  NameCheck(const Config& config, const folders::FolderSources& sources)
      : config_(config), sources_(sources), known_(sources) {}

  std::vector<Diagnostic> run() {
    for (const Mention& mention : config_.mentions) {
      if (!mention.word.empty()) look_at(mention);
    }
    for (const ChannelSettings& channel : config_.channels) look_at_channel(channel);
    return std::move(findings_);
  }

 private:
  void add(const char* code, Severity severity, const Span& at, Text message, const std::string& near = {}) {
    if (!near.empty()) {
      message.da += "; mente du " + near + "?";
      message.en += "; did you mean " + near + "?";
    }
    findings_.push_back({code, severity, std::move(message), at,
                         near.empty() ? std::vector<std::string>() : std::vector<std::string>{near}});
  }

  void look_at(const Mention& mention) {
    switch (mention.kind) {
      case Kind::user:
        return look_at_user(mention);
      case Kind::group:
      case Kind::socket_group:
        return look_at_group(mention);
      case Kind::role:
      case Kind::party:
      case Kind::body:
        return look_at_right(mention);
      case Kind::path:
        return look_at_path(mention);
      case Kind::receiver:
        return look_at_receiver(mention);
      case Kind::calendars:
        return look_at_calendars(mention);
      case Kind::calendar:  // quiet_days says it
      case Kind::channel:   // read_config says it
        return;
    }
  }

  void look_at_user(const Mention& user) {
    if (is_known<passwd>(user.word, ::getpwnam_r)) return;
    add("unknown-user", Severity::warning, user.at,
        {"Der er ingen bruger " + user.word + " på denne maskine, så linjen gælder ingen",
         "There is no user " + user.word + " on this machine, so the line holds for nobody"},
        nearest(user.word, names_in("/etc/passwd")));
  }

  void look_at_group(const Mention& group) {
    if (is_known<::group>(group.word, ::getgrnam_r)) return;
    const std::string near = nearest(group.word, names_in("/etc/group"));
    if (group.kind == Kind::group) {
      return add("unknown-group", Severity::warning, group.at,
                 {"Der er ingen gruppe " + group.word + " på denne maskine, så linjen gælder ingen",
                  "There is no group " + group.word + " on this machine, so the line holds for nobody"},
                 near);
    }
    add("unknown-group", Severity::error, group.at,
        {"Der er ingen gruppe " + group.word +
             " på denne maskine, så aftaled kan ikke åbne soklen. Opret den med: " + "groupadd --system " + group.word,
         "There is no group " + group.word +
             " on this machine, so aftaled cannot open the socket. Make it with: " + "groupadd --system " + group.word},
        near);
  }

  void look_at_right(const Mention& right) {
    if (known_.empty()) return;
    if (right.kind == Kind::role) {
      if (right.word == "*" || holds(known_.roles, right.word)) return;
      return add("unknown-role", Severity::error, right.at,
                 {"Ingen organisation i mapperne har rollen " + right.word + ", så den giver ingen ret",
                  "No organisation in the folders has the role " + right.word + ", so it gives no right"},
                 nearest(right.word, known_.roles));
    }
    const bool is_party = right.kind == Kind::party;
    const std::vector<std::string>& names = is_party ? known_.parties : known_.bodies;
    if (holds(names, right.word)) return;
    add(is_party ? "unknown-party" : "unknown-body", Severity::error, right.at,
        {std::string("Ingen organisation i mapperne har ") + (is_party ? "parten " : "organet ") + right.word,
         std::string("No organisation in the folders has the ") + (is_party ? "party " : "body ") + right.word},
        nearest(right.word, names));
  }

  void look_at_path(const Mention& path) {
    std::error_code error;
    if (!fs::is_directory(path.word, error)) {
      return add("no-folder", Severity::error, path.at,
                 {"Der er ingen mappe " + path.word + ", så intet læses fra den",
                  "There is no folder " + path.word + ", so nothing is read from it"},
                 folder_near(path.word));
    }
    if (holds_anything(path.word)) return;
    add("empty-folder", Severity::warning, path.at,
        {"I mappen " + path.word +
             " er der hverken forløb, organisationer, kalendere, regler eller skabeloner, som kan " +
             "læses. Se, hvad der er galt, med: aftale check " + path.word,
         "The folder " + path.word + " holds no workflows, organisations, calendars, rules or templates that can be " +
             "read. See what is wrong with: aftale check " + path.word});
  }

  void look_at_receiver(const Mention& receiver) {
    if (known_.empty() || holds(known_.contacts, receiver.word) || holds(config_.witnesses, receiver.word)) return;
    add("unknown-contact", Severity::warning, receiver.at,
        {"Ingen organisation i mapperne har adressen " + receiver.word +
             ", så ønsket gælder kun, hvis et forløb selv " + "nævner den",
         "No organisation in the folders has the address " + receiver.word + ", so the wish holds only if a workflow " +
             "names it by itself"},
        nearest(receiver.word, known_.contacts));
  }

  void look_at_calendars(const Mention& folder) {
    const fs::path path(folder.word);
    std::error_code error;
    const fs::path parent = (path.has_filename() ? path : path.parent_path()).parent_path();
    if (fs::is_directory(parent, error)) return;
    const std::string near = folder_near(parent);
    add("no-folder", Severity::warning, folder.at,
        {"Mappen " + folder.word + " kan ikke laves, for der er ingen mappe " + parent.string(),
         "The folder " + folder.word + " cannot be made, because there is no folder " + parent.string()},
        near.empty() ? near : (fs::path(near) / path.filename()).string());
  }

  /// The first is used where nobody wishes another; a workflow or a table may name others.
  void look_at_channel(const ChannelSettings& channel) {
    if (&channel == &config_.channels.front()) return;
    const auto wishes = [&](const Mention& mention) {
      return mention.kind == Kind::channel && mention.word == channel.name;
    };
    if (std::any_of(config_.mentions.begin(), config_.mentions.end(), wishes)) return;
    for (const model::SourceKind kind : {model::SourceKind::workflow, model::SourceKind::rules}) {
      for (const std::string& name : sources_.names(kind)) {
        const std::optional<model::Source> source = sources_.find(kind, name, 0);
        if (source && source->bytes.find(channel.name) != std::string::npos) return;
      }
    }
    add("unused-channel", Severity::warning, channel.at,
        {"Ingen besked går ad kanalen " + channel.name +
             ": den er ikke den første, og ingen modtager og intet forløb " +
             "vil have den. Skriv den under tell: receivers:, eller slet den",
         "No message goes by the channel " + channel.name + ": it is not the first, and no receiver and no workflow " +
             "wants it. Write it under tell: receivers:, or remove it"});
  }

  const Config& config_;
  const folders::FolderSources& sources_;
  const Known known_;
  std::vector<Diagnostic> findings_;
};

}  // namespace

std::vector<Diagnostic> check_names(const Config& config, const folders::FolderSources& sources) {
  return NameCheck(config, sources).run();
}

}  // namespace aftale::daemon
