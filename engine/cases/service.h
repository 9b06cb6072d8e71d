#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "engine/base/digest.h"
#include "engine/base/ids.h"
#include "engine/base/limits.h"
#include "engine/base/result.h"
#include "engine/cases/access.h"
#include "engine/cases/answers.h"
#include "engine/commands/command.h"
#include "engine/machine/input.h"
#include "engine/model/definition.h"
#include "engine/records/journal_head.h"
#include "engine/time/instant.h"

/// The engine as its callers see it: values in, values out. Local and remote differ in nothing else.
namespace aftale::cases {

using commands::AttachDocument;
using commands::Command;
using commands::Intent;
using commands::OpenCase;
using commands::RenewCase;
using commands::SendEvent;
using commands::Words;
using RecordDecision = commands::Record;

/// What the engine answers to a command that it has done (or would do: dry_run). The same when the request id comes
/// again: it is what the journal holds.
struct Receipt {
  std::string case_key;
  bool repeated = false, dry_run = false;
  /// One for each journal entry the command made (several for an address that ends in `/*`).
  struct Entry {
    std::int64_t seq = 0, revision = 0;
    std::string outcome;  ///< JSON of the journal; `details` reads it
  };
  std::vector<Entry> entries;
};

/// What an entry came to, for people.
struct Details {
  std::string step, event;                 ///< where it acted and what it meant: `approved`
  bool proposed = false;                   ///< it waits for a second person, and nothing has moved
  std::vector<std::string> left, entered;  ///< addresses
  std::vector<std::string> ended;          ///< branches that ended: `approval/0851: approved`
  std::vector<std::string> rules;          ///< that fired: `ballot/3`
  std::vector<Text> notes;
  std::string case_status;  ///< empty: running
  std::string fault;
  std::int64_t told = 0;           ///< messages queued
  std::vector<std::string> opens;  ///< keys of cases that were opened
  std::vector<std::string> tells;  ///< what other cases were told: `key: event`
};
Details details(std::string_view outcome);

/// Another day than now: questions are then answered from the journal. Entries that do not fit there are left out and
/// named in the answer's notes.
struct AsOf {
  /// As it stood at the end of that day: by what had happened (its effective day), without what is struck by now.
  std::optional<time::CivilDate> at;
  /// By what was recorded until then, corrections too; without `at` as it stood at that moment.
  std::optional<time::Instant> known_at;
  bool is_now() const { return !at && !known_at; }
};

// ---- questions: each has its Answer in answers.h
struct StatusAll {
  AsOf as_of = {};
  bool open_only = false;  ///< without cases that have ended
};
struct StatusOf {
  std::string key;
  AsOf as_of = {};
  std::string step = {};  ///< of one list of parties: its address or title; empty: all
};
/// Of which items a list is asked for; what is empty leaves nothing out.
struct ItemsOf {
  std::string key;    ///< of a case
  std::string party;  ///< its code or title: "0851", "Aalborg"
};
struct Due {
  std::optional<std::int64_t> within_days;
  ItemsOf of = {};
};
struct Overdue {
  AsOf as_of = {};
  ItemsOf of = {};
};
struct Show {
  std::string key, step;
  AsOf as_of = {};
};
/// A page of a journal: HistoryAnswer::more says that others follow, behind its last entry.
struct History {
  std::string key;         ///< empty: the file's own entries
  std::int64_t after = 0;  ///< the `seq` of an entry; those behind it
  /// Entries at most, 1 to limits::kHistoryEntriesMax; fewer where they hold limits::kHistoryBytesMax.
  std::int64_t limit = limits::kHistoryEntriesMax;
  std::optional<time::CivilDate> since = {};  ///< made on that day or later, by the time of the case
};
struct Outbox {
  bool undelivered_only = true;
  std::string key = {};                       ///< of a case; empty: all
  std::optional<time::CivilDate> since = {};  ///< made or delivered on that day or later
};
struct Audit {
  std::string key;                              ///< empty: the whole file
  std::vector<records::JournalHead> kept = {};  ///< entries that were kept elsewhere: the journal must hold each
};
struct Possible {
  std::string key;
  machine::Actor actor;
};
/// Entries of one receipt (or of what fired) in words; `dry_run`: the journal does not hold them.
struct Explain {
  std::string key;
  std::vector<Receipt::Entry> entries;
  bool dry_run = false;
};
/// Where a case stands, who is waited for and why, what comes of it and what happens by itself, in sentences. With a
/// step (an address or names): of that alone. Errors: not_found `unknown-case`, `unknown-step`; refused `ambiguous`.
struct Situation {
  std::string key, step;
  AsOf as_of = {};
};
/// Everything about a case. About another day its history is left out, which is one of now.
struct Export {
  std::string key;  ///< empty: all cases
  AsOf as_of = {};
};
/// The days that belong into a calendar.
struct Calendar {
  std::string key;
};  ///< empty: all cases
/// Who may do `event` (or record a ballot) in a case, and whether the one who asks may. The actor does not cross the
/// wire.
struct Can {
  std::string key, event;
  machine::Actor actor;
};
/// Messages before they are sent. Without a step: those of the case that wait in the outbox. With one (an address or
/// names): what people would be told about it now. `template_name` empty: `reminder`.
struct Preview {
  std::string key, step, template_name;
};
/// Who is asking: told by whoever knows the caller, so it does not cross the wire.
struct WhoAmI {
  Identity identity;
};
/// What a case would be without one of its entries, beside what it is. Nothing is written. Errors: as those of striking
/// it.
struct IfStruck {
  std::string key;
  std::uint64_t entry = 0;
  std::string reason;
};
/// The bytes of a document, a page at a time (limits::kFetchBytesMax). Errors: not_found `unknown-document`, refused
/// `version-missing`, `ambiguous` (several files under one document), `not-allowed`, `not-kept` (known by size and
/// digest alone), damaged `damaged` where the journal has attached something else.
struct Fetch {
  std::string key;
  std::string document;                      ///< address, title in either language, or the name of the file
  std::string name = {};                     ///< of the file; empty: whichever it is
  std::optional<std::int64_t> version = {};  ///< none: the one before the bodies, else the newest
  std::int64_t from = 0;                     ///< bytes that are had already
};
/// A picture of how far a case has come.
struct Draw {
  std::string key;
  std::string part = {};  ///< one of its steps, whose inside is drawn; empty: all
  bool all = false;       ///< with what rarely happens
  Language language = Language::da;
  AsOf as_of = {};
};
using Question = std::variant<StatusAll, StatusOf, Due, Overdue, Show, History, Outbox, Audit, Possible, Explain,
                              Export, Calendar, WhoAmI, Can, Preview, IfStruck, Fetch, Situation, Draw>;

/// The day that a question is about; now for those that are never about another one.
AsOf as_of(const Question& question);
/// Questions about the whole file, whose answers may take minutes; the others are about one case, or lists that rows
/// alone answer.
bool takes_long(const Question& question);

/// What `advance` did.
struct Advanced {
  struct Fired {
    std::string case_key, what;
    Receipt::Entry entry;
    time::Instant at;
    std::optional<std::string> failed;
  };
  std::vector<Fired> fired;
  std::int64_t delivered = 0, retried = 0, dead = 0;
  bool more = false;  ///< the limit was reached: call again
  /// The clock of the one who owns the file, where it ended what was asked: nothing later has fired.
  std::optional<time::Instant> stopped_at = {};
};

struct Move;
struct Moved;

/// One thread. Everything is durable before it returns.
class Service {
 public:
  virtual ~Service() = default;
  /// One transaction; each command is durable or refused alone, in their order. At most limits::kBatchCommandsMax.
  virtual std::vector<Result<Receipt>> execute(std::span<const Command> commands) = 0;
  virtual Result<Answer> ask(const Question& question) = 0;
  /// Checks and keeps a bundle: `sources` as loader::load gives them, the case's own workflow first. Errors: findings
  /// of the loader; refused `version-reused` where the same name and version is known with other bytes.
  virtual Result<Digest> install(const std::vector<model::Source>& sources) = 0;
  /// Fires what is due until `until`, oldest first, at most `limit` cases, and attempts due deliveries.
  virtual Result<Advanced> advance(time::Instant until, std::size_t limit) = 0;
  /// Takes cases to another definition, says what would come of it, or takes the last move back (move.h). Errors:
  /// those of `install`; not_found `unknown-case`; a case that cannot move is no error.
  virtual Result<Moved> move(const Move& order) = 0;
  /// Puts a dead or waiting notification back into the queue. Error: not_found.
  virtual Result<void> retry(std::int64_t outbox_id) = 0;
  /// A verified copy. Errors: refused already-exists.
  virtual Result<void> backup(const std::string& path) = 0;
};

}  // namespace aftale::cases
