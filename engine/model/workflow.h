#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "engine/base/diagnostic.h"
#include "engine/base/text.h"
#include "engine/feel/expression.h"
#include "engine/time/calendar.h"

/// What a workflow is once it is read and checked: immutable; indices, not names, at run time.
namespace aftale::model {

using StateIx = std::uint16_t;     ///< in document order within a chart; 0 is the chart itself
using ChartIx = std::uint16_t;     ///< in Definition::charts
using EventIx = std::uint16_t;     ///< in Chart::events
using VariableIx = std::uint16_t;  ///< in Chart::variables
inline constexpr std::uint16_t kNone = 0xffff;

/// What a FEEL slot stands for at run time. `depth` counts charts outwards: 0 is the chart of the expression, 1 the
/// chart around a `for_each` body. Only `variable` uses depth.
struct SlotMeaning {
  enum class Kind : std::uint8_t {
    variable,  ///< `index` in Chart::variables, `depth` charts outwards
    counter,   ///< of the `for_each` state the expression stands at: 0 total, 1 answered, 2 running, 3 waiting,
               ///< 4 + n the n-th of ForEach::outcomes
    element,   ///< the `as` of the `for_each` state, in its `key` and `with` only
    event,
    today,
    entered,
    case_,
    organisation,
    documents
  };
  Kind kind = Kind::variable;
  std::uint8_t depth = 0;
  std::uint16_t index = 0;

  constexpr feel::Slot slot() const {
    return static_cast<feel::Slot>(kind) << 24 | static_cast<feel::Slot>(depth) << 16 | index;
  }
  static constexpr SlotMeaning of(feel::Slot slot) {
    return {static_cast<Kind>(slot >> 24), static_cast<std::uint8_t>(slot >> 16 & 0xff),
            static_cast<std::uint16_t>(slot & 0xffff)};
  }
};
inline constexpr std::uint16_t kCounterTotal = 0, kCounterAnswered = 1, kCounterRunning = 2, kCounterWaiting = 3,
                               kCounterOutcomes = 4;

/// The case's functions in FEEL: ids for Names::add_function and Host::call.
enum class CaseFunction : int { working_days, add_working_days, branches, document, decision };

/// How an input, datum or event field was declared; feel::Type says what FEEL knows of it.
struct DeclaredType {
  enum class Name : std::uint8_t { string, number, boolean, date, duration, party, body, case_, list, record };
  Name name = Name::string;
  std::vector<DeclaredType> element;  ///< of a list: one
  struct Member;
  std::vector<Member> members;      ///< of a record
  std::vector<std::string> one_of;  ///< allowed texts of a string
  std::string text() const;         ///< `list<string>`
};
struct DeclaredType::Member {
  std::string id;
  DeclaredType type;
};

struct Variable {
  enum class Role : std::uint8_t { input, data, branch };  ///< branch: the `as` of a for_each
  std::string id;
  Text title;
  Role role = Role::data;
  DeclaredType declared;
  feel::Type type;
  bool optional = false;
  feel::Expression initial;  ///< of data; empty: null
  Span at;
};

struct EventField {
  std::string id;
  Text title;
  DeclaredType declared;
  feel::Type type;
  bool optional = false;
};

struct Event {
  std::string name;
  std::vector<EventField> fields;
  Text title = {};  ///< what people read that happened; empty: its name
};

struct Document {
  std::string id;
  Text title;
  enum class Changed : std::uint8_t { ask, reapprove, keep } changed_after_approval = Changed::ask;
  bool many = false;
  Span at;
  ChartIx chart = kNone;  ///< declared in a `for_each` state: each branch that runs this chart has its own
};

/// Whom something is for: a role by name, or an expression that gives a body, party, office, list of these or a
/// record {title, contact}.
struct Addressee {
  std::string role;
  feel::Expression who;
};

// ---- actions -----------------------------------------------------------------------------------------------------
/// `set: {name: FEEL}`; `stamp: name` is a Set of `event.date`.
struct SetAction {
  std::uint8_t depth;
  VariableIx variable;
  feel::Expression value;
  Span at;
};
struct NotifyAction {
  std::vector<Addressee> to;
  std::string template_name;
  std::vector<std::uint16_t> attach;
  Span at;
};
struct RaiseAction {
  std::string event;
  Span at;
};
struct FreezeAction {
  std::uint16_t document;
  Span at;
};
/// `name: FEEL`, typed by whoever receives it.
using Given = std::vector<std::pair<std::string, feel::Expression>>;
/// `open: {workflow, key, with, as}`: another case, once a key.
struct OpenAction {
  std::string workflow;  ///< name; the version is that of the bundle
  std::string link;      ///< the name after `as`; empty: none
  feel::Expression key;  ///< a text
  Given with;
  bool next_cycle = false;  ///< `recurs`: the same workflow, linked as `previous`; inputs not in `with` are taken over
  Span at;
};
/// `tell: {case, event, with}`: an event for another case.
struct TellAction {
  std::string link;      ///< of this branch or one around it; empty: `who`
  feel::Expression who;  ///< a case's key; null: nobody
  std::string event;
  Given with;
  Span at;
};
using Action = std::variant<SetAction, NotifyAction, RaiseAction, FreezeAction, OpenAction, TellAction>;

struct Transition {
  std::vector<StateIx> targets;  ///< none: actions only, or a textual `ignore`
  feel::Expression guard;        ///< empty: true
  std::vector<Action> actions;
  std::vector<std::string> by;     ///< roles; empty: the default, owner and secretariat
  bool four_eyes = false;          ///< a second person must ask for the same before it is taken
  bool reenter = false;            ///< SCXML's external form
  bool keep = false;               ///< `rest: keep`: branches of the for_each it leaves are kept
  std::vector<std::string> again;  ///< outcomes whose branches start a new round on return
  std::uint16_t number = 0;        ///< in document order within the chart, for traces and coverage
  Span at;
  Span by_at = {};  ///< of `by`; line 0 where the file says none
};

/// `after` (fires when the day is over), `from` (when it begins) or `every` (when each day of a recurrence begins).
struct TimedRule {
  enum class Kind : std::uint8_t { after, from, every };
  Kind kind = Kind::after;
  feel::Expression when;               ///< a date, or a FEEL duration of days or months
  std::optional<time::Period> period;  ///< an ISO period written plainly (`P14D`), counted from `entered`
  std::string rule;                    ///< of `every`: RFC 5545, counted from `entered`
  bool once = false;                   ///< of `every`: only the first day (`recurs`)
  std::vector<Transition> transitions;
  Span at;
};

struct Deadline {
  std::string id;
  Text title;
  feel::Expression due;                    ///< a date
  std::optional<time::Calendar> calendar;  ///< where it names another one than the workflow's
  time::Roll roll = time::Roll::none;
  std::vector<time::Period> warn;     ///< as written; the machine orders the moments by date
  std::vector<Transition> then;       ///< when missed
  std::optional<time::Period> grace;  ///< `then` comes this much later than the overdue mark
  std::vector<StateIx> pause_in;      ///< states of the same chart in which its clock rests
  Span at;
};

struct ForEach {
  feel::Expression in;
  feel::Expression key;   ///< in the scope of the state and `as` (SlotMeaning::element)
  VariableIx as = kNone;  ///< in the body's variables; kNone with `call`
  bool sequential = false;
  bool live = true;      ///< branches come and go when data that `in` names changes
  ChartIx body = kNone;  ///< inline states, or the called workflow's chart
  bool called = false;
  /// With `call`: inputs of the callee, each in the scope of the state and `as`.
  std::vector<std::pair<VariableIx, feel::Expression>> with;
  std::string as_name;
  std::vector<std::string> outcomes;  ///< that the body's top finals can give, in document order
  std::vector<Transition> decide;
  std::vector<Transition> done;
  std::vector<Transition> empty;
};

/// `call` outside for_each.
struct Call {
  ChartIx chart = kNone;
  std::vector<std::pair<VariableIx, feel::Expression>> with;
};

struct State {
  enum class Type : std::uint8_t { atomic, compound, parallel, final, shallow_history, deep_history };
  std::string id;
  Text title;
  Type type = Type::atomic;
  StateIx parent = kNone;
  StateIx end = 0;                      ///< descendants are [self + 1, end)
  std::vector<StateIx> initial;         ///< of a compound; of a history state its default targets
  std::vector<Action> initial_actions;  ///< SCXML's <initial> and history default content; workflows have none
  std::vector<std::pair<EventIx, std::vector<Transition>>> on;
  std::vector<EventIx> ignore;
  std::vector<Transition> always;
  std::vector<TimedRule> timed;
  std::vector<Deadline> deadlines;
  std::vector<Action> entry, exit;
  std::vector<Addressee> owner;  ///< inherited where the file says none; secretariat at the top
  feel::Expression ballot;       ///< empty: no ballot
  std::optional<ForEach> for_each;
  std::optional<Call> call;
  std::vector<Transition> done;                                  ///< compound, parallel and call; for_each has its own
  std::string outcome;                                           ///< of a final
  std::vector<std::pair<std::string, feel::Expression>> result;  ///< of a final
  Span at;

