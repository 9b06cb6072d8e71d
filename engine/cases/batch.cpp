#include "engine/cases/batch.h"

#include <algorithm>

#include "engine/base/check.h"
#include "engine/base/limits.h"
#include "engine/base/words.h"
#include "engine/cases/case_rows.h"
#include "engine/cases/commands.h"
#include "engine/cases/entries.h"
#include "engine/cases/expired.h"
#include "engine/cases/notices/templates.h"
#include "engine/cases/proposals.h"
#include "engine/cases/replay/replay.h"
#include "engine/machine/format/payload.h"
#include "engine/machine/possible.h"
#include "engine/machine/settle.h"
#include "engine/records/journal_hash.h"

namespace aftale::cases {
namespace {

/// The number of an outgoing command among those of its entry, from 1.
std::uint64_t number_of(const machine::Step& step, const machine::Outward& outward) {
  return static_cast<std::uint64_t>(&outward - step.outward.data()) + 1;
}

}  // namespace

tl::unexpected<ErrorPtr> unknown_case(records::Store& store, const std::string& key) {
  std::vector<std::string> known;
  if (const Result<std::vector<records::CaseRow>> rows = store.cases()) {
    for (const records::CaseRow& row : *rows) known.push_back(row.key);
  }
  const std::string near = nearest(key, known);
  if (near.empty()) {
    return fail(Error::Kind::not_found, "unknown-case",
                Text{"Der er ingen sag " + key + ". Se sagerne med: aftale status",
                     "There is no case " + key + ". See the cases with: aftale status"});
  }
  return fail(Error::Kind::not_found, "unknown-case",
              Text{"Der er ingen sag " + key + ". Mente du " + near + "?",
                   "There is no case " + key + ". Did you mean " + near + "?"},
              {near});
}

Batch::Batch(Engine& engine, time::Instant now, records::Head head)
    : engine_(&engine), now_(now), before_(head), journal_(head, engine.sha, now), last_case_(head.last_case) {}

Result<Batch> Batch::begin(Engine& engine, time::Instant now) {
  if (!engine.head) {
    AFTALE_TRY(engine.head, engine.store.head());
  }
  return Batch(engine, now, *engine.head);
}

Result<std::optional<Receipt>> Batch::repeated(const RequestId& request, const std::string& key,
                                               const std::string& digest) {
  // Request ids grow with time, so nearly every new one is greater than all that were ever seen.
  const std::optional<RequestId>& greatest = journal_.head().greatest_request;
  if (!greatest || request > *greatest) return std::optional<Receipt>();
  std::optional<records::JournalRow> first;
  for (const records::JournalRow& row : journal_.rows()) {
    if (row.request == request) first = row;
  }
  if (!first) {
    AFTALE_TRY(first, engine_->store.find_request(request));
  }
  if (!first) return std::optional<Receipt>();
  if (records::command_hex(*first) != digest) {
    return fail(
        Error::Kind::refused, "request-reused",
        Text{
            "Request-id " + request.text() + " er brugt til en anden kommando. Udelad --request-id, så laves et nyt",
            "Request id " + request.text() + " was used for another command. Leave --request-id out to get a new one"});
  }
  Receipt receipt{key, true, false, {{first->seq, first->revision, first->outcome}}};
  // The entries of one command follow each other; only the first carries the request.
  AFTALE_TRY(const std::vector<records::JournalRow> later,
             entries_of(*engine_, first->case_id, first->seq, limits::kBranchesMax));
  for (const records::JournalRow& row : later) {
    if (row.request || row.kind != first->kind || row.at != first->at || row.recorded_at != first->recorded_at) break;
    receipt.entries.push_back({row.seq, row.revision, row.outcome});
  }
  return std::optional<Receipt>(std::move(receipt));
}

Result<WorkingCopy*> Batch::touch(const std::string& key) {
  if (const auto found = works_.find(key); found != works_.end()) return &found->second;
  if (const auto found = engine_->cache.find(key); found != engine_->cache.end()) {
    return &works_.insert(engine_->cache.extract(found)).position->second;
  }
  AFTALE_TRY(const std::optional<records::LoadedCase> loaded, engine_->store.load(key));
  if (!loaded) return unknown_case(engine_->store, key);
  AFTALE_TRY(model::DefinitionPtr definition, engine_->definitions.get(loaded->row.definition));
  AFTALE_TRY(machine::Case instance, case_rows::read_case(*loaded, *definition));
  return &works_.emplace(key, WorkingCopy(std::move(instance), std::move(definition), loaded->row)).first->second;
}

void Batch::enter(WorkingCopy& work, const Journal::Entry& entry) {
  journal_.add(work.instance(), work.definition(), entry);
  for (const machine::Outward& outward : entry.step.outward) {
    outgoing_.push_back({work.instance().key, work.instance().revision, number_of(entry.step, outward),
                         entry.moment.now, entry.step.effective, outward});
  }
  if (engine_->options.on_step) engine_->options.on_step({work.definition(), work.instance(), entry.input, entry.step});
}

Result<void> Batch::settle(WorkingCopy& work, time::Instant until) {
  const machine::Actor clock{"clock", machine::Proof::clock, {}};
  while (work.instance().wake_at() && *work.instance().wake_at() <= until) {
    // `settle` counts its firings as entries of the case; here each is counted when it is entered.
    const std::uint64_t revision = work.instance().revision;
    const time::Instant last_at = work.instance().last_at;
    std::vector<machine::Firing> firings = machine::settle(work.definition(), work.instance(), until);
    work.instance().revision = revision;
    work.instance().last_at = last_at;
    for (machine::Firing& firing : firings) {
      machine::Moment moment = machine::moment_of(work.definition(), work.instance(), firing.fire);
      moment.actor = clock;
      Advanced::Fired report{work.instance().key, firing.step.meaning, {}, moment.now, std::nullopt};
      if (firing.failed) {
        report.failed = reason_of(firing.failed);
        const machine::Input fault = machine::Fault{*report.failed};
        AFTALE_TRY(machine::Step step, machine::step(work.definition(), work.instance(), fault, moment));
        enter(work, {fault, moment, step, std::nullopt, {}});
        work.take(std::move(step), moment.now);
      } else {
        enter(work, {firing.fire, moment, firing.step, std::nullopt, {}});
        work.note(std::move(firing.step), moment.now);
      }
      const records::JournalRow& row = journal_.rows().back();
      report.entry = {row.seq, row.revision, row.outcome};
      fired_.push_back(std::move(report));
    }
  }
  return {};
}

Result<void> Batch::settle(const std::string& key, time::Instant until) {
  AFTALE_TRY(WorkingCopy * work, touch(key));
  AFTALE_TRY_VOID(settle(*work, until));
  return run_outgoing();
}

Result<void> Batch::act(WorkingCopy& work, const Command& command, const std::string& digest, Receipt& receipt) {
  AFTALE_TRY(Typed typed, type(command, work.definition(), work.instance()));
  machine::Moment moment{std::max(now_, work.instance().last_at), effective_of(command), command.actor};
  const Result<std::vector<std::string>> resolved = machine::resolve(work.definition(), work.instance(), typed.input);
  if (!resolved) {
    // Where the case takes no commands that is the reason, whatever the step is called.
    const bool at_rest = work.instance().status != lifecycle::CaseStatus::running;
    const Result<machine::Step> tried = machine::step(work.definition(), work.instance(), typed.input, moment);
    return fail(at_rest && !tried ? tried.error()
                                  : with_meant_document(resolved.error(), command, work.definition(), work.instance()));
  }
  const std::vector<std::string>& addresses = *resolved;
  const auto take = [&](WorkingCopy& on, const std::string& address, bool first) -> Result<void> {
    if (auto* event = std::get_if<machine::Event>(&typed.input)) event->step = address;
    if (auto* record = std::get_if<machine::Record>(&typed.input)) record->step = address;
    if (auto* attach = std::get_if<machine::Attach>(&typed.input)) attach->document = address;
    if (auto* freeze = std::get_if<machine::Freeze>(&typed.input)) freeze->document = address;
    AFTALE_TRY_VOID(check_content(typed.input, on.definition(), on.instance()));
    Result<machine::Step> computed = machine::step(on.definition(), on.instance(), typed.input, moment);
    if (!computed && engine_->options.on_refusal)
      engine_->options.on_refusal({on.definition(), on.instance(), typed.input, moment, *computed.error()});
    AFTALE_TRY(machine::Step step, std::move(computed));
    AFTALE_TRY_VOID(has_room(on, command, step));
    enter(on, {typed.input, moment, step, first ? std::optional(command.request) : std::nullopt,
               first ? digest : std::string()});
    const records::JournalRow& row = journal_.rows().back();
    receipt.entries.push_back({row.seq, row.revision, row.outcome});
    on.take(std::move(step), moment.now);
    if (first && typed.content) on.add_content(std::move(*typed.content));
    // What was past already when its step was entered (a deadline, a date) takes effect at once, before anything else.
    // It cannot fail: what a timer cannot do makes the case faulted.
    const Result<void> settled = settle(on, moment.now);
    AFTALE_CHECK(settled.has_value());
    return {};
  };
  // A step that is refused has changed nothing; only several of them, all or none, and rehearsals need a copy.
  if (addresses.size() == 1 && !command.dry_run) return take(work, addresses.front(), true);
  WorkingCopy attempt = work;
  for (const std::string& address : addresses) {
    AFTALE_TRY_VOID(take(attempt, address, &address == &addresses.front()));
  }
  if (!command.dry_run) work = std::move(attempt);
  return {};
}

Result<void> Batch::has_room(WorkingCopy& work, const Command& command, const machine::Step& step) {
  if (is_secretariat(command.actor) || work.instance().revision < limits::kStepEntriesMax) return {};
  const CaseId id = work.instance().id;
  StepEntries& committed = engine_->entries[id];
  AFTALE_TRY(const std::vector<records::JournalRow> rows,
             engine_->store.journal(id, committed.last(), ~std::size_t{0} >> 1));
  committed.count(rows, id);
  StepEntries entries = committed;
  entries.count(journal_.rows(), id);
  std::string outcome;
  machine::write_outcome(work.definition(), step, outcome);
  return entries.admit(details(outcome));
}

Result<void> Batch::note_advance(const machine::Actor& by, time::Instant until, bool confirms_clock) {
  AFTALE_TRY(const std::vector<records::JournalRow> last, engine_->store.file_journal(1));
  std::string record;
  JsonWriter out(record);
  out.begin_object().field("until", until.rfc3339());
  if (confirms_clock) out.field("confirms_clock", true);
  out.end_object();
  journal_.add_of_file(last.empty() ? 1 : last.front().revision + 1, kAdvanced, by, std::move(record));
  return {};
}

Result<Corrected> Batch::struck(const WorkingCopy& work, const machine::Correct& wish, const machine::Moment& moment) {
  std::vector<records::JournalRow> pending;
  for (const records::JournalRow& row : journal_.rows()) {
    if (row.case_id == work.instance().id) pending.push_back(row);
  }
  return correct(*engine_, work, pending, wish, moment);
}

Result<void> Batch::strike(WorkingCopy& work, const Command& command, const std::string& digest, Receipt& receipt) {
  const machine::Correct& wish = std::get<machine::Correct>(command.intent);
  const machine::Moment moment{std::max(now_, work.instance().last_at), effective_of(command), command.actor};
  AFTALE_TRY(Corrected corrected, struck(work, wish, moment));
  if (corrected.takes_two) {
    const machine::Propose asked{wish.entry, wish.reason, {}, {}};
    AFTALE_TRY(const bool agreed, is_agreed(corrected.entries, asked, command.actor, work.definition().calendar.zone));
    if (!agreed) {
      WorkingCopy kept = work;
      AFTALE_TRY_VOID(propose(kept, asked, moment, command.request, digest));
      const records::JournalRow& row = journal_.rows().back();
      receipt.entries.push_back({row.seq, row.revision, row.outcome});
      if (!command.dry_run) work = std::move(kept);
      return {};
    }
  }
  enter(corrected.work, {wish, moment, corrected.step, command.request, digest});
  const records::JournalRow& row = journal_.rows().back();
  receipt.entries.push_back({row.seq, row.revision, row.outcome});
  if (!command.dry_run) work = std::move(corrected.work);
  return {};
}

Result<void> Batch::propose(WorkingCopy& work, const machine::Propose& asked, const machine::Moment& moment,
                            const RequestId& request, const std::string& digest) {
  AFTALE_TRY(machine::Step step, machine::step(work.definition(), work.instance(), asked, moment));
  enter(work, {asked, moment, step, request, digest});
  work.take(std::move(step), moment.now);
  return {};
}

Result<Corrected> Batch::if_struck(const std::string& key, const machine::Correct& wish) {
  AFTALE_TRY(WorkingCopy * work, touch(key));
  AFTALE_TRY_VOID(settle(*work, std::max(now_, work->instance().last_at)));
  return struck(*work, wish, {std::max(now_, work->instance().last_at), std::nullopt, {}});
}

WorkingCopy Batch::begin_case(const std::string& key, std::int64_t id, model::DefinitionPtr definition,
                              time::Instant at) const {
  machine::Case instance;
  instance.id = CaseId{id};
  instance.key = key;
  instance.definition = definition->id;
  instance.opened = instance.last_at = at;
  return WorkingCopy(std::move(instance), std::move(definition), std::nullopt);
}

Result<Receipt> Batch::open(const Command& command, const std::string& digest) {
  AFTALE_TRY(const std::optional<records::CaseRow> known, engine_->store.find_case(command.key));
  if (known || works_.count(command.key) != 0) {
    return fail(Error::Kind::refused, "already-exists",
                Text{"Sagen " + command.key + " findes allerede. Vælg en anden nøgle med --key",
                     "The case " + command.key + " exists already. Choose another key with --key"});
  }
  const OpenCase& intent = std::get<OpenCase>(command.intent);
  AFTALE_TRY(model::DefinitionPtr definition, engine_->definitions.get(intent.definition));
  WorkingCopy work = begin_case(command.key, last_case_ + 1, std::move(definition), now_);
  Receipt receipt{command.key, false, command.dry_run, {}};
  const records::Head head = journal_.head();
  const std::size_t rows = journal_.rows().size();
  const Result<void> done = act(work, command, digest, receipt);
  if (!done || command.dry_run) {
    journal_.cut(rows, head);
    outgoing_.clear();
    if (!done) return fail(done.error());
    return receipt;
  }
  ++last_case_;
  works_.emplace(command.key, std::move(work));
  AFTALE_TRY_VOID(run_outgoing());
  return receipt;
}

Result<Receipt> Batch::run(const Command& command) {
  AFTALE_TRY_VOID(commands::check(command));
  const std::string digest = digest_of(command);
  AFTALE_TRY(std::optional<Receipt> earlier, repeated(command.request, command.key, digest));
  if (earlier) return std::move(*earlier);
  if (std::holds_alternative<OpenCase>(command.intent)) return open(command, digest);
  AFTALE_TRY(WorkingCopy * work, touch(command.key));
  AFTALE_TRY_VOID(settle(*work, std::max(now_, work->instance().last_at)));
  AFTALE_TRY_VOID(run_outgoing());

  Receipt receipt{command.key, false, command.dry_run, {}};
  const records::Head head = journal_.head();
  const std::size_t rows = journal_.rows().size();
  const bool strikes = std::holds_alternative<machine::Correct>(command.intent);
  const Result<void> done = strikes ? strike(*work, command, digest, receipt) : act(*work, command, digest, receipt);
  if (!done || command.dry_run) {
    journal_.cut(rows, head);
    outgoing_.clear();
  }
  if (!done) return explained(*work, command, done.error());
  AFTALE_TRY_VOID(run_outgoing());
  return receipt;
}

// Only a refused ballot takes the way through the journal.
tl::unexpected<ErrorPtr> Batch::explained(const WorkingCopy& work, const Command& command, const ErrorPtr& refused) {
  const auto* record = std::get_if<RecordDecision>(&command.intent);
  if (!record) return fail(refused);
  AFTALE_TRY(std::vector<records::JournalRow> rows, entries_of(*engine_, work.instance().id));
  for (const records::JournalRow& row : journal_.rows()) {
    if (row.case_id == work.instance().id) rows.push_back(row);
  }
  return fail(with_entry_to_strike(work.definition(), work.instance(), rows, *record, refused));
}

Result<void> Batch::verify() {
  if (!engine_->options.verify) return {};
  for (const auto& [key, work] : works_) {
    AFTALE_TRY_VOID(verify_case(*engine_, key));
  }
  return {};
}

Result<void> Batch::commit() {
  if (broken_) {
    engine_->forget();
    return fail(broken_);
  }
  records::Commit commit;
  commit.expected_seq = before_.seq;
  commit.expected_head = before_.hash;
  commit.journal = std::move(journal_.rows());
  if (commit.journal.empty()) {
    keep();
    return {};
  }
  commit.content = std::move(content_);
  commit.definitions = std::move(definitions_);
  WorkingCopy::Sizes sizes;
  for (const auto& [key, work] : works_) work.count(sizes);
  commit.branches.reserve(sizes.branches);
  commit.work_items.reserve(sizes.work_items);
  commit.outbox.reserve(sizes.outbox);
  for (auto& [key, work] : works_) {
    const std::size_t before = commit.outbox.size();
    work.flush(commit);
    pin_templates(work.definition(), std::span(commit.outbox).subspan(before));
  }
  pin_templates(engine_->options.templates, engine_->templates, commit);
  if (Result<void> written = engine_->store.commit(commit); !written) {
    engine_->forget();
    return written;
  }
  engine_->head = journal_.head();
  engine_->head->last_case = last_case_;
  AFTALE_TRY_VOID(verify());
  keep();
  return {};
}

void Batch::keep() {
  if (engine_->cache.size() + works_.size() > engine_->options.cached_cases) {
    engine_->cache.clear();
    engine_->entries.clear();
  }
  engine_->cache.merge(works_);
}

}  // namespace aftale::cases
