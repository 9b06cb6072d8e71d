#include "adapters/sqlite/connection.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>

#include "adapters/sqlite/chain.h"
#include "adapters/sqlite/errors.h"
#include "adapters/sqlite/page_sums.h"
#include "adapters/sqlite/place.h"
#include "adapters/sqlite/raw.h"
#include "adapters/sqlite/schema.h"
#include "adapters/sqlite/schema_check.h"
#include "adapters/sqlite/upgrade_rows.h"

namespace aftale::sqlite {
namespace {

// Makes the file before SQLite does, so that it and its WAL are never readable by others.
Result<void> make_file(const std::string& place, const std::string& path) {
  const int descriptor = ::open(place.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (descriptor < 0) return fail(cannot_use(path, errno));
  ::close(descriptor);
  return {};
}

ErrorPtr no_database(const std::string& path) {
  return make_error(Error::Kind::not_found, "no-database",
                    {"Der er ingen database " + path + " endnu. Åbn den første sag med: aftale open",
                     "There is no database " + path + " yet. Open the first case with: aftale open"});
}

std::int64_t size_of(const std::string& path) {
  struct stat status {};
  return ::stat(path.c_str(), &status) == 0 ? status.st_size : 0;
}

/// Entries of a chain that are computed again where a killed program left a WAL; `aftale audit` does them all.
constexpr std::int64_t kEntriesLookedBack = 1'000;

ErrorPtr lost(Diagnostic why) {
  return fail(Error::Kind::damaged, {std::move(why)}).value();
}

// A file without entries may be taken for a new one where nothing beside it says that it had any.
ErrorPtr emptied(const std::string& path, const std::string& beside) {
  return make_error(Error::Kind::damaged, "truncated",
                    {"Databasen " + path + " mangler eller er tom, men ved siden af den ligger " + beside +
                         ". Læg databasen tilbage, eller gendan den nyeste sikkerhedskopi med: aftale restore. Skal "
                         "der begyndes forfra, så flyt alt, hvis navn begynder med " +
                         path + ", væk først",
                     "The database " + path + " is missing or empty, but beside it lies " + beside +
                         ". Put the database back, or restore the newest backup with: aftale restore. To begin anew, "
                         "move everything whose name begins with " +
                         path + " away first"});
}

Result<void> never_had_entries(const std::string& path, const std::optional<records::JournalHead>& remembered) {
  if (remembered && remembered->seq > 0) return fail(emptied(path, path + ".head"));
  return {};
}

// SQLite would take a missing or empty file for a new one, and delete the WAL beside it.
Result<void> not_emptied(const std::string& place, const std::string& path,
                         const std::optional<records::JournalHead>& remembered) {
  AFTALE_TRY_VOID(never_had_entries(path, remembered));
  if (size_of(place + "-wal") > 0) return fail(emptied(path, path + "-wal"));
  return {};
}

ErrorPtr newer_file(const std::string& path, int version, bool page_agrees = true) {
  const std::string theirs = std::to_string(version), ours = std::to_string(kUserVersion);
  const Text or_damaged = page_agrees ? Text() : Text{", hvis side 1 ikke er beskadiget", ", unless page 1 is damaged"};
  return make_error(Error::Kind::damaged, "newer-file",
                    {path + " er skrevet af en nyere aftale (skema " + theirs + ", denne kender til og med " + ours +
                         "). Brug det nyere program" + or_damaged.da,
                     path + " was written by a newer aftale (schema " + theirs + ", this one knows up to " + ours +
                         "). Use the newer program" + or_damaged.en});
}

ErrorPtr foreign_schema(const std::string& path, const std::vector<Text>& differences) {
  std::vector<Diagnostic> findings;
  for (const Text& difference : differences) {
    Diagnostic finding;
    finding.code = "foreign-schema";
    finding.message = {"Databasen " + path + " er ikke, som aftale lavede den: " + difference.da +
                           ". Se det hele med aftale audit, og gendan den seneste sikkerhedskopi",
                       "The database " + path + " is not as aftale made it: " + difference.en +
                           ". See all of it by aftale audit, and restore the latest backup"};
    findings.push_back(std::move(finding));
  }
  return std::make_shared<const Error>(Error{Error::Kind::damaged, std::move(findings)});
}

Result<void> look_at_file(const std::string& place, const std::string& path, Access access,
                          const std::optional<records::JournalHead>& remembered) {
  struct stat status {};
  const bool there = ::stat(place.c_str(), &status) == 0;
  if (!there && errno != ENOENT) return fail(cannot_use(path, errno));
  if (!there || (S_ISREG(status.st_mode) && status.st_size == 0)) AFTALE_TRY_VOID(not_emptied(place, path, remembered));
  if (!there) {
    if (access == Access::write) return make_file(place, path);
    return fail(no_database(path));
  }
  if (access == Access::write && ::access(place.c_str(), R_OK | W_OK) != 0) return fail(cannot_use(path, errno));
  return {};
}

void make_layout(SQLite::Database& database) {
  PageSums(database).make_room();
  database.exec("PRAGMA journal_mode=WAL");
  SQLite::Transaction transaction(database, SQLite::TransactionBehavior::IMMEDIATE);
  database.exec(kBundlesSchema);
  database.exec(kRowsSchema);
  database.exec("PRAGMA application_id=" + std::to_string(kApplicationId) +
                "; PRAGMA user_version=" + std::to_string(kUserVersion));
  transaction.commit();
}

}  // namespace

Result<std::unique_ptr<Connection>> Connection::open(const std::string& path, const OpenOptions& options) {
  std::unique_ptr<Connection> connection(new Connection(path, options.access));
  AFTALE_TRY(connection->place_, place_of(path));
  if (connection->writes()) {
    AFTALE_TRY(connection->lock_, FileLock::take(connection->place_, path, options.patience, options.socket));
  }
  const std::optional<records::JournalHead> remembered = HeadFile::read(connection->place_);
  AFTALE_TRY_VOID(look_at_file(connection->place_, path, options.access, remembered));
  try {
    const Result<void> begun = connection->begin(remembered);
    if (!begun) return fail(connection->look_again(begun.error()));
    connection->files_.emplace(connection->place_, connection->writes());
    return connection;
  } catch (const SQLite::Exception& exception) {
    return fail(connection->look_again(error_of(exception, path, false)));
  }
}

Result<void> Connection::begin(const std::optional<records::JournalHead>& remembered) {
  const bool left_behind = size_of(place_ + "-wal") > 0;
  database_ =
      std::make_unique<SQLite::Database>(place_, SQLite::OPEN_READWRITE | SQLite::OPEN_NOMUTEX, 0, PageSums::vfs());
  if (access_ == Access::audit) PageSums(*database_).go_past();
  dictionary_.emplace(*database_, access_ == Access::audit);
  configure();
  const bool fresh = database_->execAndGet("PRAGMA user_version").getInt() == 0 &&
                     database_->execAndGet("SELECT count(*) FROM sqlite_schema").getInt() == 0;
  if (fresh) AFTALE_TRY_VOID(never_had_entries(path_, remembered));
  AFTALE_TRY_VOID(check_layout(fresh));
  PageSums(*database_).compare();
  return writes() ? look_back(remembered, left_behind) : Result<void>();
}

ErrorPtr Connection::look_again(const ErrorPtr& found) {
  if (found->kind != Error::Kind::damaged || !database_) return found;
  ErrorPtr worst = found;
  try {
    SQLite::Database past(place_, SQLite::OPEN_READWRITE | SQLite::OPEN_NOMUTEX, 0, PageSums::vfs());
    PageSums(past).go_past();
    harden(past, false);
    PageSums sums(past);
    const std::vector<std::uint32_t> pages = sums.kept() ? sums.damaged() : std::vector<std::uint32_t>();
    const bool header_damaged = !pages.empty() && pages.front() == 1;
    if (!pages.empty()) worst = damaged_page(path_, pages.front());
    const int version = past.execAndGet("PRAGMA user_version").getInt();
    if (past.execAndGet("PRAGMA application_id").getInt() != kApplicationId) return worst;
    if (version > kUserVersion) return newer_file(path_, version, !header_damaged);
    const std::vector<Text> differences = schema_differences(past);
    if (version != kUserVersion || differences.empty() || code_of(found) == std::string_view("foreign-schema"))
      return worst;
    Error all = *foreign_schema(path_, differences);
    all.findings.insert(all.findings.end(), worst->findings.begin(), worst->findings.end());
    return std::make_shared<const Error>(std::move(all));
  } catch (const SQLite::Exception&) {
    return worst;  // it cannot be read any further
  }
}

void Connection::configure() {
  harden(*database_, writes());
  database_->setBusyTimeout(10'000);
  database_->exec(
      "PRAGMA foreign_keys=ON; PRAGMA cell_size_check=ON; PRAGMA mmap_size=0; PRAGMA recursive_triggers=ON");
  if (writes()) {
    // Pages: 32 MB. A batch of due dates writes more than the usual 1,000, and would copy every page at each commit.
    database_->exec("PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=8000; PRAGMA journal_size_limit=67108864");
  } else {
    database_->exec("PRAGMA wal_autocheckpoint=0; PRAGMA query_only=ON");
  }
}

Result<void> Connection::check_layout(bool fresh) {
  if (fresh && writes()) {
    make_layout(*database_);
    return {};
  }
  if (fresh) return fail(no_database(path_));  // made, and its writer ended before there were any tables
  const int application = database_->execAndGet("PRAGMA application_id").getInt();
  if (application != kApplicationId) {
    return fail(make_error(Error::Kind::damaged, "not-a-database",
                           {path_ + " er ikke en database fra aftale. Angiv en anden fil med --db",
                            path_ + " is not a database of aftale. Name another file with --db"}));
  }
  const int version = database_->execAndGet("PRAGMA user_version").getInt();
  if (version > kUserVersion) return fail(newer_file(path_, version));
  // A file of this layout has room for sums: another header was changed.
  if (version < 1 || (version == kUserVersion && !PageSums(*database_).have_room()))
    return fail(damaged_page(path_, 1));
  if (writes() && database_->execAndGet("PRAGMA journal_mode").getString() != "wal")
    database_->exec("PRAGMA journal_mode=WAL");
  if (version == kUserVersion) return check_schema();
  if (writes()) {
    AFTALE_TRY_VOID(upgrade(version));
    return check_schema();
  }
  // Whoever asks writes nothing; the upgrade takes the lock as any other command does.
  AFTALE_TRY_VOID(Connection::open(path_, {}));
  return check_schema();
}

Result<void> Connection::check_schema() {
  if (access_ == Access::audit) {  // which names what is wrong, and more, where the schema can be read at all
    database_->execAndGet("SELECT count(*) FROM cases");
    return {};
  }
  const std::vector<Text> differences = schema_differences(*database_);
  if (!differences.empty()) return fail(foreign_schema(path_, differences));
  return {};
}

Result<void> Connection::upgrade(int version) {
  AFTALE_TRY_VOID(make_room_for_sums());
  SQLite::Transaction transaction(*database_, SQLite::TransactionBehavior::IMMEDIATE);
  for (int next = version; next < kWideRows; ++next) database_->exec(kUpgrades[next - 1]);
  make_rows_narrow(*this);
  database_->exec("PRAGMA user_version=" + std::to_string(kUserVersion));
  transaction.commit();
  return {};
}

Result<void> Connection::look_back(const std::optional<records::JournalHead>& remembered, bool left_behind) {
  const records::JournalHead last = chain::last(*this);
  if (remembered) {
    if (std::optional<Diagnostic> why = records::lacks(*remembered, last, chain::hash_at(*this, remembered->seq)))
      return fail(lost(std::move(*why)));
  }
  const auto quick = [&] { return database_->execAndGet("PRAGMA quick_check(1)").getString() == "ok"; };
  if (left_behind && (!quick() || !chain::holds(*this, std::max<std::int64_t>(0, last.seq - kEntriesLookedBack)))) {
    return fail(make_error(
        Error::Kind::damaged, "damaged",
        {"Det, der ligger i " + path_ +
             "-wal, passer ikke til databasen. Er en ældre kopi lagt i dens sted? Gendan en sikkerhedskopi med: aftale "
             "restore",
         "What lies in " + path_ +
             "-wal does not fit the database. Was an older copy put in its place? Restore a backup with: aftale "
             "restore"}));
  }
  AFTALE_TRY(head_, HeadFile::open(place_, last));
  return {};
}

Result<void> Connection::in_place(bool committed) const {
  std::optional<std::string> gone = files_ ? files_->gone() : std::nullopt;
  // Under another lock file somebody else may hold the database by now.
  if (!gone && lock_ && !lock_->stands()) gone = place_ + ".lock";
  if (!gone) return {};
  const Text then =
      committed ? Text{"så det er uvist, om kommandoen er gemt", "so it is unknown whether the command is saved"}
                : Text{"så intet blev gemt", "so nothing was saved"};
  return fail(make_error(committed ? Error::Kind::unknown_outcome : Error::Kind::unavailable, "file-gone",
                         {*gone + " er slettet, flyttet eller skiftet ud, mens databasen var i brug, " + then.da +
                              ". Læg filen tilbage, eller gendan databasen med: aftale restore",
                          *gone + " was deleted, moved or replaced while the database was in use, " + then.en +
                              ". Put the file back, or restore the database with: aftale restore"}));
}

// Comes before the number of the layout is raised, so that a file of this layout has room whatever stops us.
Result<void> Connection::make_room_for_sums() {
  if (PageSums(*database_).have_room()) return {};
  // A sum must not say that damage is well.
  if (database_->execAndGet("PRAGMA integrity_check(1)").getString() != "ok") return fail(damaged_page(path_, 0));
  PageSums(*database_).make_room();
  database_->exec("VACUUM");
  return {};
}

Connection::~Connection() {
  statements_.clear();
  dictionary_.reset();
  if (writes() && database_) {
    // Also where a file is no longer in its place: a database that was moved, or lost its WAL, is complete then, and
    // the WAL that it leaves behind is empty, so that it is not mixed with what came in its place.
    try {
      checkpoint();
    } catch (const SQLite::Exception&) {
      // The WAL keeps what the file has not got; the next writer tries again.
    }
  }
  database_.reset();
}

SQLite::Statement& Connection::prepared(const char* sql) {
  std::unique_ptr<SQLite::Statement>& statement = statements_[sql];
  if (!statement) statement = std::make_unique<SQLite::Statement>(*database_, sql);
  return *statement;
}

void Connection::checkpoint() {
  database_->exec("PRAGMA wal_checkpoint(TRUNCATE)");
}

void Connection::copy_into(const std::string& target) {
  // query_only forbids writing the copy as well.
  if (!writes()) database_->exec("PRAGMA query_only=OFF");
  SQLite::Statement copy(*database_, "VACUUM INTO ?");
  copy.bind(1, target);
  copy.exec();
  if (!writes()) database_->exec("PRAGMA query_only=ON");
}

std::vector<Text> Connection::integrity() {
  std::vector<Text> findings;
  for (const std::uint32_t page : PageSums(*database_).damaged()) {
    const std::string number = std::to_string(page);
    findings.push_back({"side " + number + " er beskadiget", "page " + number + " is damaged"});
  }
  try {
    ask_sqlite(findings);
  } catch (const SQLite::Exception&) {
    if (findings.empty()) throw;  // else a page that is named keeps SQLite from seeing more
  }
  return findings;
}

void Connection::ask_sqlite(std::vector<Text>& findings) {
  for (Text& difference : schema_differences(*database_)) findings.push_back(std::move(difference));
  for (Text& row : dictionary_->changed_rows()) findings.push_back(std::move(row));
  SQLite::Statement check(*database_, "PRAGMA integrity_check(20)");
  while (check.executeStep()) {
    if (const std::string finding = check.getColumn(0).getString(); finding != "ok")
      findings.push_back(same_text(finding));
  }
  SQLite::Statement keys(*database_, "PRAGMA foreign_key_check");
  while (keys.executeStep()) {
    const std::string table = keys.getColumn(0).getString();
    findings.push_back({"en række i tabellen " + table + " hører til noget, der ikke findes",
                        "a row of the table " + table + " belongs to something that is not there"});
  }
}

}  // namespace aftale::sqlite
