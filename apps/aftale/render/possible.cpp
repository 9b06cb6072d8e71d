#include <algorithm>

#include "apps/aftale/render/local_time.h"
#include "apps/aftale/render/render.h"
#include "apps/aftale/render/shell_word.h"
#include "apps/aftale/render/table.h"
#include "engine/lifecycle/case_life.h"

namespace aftale::app::render {
namespace {

/// Everything that is answered with the same command.
struct Group {
  struct Place {
    std::string step;
    Text title;
    bool holds = true;
    std::string proposed_by = {};  ///< empty: nobody has asked for it
    std::optional<time::Instant> proposed_at = {};
  };
  std::string event;               ///< empty: minutes of a meeting
  std::vector<std::string> words;  ///< of the minutes
  std::vector<Place> places;
};

// The words of all outcomes of one ballot belong together.
std::vector<Group> groups_of(const cases::PossibleAnswer& answer) {
  std::vector<Group> steps;
  for (std::size_t n = 0; n < answer.offers.size(); ++n) {
    const machine::Offer& offer = answer.offers[n];
    Group* last = steps.empty() ? nullptr : &steps.back();
    if (offer.ballot && last && last->event.empty() && last->places.front().step == offer.step) {
      last->words.insert(last->words.end(), offer.words.begin(), offer.words.end());
      Group::Place& place = last->places.front();
      place.holds = place.holds || offer.guard_holds;
      if (place.proposed_by.empty()) {
        place.proposed_by = offer.proposed_by;
        place.proposed_at = offer.proposed_at;
      }
      continue;
    }
    const std::string event = offer.ballot ? std::string() : offer.event;
    steps.push_back({event,
                     offer.words,
                     {{offer.step, answer.places[n], offer.guard_holds, offer.proposed_by, offer.proposed_at}}});
  }
  std::vector<Group> groups;
  for (Group& step : steps) {
    const auto same = std::find_if(groups.begin(), groups.end(), [&](const Group& group) {
      return group.event == step.event && group.words == step.words;
    });
    if (same == groups.end()) {
      groups.push_back(std::move(step));
    } else {
      same->places.push_back(std::move(step.places.front()));
    }
  }
  return groups;
}

std::string command_of(const std::string& key, const Group& group, const Settings& settings) {
  const bool alone = group.places.size() == 1;
  const std::string step = alone ? shell_word(group.places.front().step) : settings.say({"TRIN", "STEP"});
  if (group.event.empty()) {
    return "aftale record " + shell_word(key) + " " + step +
           settings.say({" ORD --meeting DATO", " WORD --meeting DATE"});
  }
  return "aftale do " + shell_word(key) + " " + shell_word(group.event) + (alone ? std::string() : " --in " + step);
}

// Why there is nothing to choose from.
std::string nothing(const cases::PossibleAnswer& answer, const Settings& settings) {
  const auto status = answer.status;
  const std::string key = shell_word(answer.case_key), life = settings.say(lifecycle::title(status));
  if (status == lifecycle::CaseStatus::suspended) {
    return settings.say({"Sagen er sat i bero. Genoptag den med: aftale resume " + key + " --reason …\n",
                         "The case is suspended. Resume it with: aftale resume " + key + " --reason …\n"});
  }
  if (status != lifecycle::CaseStatus::running) {
    return settings.say(
        {"Sagen er " + life + "; intet er muligt mere. Se den med: aftale show " + key + "\n",
         "The case is " + life + "; nothing is possible any more. See it with: aftale show " + key + "\n"});
  }
  return settings.say({"Ingen hændelse er mulig nu; sagen venter på en dato. Se den med: aftale show " + key + "\n",
                       "No event is possible now; the case waits for a date. See it with: aftale show " + key + "\n"});
}

// Why a step could not be done at once: its guard, or it waits for a second person.
std::string remark_on(const Group::Place& place, const Settings& settings) {
  if (!place.holds) return settings.say({"(betingelsen er ikke opfyldt endnu)", "(its condition does not hold yet)"});
  if (place.proposed_by.empty()) return {};
  const std::string when = place.proposed_at ? " " + local_time(*place.proposed_at, settings) : std::string();
  const std::string by = plain(place.proposed_by) + when;
  return settings.say(
      {"(foreslået af " + by + "; afventer en anden person)", "(proposed by " + by + "; awaits a second person)"});
}

std::string places_text(const Group& group, const Settings& settings) {
  Table table;
  const bool alone = group.places.size() == 1;
  for (const Group::Place& place : group.places) {
    const std::string lead = alone                             ? std::string()
                             : &place == &group.places.front() ? settings.say({"  TRIN", "  STEP"})
                                                               : std::string();
    table.row({{lead},
               {alone ? std::string() : shell_word(place.step)},
               {(alone ? "  " : "") + plain(settings.say(place.title))},
               {remark_on(place, settings), Colour::dim}});
  }
  return table.text(settings);
}

}  // namespace

std::string possible(const cases::Answer& answer, const Settings& settings) {
  const auto& offers = std::get<cases::PossibleAnswer>(answer.body);
  if (offers.offers.empty()) return nothing(offers, settings);
  std::string text;
  for (const Group& group : groups_of(offers)) {
    text +=
        (text.empty() ? "" : "\n") + paint(command_of(offers.case_key, group, settings), Colour::bold, settings) + "\n";
    text += places_text(group, settings);
    std::string words;
    for (const std::string& word : group.words) words += (words.empty() ? "" : ", ") + shell_word(word);
    if (!words.empty()) text += settings.say({"  ORD   ", "  WORD  "}) + words + "\n";
  }
  return text;
}

}  // namespace aftale::app::render
