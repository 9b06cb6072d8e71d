#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "engine/machine/case.h"
#include "engine/machine/input.h"

/// What a step comes to: branches that changed, rows, messages, commands to other cases, and how it came about. Plain
/// values; nothing of it has happened until the host applies and commits.
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

}  // namespace aftale::machine
