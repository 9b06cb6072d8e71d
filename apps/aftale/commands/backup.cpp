#include <filesystem>

#include "apps/aftale/command.h"
#include "apps/aftale/connect.h"
#include "apps/aftale/copy_audit.h"
#include "apps/aftale/output.h"
#include "engine/base/json_writer.h"

namespace aftale::app {
namespace {

int run_backup(const Invocation& invocation) {
  const Settings& settings = invocation.settings;
  const std::string target = invocation.arguments.value("FILE");
  const Result<std::unique_ptr<Connection>> connection = Connection::open(settings, sqlite::Access::question);
  if (!connection) return report(settings, connection.error());
  if (const Result<void> done = (*connection)->service().backup(target); !done) return report(settings, done.error());
  // What a daemon has sent was audited before it was given its name.
  if (!(*connection)->is_remote()) {
    if (const Result<records::JournalHead> audited = audit_copy(target, same_text(target), settings); !audited) {
      std::error_code ignored;  // a copy that does not verify is none
      std::filesystem::remove(target, ignored);
      return report(settings, audited.error());
    }
  }
  if (settings.json) {
    std::string text;
    JsonWriter(text).begin_object().field("file", target).end_object();
    print(text + "\n");
    return kDone;
  }
  print(settings.say({"Databasen er kopieret til " + target + ", og kopien er efterprøvet\n",
                      "The database was copied to " + target + ", and the copy verified\n"}));
  return kDone;
}

}  // namespace

CommandSpec backup_command() {
  return {"backup",
          {"en efterprøvet kopi af databasen; overskriver ingen fil",
           "a verified copy of the database; overwrites no file"},
          {{"FILE", {"den nye fil", "the new file"}}},
          {},
          {"aftale backup /mnt/backup/aftale-2022-11-24.db"},
          CommandSpec::Kind::question,
          run_backup};
}

}  // namespace aftale::app
