#include <filesystem>

#include "adapters/sqlite/restoration.h"
#include "apps/aftale/command.h"
#include "apps/aftale/copy_audit.h"
#include "apps/aftale/output.h"
#include "apps/aftale/render/table.h"
#include "engine/base/json_writer.h"

namespace aftale::app {
namespace {

using Done = sqlite::Restoration::Done;

Result<Done> restore(const std::string& from, const Settings& settings) {
  std::error_code ignored;  // the lock says what is wrong with the folder
  if (std::filesystem::is_socket(settings.database, ignored)) {
    return fail(Error::Kind::usage, "usage",
                Text{"Angiv databasen med --db, ikke aftaleds sokkel; stop aftaled først",
                     "Name the database with --db, not the socket of aftaled; stop aftaled first"});
  }
  if (settings.usual_database && !std::filesystem::exists(settings.database, ignored)) {
    return fail(Error::Kind::usage, "usage",
                Text{"Angiv med --db, hvilken database der skal gendannes. Aftaleds står i dens konfiguration",
                     "Name with --db the database to restore. That of aftaled stands in its configuration"});
  }
  const std::filesystem::path folder = std::filesystem::path(settings.database).parent_path();
  if (!folder.empty()) std::filesystem::create_directories(folder, ignored);
  AFTALE_TRY(const std::unique_ptr<sqlite::Restoration> restoration,
             sqlite::Restoration::begin(settings.database, from));
  AFTALE_TRY_VOID(audit_copy(restoration->copy(), same_text(from), settings));
  return restoration->finish();
}

std::string json(const Done& done, const std::string& from, const Settings& settings) {
  std::string text;
  JsonWriter out(text);
  out.begin_object().field("file", settings.database).field("from", from);
  out.key("head").begin_object().field("seq", done.head.seq).field("hash", done.head.hash.hex()).end_object();
  if (done.set_aside.empty())
    out.key("set_aside").null();
  else
    out.field("set_aside", done.set_aside);
  if (done.lost)
    out.field("lost", *done.lost);
  else
    out.key("lost").null();
  out.end_object();
  return text + "\n";
}

/// What became of the database that was there.
std::string about_the_old_one(const Done& done, const Settings& settings) {
  if (done.set_aside.empty()) return {};
  if (!done.was_there) {
    return settings.say({"Der var ingen database, kun filer ved siden af den; de ligger nu ved " + done.set_aside +
                             ", og det er uvist, hvad der gik tabt\n",
                         "There was no database, only files beside it; they now lie beside " + done.set_aside +
                             ", and it is unknown what was lost\n"});
  }
  const std::string lies = settings.say({"Den hidtidige database ligger nu i " + done.set_aside,
                                         "The database that was there now lies in " + done.set_aside});
  if (!done.lost) {
    return lies + settings.say({"; den kan ikke læses, så det er uvist, hvad der gik tabt\n",
                                "; it cannot be read, so it is unknown what was lost\n"});
  }
  if (*done.lost == 0) {
    return lies + settings.say({". Den havde ingen poster, som kopien ikke har\n",
                                ". It had no entries that the copy does not have\n"});
  }
  const std::string count = render::counted(*done.lost, {"post", "entry"}, {"poster", "entries"}, settings);
  return lies + settings.say({". " + count + " er skrevet siden og er ikke med: registrér dem igen\n",
                              ". " + count + " written since are not in the copy: record them again\n"});
}

int run_restore(const Invocation& invocation) {
  const Settings& settings = invocation.settings;
  const std::string from = invocation.arguments.value("FILE");
  const Result<Done> done = restore(from, settings);
  if (!done) return report(settings, done.error());
  if (settings.json) {
    print(json(*done, from, settings));
    return kDone;
  }
  const std::string count = render::counted(done->head.seq, {"post", "entry"}, {"poster", "entries"}, settings);
  print(settings.say({settings.database + " er gendannet fra " + from + ", som er efterprøvet: " + count + "\n",
                      settings.database + " was restored from " + from + ", which was verified: " + count + "\n"}));
  print(about_the_old_one(*done, settings));
  return kDone;
}

}  // namespace

CommandSpec restore_command() {
  return {"restore",
          {"sætter en efterprøvet sikkerhedskopi i databasens sted; sletter intet",
           "puts a verified backup in the place of the database; deletes nothing"},
          {{"FILE",
            {"kopien; eller databasen selv, når det, der mangler i den, er tabt",
             "the backup; or the database itself, where what it lacks is lost"}}},
          {},
          {"aftale restore /mnt/backup/aftale-2022-11-24.db",
           "aftale restore /mnt/backup/aftale-2022-11-24.db --db /var/lib/aftale/aftale.db"},
          CommandSpec::Kind::question,
          run_restore};
}

}  // namespace aftale::app
