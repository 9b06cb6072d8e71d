#include "engine/drawing/standing_words.h"

#include "engine/drawing/edge_words.h"
#include "engine/drawing/main_way.h"
#include "engine/machine/possible.h"
#include "engine/time/format.h"

namespace aftale::drawing {
namespace {

/// `7 af 12 har godkendt`.
std::string count_of(const model::State& state, const Counted& counted, const Voice& voice) {
  const std::string count = std::to_string(counted.good) + voice.say(" af ", " of ") + std::to_string(counted.all);
  const model::ChartIx body = state.for_each->body;
  const Text word = machine::title_of_word(good_outcome(voice.definition, body));
  if (!word.empty()) return count + voice.say(" har ", counted.good == 1 ? " has " : " have ") + voice.say(word);
  const std::string only = only_ending(body, voice);
  if (only.empty()) return count + ": " + outcome_in_words(good_outcome(voice.definition, body), body, voice);
  return count + (voice.language == Language::da && only.starts_with("har ") ? " " : ": ") + only;
}

/// `om 6 dage`, `i dag`, `3 dage over fristen`.
std::string time_left(time::CivilDate due, time::CivilDate today, const Voice& voice) {
  const std::int64_t days = due.days() - today.days();
  if (days == 0) return voice.say("frist i dag", "due today");
  const std::string count = std::to_string(std::abs(days));
  const bool one = std::abs(days) == 1;
  if (days < 0) {
    return count + voice.say(one ? " dag over fristen" : " dage over fristen", one ? " day overdue" : " days overdue");
  }
  return voice.say("om ", "in ") + count + voice.say(one ? " dag" : " dage", one ? " day" : " days");
}

}  // namespace

Counted counted_of(const model::Definition& definition, const machine::Case& instance, const machine::Branch& branch,
                   model::StateIx state) {
  Counted counted;
  const std::optional<model::ForEach>& each = definition.charts[branch.chart].states[state].for_each;
  if (!each || each->body == model::kNone) return counted;
  const std::string good = good_outcome(definition, each->body);
  for (const machine::BranchPtr& one : instance.branches) {
    const bool own = one->no != branch.no && one->parent == branch.no && one->origin == state && !one->superseded;
    if (!own || one->status == machine::BranchStatus::cancelled) continue;
    ++counted.all;
    if (one->status == machine::BranchStatus::ended && one->outcome == good) ++counted.good;
  }
  return counted;
}

std::string here_in_words(const model::State& state, const Counted& counted, time::CivilDate since,
                          std::optional<time::CivilDate> due, time::CivilDate today, const Voice& voice) {
  std::string text = voice.say("● her siden ", "● here since ") + time::short_date(since, voice.language);
  if (state.for_each && counted.all > 0)
    text = voice.say("● i gang: ", "● under way: ") + count_of(state, counted, voice);
  return due ? text + " · " + time_left(*due, today, voice) : text;
}

std::string done_in_words(const model::State& state, const Counted& counted, time::CivilDate day,
                          const std::string& event, const Voice& voice) {
  std::string text = "✔ " + time::short_date(day, voice.language);
  if (state.for_each && counted.all > 0) return text + " · " + count_of(state, counted, voice);
  return state.ballot && !event.empty() ? text + " · " + event_in_words(event, voice) : text;
}

std::string dated_deadline(time::CivilDate due, std::optional<time::CivilDate> reminder, const Voice& voice) {
  const std::string text = voice.say("Frist ", "Due ") + time::short_date(due, voice.language);
  if (!reminder) return text;
  return text + voice.say(" · næste varsel ", " · next notice ") + time::day_and_month(*reminder, voice.language);
}

}  // namespace aftale::drawing