  bool is_history() const { return type == Type::shallow_history || type == Type::deep_history; }
};

/// A state machine: a workflow's, or the inline body of a `for_each`.
struct Chart {
  std::string name;              ///< workflow name, with the path of the for_each behind it for a body
  ChartIx parent = kNone;        ///< the chart around an inline body
  StateIx parent_state = kNone;  ///< its for_each state there
  std::uint16_t workflow = 0;    ///< in Definition::workflows
  std::vector<State> states;     ///< states[0] is the chart itself
  std::vector<Variable> variables;
  std::vector<Event> events;
  std::uint16_t transitions = 0;  ///< how many are numbered

  EventIx event(std::string_view name) const;  ///< kNone if no state takes it
  /// `a/b/c` from the top of the chart, branches left out; behind `around` and a slash where that is given.
  std::string path(StateIx state, std::string_view around = {}) const;
};

struct Check {
  feel::Expression when;
  Text say;
  Span at;
};

/// A workflow file.
struct Workflow {
  std::string name;
  int version = 1;
  Text title;
  feel::Expression case_title;  ///< empty: title and key
  ChartIx chart = kNone;
  std::vector<Check> checks;
  std::vector<Document> documents;       ///< those of branches behind those of the case
  std::optional<OpenAction> next_cycle;  ///< `recurs`: what opens the next cycle; its date is a rule of states[0]
  std::string escalation = {};  ///< the table that says who is told about a deadline; empty: owner and secretariat
  Span escalation_at = {};
};

}  // namespace aftale::model
