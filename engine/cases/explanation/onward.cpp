#include <algorithm>

#include "engine/base/words.h"
#include "engine/cases/explanation/scene.h"
#include "engine/drawing/main_way.h"
#include "engine/drawing/phrases.h"
#include "engine/machine/possible.h"

namespace aftale::cases::explanation {
namespace {

using drawing::Voice;
using model::StateIx;
using model::Way;

/// Turns that lead away from the main way and are told; further ones are counted among `aftale do`'s.
constexpr std::size_t kTurnsTold = 4;

/// One transition that leads from where a branch stands to another state.
struct Turn {
  StateIx from = model::kNone;
  model::TransitionList list;
  const model::Transition* transition = nullptr;
};

Voice voice_of(const Scene& scene, const Scene::Standing& at, const Speech& speech) {
  return {scene.definition, scene.instance.branches[at.branch]->chart, speech.language};
}

/// The case, or the branch by its own name.
std::string who_goes(const Scene& scene, const Scene::Standing& at, const Speech& speech) {
  if (at.branch == 0) return speech.say("sagen", "the case");
  return speech.say(*scene.instance.branches[at.branch]->title);
}

std::string target_of(const Scene& scene, const Scene::Standing& at, const model::Transition& transition,
                      const Speech& speech) {
  return speech.quoted(scene.title({at.branch, transition.targets.front(), {}}));
}

/// What has no words is said as it is written, behind `hvis`; here another word stands before it.
std::string without_if(const std::string& text, const Speech& speech) {
  const std::string word = speech.say("hvis ", "if ");
  return text.starts_with(word) ? text.substr(word.size()) : text;
}

/// Under which the turn is taken, behind `når` or `when`; empty where the time alone does it.
std::string condition(const Scene& scene, const Scene::Standing& at, const Turn& turn, const Speech& speech) {
  const Voice voice = voice_of(scene, at, speech);
  const model::State& state = scene.chart(at).states[turn.from];
  const feel::Expression& guard = turn.transition->guard;
  std::string text;
  switch (turn.list.way) {
    case Way::event: {
      const std::string event = drawing::event_in_words(scene.chart(at).events[turn.list.event].name, voice);
      text = state.ballot ? speech.say("referatet siger ", "the minutes say ") + speech.quoted(event)
                          : speech.quoted(event) + speech.say(" er registreret", " is recorded");
      if (guard) text += speech.say(" (", " (") + drawing::condition_in_words(guard, voice) + ")";
      return text;
    }
    case Way::decide:
      return guard ? without_if(drawing::count_in_words(guard, *state.for_each, voice), speech) : std::string();
    case Way::done:
      text = state.for_each ? speech.say("alle er færdige", "all are done") : speech.say("alt er klar", "all is ready");
      if (guard) text += speech.say(" (", " (") + drawing::condition_in_words(guard, voice) + ")";
      return text;
    case Way::empty:
      return speech.say("listen er tom", "the list is empty");
    case Way::always:
    case Way::timed:
    case Way::deadline:
      return {};
  }
  return text;
}

/// What leads away from where a branch stands, the innermost state first; dates are told with what happens by itself.
std::vector<Turn> turns_from(const Scene& scene, const Scene::Standing& at) {
  std::vector<Turn> turns;
  const model::Chart& chart = scene.chart(at);
  for (StateIx state = at.state; state != model::kNone; state = chart.states[state].parent) {
    for (const model::TransitionList& list : model::lists_of(chart.states[state])) {
      if (list.way == Way::timed || list.way == Way::deadline || list.way == Way::always || list.way == Way::empty)
        continue;
      for (const model::Transition& one : *list.transitions) {
        if (one.targets.empty() || one.targets.front() == at.state) continue;
        turns.push_back({state, list, &one});
      }
    }
    if (state == 0) break;
  }
  return turns;
}

Text main_sentence(const Scene& scene, const Scene::Standing& at, const Turn& turn) {
  return in_both(scene, [&](const Speech& speech) {
    const std::string target = target_of(scene, at, *turn.transition, speech);
    const std::string when = condition(scene, at, turn, speech);
    return sentence(who_goes(scene, at, speech) + speech.say(" kommer videre til ", " goes on to ") + target +
                    (when.empty() ? std::string() : speech.say(", når ", " when ") + when));
  });
}

/// Those that lead to one place, in one sentence: `Hvis mindst én har afvist, går sagen til »Genforhandling«.`
Text other_sentence(const Scene& scene, const Scene::Standing& at, const std::vector<const Turn*>& turns) {
  return in_both(scene, [&](const Speech& speech) {
    std::vector<std::string> conditions;
    std::size_t plain = 0;  // words of minutes, or events, that are told of one after the other
    for (const Turn* turn : turns) {
      std::string one = condition(scene, at, *turn, speech);
      const bool is_plain = turn->list.way == Way::event && !turn->transition->guard;
      if (is_plain && ++plain > 1) {
        const Voice voice = voice_of(scene, at, speech);
        one = speech.quoted(drawing::event_in_words(scene.chart(at).events[turn->list.event].name, voice));
      }
      if (!one.empty() && std::find(conditions.begin(), conditions.end(), one) == conditions.end())
        conditions.push_back(std::move(one));
    }
    const std::string target = target_of(scene, at, *turns.front()->transition, speech);
    const std::string who = who_goes(scene, at, speech);
    if (conditions.empty()) return sentence(who + speech.say(" kan også gå til ", " may also go to ") + target);
    const std::string when = joined(conditions, speech.say("eller", "or"));
    if (speech.language == Language::da) return sentence("hvis " + when + ", går " + who + " til " + target);
    return sentence("if " + when + ", " + who + " goes to " + target);
  });
}

void add_turns(const Scene& scene, const Scene::Standing& at, Sentences& out) {
  const drawing::MainExit main =
      drawing::main_exit(scene.definition, scene.instance.branches[at.branch]->chart, at.state);
  const std::vector<Turn> turns = turns_from(scene, at);
  const auto chosen =
      std::find_if(turns.begin(), turns.end(), [&](const Turn& turn) { return turn.transition == main.transition; });
  std::vector<StateIx> told;
  const auto add = [&](Text one) {
    if (std::find(out.begin(), out.end(), one) == out.end()) out.push_back(std::move(one));
  };
  if (chosen != turns.end()) add(main_sentence(scene, at, *chosen));
  for (const Turn& turn : turns) {
    const StateIx target = turn.transition->targets.front();
    const bool is_main = chosen != turns.end() && target == chosen->transition->targets.front();
    if (is_main || std::find(told.begin(), told.end(), target) != told.end() || told.size() == kTurnsTold) continue;
    told.push_back(target);
    std::vector<const Turn*> same;
    for (const Turn& other : turns) {
      if (other.transition->targets.front() == target) same.push_back(&other);
    }
    // What is done inside leads on, whatever else there is.
    const bool goes_on = turn.list.way == Way::done && turn.from != at.state;
    add(goes_on ? main_sentence(scene, at, turn) : other_sentence(scene, at, same));
  }
}

}  // namespace

Sentences onward(const Scene& scene) {
  Sentences out;
  switch (scene.instance.status) {
    case lifecycle::CaseStatus::suspended:
      out.push_back({"Sagen går videre med: aftale resume " + scene.row.key + ".",
                     "The case goes on with: aftale resume " + scene.row.key + "."});
      return out;
    case lifecycle::CaseStatus::faulted:
      out.push_back({"Ret fejlen (aftale correct eller aftale move), og lad sagen gå videre med: aftale resume " +
                         scene.row.key + ".",
                     "Mend the fault (aftale correct or aftale move), and let the case go on with: aftale resume " +
                         scene.row.key + "."});
      return out;
    case lifecycle::CaseStatus::registered:
    case lifecycle::CaseStatus::running:
      break;
    default:
      return out;
  }
  // Parties of a list stand in the same few steps; one of each is told of.
  std::vector<std::pair<model::ChartIx, StateIx>> told;
  for (const Scene::Standing& at : scene.standings()) {
    const std::pair place{scene.instance.branches[at.branch]->chart, at.state};
    if (std::find(told.begin(), told.end(), place) != told.end()) continue;
    told.push_back(place);
    add_turns(scene, at, out);
  }
  return out;
}

}  // namespace aftale::cases::explanation
