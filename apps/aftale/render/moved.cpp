#include <algorithm>

#include "apps/aftale/render/render.h"
#include "apps/aftale/render/table.h"
#include "engine/base/json_writer.h"
#include "engine/cases/wire/wire.h"

namespace aftale::app::render {
namespace {

using machine::MoveChange;

std::string moved_json(const cases::Moved& moved, const RequestId& request) {
  std::string text;
  JsonWriter out(text);
  out.begin_object().field("request", request.text()).key("moved").raw(cases::write_moved(moved)).end_object();
  return text + "\n";
}

std::string day(const Text& iso, const Settings& settings) {
  const std::optional<time::CivilDate> date_there = time::CivilDate::parse_iso(iso.da);
  return date_there ? date(date_there, settings) : settings.say({"ingen", "none"});
}

std::string named(const MoveChange& change, const Settings& settings) {
  const std::string where = change.where.empty() ? std::string() : " (" + plain(change.where) + ")";
  return plain(settings.say(change.title)) + where;
}

std::string change_text(const MoveChange& change, const Settings& settings) {
  const std::string before = plain(settings.say(change.before)), after = plain(settings.say(change.after));
  const std::string name = named(change, settings);
  switch (change.kind) {
    case MoveChange::Kind::title:
      return settings.say({"sagen hedder nu " + after, "the case is now called " + after});
    case MoveChange::Kind::deadline: {
      const std::string days = day(change.before, settings) + " → " + day(change.after, settings);
      return settings.say({"frist " + name + ": " + days, "deadline " + name + ": " + days});
    }
    case MoveChange::Kind::opened:
      return settings.say({"ny gren: " + name, "new branch: " + name});
    case MoveChange::Kind::cancelled:
      return settings.say({"gren annulleret: " + name, "branch cancelled: " + name});
    case MoveChange::Kind::renamed:
      return settings.say({"trinnet " + name + " hed " + before, "the step " + name + " was called " + before});
    case MoveChange::Kind::left:
      return settings.say({"forlader " + name, "leaves " + name});
    case MoveChange::Kind::entered:
      return "→ " + name;
    case MoveChange::Kind::check:
      return settings.say({"bemærk: " + after, "note: " + after});
    case MoveChange::Kind::fires: {
      const std::string on = day(change.after, settings);
      return settings.say({"følger straks: datoen " + on + " i " + name + " er passeret",
                           "follows at once: the date " + on + " in " + name + " has passed"});
    }
    case MoveChange::Kind::meeting: {
      const std::string days = day(change.before, settings) + " → " + day(change.after, settings);
      return settings.say({"møde " + name + ": " + days, "meeting " + name + ": " + days});
    }
    case MoveChange::Kind::mended:
      return settings.say({"fejlen er rettet; sagen er sat i bero, til den genoptages med »resume«",
                           "the fault is mended; the case is suspended until it is resumed with \"resume\""});
  }
  return {};
}

std::string reason_text(const Diagnostic& reason, const Settings& settings) {
  std::string text;
  if (reason.where && !reason.where->file.empty()) {
    text = plain(reason.where->file);
    if (reason.where->line != 0) text += ":" + std::to_string(reason.where->line);
    text += ": ";
  }
  return text + plain(settings.say(reason.message));
}

std::string case_text(const cases::Moved::Verdict& verdict, const Settings& settings) {
  std::string text = verdict.can ? paint("✔", Colour::green, settings) : paint("✘", Colour::red, settings);
  text += " " + plain(verdict.key);
  if (verdict.entry != 0) text += " #" + std::to_string(verdict.entry);
  text += "  " + plain(settings.say(verdict.title)) + "  (" + plain(verdict.from) + ")\n";
  if (verdict.repeated) {
    text += settings.say({"    allerede udført med dette request-id\n", "    already done under this request id\n"});
  }
  if (verdict.proposed) {
    text += verdict.entry != 0
                ? settings.say({"    foreslået; afventer, at en anden person giver den samme kommando\n",
                                "    proposed; awaits the same command from another person\n"})
                : settings.say({"    kræver to personer, fordi noget, som to skal gøre, falder bort\n",
                                "    takes two people, because something that two must do would be left out\n"});
  }
  for (const Diagnostic& reason : verdict.reasons) text += "    " + reason_text(reason, settings) + "\n";
  for (const MoveChange& change : verdict.changes) text += "    " + change_text(change, settings) + "\n";
  return text;
}

std::string heading(const cases::Moved& moved, const Settings& settings) {
  const std::string to = plain(moved.to);
  if (moved.applied) return {};
  if (moved.undone)
    return settings.say({"Plan: den seneste flytning tages tilbage. Intet er gemt; gør det med --apply\n",
                         "Plan: the last move is taken back. Nothing was saved; do it with --apply\n"});
  return settings.say({"Plan: til " + to + ". Intet er gemt; gør det med --apply\n",
                       "Plan: to " + to + ". Nothing was saved; do it with --apply\n"});
}

std::string totals(const cases::Moved& moved, const Settings& settings) {
  const auto waits = [&](const cases::Moved::Verdict& verdict) { return moved.applied && verdict.proposed; };
  const auto proposed = std::count_if(moved.cases.begin(), moved.cases.end(), waits);
  const auto can = std::count_if(moved.cases.begin(), moved.cases.end(),
                                 [&](const cases::Moved::Verdict& verdict) { return verdict.can && !waits(verdict); });
  const auto cannot = static_cast<std::int64_t>(moved.cases.size()) - can - proposed;
  const std::string waiting =
      proposed == 0 ? std::string()
                    : ", " + counted(proposed, {"foreslået", "proposed"}, {"foreslået", "proposed"}, settings);
  if (moved.undone) {
    static const Text kOne{"flytning kan tages tilbage", "move can be taken back"};
    static const Text kMany{"flytninger kan tages tilbage", "moves can be taken back"};
    static const Text kOneDone{"flytning taget tilbage", "move taken back"};
    static const Text kManyDone{"flytninger taget tilbage", "moves taken back"};
    std::string text = counted(can, moved.applied ? kOneDone : kOne, moved.applied ? kManyDone : kMany, settings);
    if (cannot > 0) text += ", " + counted(cannot, {"kan ikke", "cannot"}, {"kan ikke", "cannot"}, settings);
    return text + waiting + "\n";
  }
  std::string text =
      moved.applied
          ? counted(can, {"sag flyttet", "case moved"}, {"sager flyttet", "cases moved"}, settings)
          : counted(can, {"sag kan flyttes", "case can move"}, {"sager kan flyttes", "cases can move"}, settings);
  if (cannot > 0) {
    text += ", " + counted(cannot, {"sag kan ikke", "case cannot"}, {"sager kan ikke", "cases cannot"}, settings);
  }
  if (moved.already > 0) {
    text += ", " + counted(moved.already, {"sag er der allerede", "case is there already"},
                           {"sager er der allerede", "cases are there already"}, settings);
  }
  return text + waiting + "\n";
}

}  // namespace

std::string moved(const cases::Moved& moved, const RequestId& request, const Settings& settings) {
  if (settings.json) return moved_json(moved, request);
  std::string text = heading(moved, settings);
  for (const cases::Moved::Verdict& verdict : moved.cases) text += case_text(verdict, settings);
  return text + totals(moved, settings);
}

}  // namespace aftale::app::render
