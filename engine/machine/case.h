#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "engine/base/digest.h"
#include "engine/base/few.h"
#include "engine/base/ids.h"
#include "engine/commands/fire.h"
#include "engine/commands/open.h"
#include "engine/feel/value.h"
#include "engine/lifecycle/case_life.h"
#include "engine/lifecycle/deadline_life.h"
#include "engine/lifecycle/statuses.h"
#include "engine/model/definition.h"
#include "engine/time/instant.h"

/// The data of one run. Plain values: `step` reads them and gives changed branches, nobody else writes them.
namespace aftale::machine {

/// Commands and inputs, timers among them, go by their names here too.
using namespace commands;

using lifecycle::BranchStatus;

/// A state of the configuration.
struct ActiveState {
  model::StateIx state = 0;
  time::CivilDate entered;                      ///< effective date of the input that entered it
  std::uint32_t item = 0;                       ///< its work item in this branch, from 1; 0: none (nobody acts here)
  std::optional<time::CivilDate> next_meeting;  ///< planned or named by the minutes when a matter was postponed
  /// Days on which the case was suspended meanwhile, or its branch kept: dates counted from `entered` are later.
  std::uint32_t rested = 0;
  bool meeting_named = false;  ///< minutes named `next_meeting`, so that no meeting plan moves it
};

/// When a timer is due; the one place that turns its civil day into an instant. `remind`: Timer::date is the day on
/// which the reminder goes out, at the calendar's reminders_at. `overdue`: the due date, over at 00:00 of the next day.
/// `timed`: `after` when that day is over, `from` when it begins. All local.
time::Instant instant_of(const model::Definition& definition, const model::Chart& chart, const Timer& timer);

/// What somebody was told of a deadline, for one step that it holds for. Of cases before semantics 3
/// (model::kSemantics) kept only where a table decides who is told.
struct Told {
  BranchNo branch = 0;  ///< with `state` the step; the deadline's own for the secretariat's list
  model::StateIx state = 0;
  std::string receiver;                  ///< "0851/council", "0851", "das", "secretariat", else a title
  std::string contact;                   ///< e-mail
  std::uint32_t times = 0;               ///< messages about the present due date
  std::optional<time::CivilDate> last;   ///< the day of the last one, whatever the due date was; none: corrected since
  std::optional<time::CivilDate> again;  ///< of an owner and of the list: the table is asked again from this day
  friend bool operator==(const Told&, const Told&) = default;
};

/// A day for which a rule of time has fired in a state that goes on. It is kept until the state is left for good, and
/// the rule fires no more for that day, whatever becomes of its date. Of cases before semantics 5 (model::kSemantics)
/// nothing is kept.
struct FiredDay {
  model::StateIx state = 0;
  std::uint16_t rule = 0;  ///< index in State::timed
  time::CivilDate day;     ///< of a recurrence only the last one
  friend bool operator==(const FiredDay&, const FiredDay&) = default;
  friend bool operator<(const FiredDay& left, const FiredDay& right) {
    return std::tie(left.state, left.rule, left.day) < std::tie(right.state, right.rule, right.day);
  }
};
/// Ascending by state, rule and day, each once.
bool is_in_order(const std::vector<FiredDay>& fired);

struct DeadlineState {
  model::StateIx state = 0;
  std::uint16_t deadline = 0;  ///< index in State::deadlines
  lifecycle::DeadlineStatus status = lifecycle::DeadlineStatus::waiting;
  std::optional<time::CivilDate> due;             ///< none: never
  std::uint16_t reminded = 0;                     ///< bit n: moment n was sent or its day had passed
  std::uint16_t looks = 0;                        ///< moments that the table has asked for, of the present due date
  std::vector<Told> told = {};                    ///< in the order in which they came to be
  std::uint32_t rested = 0;                       ///< days spent in states of `pause_in`, added to the due date
  std::optional<time::CivilDate> paused_on = {};  ///< since when it rests in one of them
};

/// The children that a history state remembers.
struct HistoryEntry {
  model::StateIx history = 0;
  std::vector<model::StateIx> states;
};

/// What the bodies said in a branch, for the matrix, `branches(..)` and the submission.
struct Decision {
  std::string word;   ///< of the minutes
  std::string event;  ///< what it meant here: approved, recommended ...
  std::optional<time::CivilDate> meeting;
  std::vector<std::pair<std::uint16_t, std::uint32_t>> versions;  ///< document, version that was before the body
};

/// A question to the secretariat about an ended branch whose text has changed since (renewed_approval/d).
struct Renewal {
  std::uint16_t document = 0;
  std::uint32_t approved_version = 0, new_version = 0;
  std::uint32_t item = 0;
  std::string proposed;  ///< reapprove | keep, what the table `renewed-approval` proposes
};

/// What takes two people, as the first of them asked for it.
struct Proposal {
  model::StateIx state = 0;  ///< it is gone when this is left
  std::string event;         ///< of a ballot what the word meant
  bool ballot = false;
  std::string by;                    ///< Actor::id
  time::Instant at;                  ///< when it was asked for
  Digest content;                    ///< of the data or minutes, and the day that was named
  std::string user;                  ///< Actor::user
  std::optional<std::uint32_t> uid;  ///< Actor::uid
};

/// Another case that was opened here (`open`), or by `recurs` and `renew` the next cycle under the name `next`.
struct Link {
  std::string name, key;
  friend bool operator==(const Link&, const Link&) = default;
};

/// What another case told while nothing here could take it: the case was suspended or stopped by a fault, or the branch
/// that it is for was kept at rest.
struct WaitingMessage {
  std::string from, step, event;  ///< key of the case; address, empty: wherever it is taken; event
  std::vector<std::pair<std::string, feel::Value>> data;
  std::string outcome;
  feel::Value result;
  time::CivilDate told;
};

/// One running chart: the case's own (no 0), a `for_each` child, a called workflow. Immutable once in a Case.
struct Branch {
  BranchNo no = 0;
  BranchNo parent = 0;        ///< itself for no 0
  model::StateIx origin = 0;  ///< the for_each or call state in the parent's chart
  std::uint32_t ordinal = 0;  ///< place among the branches of one entry of its for_each
  std::uint32_t round = 1;
  std::string key;             ///< whole path: "", "approval/1081", "approval/1081#2/chain/council"
  std::string element;         ///< key of the element as it was given: "1081"
  TextPtr title = no_text();   ///< of the party or body, else the element's key; never null
  bool with_previous = false;  ///< sequential: begins together with the one before it
  model::ChartIx chart = 0;
  BranchStatus status = BranchStatus::running;
  bool kept = false;           ///< left by `rest: keep`: rests until the return
  bool again = false;          ///< kept, and starts a new round on the return
  bool superseded = false;     ///< a newer round, or a newer entry of its for_each state, has taken its place
  Few<ActiveState, 3> active;  ///< in document order, ancestors included, states[0] left out
  std::vector<HistoryEntry> history;
  Few<feel::Value, 3> values;  ///< one for each Chart::variables
  Few<Timer, 3> timers;        ///< ascending by (due, kind, state, rule)
  Few<DeadlineState, 4> deadlines;
  std::vector<FiredDay> fired;                ///< ascending by (state, rule, day)
  std::optional<time::CivilDate> kept_since;  ///< of a kept branch: the day from which its clocks rest
  std::string outcome;                        ///< when ended
  feel::Value result;
  std::optional<time::CivilDate> ended_on;  ///< effective
  std::vector<Decision> decisions;          ///< in the order they were recorded
  std::vector<std::string> remarks;
  std::vector<Renewal> renewals;
  std::vector<Proposal> proposals;               ///< in the order in which they came
  std::uint32_t items = 0;                       ///< work items given so far
  std::vector<Link> links;                       ///< in the order in which they were opened
  Origin opened_by;                              ///< of branch 0
  std::optional<time::CivilDate> resting_since;  ///< of branch 0: the day from which the case is suspended
  /// Of branch 0: keys of messages that a correction took back, and the number of the last one. What comes to be said
  /// again is said under a key of its own.
  std::vector<std::string> withdrawn;
  std::uint64_t corrected = 0;
  std::vector<WaitingMessage> waiting;  ///< of branch 0: in the order in which they were told
};
using BranchPtr = std::shared_ptr<const Branch>;
/// The address of a state of a branch: `approval/1081/chain/council/treats`; of the chart itself the branch's key.
std::string address_in(const model::Chart& chart, const Branch& branch, model::StateIx state);

struct DocumentVersion {
  std::uint16_t document = 0;  ///< index in Workflow::documents
  BranchNo branch = 0;         ///< whose it is, where each branch of a for_each has its own
  std::uint32_t version = 1;   ///< from 1, per document; with `many` per document and name
  std::string name;
  Digest sha256;
  std::uint64_t size = 0;  ///< bytes
  time::CivilDate attached;
  std::optional<time::CivilDate> frozen;  ///< effective date of the freeze
};

/// A case. Copying it is cheap: branches are shared. One thread.
struct Case {
  CaseId id;
  std::string key;
  Text title;
  Digest definition;
  int semantics = model::kSemantics;
  std::uint64_t revision = 0;     ///< entries of its journal
  time::Instant opened, last_at;  ///< a case's time never goes back
  lifecycle::CaseStatus status = lifecycle::CaseStatus::registered;
  std::string fault;                ///< why it is faulted, Danish and English on two lines; empty otherwise
  std::vector<BranchPtr> branches;  ///< by number; ended and cancelled ones stay, so that rounds can be told apart
  std::vector<DocumentVersion> documents;
  /// Timers fired one after the other at one instant, since the last command, without the later days of a recurrence
  /// that is caught up: `fire` counts them, and nobody keeps them, because they all fire within one transaction.
  std::uint32_t fired_at_once = 0;

  /// The next instant at which anything in it is due; none if nothing ever is (or it is not running).
  std::optional<time::Instant> wake_at() const;
  /// The branch of that key, or null.
  const Branch* find(std::string_view branch_key) const;
};

/// Which rules a step goes by: for the conformance suites; no workflow can set it.
struct Semantics {
  bool scxml = false;   ///< SCXML's own rules instead of D2, D3 and D8
  bool regions = true;  ///< D1; with `scxml` it can be left out, to show what a difference is due to
};

}  // namespace aftale::machine
