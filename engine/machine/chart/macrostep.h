#pragma once
#include <algorithm>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/machine/branches/documents.h"
#include "engine/machine/branches/list_keys.h"
#include "engine/machine/chart/configuration.h"
#include "engine/machine/chart/evaluate.h"
#include "engine/machine/chart/run.h"

/// Internal: one input carried through until nothing moves any more.
namespace aftale::machine {

/// Why a state is left; decides what becomes of its work item and its deadlines.
enum class Leaving : std::uint8_t {
  event,     ///< somebody acted, or an event was raised: the work is done
  counted,   ///< `decide`, `done`, `empty`: what was inside has come to its end
  timer,     ///< a date passed: nobody answered
  cancelled  ///< the branch or the case around it is given up
};

/// A microstep about to be taken in one branch.
struct Move {
  ChosenList chosen;
  std::string event;  ///< for the trace; empty for an eventless one
  TriedList tried;
  Leaving leaving = Leaving::event;
};

class Macrostep {
 public:
  explicit Macrostep(Run& run) : run_(run) {}

  /// Guards of a list, in order: the first transition that is enabled, or null. `tried` collects what was looked at.
  Result<const model::Transition*> first_enabled(BranchNo branch, model::StateIx state,
                                                 const std::vector<model::Transition>& transitions, TriedList* tried);
  /// SCXML's selection in one branch: every region, innermost first; `event` kNone selects eventless ones. With
  /// `from` only from that innermost state outwards.
  Result<ChosenList> select(BranchNo branch, model::EventIx event, TriedList& tried,
                            model::StateIx from = model::kNone);

  Result<void> microstep(BranchNo branch, Move move);
  /// Everything that follows from what was done: eventless transitions, raised events, branches, `decide`.
  Result<void> rest();

  // ---- branches (branches.cpp, returns.cpp)
  /// Begins a branch that waits: its data, its initial states.
  Result<void> start(BranchNo branch);
  void cancel(BranchNo branch);
  /// A body that is passed over: nothing more happens in its branch, which counts as answered.
  void pass_over(BranchNo branch);
  /// A new round of a branch that has ended; the state of its for_each is active.
  Result<void> new_round(BranchNo branch);
  /// `decide` of that state is to be looked at.
  void watch(BranchNo parent, model::StateIx state);

  // ---- documents (renewals.cpp)
  Result<void> freeze(const Held& held);
  /// Looks at the ended branches of an outermost for_each whose text has changed since.
  Result<void> renew_approvals(BranchNo parent, model::StateIx state);
  void drop_renewals(BranchNo branch);

  // ---- deadlines and timers
  /// Arms the next day of an `every` behind `last`.
  void arm_next(BranchNo branch, model::StateIx state, std::uint16_t rule, time::CivilDate last);
  // Errors: expression-failed, where a table says who is told and cannot be used.
  Result<void> miss(BranchNo branch, model::StateIx state, std::uint16_t deadline);
  Result<void> remind(BranchNo branch, model::StateIx state, std::uint16_t deadline, std::uint16_t moment);
  /// What a missed deadline leads to is taken now, some time after the overdue mark (`grace`).
  void note_then(BranchNo branch, model::StateIx state, std::uint16_t deadline);
  /// A timer that has been taken away without effect: it does not come again for its day, and what follows on it is set
  /// as if it had fired. Error: expression-failed, as above.
  Result<void> pass_over_timer(BranchNo branch, const Timer& timer);

  // ---- what has changed while states went on (changes.cpp)
  /// The case follows another definition: computes every deadline, timed rule and living list of every running branch
  /// that is not kept anew; dates that read `event` stay. A timed rule that has fired fires for no day before the move.
  /// In cases before semantics 5 one that is not new and has no timer has fired. `rest` follows.
  using IsNew = std::function<bool(const Branch& branch, model::StateIx state, std::uint16_t rule)>;
  Result<void> rearm_all(const IsNew& is_new);
  /// The case goes on after a rest: the days since Branch::resting_since are not counted in what is counted from
  /// `entered`; reminders whose day has passed meanwhile are not sent.
  Result<void> resume();

  /// What a notify action says.
  Result<void> notify(BranchNo branch, model::StateIx state, const model::NotifyAction& action);

  /// The case is over; nothing more is looked at.
  void stop();

 private:
  struct Raised {
    BranchNo branch = 0;
    model::StateIx done = model::kNone;  ///< `done` of this state; kNone: an event
    std::string event, outcome;
    feel::Value result;
  };
  struct Watch {
    BranchNo parent;
    model::StateIx state;
  };
  struct Left {
    Leaving leaving;
    const std::string* event;
    bool keep = false;
    const std::vector<std::string>* again = nullptr;
  };

  Result<bool> eventless();
  Result<void> hear(Raised raised);
  Result<void> hear_done(const Raised& raised);
  Result<void> look(Watch watch);
  Result<bool> look_at_call(Watch watch);
  Result<bool> take_first(Watch watch, const std::vector<model::Transition>& transitions);
  Result<void> undecided(Watch watch);

  Result<void> leave(BranchNo branch, model::StateIx state, const Left& left);
  Result<void> enter(BranchNo branch, model::StateIx state, const Moves& moves);
  Result<void> reached_final(BranchNo branch, model::StateIx state);
  void remember(Branch& branch, const Moves& moves);
  bool finished(BranchNo branch, model::StateIx state) const;
  time::CivilDate finished_on(BranchNo branch, model::StateIx state) const;
  Result<void> end(BranchNo branch);

