#include "engine/drawing/box_words.h"

#include <algorithm>

#include "engine/base/words.h"
#include "engine/drawing/main_way.h"
#include "engine/drawing/owners.h"
#include "engine/model/checks.h"
#include "engine/model/graph.h"

namespace aftale::drawing {
namespace {

using model::State;
using model::StateIx;
using Role = Line::Role;

std::string title_of(const State& state, const Voice& voice) {
  return state.title.empty() ? state.id : voice.say(state.title);
}

bool is_wait(const State& state) {
  if (state.ballot || state.for_each || state.call) return false;
  const auto leads = [](const model::TimedRule& rule) {
    return rule.kind != model::TimedRule::Kind::every && !rule.transitions.empty();
  };
  return state.on.empty() || std::any_of(state.timed.begin(), state.timed.end(), leads);
}

Box::Tone tone_of(const std::string& outcome, bool inner) {
  static const std::vector<std::string> kGood{"approved", "adopted"}, kBad{"rejected", "declined"};
  static const std::vector<std::string> kInnerGood{"recommended", "advised"}, kInnerBad{"recommended_against"};
  if (model::has(kGood, outcome) || (inner && model::has(kInnerGood, outcome))) return Box::Tone::good;
  return model::has(kBad, outcome) || (inner && model::has(kInnerBad, outcome)) ? Box::Tone::bad : Box::Tone::neutral;
}

std::string called(model::ChartIx chart, const Voice& voice) {
  const model::Workflow& workflow = voice.definition.workflows[voice.definition.charts[chart].workflow];
  const std::string name = workflow.name + "@" + std::to_string(workflow.version);
  return workflow.title.empty() ? name : voice.say(workflow.title) + " (" + name + ")";
}

/// Who acts first in each branch.
std::string first_owner(model::ChartIx chart, const Voice& voice) {
  const Voice inside{voice.definition, chart, voice.language};
  for (const MainStep& step : main_way(voice.definition, chart)) {
    const State& state = inside.here().states[step.state];
    if (state.call) return called(state.call->chart, inside);
    if (state.type == State::Type::final || is_wait(state)) continue;
    return owner_in_words(state.owner, inside);
  }
  return {};
}

/// Each element of the list acts for itself: that is said by the list.
bool is_own_step(const model::ForEach& each, const Voice& voice) {
  for (const MainStep& step : main_way(voice.definition, each.body)) {
    const State& state = voice.definition.charts[each.body].states[step.state];
    if (state.type == State::Type::final || state.call || is_wait(state)) continue;
    return state.owner.size() == 1 && state.owner.front().who && state.owner.front().who.text() == each.as_name;
  }
  return false;
}

std::string branches_line(const State& state, const Voice& voice) {
  const model::ForEach& each = *state.for_each;
  std::string text = group_in_words(each, voice);
  if (each.sequential) text += voice.say(", ét ad gangen", ", one at a time");
  if (each.body == model::kNone) return text;
  if (!each.called && is_own_step(each, voice)) return text;
  const std::string what = each.called ? called(each.body, voice) : first_owner(each.body, voice);
  return what.empty() ? text : text + ": " + what;
}

std::string owner_line(const State& state, const Voice& voice) {
  if (state.for_each) return branches_line(state, voice);
  if (state.call) return called(state.call->chart, voice);
  if (is_wait(state)) return state.on.empty() ? voice.say("ingen skal gøre noget", "nobody has to act") : std::string();
  const std::string owner = owner_in_words(state.owner, voice);
  return state.ballot ? owner + " · " + ballot_in_words(state.ballot, voice) : owner;
}

void add_deadlines(const State& state, const Voice& voice, std::vector<Line>& lines) {
  for (const model::Deadline& deadline : state.deadlines)
    lines.push_back({Role::deadline, deadline_in_words(deadline, voice)});
}

/// Events that a step takes without going anywhere.
std::string taken_here(const State& state, StateIx at, const Voice& voice) {
  std::vector<std::string> words;
  for (const auto& [event, transitions] : state.on) {
    const bool leads = std::any_of(transitions.begin(), transitions.end(), [&](const model::Transition& one) {
      return !one.targets.empty() && one.targets.front() != at;
    });
    if (!leads) words.push_back(event_in_words(voice.here().events[event].name, voice));
  }
  return joined(words, voice.say("og", "and"));
}

Box::Kind kind_of(const State& state, bool wrong_data) {
  if (state.type == State::Type::final) return wrong_data ? Box::Kind::wrong_data : Box::Kind::end;
  if (state.for_each) return Box::Kind::branches;
  if (state.call) return Box::Kind::call;
  if (state.ballot) return Box::Kind::vote;
  return is_wait(state) ? Box::Kind::wait : Box::Kind::step;
}

}  // namespace

std::vector<bool> ends_of_wrong_data(const model::Chart& chart) {
  std::vector<bool> by_empty(chart.states.size()), otherwise(chart.states.size());
  for (const State& state : chart.states) {
    for (const model::TransitionList& list : model::lists_of(state)) {
      for (const model::Transition& transition : *list.transitions) {
        for (const StateIx target : transition.targets)
          (list.way == model::Way::empty ? by_empty : otherwise)[target] = true;
      }
    }
  }
  for (StateIx at = 0; at < chart.states.size(); ++at)
    by_empty[at] = by_empty[at] && !otherwise[at] && chart.states[at].type == State::Type::final;
  return by_empty;
}

Box box_of(const Voice& voice, StateIx at, Detail detail, bool wrong_data, bool inner) {
  const State& state = voice.here().states[at];
  Box box;
  box.kind = kind_of(state, wrong_data);
  box.inner = inner;
  box.lines.push_back({Role::title, title_of(state, voice)});
  if (box.kind == Box::Kind::end || box.kind == Box::Kind::wrong_data) {
    box.tone = tone_of(state.outcome, inner);
    return box;
  }
  box.one_by_one = state.for_each && state.for_each->sequential;
  box.moves_on = std::any_of(state.deadlines.begin(), state.deadlines.end(),
                             [](const model::Deadline& deadline) { return !deadline.then.empty(); });
  if (std::string owner = owner_line(state, voice); !owner.empty())
    box.lines.push_back({Role::owner, std::move(owner)});
  add_deadlines(state, voice, box.lines);
  if (state.ballot && (voice.here().parent != model::kNone || detail == Detail::all)) {
    box.lines.push_back({Role::note, voice.say("udsat, taget af dagsordenen: bliver her til næste møde",
                                               "postponed, taken off the agenda: stays here until the next meeting")});
  }
  if (detail == Detail::all) {
    const std::string here = taken_here(state, at, voice);
    if (!here.empty()) box.lines.push_back({Role::note, voice.say("tager også: ", "also takes: ") + here});
  }
  return box;
}

std::vector<Line> frame_lines(const Voice& voice, StateIx at) {
  const State& state = voice.here().states[at];
  std::vector<Line> lines{{Role::title, title_of(state, voice)}};
  if (state.for_each) {
    lines.push_back(
        {Role::owner, group_in_words(*state.for_each, voice) + voice.say(", ét ad gangen", ", one at a time")});
  }
  add_deadlines(state, voice, lines);
  return lines;
}

std::string colour_key(const Voice& voice, StateIx at) {
  const State& state = voice.here().states[at];
  if (state.type == State::Type::final || is_wait(state)) return {};
  if (state.for_each)
    return is_of_parties(*state.for_each, voice) ? "/parties" : "/" + first_owner(state.for_each->body, voice);
  if (state.call) return "/call";
  return is_secretariat(state.owner) ? "secretariat" : "/" + owner_in_words(state.owner, voice);
}

}  // namespace aftale::drawing
