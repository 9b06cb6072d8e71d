#include "engine/machine/bodies/addressees.h"
#include "engine/machine/chart/address.h"
#include "engine/machine/chart/refusal.h"
#include "engine/machine/deadlines/deadline_notices.h"
#include "engine/machine/deadlines/notices.h"
#include "engine/machine/deadlines/notify.h"
#include "engine/machine/deadlines/work_items.h"
#include "engine/machine/possible.h"
#include "engine/machine/reach/places.h"
#include "engine/machine/reach/what_is_possible.h"
#include "engine/model/graph.h"

namespace aftale::machine {

using model::StateIx;

namespace {

/// The actions of a state, its transitions included, that send a message of that name.
std::vector<const model::NotifyAction*> sent_by(const model::State& state, const std::string& template_name) {
  std::vector<const model::NotifyAction*> found;
  model::each_actions(state, [&](const std::vector<model::Action>& actions) {
    for (const model::Action& action : actions) {
      const auto* notify = std::get_if<model::NotifyAction>(&action);
      if (notify && notify->template_name == template_name) found.push_back(notify);
    }
  });
  return found;
}

void tell_about_renewal(Run& run, const Place& place, const std::string& template_name) {
  Notify notice;
  notice.template_name = template_name.empty() ? "reminder" : template_name;
  notice.place = place;
  notice.to = notice.owner = secretariat_of(run);
  notice.owes = true;
  send_as_entry(run, std::move(notice));
}

/// What a deadline says next by itself: it reminds until its day has passed.
const char* said_next(const Run& run, OpenWork at) {
  const DeadlineState* deadline = nearest_deadline(run, at.branch, at.state).deadline;
  return deadline && deadline->due && *deadline->due < run.today() ? "overdue" : "reminder";
}

Result<void> tell_about(Run& run, OpenWork at, const std::string& asked) {
  const std::string template_name = asked.empty() ? said_next(run, at) : asked;
  const std::vector<const model::NotifyAction*> own = sent_by(run.chart(at.branch).states[at.state], template_name);
  for (const model::NotifyAction* action : own) AFTALE_TRY_VOID(notify(run, at.branch, at.state, *action));
  if (!own.empty()) return {};
  const Nearest nearest = nearest_deadline(run, at.branch, at.state);
  Saying saying;
  saying.template_name = template_name;
  if (nearest.deadline) saying.due = nearest.deadline->due;
  saying.secretariat_too = template_name == "overdue" || template_name == "lifted";
  tell_about_step(run, at, saying, run.instance().key + "|" + address_of(run, at.branch, at.state) + "|foretold");
  return {};
}

}  // namespace

Result<std::vector<Notify>> preview_of_effects(const model::Definition& definition, const Case& instance,
                                               const std::string& step, const std::string& template_name,
                                               const Moment& moment) {
  Run run(definition, instance, moment);
  AFTALE_TRY(const Place place, place_of(run, step));
  if (place.renewal != model::kNone) {
    tell_about_renewal(run, place, template_name);
  } else {
    AFTALE_TRY_VOID(must_be_open(run, place));
    const std::vector<OpenWork> open = open_work(run, place.branch, place.state);
    if (open.empty()) {
      return refuse("no-open-step",
                    {"Ingen skal gøre noget i »" + step + "« nu", "Nobody has to act in \"" + step + "\" now"},
                    what_is_possible(run, step));
    }
    // A branch is no step of its own: what is open in it is told of.
    if (place.state != 0) {
      AFTALE_TRY_VOID(tell_about(run, {place.branch, place.state}, template_name));
    } else {
      for (const OpenWork& work : open) AFTALE_TRY_VOID(tell_about(run, work, template_name));
    }
  }
  std::vector<Notify> told;
  for (Effect& effect : run.step().effects) told.push_back(std::get<Notify>(std::move(effect)));
  return told;
}

}  // namespace aftale::machine