  Result<void> act(BranchNo branch, model::StateIx state, const std::vector<model::Action>& actions);
  Result<void> act_one(BranchNo branch, model::StateIx state, const model::Action& action);
  Result<void> set(BranchNo branch, model::StateIx state, const model::SetAction& action);

  // ---- for_each
  Result<void> open(Watch at);
  Result<void> open_call(Watch at);
  Result<std::vector<Element>> elements(Watch at);
  Result<Branch*> make_child(Watch at, const Element& element, std::uint32_t ordinal, std::uint32_t round);
  Result<void> come_back(Watch at, const std::vector<Element>& elements);
  Result<bool> match_children(Watch at, const std::vector<Element>& elements);
  Result<bool> start_waiting(Watch at);
  void leave_children(BranchNo parent, model::StateIx state, const Left& left);
  void rest_branch(BranchNo branch);
  void end_rest(BranchNo branch);
  Result<void> wake_branch(BranchNo branch);
  void cancel_below(BranchNo branch);
  void give_up(BranchNo branch, BranchStatus status);
  std::uint32_t next_round(BranchNo parent, model::StateIx state, const std::string& element) const;

  // ---- deadlines.cpp
  using Date = std::optional<time::CivilDate>;
  Result<void> arm(BranchNo branch, model::StateIx state);
  Result<void> arm_deadline(BranchNo branch, model::StateIx state, std::uint16_t deadline);
  Result<Date> due_of(BranchNo branch, model::StateIx state, std::uint16_t deadline);
  /// `goes_on`: its state was active before; else it is entered or comes back.
  void set_due(BranchNo branch, model::StateIx state, std::uint16_t deadline, Date due, bool goes_on);
  Result<void> arm_timed(BranchNo branch, model::StateIx state, std::uint16_t rule);
  Result<Date> date_of_timed(BranchNo branch, model::StateIx state, std::uint16_t rule);
  void set_timed(BranchNo branch, model::StateIx state, std::uint16_t rule, time::CivilDate date);
  /// The rule stands for `date` now, where it has not fired for that day: one that has fired comes again only for a new
  /// day that is not past.
  void put_timed(BranchNo branch, model::StateIx state, std::uint16_t rule, Date date);
  bool fires_on(BranchNo branch, model::StateIx state, std::uint16_t rule, time::CivilDate date) const;
  void settle_deadlines(BranchNo branch, model::StateIx state, const Left& left);
  void lifted(BranchNo branch, const DeadlineState& deadline);

  // ---- changes.cpp
  /// A variable that `set` has given another value, and the branch it belongs to.
  struct Changed {
    BranchNo branch;
    model::VariableIx variable;
  };
  bool follows(BranchNo branch, const feel::Expression& expression) const;
  /// The due date as it is computed now; where it reads an event, the one that it has.
  Result<Date> due_again(BranchNo branch, model::StateIx state, std::uint16_t deadline);
  Result<void> follow_changes();
  void follow_titles();
  Result<void> follow_state(BranchNo branch, model::StateIx state);
  Result<void> follow_deadline(BranchNo branch, model::StateIx state, std::uint16_t deadline);
  Result<void> follow_timed(BranchNo branch, model::StateIx state, std::uint16_t rule);
  Result<void> follow_list(Watch at);
  bool had_fired(BranchNo branch, model::StateIx state, std::uint16_t rule, time::CivilDate now) const;
  Result<void> rearm_deadline(BranchNo branch, model::StateIx state, std::uint16_t deadline);
  Result<void> rearm_timed(BranchNo branch, model::StateIx state, std::uint16_t rule, bool is_new);
  void rearm_kept(BranchNo branch, const IsNew& is_new);
  void rearm_every(BranchNo branch, model::StateIx state, std::uint16_t rule);
  Result<void> rearm_state(BranchNo branch, model::StateIx state, const IsNew& is_new);
  Result<void> resume_state(BranchNo branch, model::StateIx state);
  Result<void> resume_timed(BranchNo branch, model::StateIx state, std::uint16_t rule);
  /// Clocks rest while a state of `pause_in` is active.
  Result<void> rest_clocks(BranchNo branch);

  Run& run_;
  std::vector<Raised> raised_;
  std::vector<Watch> opens_, watches_;
  std::vector<Changed> changed_, following_;  ///< not looked at yet, and those that are followed now
  std::size_t microsteps_ = 0;
  bool stopped_ = false;
  bool scan_eventless_ = true;
};

/// An expression that reads `event`: what it was by which a state was entered is not known any more.
bool reads_event(const feel::Expression& expression);
/// It runs, and not only to the end because it was kept.
bool moves(const Branch& branch);
/// The timer of a timed rule, or null.
const Timer* timer_of(const Branch& branch, model::StateIx state, std::uint16_t rule);
void drop_timed(Branch& branch, model::StateIx state, std::uint16_t rule);
/// Where a deadline stands, or null where it was never armed.
const DeadlineState* deadline_of(const Branch& branch, model::StateIx state, std::uint16_t deadline);
/// Days on which the whole branch rested: what is counted from the entry of its steps is that much later.
void add_rest(Branch& branch, std::int64_t days);
/// Days on which its clock has rested are added up; its due date is the caller's.
void end_pause(DeadlineState& deadline, time::CivilDate on);
void drop_deadline_timers(Branch& branch, model::StateIx state, std::uint16_t deadline);

/// Puts a timer in its place: ascending by (due, kind, state, rule).
void add_timer(const Run& run, Branch& branch, Timer timer);
template <class Which>
void drop_timers(Branch& branch, Which which) {
  branch.timers.erase(std::remove_if(branch.timers.begin(), branch.timers.end(), which), branch.timers.end());
}

}  // namespace aftale::machine
