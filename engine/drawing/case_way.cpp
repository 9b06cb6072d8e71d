#include "engine/drawing/case_way.h"

#include <algorithm>
#include <map>
#include <set>

#include "engine/drawing/standing_words.h"
#include "engine/time/format.h"

namespace aftale::drawing {
namespace {

using machine::Branch;
using machine::BranchPtr;
using machine::BranchStatus;
using model::ChartIx;
using model::StateIx;
using Role = Line::Role;

/// Marks one drawing; used once.
class Marker {
 public:
  Marker(Drawn& drawn, const model::Definition& definition, const machine::Case& instance, time::CivilDate today)
      : drawn_(drawn), definition_(definition), instance_(instance), today_(today) {
    for (std::size_t box = 1; box < drawn.states.size(); ++box) boxes_[drawn.states[box]] = box;
    for (const BranchPtr& branch : instance.branches) note_addresses(*branch);
  }

  void take(const std::vector<Passage>& passages) {
    add_heading();
    for (const Passage& passage : passages) follow(passage);
    drawn_.drawing.boxes.front().standing = Standing::done;
    for (std::size_t box = 1; box < drawn_.states.size(); ++box) mark(box);
    for (Edge& edge : drawn_.drawing.edges) {
      const bool begins = edge.from == 0 && drawn_.drawing.boxes[edge.to].standing != Standing::ahead;
      // A frame is left by what all inside has come to: no entry names both ends.
      const bool from_frame = edge.from_cluster != kNowhere && edge.kind == Edge::Kind::main &&
                              drawn_.drawing.boxes[edge.from].standing == Standing::done &&
                              drawn_.drawing.boxes[edge.to].standing != Standing::ahead;
      if (begins || from_frame || gone_.count({edge.from, edge.to}) != 0) edge.standing = Standing::done;
    }
  }

 private:
  struct Left {
    time::CivilDate day;
    std::string event;
  };

  Voice voice(ChartIx chart) const { return {definition_, chart, drawn_.drawing.language}; }

  void add_heading() {
    const Voice here = voice(definition_.root().chart);
    Drawing& drawing = drawn_.drawing;
    const std::string title = here.say(instance_.title);
    drawing.name = instance_.key;
    if (drawn_.states.front() == std::pair(definition_.root().chart, StateIx{0})) {
      drawing.title = title;
      drawing.notes.front() = here.say("sagen ", "the case ") + instance_.key;
    } else {
      drawing.notes.front() = here.say("i sagen ", "in the case ") + instance_.key;
    }
    drawing.notes.front() +=
        here.say(" pr. ", " as of ") + time::short_date(today_, drawing.language) +
        here.say(" · ✔ gjort · ● her er sagen · grå: ikke nået", " · ✔ done · ● the case is here · grey: not reached");
  }

  /// Only of what is drawn: a case has thousands of branches and one picture some dozen boxes.
  void note_addresses(const Branch& branch) {
    const model::Chart& chart = definition_.charts[branch.chart];
    for (StateIx at = 1; at < chart.states.size(); ++at) {
      const auto found = boxes_.find({branch.chart, at});
      if (found != boxes_.end()) addresses_[machine::address_in(chart, branch, at)] = found->second;
    }
  }

  std::vector<std::size_t> boxes_of(const std::vector<std::string>& addresses) const {
    std::vector<std::size_t> boxes;
    for (const std::string& address : addresses) {
      if (const auto found = addresses_.find(address); found != addresses_.end()) boxes.push_back(found->second);
    }
    return boxes;
  }

  void follow(const Passage& passage) {
    const std::vector<std::size_t> left = boxes_of(passage.left), entered = boxes_of(passage.entered);
    for (const std::size_t from : left) {
      left_[from] = {passage.day, passage.event};
      for (const std::size_t to : entered) gone_.emplace(from, to);
    }
  }

  /// Branches of the chart that count: not those that a newer round has replaced.
  std::vector<const Branch*> branches_of(ChartIx chart) const {
    std::vector<const Branch*> found;
    for (const BranchPtr& branch : instance_.branches) {
      if (branch->chart == chart && !branch->superseded) found.push_back(branch.get());
    }
    return found;
  }

  static const machine::ActiveState* active_in(const Branch& branch, StateIx state) {
    const auto found = std::find_if(branch.active.begin(), branch.active.end(),
                                    [&](const machine::ActiveState& one) { return one.state == state; });
    return found == branch.active.end() || branch.status != BranchStatus::running ? nullptr : &*found;
  }

  void mark(std::size_t at) {
    const auto [chart, state] = drawn_.states[at];
    const std::vector<const Branch*> branches = branches_of(chart);
    const bool own = chart == definition_.root().chart;
    if (own && !branches.empty()) return mark_own(at, *branches.front());
    mark_counted(at, branches, state);
  }

