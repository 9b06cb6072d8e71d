#include "apps/aftale/render/render.h"
#include "apps/aftale/render/table.h"
#include "engine/cases/answers.h"

namespace aftale::app::render {
namespace {

std::string reason(const machine::Permission& permission, const Settings& settings) {
  std::string text;
  if (permission.decided_by) {
    text = plain(permission.decided_by->file) + ":" + std::to_string(permission.decided_by->line);
    if (permission.by_default) {
      text += settings.say({" (intet by: gælder trinnets ansvarlige og sekretariatet)",
                            " (no by: the step's owner and the secretariat)"});
    }
  } else {
    text = settings.say({"altid sekretariatet", "always the secretariat"});
  }
  return text;
}

}  // namespace

std::string can(const cases::Answer& answer, const Settings& settings) {
  const auto& body = std::get<cases::CanAnswer>(answer.body);
  std::string text;
  for (std::size_t n = 0; n < body.permissions.size(); ++n) {
    const machine::Permission& permission = body.permissions[n];
    text += permission.allowed ? "✔ " : "✘ ";
    text += plain(body.person) + " " +
            (permission.allowed ? settings.say({"må", "may"}) : settings.say({"må ikke", "may not"})) + " " + "»" +
            plain(settings.say(body.event_title)) + "« · " + plain(settings.say(body.places[n])) +
            (permission.step.empty() ? "" : "  (" + plain(permission.step) + ")") + "\n";
    if (permission.allowed && permission.through != "*") {
      text += settings.say({"    i kraft af rollen ", "    by the role "}) + plain(permission.through) + "\n";
    }
    text += settings.say({"    kræver ", "    takes "}) + plain(settings.say(permission.people)) + "  ← " +
            reason(permission, settings) + "\n";
    if (!permission.guard_holds)
      text += settings.say({"    betingelsen er ikke opfyldt lige nu\n", "    its condition does not hold now\n"});
    if (!permission.four_eyes) continue;
    text += permission.proposed_by.empty()
                ? settings.say({"    fire øjne: kræver to personer\n", "    four eyes: takes two persons\n"})
                : settings.say({"    fire øjne: " + plain(permission.proposed_by) + " har foreslået det\n",
                                "    four eyes: " + plain(permission.proposed_by) + " has proposed it\n"});
  }
  return text;
}

}  // namespace aftale::app::render
