#include "engine/cases/local_service.h"

#include <algorithm>

#include "engine/base/check.h"
#include "engine/base/limits.h"
#include "engine/cases/batch.h"
#include "engine/cases/deliveries.h"
#include "engine/cases/journal.h"
#include "engine/cases/moving.h"
#include "engine/cases/questions/as_of.h"
#include "engine/cases/questions/queries.h"
#include "engine/cases/questions/reading.h"
#include "engine/cases/questions/sight.h"
#include "engine/cases/replay/replay.h"

namespace aftale::cases {

struct LocalService::Parts {
  Parts(records::Store& store, const time::Clock& clock_, Options options)
      : engine(store, std::move(options)), clock(clock_) {
    // Questions over cases of several calendars need one day; every calendar shipped is of this zone.
    if (Result<time::Zone> found = time::Zone::find("Europe/Copenhagen")) zone = *found;
    if (engine.options.notifications.zone.name() == time::Zone().name()) engine.options.notifications.zone = zone;
  }
  time::CivilDate today() const { return zone.date_of(clock.now()); }
  /// `asked`: who asked for it, and what the journal keeps of that.
  struct Asked {
    const machine::Actor& by;
    bool confirms_clock;
  };
  Result<Advanced> advance(time::Instant until, std::size_t limit, const Asked* asked);
  /// `asker`: who may not read everything; null: the one who owns the file.
  Result<Answer> answer(const Question& question, const machine::Actor* asker);

