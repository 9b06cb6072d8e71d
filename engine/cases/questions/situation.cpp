#include <algorithm>

#include "engine/cases/case_rows.h"
#include "engine/cases/explanation/coming.h"
#include "engine/cases/explanation/scene.h"
#include "engine/cases/questions/queries.h"
#include "engine/cases/questions/sight.h"
#include "engine/drawing/main_way.h"
#include "engine/machine/possible.h"

namespace aftale::cases::queries {
namespace {

using explanation::Scene;
using Next = SituationAnswer::Next;
using About = SituationAnswer::About;
using Coming = SituationAnswer::Coming;

void add(SituationAnswer& answer, About about, explanation::Sentences sentences) {
  if (!sentences.empty()) answer.paragraphs.push_back({about, std::move(sentences)});
}

/// The event by which a step is left when all goes well; empty where none is.
std::string main_event(const Scene& scene, const Scene::Standing& at) {
  const drawing::MainExit exit =
      drawing::main_exit(scene.definition, scene.instance.branches[at.branch]->chart, at.state);
  if (!exit.transition || exit.way != model::Way::event) return {};
  for (const auto& [event, transitions] : scene.chart(at).states[exit.from].on) {
    const bool is_it = std::any_of(transitions.begin(), transitions.end(),
                                   [&](const model::Transition& one) { return &one == exit.transition; });
    if (is_it) return scene.chart(at).events[event].name;
  }
  return {};
}

/// The minutes that have been missing longest, else what brings a step on that is open; none where nothing can be done.
std::optional<Next> next_of(const Scene& scene, time::Instant now) {
  machine::Actor anybody;
  anybody.roles = {"*"};
  const machine::Moment moment{std::max(now, scene.instance.last_at), std::nullopt, anybody};
  std::vector<machine::Offer> offers = machine::possible(scene.definition, scene.instance, moment);
  std::erase_if(offers, [&](const machine::Offer& offer) {
    return !offer.guard_holds || !offer.proposed_by.empty() || !scene.may_be_told_of(offer.step);
  });
  const auto planned = [&](const machine::Offer& offer) -> std::optional<time::CivilDate> {
    for (const records::WorkItemRow* item : scene.open_items()) {
      if (item->step == offer.step) return item->planned_on;
    }
    return std::nullopt;
  };
  const auto as_next = [&](const machine::Offer& offer) {
    Next next{offer.step, offer.event, {}, {}};
    const std::string usual = machine::title_of_word(offer.event).da;
    const bool fits = std::find(offer.words.begin(), offer.words.end(), usual) != offer.words.end();
    if (offer.ballot && !offer.words.empty()) next.word = fits ? usual : offer.words.front();
    if (const auto day = planned(offer); offer.ballot && day && *day <= scene.today) next.meeting = day;
    return next;
  };
  const machine::Offer* longest = nullptr;
  for (const machine::Offer& offer : offers) {
    const std::optional<time::CivilDate> day = offer.ballot ? planned(offer) : std::nullopt;
    if (!day || *day >= scene.today) continue;
    if (!longest || *day < *planned(*longest)) longest = &offer;
  }
  if (longest) return as_next(*longest);
  for (const Scene::Standing& at : scene.standings()) {
    const std::string event = main_event(scene, at), address = scene.address(at);
    for (const machine::Offer& offer : offers) {
      if (!event.empty() && offer.event == event && offer.step == address) return as_next(offer);
    }
  }
  const auto ballot = std::find_if(offers.begin(), offers.end(), [](const machine::Offer& one) { return one.ballot; });
  if (ballot != offers.end()) return as_next(*ballot);
  return std::nullopt;
}

bool is_there(const Scene& scene) {
  const auto of = [&](const std::string& address) { return scene.is_asked_about(address); };
  return std::any_of(scene.branches.begin(), scene.branches.end(), [&](const auto& row) { return of(row.key); }) ||
         std::any_of(scene.items.begin(), scene.items.end(), [&](const auto& row) { return of(row.step); }) ||
         !scene.standings().empty();
}

}  // namespace

Result<Answer> situation(const ReadModel& in, const Situation& question, time::CivilDate today, const Sight* sight) {
  AFTALE_TRY(const std::optional<records::LoadedCase> loaded, in.store.load(question.key));
  if (!loaded) return fail(find_case(in, question.key).error());
  AFTALE_TRY(const model::DefinitionPtr definition, in.definitions.get(loaded->row.definition));
  AFTALE_TRY(const machine::Case instance, case_rows::read_case(*loaded, *definition));
  AFTALE_TRY(const std::vector<records::WorkItemRow> items, items_of(in, loaded->row.id, loaded->branches));
  SituationAnswer answer;
  answer.case_key = loaded->row.key;
  answer.case_title = loaded->row.title;
  if (!question.step.empty()) {
    AFTALE_TRY(answer.step, machine::find_step(*definition, instance, question.step));
  }
  Scene::MayRead may_read;
  if (sight) may_read = [&](const std::string& address) { return sight->is_own(address) || sight->is_common(address); };
  if (may_read && !answer.step.empty() && !may_read(answer.step)) {
    return fail(
        Error::Kind::refused, "not-allowed",
        Text{"Trinnet " + answer.step + " er ikke dit. Se hele sagen med: aftale explain " + question.key,
             "The step " + answer.step + " is not yours. See the whole case with: aftale explain " + question.key});
  }
  const Scene scene(*definition, instance, {loaded->row, loaded->branches, items},
                    matrices(loaded->branches, items, today), titles_of(loaded->branches, items, *definition),
                    answer.step, today, may_read);
  if (!answer.step.empty() && !is_there(scene)) {
    return fail(Error::Kind::not_found, "unknown-step",
                Text{"Sagen " + question.key + " har intet trin " + question.step,
                     "The case " + question.key + " has no step " + question.step});
  }
  const bool runs = instance.status == lifecycle::CaseStatus::running;
  const time::Instant now = definition->calendar.zone.start_of(today);
  if (runs) answer.coming = explanation::what_comes(*definition, instance, now, answer.step);
  if (sight) std::erase_if(answer.coming, [](const Coming& one) { return one.kind == Coming::Kind::told; });
  add(answer, About::where, explanation::where(scene));
  add(answer, About::awaited, explanation::awaited(scene));
  add(answer, About::meetings, explanation::meetings(scene));
  add(answer, About::onward, explanation::onward(scene));
  add(answer, About::by_itself, explanation::by_itself(scene, answer.coming));
  if (runs) answer.next = next_of(scene, now);
  return Answer{std::move(answer), 0};
}

}  // namespace aftale::cases::queries
