#include "engine/machine/reach/answers.h"

#include <algorithm>

#include "engine/machine/bodies/ballot_words.h"
#include "engine/machine/chart/evaluate.h"

namespace aftale::machine {

using model::kNone;
using model::State;

Result<bool> answer_at(const Run& run, Leaf at, model::EventIx event, Answers& answers) {
  const State& state = run.chart(at.branch).states[at.state];
  if (std::find(state.ignore.begin(), state.ignore.end(), event) != state.ignore.end()) {
    answers.found.push_back({at.branch, at.state, nullptr, {}});
    return true;
  }
  for (const auto& [ix, transitions] : state.on) {
    if (ix != event) continue;
    Answer answer{at.branch, at.state, nullptr, {}};
    for (const model::Transition& transition : transitions) {
      AFTALE_TRY(const bool may, may_act(run, at.branch, at.state, transition.by));
      if (!may) {
        answers.role_said_no = true;
        add_roles(answers.roles, roles_for(run, at.branch, at.state, transition.by));
        continue;
      }
      if (transition.guard) {
        AFTALE_TRY(const bool held, truth_of(run, at.branch, at.state, transition.guard));
        answer.tried.push_back({at.state, transition.number, held});
        if (!held) {
          if (!answers.guard_said_no) answers.guard = transition.guard.text();
          answers.guard_said_no = true;
          continue;
        }
      }
      answer.transition = &transition;
      answers.found.push_back(std::move(answer));
      return true;
    }
  }
  return false;
}

Result<Answers> answers_to(const Run& run, Place place, const std::string& event) {
  Answers answers;
  Leaves visited;
  BallotWords words(run);
  for (const Leaf leaf : leaves_under(run, place)) {
    Leaf at = leaf;
    do {
      const auto same = [&](const Leaf& was) { return was.branch == at.branch && was.state == at.state; };
      if (at.branch != leaf.branch || at.state != leaf.state) {
        if (std::any_of(visited.begin(), visited.end(), same)) break;
        visited.push_back(at);
      }
      const model::Chart& chart = run.chart(at.branch);
      const model::EventIx ix = chart.event(event);
      if (ix == kNone) continue;
      if (chart.states[at.state].ballot) {
        if (words.can_give(chart.states[at.state], event)) {
          answers.comes_from_record = true;
          continue;
        }
      }
      AFTALE_TRY(const bool answered, answer_at(run, at, ix, answers));
      if (answered) break;
    } while (outwards(run, at));
  }
  // An inner state goes before those around it.
  if (answers.found.size() > 1) {
    const auto is_outer = [&, all = answers.found](const Answer& outer) {
      return std::any_of(all.begin(), all.end(), [&](const Answer& inner) {
        const bool same = inner.branch == outer.branch && inner.state == outer.state;
        return !same && encloses(run, {outer.branch, outer.state}, {inner.branch, inner.state});
      });
    };
    answers.found.erase(std::remove_if(answers.found.begin(), answers.found.end(), is_outer), answers.found.end());
  }
  return answers;
}

bool is_known_event(const model::Definition& definition, const std::string& event) {
  return std::any_of(definition.charts.begin(), definition.charts.end(),
                     [&](const model::Chart& chart) { return chart.event(event) != kNone; });
}

}  // namespace aftale::machine