  Engine engine;
  Deliveries deliveries{engine};
  const time::Clock& clock;
  time::Zone zone;
};

LocalService::LocalService(records::Store& store, const time::Clock& clock, Options options)
    : parts_(std::make_unique<Parts>(store, clock, std::move(options))) {}
LocalService::~LocalService() = default;

std::vector<Result<Receipt>> LocalService::execute(std::span<const Command> commands) {
  AFTALE_CHECK(commands.size() <= limits::kBatchCommandsMax);
  std::vector<Result<Receipt>> receipts;
  Result<Batch> batch = Batch::begin(parts_->engine, parts_->clock.now());
  if (!batch) {
    receipts.assign(commands.size(), fail(batch.error()));
    return receipts;
  }
  for (const Command& command : commands) receipts.push_back(batch->run(command));
  if (const Result<void> committed = batch->commit(); !committed) {
    // What was refused stays refused; what was done is not, or it is unknown whether it was.
    for (Result<Receipt>& receipt : receipts) {
      if (receipt) receipt = fail(committed.error());
    }
  }
  return receipts;
}

Result<Digest> LocalService::install(const std::vector<model::Source>& sources) {
  Engine& engine = parts_->engine;
  AFTALE_TRY(Definitions::Installed installed, engine.definitions.prepare(sources));
  if (installed.definitions.empty()) return installed.id;
  if (!engine.head) {
    AFTALE_TRY(engine.head, engine.store.head());
  }
  records::Commit commit;
  commit.expected_seq = engine.head->seq;
  commit.expected_head = engine.head->hash;
  commit.content = std::move(installed.content);
  commit.definitions = std::move(installed.definitions);
  if (const Result<void> written = engine.store.commit(commit); !written) {
    engine.forget();
    return fail(written.error());
  }
  return installed.id;
}

Result<Advanced> LocalService::advance(time::Instant until, std::size_t limit) {
  return parts_->advance(until, limit, nullptr);
}

Result<Advanced> LocalService::advance_for(const machine::Actor& asker, time::Instant until, std::size_t limit,
                                           bool confirms_clock) {
  const Parts::Asked asked{asker, confirms_clock};
  return parts_->advance(until, limit, &asked);
}

Result<Advanced> LocalService::Parts::advance(time::Instant until, std::size_t limit, const Asked* asked) {
  Advanced advanced;
  // One transaction for everything that is read: else each of a case's tables takes and gives back the file's locks.
  AFTALE_TRY(std::unique_ptr<records::Snapshot> reading, engine.store.snapshot());
  AFTALE_TRY(const std::vector<std::string> keys, engine.store.due_cases(until, limit));
  AFTALE_TRY(Batch batch, Batch::begin(engine, clock.now()));
  if (asked && (!keys.empty() || asked->confirms_clock))
    AFTALE_TRY_VOID(batch.note_advance(asked->by, until, asked->confirms_clock));
  for (const std::string& key : keys) AFTALE_TRY_VOID(batch.settle(key, until));
  reading.reset();
  advanced.fired = batch.fired();
  AFTALE_TRY_VOID(batch.commit());
  advanced.more = keys.size() == limit;
  if (!advanced.more && engine.options.delivers)
    AFTALE_TRY_VOID(deliver_due(engine, std::max(until, clock.now()), limit, advanced));
  return advanced;
}

Result<Answer> LocalService::ask(const Question& question) {
  return parts_->answer(question, nullptr);
}

Result<Answer> LocalService::ask_for(const machine::Actor& asker, const Question& question) {
  AFTALE_TRY_VOID(may_ask(asker, question));
  return parts_->answer(question, &asker);
}

Result<Answer> LocalService::Parts::answer(const Question& question, const machine::Actor* asker) {
  const time::CivilDate today = this->today();
  const time::Instant now = clock.now();
  struct Visitor {
    Engine& engine;
    time::CivilDate today;
    time::Instant now;
    const time::Zone& zone;
    const machine::Actor* asker;
    Result<Answer> at(const AsOf& as_of, const std::string& key,
                      const std::function<Result<Answer>(const ReadModel&, time::CivilDate)>& question) const {
      return as_of.is_now() ? question(engine, today) : ask_as_of(engine, as_of, key, zone, question);
    }
    Result<Answer> operator()(const StatusAll& asked) const {
      return at(asked.as_of, {},
                [&](const ReadModel& then, time::CivilDate day) { return queries::status_all(then, asked, day); });
    }
    Result<Answer> operator()(const StatusOf& asked) const {
      return at(asked.as_of, asked.key,
                [&](const ReadModel& then, time::CivilDate day) { return queries::status_of(then, asked, day); });
    }
    Result<Answer> operator()(const Due& asked) const { return queries::due(engine, asked, today); }
    Result<Answer> operator()(const Overdue& asked) const {
      return at(asked.as_of, {},
                [&](const ReadModel& then, time::CivilDate day) { return queries::overdue(then, asked, day); });
    }
    Result<Answer> operator()(const Show& asked) const {
      return at(asked.as_of, asked.key,
                [&](const ReadModel& then, time::CivilDate day) { return queries::show(then, asked, day); });
    }
    Result<Answer> operator()(const IfStruck& asked) const {
      AFTALE_TRY(Batch batch, Batch::begin(engine, now));
      AFTALE_TRY(const Corrected corrected, batch.if_struck(asked.key, {asked.entry, asked.reason}));
      return queries::if_struck(engine, asked, corrected, now);
    }
    Result<Answer> operator()(const History& asked) const {
      return asked.key.empty() ? queries::file_history(engine, asked) : queries::history(engine, asked);
    }
    Result<Answer> operator()(const Outbox& asked) const { return queries::outbox(engine, asked); }
    Result<Answer> operator()(const Audit& asked) const {
      AFTALE_TRY(AuditAnswer answer, audit(engine, asked));
      return Answer{std::move(answer), 0};
    }
    Result<Answer> operator()(const Possible& asked) const { return queries::possible(engine, asked, now); }
    Result<Answer> operator()(const Can& asked) const { return queries::can(engine, asked, now); }
    Result<Answer> operator()(const Explain& asked) const { return queries::explain(engine, asked); }
    Result<Answer> operator()(const Calendar& asked) const { return queries::calendar(engine, asked.key); }
    Result<Answer> operator()(const Preview& asked) const { return queries::preview(engine, asked, now); }
    Result<Answer> operator()(const Fetch& asked) const {
      if (!asker || reads_everything(*asker)) return queries::fetch(engine, asked, zone, nullptr);
      const Sight sight = Sight::of(engine, asked.key, *asker, now);
      return queries::fetch(engine, asked, zone, &sight);
    }
    Result<Answer> operator()(const Situation& asked) const {
      std::optional<Sight> sight;
      if (asker && !reads_everything(*asker)) sight = Sight::of(engine, asked.key, *asker, now);
      return at(asked.as_of, asked.key, [&](const ReadModel& then, time::CivilDate day) {
        return queries::situation(then, asked, day, sight ? &*sight : nullptr);
      });
    }
    Result<Answer> operator()(const Draw& asked) const {
      return at(asked.as_of, asked.key,
                [&](const ReadModel& then, time::CivilDate day) { return queries::draw(then, asked, day, zone); });
    }
    Result<Answer> operator()(const WhoAmI& asked) const { return Answer{WhoAmIAnswer{asked.identity}, 0}; }
    Result<Answer> operator()(const Export& asked) const {
      return at(asked.as_of, asked.key,
                [&](const ReadModel& then, time::CivilDate day) { return queries::export_cases(then, asked, day); });
    }
  };
  AFTALE_TRY(const std::unique_ptr<records::Snapshot> snapshot, engine.store.snapshot());
  AFTALE_TRY(Answer answer, std::visit(Visitor{engine, today, now, zone, asker}, question));
  const AsOf seen = as_of(question);
  answer.now = seen.at ? zone.start_of(*seen.at) : seen.known_at.value_or(now);
  if (seen.is_now()) {
    AFTALE_TRY(answer.due_waiting, engine.store.count_due(now, limits::kDueCountedMax));
  }
  if (asker) leave_out(engine, *asker, question, now, answer);
  return answer;
}

Result<Moved> LocalService::move(const Move& order) {
  return cases::move(parts_->engine, order, parts_->clock.now());
}

Result<void> LocalService::retry(std::int64_t outbox_id) {
  return retry_delivery(parts_->engine, outbox_id, parts_->clock.now());
}

Result<void> LocalService::backup(const std::string& path) {
  return parts_->engine.store.backup(path);
}

Result<bool> LocalService::note_configuration(const std::string& record, const machine::Actor& actor) {
  Engine& engine = parts_->engine;
  AFTALE_TRY(const std::vector<records::JournalRow> last, engine.store.file_journal(~std::size_t{0} >> 1));
  const auto known =
      std::find_if(last.begin(), last.end(), [](const records::JournalRow& row) { return row.kind == kConfigured; });
  if (known != last.end() && known->input == record) return false;
  if (!engine.head) {
    AFTALE_TRY(engine.head, engine.store.head());
  }
  Journal journal(*engine.head, engine.sha, parts_->clock.now());
  journal.add_of_file(last.empty() ? 1 : last.front().revision + 1, kConfigured, actor, record);
  records::Commit commit;
  commit.expected_seq = engine.head->seq;
  commit.expected_head = engine.head->hash;
  commit.journal = std::move(journal.rows());
  if (const Result<void> written = engine.store.commit(commit); !written) {
    engine.forget();
    return fail(written.error());
  }
  engine.head = journal.head();
  return true;
}

void LocalService::notify_as(NotificationSettings notifications, std::vector<records::Channel*> channels) {
  LocalService::Options& options = parts_->engine.options;
  if (notifications.zone.name() == time::Zone().name()) notifications.zone = parts_->zone;
  options.notifications = std::move(notifications);
  options.channels = std::move(channels);
  parts_->engine.templates.clear();
}

Deliveries& LocalService::deliveries() {
  return parts_->deliveries;
}

}  // namespace aftale::cases
