#include "engine/cases/explanation/scene.h"
#include "engine/commands/fault.h"
#include "engine/machine/possible.h"

namespace aftale::cases::explanation {
namespace {

using lifecycle::CaseStatus;
using machine::BranchStatus;

const Text kTheCase{"Sagen", "The case"};

std::string the_case(const Scene& scene, const Speech& speech) {
  return speech.say("Sagen ", "The case ") + speech.quoted(scene.row.title);
}

std::string stands_in(const std::string& who, const std::vector<Scene::Standing>& at, const Scene& scene,
                      const Speech& speech) {
  std::vector<std::string> steps;
  for (const Scene::Standing& one : at) steps.push_back(speech.quoted(scene.title(one)));
  return sentence(who + speech.say(" står i ", " is in ") + speech.names(steps));
}

std::string stood_since(const std::string& who, const Speech& speech, time::CivilDate entered) {
  const std::int64_t days = speech.today.days() - entered.days();
  if (days <= 1) return sentence(who + speech.say(" kom dertil ", " came there ") + speech.day(entered));
  return sentence(who + speech.say(" har stået der siden ", " has been there since ") + speech.day(entered) + " (" +
                  speech.days(days) + ")");
}

Text end_of(const Scene& scene, const machine::Branch& branch) {
  return machine::title_of_end(scene.definition.charts[branch.chart], branch.outcome);
}

Text ended(const Scene& scene) {
  const machine::Branch& root = *scene.instance.branches.front();
  return in_both(scene, [&](const Speech& speech) {
    const bool withdrawn = scene.row.status == CaseStatus::withdrawn;
    std::string text = the_case(scene, speech) + (withdrawn ? speech.say(" blev trukket tilbage", " was withdrawn")
                                                            : speech.say(" er slut", " has ended"));
    const time::Zone& zone = scene.definition.calendar.zone;
    const std::optional<time::CivilDate> day =
        root.ended_on || !scene.row.closed_at ? root.ended_on : std::optional(zone.date_of(*scene.row.closed_at));
    if (day && withdrawn) text += " " + speech.on(*day);
    if (day && !withdrawn) text = the_case(scene, speech) + speech.say(" sluttede ", " ended ") + speech.on(*day);
    const Text end = end_of(scene, root);
    if (!end.empty()) text += ": " + speech.say(end);
    return sentence(text);
  });
}

Text resting(const Scene& scene) {
  const std::optional<time::CivilDate> since = scene.instance.branches.front()->resting_since;
  return in_both(scene, [&](const Speech& speech) {
    std::string text = the_case(scene, speech) + speech.say(" er sat i bero", " is suspended");
    if (since) text += speech.say(" siden ", " since ") + speech.day(*since);
    return sentence(text + speech.say("; frister hviler imens", "; deadlines rest meanwhile"));
  });
}

Text faulted(const Scene& scene) {
  const Text why = commands::reason_of_fault(scene.row.fault);
  return in_both(scene, [&](const Speech& speech) {
    return sentence(the_case(scene, speech) + speech.say(" er stoppet af en fejl: ", " was stopped by a fault: ") +
                    speech.say(why));
  });
}

/// `who` stands there; the sentence after it calls it `again`.
void add_standing(const Scene& scene, const Text& who, const Text& again, Sentences& out) {
  const std::vector<Scene::Standing> at = scene.standings();
  if (at.empty()) return;
  out.push_back(in_both(scene, [&](const Speech& speech) { return stands_in(speech.say(who), at, scene, speech); }));
  if (at.size() != 1) return;
  out.push_back(
      in_both(scene, [&](const Speech& speech) { return stood_since(speech.say(again), speech, at.front().entered); }));
}

/// The branch that a step is, or lies in; null of the case's own.
const machine::Branch* branch_of(const Scene& scene) {
  const machine::Branch* found = nullptr;
  for (const machine::BranchPtr& branch : scene.instance.branches) {
    if (branch->no == 0 || branch->superseded) continue;
    const bool around = scene.step == branch->key || scene.step.starts_with(branch->key + "/");
    if (around && (!found || found->key.size() < branch->key.size())) found = branch.get();
  }
  return found;
}

void add_branch(const Scene& scene, const machine::Branch& branch, Sentences& out) {
  const Text name = scene.titles.body_at(branch.key, {});
  const auto say = [&](const std::string& danish, const std::string& english) {
    out.push_back({sentence(name.in(Language::da) + danish), sentence(name.in(Language::en) + english)});
  };
  if (branch.kept) {
    say(" hviler, til sagen er tilbage i det trin. Svaret gælder imens",
        " rests until the case is back in that step. Its answer holds meanwhile");
    return;
  }
  switch (branch.status) {
    case BranchStatus::waiting:
      say(" er ikke begyndt endnu. De foran skal være færdige først",
          " has not begun yet. Those in front must be done first");
      return;
    case BranchStatus::running:
      add_standing(scene, name, name, out);
      return;
    case BranchStatus::ended: {
      const Text end = end_of(scene, branch);
      out.push_back(in_both(scene, [&](const Speech& speech) {
        std::string text = speech.say(name) + speech.say(" blev færdig", " was done");
        if (branch.ended_on) text += " " + speech.on(*branch.ended_on);
        return sentence(end.empty() ? text : text + ": " + speech.say(end));
      }));
      return;
    }
    case BranchStatus::not_reported:
      say(" blev sprunget over; der kom aldrig et svar", " was passed over; no answer ever came");
      return;
    case BranchStatus::cancelled:
      say(" er udgået sammen med trinnet omkring", " was given up with the step around it");
      return;
  }
}

}  // namespace

Sentences where(const Scene& scene) {
  Sentences out;
  if (!scene.step.empty()) {
    if (const machine::Branch* branch = branch_of(scene))
      add_branch(scene, *branch, out);
    else
      add_standing(scene, kTheCase, kTheCase, out);
    if (!out.empty()) return out;
    const Text name = scene.titles.of(scene.step);
    out.push_back(in_both(scene, [&](const Speech& speech) {
      return sentence(speech.quoted(name) + speech.say(" er ikke åbent nu", " is not open now"));
    }));
    return out;
  }
  switch (scene.instance.status) {
    case CaseStatus::suspended:
      out.push_back(resting(scene));
      break;
    case CaseStatus::faulted:
      out.push_back(faulted(scene));
      break;
    case CaseStatus::registered:
    case CaseStatus::running:
      break;
    default:
      out.push_back(ended(scene));
      return out;
  }
  const Text by_name = in_both(scene, [&](const Speech& speech) { return the_case(scene, speech); });
  add_standing(scene, out.empty() ? by_name : kTheCase, kTheCase, out);
  return out;
}

}  // namespace aftale::cases::explanation
