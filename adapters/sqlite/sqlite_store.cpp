#include "adapters/sqlite/sqlite_store.h"

#include "adapters/sqlite/backup.h"
#include "adapters/sqlite/connection.h"
#include "adapters/sqlite/errors.h"
#include "adapters/sqlite/place.h"
#include "adapters/sqlite/questions.h"
#include "adapters/sqlite/writer.h"

namespace aftale::sqlite {
namespace {

using namespace records;

/// A read transaction: SQLite gives it the newest state at its first statement.
class ReadTransaction final : public Snapshot {
 public:
  explicit ReadTransaction(Connection& connection) : connection_(connection) { run("BEGIN"); }
  ~ReadTransaction() override {
    try {
      run("COMMIT");
    } catch (const SQLite::Exception&) {
      // Nothing was written: what went wrong was told to the one who asked.
    }
  }

 private:
  void run(const char* sql) { Binder(connection_.prepared(sql)).run(); }

  Connection& connection_;
};

/// Forwards to the functions of questions.h and writer.h; SQLite's exceptions end here.
class SqliteStore final : public Store {
 public:
  explicit SqliteStore(std::unique_ptr<Connection> connection) : connection_(std::move(connection)) {}

  Result<Head> head() override {
    return guarded([&] { return questions::head(*connection_); });
  }
  Result<std::optional<LoadedCase>> load(std::string_view key) override {
    return guarded([&]() -> std::optional<LoadedCase> {
      std::optional<CaseRow> row = questions::find_case(*connection_, key);
      if (!row) return std::nullopt;
      LoadedCase loaded;
      loaded.row = std::move(*row);
      loaded.branches = questions::branches(*connection_, loaded.row.id, true);
      loaded.documents = questions::documents(*connection_, loaded.row.id);
      std::tie(loaded.revision, loaded.last_at) = questions::last_entry(*connection_, loaded.row.id);
      return loaded;
    });
  }
  Result<std::optional<JournalRow>> find_request(const RequestId& request) override {
    return guarded([&] { return questions::find_request(*connection_, request); });
  }
  Result<std::vector<std::string>> due_cases(time::Instant now, std::size_t limit) override {
    return guarded([&] { return questions::due_cases(*connection_, now, limit); });
  }
  Result<std::optional<time::Instant>> next_wake() override {
    return guarded([&] { return questions::next_wake(*connection_); });
  }
  Result<std::optional<time::Instant>> next_delivery(time::Instant after) override {
    return guarded([&] { return questions::next_delivery(*connection_, after); });
  }
  Result<void> commit(const Commit& commit) override {
    try {
      return write(*connection_, commit);
    } catch (const SQLite::Exception& exception) {
      return fail(error_of(exception, connection_->path(), true));
    }
  }

  Result<std::unique_ptr<Snapshot>> snapshot() override {
    AFTALE_TRY_VOID(connection_->in_place());
    return guarded([&]() -> std::unique_ptr<Snapshot> { return std::make_unique<ReadTransaction>(*connection_); });
  }
  Result<std::vector<CaseRow>> cases() override {
    return guarded([&] { return questions::cases(*connection_); });
  }
  Result<std::optional<CaseRow>> find_case(std::string_view key) override {
    return guarded([&] { return questions::find_case(*connection_, key); });
  }
  Result<std::vector<BranchRow>> branches(CaseId id) override {
    return guarded([&] { return questions::branches(*connection_, id, false); });
  }
  Result<std::vector<ItemWithCase>> work_items(const ItemFilter& filter) override {
    return guarded([&] { return questions::work_items(*connection_, filter); });
  }
  Result<std::vector<DocumentRow>> documents(CaseId id) override {
    return guarded([&] { return questions::documents(*connection_, id); });
  }
  Result<std::vector<JournalRow>> journal(CaseId id, std::int64_t after, std::size_t limit) override {
    return guarded([&] { return questions::journal(*connection_, id, after, limit); });
  }
  Result<std::vector<JournalRow>> file_journal(std::size_t limit) override {
    return guarded([&] { return questions::file_journal(*connection_, limit); });
  }
  Result<std::vector<OutboxRow>> outbox(bool undelivered_only, std::size_t limit) override {
    return guarded([&] { return questions::outbox(*connection_, undelivered_only, limit); });
  }
  Result<std::vector<OutboxRow>> outbox_of(CaseId id) override {
    return guarded([&] { return questions::outbox_of(*connection_, id); });
  }
  Result<std::vector<OutboxRow>> outbox_due(time::Instant now, std::size_t limit,
                                            const std::vector<std::string>& except) override {
    return guarded([&] { return questions::outbox_due(*connection_, now, limit, except); });
  }
  Result<std::vector<OutboxRow>> outbox_about(CaseId id, const std::string& thing,
                                              const std::string& receiver) override {
    return guarded([&] { return questions::outbox_about(*connection_, id, thing, receiver); });
  }
  Result<std::vector<OutboxRow>> outbox_to(const std::string& receiver, time::Instant now, std::size_t limit) override {
    return guarded([&] { return questions::outbox_to(*connection_, receiver, now, limit); });
  }
  Result<std::optional<OutboxRow>> find_outbox(std::int64_t id) override {
    return guarded([&] { return questions::find_outbox(*connection_, id); });
  }
  Result<std::int64_t> count_due(time::Instant now, std::size_t limit) override {
    return guarded([&] { return questions::count_due(*connection_, now, limit); });
  }
  Result<std::optional<std::string>> content(const Digest& sha256) override {
    Result<std::optional<std::string>> bytes = guarded([&] { return questions::content(*connection_, sha256); });
    if (!bytes || !*bytes || aftale::sha256(**bytes) == sha256) return bytes;
    return fail(make_error(Error::Kind::damaged, "damaged",
                           {"Indholdet " + sha256.hex() + " i " + connection_->path() +
                                " er ændret, efter at det blev skrevet. Se skaden med aftale audit",
                            "The content " + sha256.hex() + " of " + connection_->path() +
                                " was changed after it was written. See the damage by aftale audit"}));
  }
  Result<std::vector<DefinitionRow>> definitions() override {
    return guarded([&] { return questions::definitions(*connection_); });
  }
  Result<std::optional<DefinitionRow>> find_definition(const Digest& id) override {
    return guarded([&] { return questions::find_definition(*connection_, id); });
  }
  Result<std::vector<Text>> check_integrity() override {
    return guarded([&] { return connection_->integrity(); });
  }
  Result<void> backup(const std::string& path) override {
    AFTALE_TRY_VOID(refuse_own_file(path, connection_->path()));
    try {
      return copy_verified(*connection_, path);
    } catch (const SQLite::Exception& exception) {
      return fail(error_of(exception, path, false));
    }
  }

 private:
  template <class Ask>
  auto guarded(Ask ask) -> Result<decltype(ask())> {
    try {
      return ask();
    } catch (const SQLite::Exception& exception) {
      return fail(error_of(exception, connection_->path(), false));
    }
  }

  std::unique_ptr<Connection> connection_;
};

}  // namespace

Result<std::unique_ptr<Store>> open_store(const std::string& path, const OpenOptions& options) {
  AFTALE_TRY(std::unique_ptr<Connection> connection, Connection::open(path, options));
  return std::unique_ptr<Store>(std::make_unique<SqliteStore>(std::move(connection)));
}

std::optional<records::JournalHead> remembered_head(const std::string& database) {
  const Result<std::string> place = place_of(database);
  return place ? HeadFile::read(*place) : std::nullopt;
}

}  // namespace aftale::sqlite
