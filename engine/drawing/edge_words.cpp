#include "engine/drawing/edge_words.h"

#include <algorithm>

#include "engine/drawing/owners.h"
#include "engine/drawing/shapes.h"

namespace aftale::drawing {
namespace {

using model::Way;

std::string all_done(const model::State& state, const Voice& voice) {
  if (!state.for_each) return voice.say("alt er klar", "all is ready");
  // What is decided when all have finished comes first; this is what is left then.
  const auto waits_for_all = [](const model::Transition& one) {
    return one.guard && one.guard.text().find("answered") != std::string::npos;
  };
  const std::vector<model::Transition>& decide = state.for_each->decide;
  const bool otherwise = std::any_of(decide.begin(), decide.end(), waits_for_all);
  const std::string all = otherwise ? voice.say("ellers: alle er færdige", "otherwise: all have finished")
                                    : voice.say("alle er færdige", "all have finished");
  const std::string word = only_ending(state.for_each->body, voice);
  if (word.empty()) return all;
  if (voice.language == Language::da && word.starts_with("har ")) return "alle " + word;
  return voice.say("alle: ", "all: ") + word;
}

const model::TimedRule* rule_of(const Leading& leading) {
  for (const model::TimedRule& rule : leading.state.timed) {
    if (&rule.transitions == leading.list.transitions) return &rule;
  }
  return nullptr;
}

std::string what_happens(const Leading& leading, const Voice& voice) {
  const model::State& state = leading.state;
  switch (leading.list.way) {
    case Way::event:
      return event_in_words(voice.here().events[leading.list.event].name, voice);
    case Way::always:
      return voice.say("straks", "at once");
    case Way::timed:
      if (const model::TimedRule* rule = rule_of(leading)) return rule_in_words(*rule, voice);
      return {};
    case Way::deadline:
      return voice.say("fristen er ude", "the deadline has passed");
    case Way::decide:
      return {};
    case Way::done:
      return all_done(state, voice);
    case Way::empty:
      return is_of_parties(*state.for_each, voice) ? voice.say("ingen parter", "no parties")
                                                   : voice.say("listen er tom", "the list is empty");
  }
  return {};
}

/// Whether another transition of the list was tried before it, under a condition.
bool is_otherwise(const Leading& leading) {
  if (leading.transition.guard || leading.list.way == Way::decide) return false;
  return leading.list.transitions->front().guard && &leading.list.transitions->front() != &leading.transition;
}

std::string under_condition(const Leading& leading, const Voice& voice) {
  const feel::Expression& guard = leading.transition.guard;
  if (leading.state.for_each && leading.list.way != Way::event)
    return count_in_words(guard, *leading.state.for_each, voice);
  return condition_in_words(guard, voice);
}

std::string frozen(const model::Transition& transition, const std::string& so_far, const Voice& voice) {
  std::string text;
  for (const model::Action& action : transition.actions) {
    const auto* freeze = std::get_if<model::FreezeAction>(&action);
    if (!freeze || freeze->document >= voice.definition.root().documents.size()) continue;
    const model::Document& document = voice.definition.root().documents[freeze->document];
    const std::string name = voice.quoted(document.title.empty() ? document.id : voice.say(document.title));
    const bool named = so_far.find(name) != std::string::npos;
    text += (named ? voice.say(" · fryses derefter", " · is then frozen")
                   : " · " + name + voice.say(" fryses", " is frozen"));
  }
  return text;
}

}  // namespace

std::string only_ending(model::ChartIx body, const Voice& voice) {
  const Voice inside{voice.definition, body, voice.language};
  std::string word;
  for (const model::State& state : inside.here().states) {
    for (const auto& [event, transitions] : state.on) {
      const bool ends = std::any_of(transitions.begin(), transitions.end(), [&](const model::Transition& one) {
        return !one.targets.empty() && inside.here().states[one.targets.front()].type == model::State::Type::final;
      });
      if (!ends) continue;
      if (!word.empty()) return {};
      word = event_in_words(inside.here().events[event].name, inside);
    }
  }
  return word;
}

std::string edge_words(const Leading& leading, const Voice& voice) {
  std::string text;
  const auto outcome =
      matched(tokens_of(leading.transition.guard ? leading.transition.guard.text() : ""), "event . outcome = $");
  if (leading.state.call && outcome) {
    text = outcome_in_words(outcome->front(), leading.state.call->chart, voice);
  } else {
    text = what_happens(leading, voice);
    if (leading.transition.guard) {
      const std::string condition = under_condition(leading, voice);
      const bool by_body = matched(tokens_of(leading.transition.guard.text()), "% . decides").has_value();
      const bool counts = leading.state.for_each && leading.list.way != Way::event;
      text += (text.empty() ? "" : by_body ? " " : counts ? voice.say(", og ", ", and ") : ", ") + condition;
    } else if (is_otherwise(leading)) {
      const bool by_body =
          matched(tokens_of(leading.list.transitions->front().guard.text()), "% . decides").has_value();
      text = by_body ? text + voice.say(" af de andre", " by the others") : voice.say("ellers: ", "otherwise: ") + text;
    }
  }
  text += frozen(leading.transition, text, voice);
  return leading.transition.keep ? text + "*" : text;
}

}  // namespace aftale::drawing