  /// A state of the case's own chart.
  void mark_own(std::size_t at, const Branch& root) {
    const auto [chart, state_ix] = drawn_.states[at];
    const model::State& state = definition_.charts[chart].states[state_ix];
    Box& box = drawn_.drawing.boxes[at];
    const machine::ActiveState* here = active_in(root, state_ix);
    const auto left = left_.find(at);
    const bool ended_here = root.status == BranchStatus::ended && state.type == model::State::Type::final &&
                            state.outcome == root.outcome && (here || left == left_.end()) && is_reached(at);
    if (ended_here || (here && state.type == model::State::Type::final)) {
      box.standing = Standing::done;
      if (root.ended_on) add_standing(box, "✔ " + time::short_date(*root.ended_on, drawn_.drawing.language));
      return;
    }
    box.standing = here ? Standing::here : left != left_.end() ? Standing::done : Standing::ahead;
    if (box.standing == Standing::ahead) return;
    const machine::DeadlineState* deadline = date_deadlines(box, root, chart, state_ix);
    const Counted counted = counted_of(definition_, instance_, root, state_ix);
    const Voice here_voice = voice(chart);
    if (here) {
      const auto due = deadline ? deadline->due : std::nullopt;
      add_standing(box, here_in_words(state, counted, here->entered, due, today_, here_voice));
    } else {
      add_standing(box, done_in_words(state, counted, left->second.day, left->second.event, here_voice));
    }
  }

  /// Whether some way has led there.
  bool is_reached(std::size_t at) const {
    return std::any_of(gone_.begin(), gone_.end(), [&](const auto& way) { return way.second == at; });
  }

  /// The dates that its deadlines have in this case, each in its own line; one without a date keeps its words -> the
  /// one that is nearest and not met.
  const machine::DeadlineState* date_deadlines(Box& box, const Branch& root, ChartIx chart, StateIx state) {
    std::vector<Line*> lines;
    for (Line& line : box.lines) {
      if (line.role == Role::deadline) lines.push_back(&line);
    }
    const machine::DeadlineState* nearest = nullptr;
    for (const machine::DeadlineState& one : root.deadlines) {
      if (one.state != state || !one.due || one.deadline >= lines.size()) continue;
      std::optional<time::CivilDate> reminder;
      for (const machine::Timer& timer : root.timers) {
        const bool own =
            timer.kind == machine::Timer::Kind::remind && timer.state == state && timer.rule == one.deadline;
        if (own && timer.date >= today_ && (!reminder || timer.date < *reminder)) reminder = timer.date;
      }
      lines[one.deadline]->text = dated_deadline(*one.due, reminder, voice(chart));
      if (!nearest || *one.due < *nearest->due) nearest = &one;
    }
    return nearest;
  }

  /// A state of branches: how many stand there, or have ended there.
  void mark_counted(std::size_t at, const std::vector<const Branch*>& branches, StateIx state_ix) {
    const model::State& state = definition_.charts[drawn_.states[at].first].states[state_ix];
    Box& box = drawn_.drawing.boxes[at];
    std::size_t here = 0, ended = 0;
    for (const Branch* branch : branches) {
      if (active_in(*branch, state_ix)) ++here;
      const bool end = state.type == model::State::Type::final && branch->status == BranchStatus::ended;
      if (end && branch->outcome == state.outcome) ++ended;
    }
    const Voice words = voice(drawn_.states[at].first);
    if (here > 0) {
      box.standing = Standing::here;
      return add_standing(box, "● " + std::to_string(here) + words.say(" her", " here"));
    }
    if (ended > 0 || left_.count(at) != 0) {
      box.standing = Standing::done;
      return add_standing(box, ended > 0 ? "✔ " + std::to_string(ended) : "✔");
    }
    box.standing = Standing::ahead;
  }

  static void add_standing(Box& box, std::string text) { box.lines.push_back({Role::standing, std::move(text)}); }

  Drawn& drawn_;
  const model::Definition& definition_;
  const machine::Case& instance_;
  const time::CivilDate today_;
  std::map<std::pair<ChartIx, StateIx>, std::size_t> boxes_;
  std::map<std::string, std::size_t, std::less<>> addresses_;
  std::map<std::size_t, Left> left_;                    ///< box: when it was left last
  std::set<std::pair<std::size_t, std::size_t>> gone_;  ///< ways that were gone
};

}  // namespace

void mark_way(Drawn& drawn, const model::Definition& definition, const machine::Case& instance,
              const std::vector<Passage>& passages, time::CivilDate today) {
  Marker(drawn, definition, instance, today).take(passages);
}

}  // namespace aftale::drawing
