#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "engine/base/result.h"
#include "engine/machine/case.h"
#include "engine/machine/input.h"

/// The pure functions: no clock, file, database. They read a Definition and a Case and tell what would change, why,
/// and what to do about it; nothing has happened until the host applies and commits.
namespace aftale::machine {

/// One guard that was looked at.
struct Tried {
  model::StateIx state;
  std::uint16_t transition;
  bool held;
};

/// Lists of a few states, nearly always: they live in the value itself.
using StateList = Few<model::StateIx, 6>;
using TriedList = Few<Tried, 2>;

/// One microstep in one branch: indices only, so that tracing costs little. Coverage, history and tests read it.
struct Microstep {
  BranchNo branch = 0;
  model::ChartIx chart = 0;
  std::string event;  ///< empty for an eventless one
  TriedList tried;
  Few<std::uint16_t, 2> taken;  ///< Transition::number
  StateList left, entered;      ///< in the order they were left and entered
};

/// A rule that fired while the step was computed.
struct Fired {
  std::string table;
  std::uint32_t rule;
};

/// A state of a branch, or with `state` 0 the whole branch (of branch 0: the case); with `renewal` the question about a
/// document that was changed after the branch had approved it.
struct Place {
  BranchNo branch = 0;
  model::StateIx state = 0;
  std::uint16_t renewal = model::kNone;  ///< index in Workflow::documents
};
/// Its address: `approval/0851/chain/committee/treats`; of the case the empty text.
std::string address_of(const model::Definition& definition, const Case& instance, const Place& place);
/// What people call it; the title of the case for the case.
Text title_of(const model::Definition& definition, const Case& instance, const Place& place);

/// A unit of work as people see it: one step that waits for somebody. Complete, so that the row can be written whole.
struct WorkItem {
  using Status = lifecycle::ItemStatus;
  Place place;
  std::uint32_t item = 0;  ///< with the branch its key in the case
  Status status = Status::open;
  std::optional<Text> title = {};  ///< where it holds values, as they were; none: the title of the place
  model::ReceiverPtr owner;        ///< the first, with all titles joined
  bool ballot = false;
  std::optional<time::CivilDate> opened_on, due_on, planned_on;  ///< effective, deadline, next meeting
  bool overdue = false;                                          ///< its deadline is marked missed
  std::string outcome, word;                                     ///< event that closed it, and the minutes' word
  std::optional<time::CivilDate> decided_on;
  Votes votes;
  std::vector<std::string> remarks;
  std::uint32_t postponed = 0;  ///< how many times
};

struct Attachment {
  Text title;
  std::string name;
  std::uint32_t version;
  Digest sha256;
};
struct Listed {
  Text title, owner;
  std::optional<time::CivilDate> due;
};

/// A message to be sent. `key` says what it means (case, branch, state or deadline, moment, receiver), not which row it
/// is: equal across correction and replay.
struct Notify {
  std::string key;
  std::string template_name;
  Place place;  ///< what it is about
  model::ReceiverPtr to, owner;
  const model::Party* party = nullptr;  ///< of the Definition, or null
  const model::Body* body = nullptr;
  std::optional<time::CivilDate> due;
  std::vector<Attachment> attachments;
  std::vector<Listed> items;  ///< for the secretariat's list
  /// The meeting at which the body treats the matter, as far as it is planned; none where nobody votes. `item` is the
  /// step's, and `revision` grows with every entry of the case, so that a later message moves the meeting.
  struct Meeting {
    time::CivilDate date;
    std::uint32_t item = 0;
    std::uint64_t revision = 0;
    bool withdrawn = false;  ///< the matter is not to be treated there any more
  };
  std::optional<Meeting> meeting = {};
  std::string channel = {};  ///< by which it goes; empty: the configured default
  using Asks = lifecycle::Asks;
  Asks asks = Asks::nothing;
  bool owes = false;  ///< `to` is expected to act, or one of several who are; else it is told of others
};
using Effect = std::variant<Notify>;
/// Another case to be opened. `with` in this case's terms: the host types it by the other workflow's inputs.
struct Opening {
  std::string workflow, key;
  NamedValues with;
  Origin origin;
};
/// An event for another case. `in`: the address there; empty: wherever it is taken.
struct Telling {
  std::string to, event, in;
  NamedValues with;
  std::string outcome;  ///< of `link_ended`
  feel::Value result;
};
using Outward = std::variant<Opening, Telling>;

struct Step {
  std::vector<Microstep> trace;
  std::vector<Fired> rules;
  lifecycle::CaseStatus status = lifecycle::CaseStatus::running;
  std::string fault;
  std::optional<Text> title;               ///< when it was opened
  std::vector<BranchPtr> changed;          ///< ascending by number; new ones continue Case::branches
  std::vector<WorkItem> items;             ///< rows to write, the newest state of each
  std::vector<DocumentVersion> documents;  ///< rows to write
  std::vector<Effect> effects;
  std::vector<Outward> outward;   ///< commands to other cases, in their order
  std::vector<Diagnostic> notes;  ///< a document without a version left out of `attach` ...
  std::string where;              ///< the place at which a command acted: its full address
  std::string meaning;            ///< the event it became: `recommended`, `fired adopted`
  bool proposed = false;          ///< it takes two people and waits for the second: nothing has moved
  time::CivilDate effective;
};

/// For the conformance suites; no workflow can set it.
struct Semantics {
  bool scxml = false;   ///< SCXML's own rules instead of D2, D3 and D8
  bool regions = true;  ///< D1; with `scxml` it can be left out, to show what a difference is due to
};

/// What `input` does to `instance`. Errors are refusals with the codes of the command line (`unknown-event`,
/// `no-open-step`, `ambiguous`, `not-allowed`, `second-person`, `guard-false`, `wrong-word` ...), `expression-failed`
/// (D3), or `microsteps` (D6). An event with an address that ends in `/*` must be split by `resolve` first.
Result<Step> step(const model::Definition& definition, const Case& instance, const Input& input, const Moment& moment,
                  const Semantics& semantics = {});

/// A timer that fired, and what it did. `failed` holds the reason where its step could not be done: the case must be
/// given a Fault and fires nothing more.
struct Firing {
  Fire fire;
  Step step;
  ErrorPtr failed;
};

/// Fires every timer due at or before `until`, in (due, kind, branch, document order), each with `now` = its own due
/// instant, applying each to `instance`. Dates that go in a circle are taken back to where the case stood before the
/// first of them, which is the one that failed then. A call ends with the instant at which limits::kFiringsMax are
/// reached; call again while something is due.
std::vector<Firing> settle(const model::Definition& definition, Case& instance, time::Instant until);

/// Puts a step into a case; the caller raises `revision` and `last_at`.
void apply(Case& instance, const Step& step);

/// The addresses that a command's `--in` stands for: one, or for `.../*` each open branch under it that answers; of
/// `attach` and `freeze` the document's. Steps may be titles and names where they are unambiguous (`Aalborg/byråd`).
/// Errors: unknown-step, ambiguous; unknown-document.
Result<std::vector<std::string>> resolve(const model::Definition& definition, const Case& instance, const Input& input);
/// The address of a step that is asked about: as above, and where nothing that is open answers to the name, a branch
/// that the case has left behind. Errors: unknown-step, ambiguous.
Result<std::string> find_step(const model::Definition& definition, const Case& instance, const std::string& name);

/// Types what a person wrote for an event's fields, or for the inputs of a case. Errors: bad-value, missing-data,
/// unknown-name with what is possible.
Result<NamedValues> type_event(const model::Definition& definition, const Case& instance, const std::string& event,
                               const std::vector<std::pair<std::string, std::string>>& words);
Result<NamedValues> type_inputs(const model::Definition& definition,
                                const std::vector<std::pair<std::string, std::string>>& words);

/// What people would be told about an open step now, under `template_name` (empty: what its deadline says next,
/// `reminder`, or `overdue` when its day has passed); nothing is told. Where the step itself sends that message: as it
/// says, to whom and with which documents. Else as its nearest deadline would: to its owners, or to those of every open
/// step inside with one list for the secretariat. `step` is a full address. The keys are none that is ever sent.
/// Errors: unknown-step, no-open-step, kept-branch, expression-failed.
Result<std::vector<Notify>> foretell(const model::Definition& definition, const Case& instance, const std::string& step,
                                     const std::string& template_name, const Moment& moment);

/// Something that could be done now.
struct Offer {
  std::string step;
  Text step_title;
  std::string event;  ///< or the ballot's event
  bool ballot = false;
  std::vector<std::string> words;  ///< for a ballot: the minutes' words that fit
  bool guard_holds = true;         ///< false: known, but its guard says no at this moment
  std::string proposed_by = {};    ///< who asked for it and waits for a second person; empty: nobody
  std::optional<time::Instant> proposed_at = {};
};
/// What `actor` could do, by address and document order; the selection code of `step`, without actions.
std::vector<Offer> possible(const model::Definition& definition, const Case& instance, const Moment& moment);

}  // namespace aftale::machine
