#include "apps/aftale/render/local_time.h"
#include "apps/aftale/render/minuted.h"
#include "apps/aftale/render/render.h"
#include "apps/aftale/render/table.h"
#include "engine/base/limits.h"
#include "engine/lifecycle/case_life.h"
#include "engine/lifecycle/deadline_life.h"
#include "engine/machine/case.h"
#include "engine/time/format.h"
#include "engine/time/period.h"

namespace aftale::app::render {
namespace {

using cases::ShowAnswer;

void section(std::string& text, const Text& title, const Table& table, const Settings& settings) {
  if (table.empty()) return;
  text += "\n" + paint(settings.say(title), Colour::bold, settings) + "\n" + table.text(settings);
}

std::string votes_of(const records::WorkItemRow& item, const Settings& settings) {
  std::string text;
  const auto add = [&](const std::optional<std::int64_t>& count, const Text& word) {
    if (count) text += (text.empty() ? "" : ", ") + std::to_string(*count) + " " + settings.say(word);
  };
  add(item.votes_for, {"for", "for"});
  add(item.votes_against, {"imod", "against"});
  add(item.votes_abstained, {"undlod", "abstained"});
  add(item.present, {"til stede", "present"});
  add(item.recused, item.recused == 1 ? Text{"inhabil", "disqualified"} : Text{"inhabile", "disqualified"});
  return text;
}

std::string open_status(const records::WorkItemRow& item, time::CivilDate today, const Settings& settings) {
  std::string text = settings.say({"åben", "open"});
  if (item.postponed > 0)
    text = settings.say({"udsat ", "postponed "}) + std::to_string(item.postponed) +
           (item.postponed == 1 ? settings.say({" gang", " time"}) : settings.say({" gange", " times"}));
  const bool passed = item.ballot && item.planned_on && *item.planned_on < today;
  return passed ? text + settings.say({", referat mangler", ", minutes missing"}) : text;
}

std::string status_of(const records::WorkItemRow& item, time::CivilDate today, const Settings& settings) {
  if (item.status == lifecycle::ItemStatus::open) return open_status(item, today, settings);
  if (item.status == lifecycle::ItemStatus::cancelled) return settings.say({"bortfaldet", "cancelled"});
  return item.word.empty() ? item.outcome : item.word;
}

Table items_table(const ShowAnswer& answer, time::CivilDate today, const Settings& settings) {
  Table table(3);
  for (const records::WorkItemRow& item : answer.items) {
    table.row({{plain(settings.say(item.owner))},
               {plain(settings.say(item.title))},
               {plain(status_of(item, today, settings))},
               {date(item.decided_on ? item.decided_on : item.planned_on, settings)},
               {votes_of(item, settings)},
               {item.remarks.empty() ? std::string() : "„" + plain(item.remarks) + "”"},
               {plain(item.step), Colour::dim}});
  }
  return table;
}

Table branches_table(const ShowAnswer& answer, const Settings& settings) {
  static const Text kStatus[] = {{"venter", "waiting"},
                                 {"i gang", "running"},
                                 {"afsluttet", "ended"},
                                 {"ikke meldt", "not reported"},
                                 {"bortfaldet", "cancelled"}};
  Table table(1);
  for (const records::BranchRow& row : answer.branches) {
    if (row.no == 0) continue;
    table.row({{plain(settings.say(row.title))},
               {settings.say(kStatus[static_cast<std::size_t>(row.status)])},
               {plain(settings.say(row.step))},
               {date(row.ended_on, settings)},
               {plain(row.key), Colour::dim}});
  }
  return table;
}

/// What people call the step at an address, as far as a branch or an item of the answer tells.
std::string title_at(const ShowAnswer& answer, const std::string& address, const Settings& settings) {
  for (const records::WorkItemRow& item : answer.items) {
    if (item.step == address) return settings.say(item.owner) + ", " + settings.say(item.title);
  }
  for (const records::BranchRow& row : answer.branches) {
    if (row.no != 0 && row.key == address) return settings.say(row.title);
    if (row.no != 0 && row.key.rfind('/') == address.size() && row.key.starts_with(address))
      return settings.say(row.group);
  }
  return {};
}

Table deadlines_table(const ShowAnswer& answer, const Settings& settings) {
  Table table(1);
  for (const cases::DueLine& line : answer.due) {
    const std::optional<lifecycle::DeadlineStatus> status =
        lifecycle::from_name<lifecycle::DeadlineStatus>(line.status);
    const std::string title = title_at(answer, line.step, settings);
    table.row({{plain(title.empty() ? line.step : title)},
               {line.deadline},
               {line.due ? date(line.due, settings) : settings.say({"aldrig", "never"})},
               {status ? settings.say(lifecycle::title(*status)) : line.status,
                status && lifecycle::is_overdue(*status) ? Colour::red : Colour::none},
               {title.empty() ? std::string() : plain(line.step), Colour::dim}});
  }
  return table;
}

Table documents_table(const ShowAnswer& answer, const Settings& settings) {
  Table table;
  for (const records::DocumentRow& row : answer.documents) {
    table.row(
        {{row.document},
         {settings.say({"version ", "version "}) + std::to_string(row.version)},
         {plain(row.name)},
         {std::to_string(row.size) + " byte" +
          (row.is_kept() ? "" : settings.say({", ikke gemt her", ", not kept here"}))},
         {date(row.attached, settings)},
         {row.frozen ? settings.say({"til behandling fra ", "before the bodies from "}) + date(row.frozen, settings)
                     : std::string()}});
  }
  return table;
}

/// A date or a period in words; other values as they are.
std::string as_people_write(const std::string& value, const Settings& settings) {
  if (const std::optional<time::CivilDate> day = time::CivilDate::parse_iso(value)) return date(day, settings);
  const std::optional<time::Period> period = time::Period::parse(value);
  if (!period || (period->months != 0) == (period->days != 0)) return value;
  if (period->days != 0) return counted(period->days, {"dag", "day"}, {"dage", "days"}, settings);
  if (period->months % 12 == 0) return counted(period->months / 12, {"år", "year"}, {"år", "years"}, settings);
  return counted(period->months, {"måned", "month"}, {"måneder", "months"}, settings);
}

}  // namespace

std::string show(const cases::Answer& answer, const Settings& settings) {
  const auto& shown = std::get<ShowAnswer>(answer.body);
  const records::CaseRow& row = shown.summary.row;
  std::string text = paint(plain(settings.say(row.title)), Colour::bold, settings) + "\n";
  for (const Text& sentence : shown.standing)
    text += (&sentence == &shown.standing.front() ? "" : " ") + plain(settings.say(sentence));
  if (!shown.standing.empty()) text += "\n\n";
  Table facts;
  facts.row({{settings.say({"Sag", "Case"})}, {plain(row.key)}});
  facts.row(
      {{settings.say({"Forløb", "Workflow"})}, {plain(settings.say(row.workflow_title)) + " (" + row.workflow + ")"}});
  facts.row({{settings.say({"Organisation", "Organisation"})}, {plain(row.organisation)}});
  facts.row({{settings.say({"Status", "Status"})}, {settings.say(lifecycle::title(row.status))}});
  facts.row({{settings.say({"Åbnet", "Opened"})}, {local_time(row.opened_at, settings)}});
  if (row.closed_at) facts.row({{settings.say({"Lukket", "Closed"})}, {local_time(*row.closed_at, settings)}});
  if (!shown.outcome.empty()) facts.row({{settings.say({"Udfald", "Outcome"})}, {plain(shown.outcome)}});
  if (!shown.opener.empty()) facts.row({{settings.say({"Åbnet af", "Opened by"})}, {plain(shown.opener)}});
  if (!shown.previous.empty()) facts.row({{settings.say({"Forrige", "Previous"})}, {plain(shown.previous)}});
  for (const auto& [name, key] : shown.links) {
    const std::string word = name == "next" ? settings.say({"Næste", "Next"}) : plain(name);
    facts.row({{word}, {plain(key)}});
  }
  for (const cases::WaitingLine& message : shown.waiting) {
    const std::string event =
        message.event == "link_ended" ? settings.say({"den er slut", "it has ended"}) : message.event;
    facts.row({{settings.say({"Venter", "Waits"})},
               {settings.say({"sagen ", "the case "}) + plain(message.from) + ": " + plain(event) + " (" +
                date(message.told, settings) + ")"}});
  }
  if (!row.fault.empty()) facts.row({{settings.say({"Fejl", "Fault"})}, {reason(row.fault, settings), Colour::red}});
  text += facts.text(settings);
  Table values(1);
  for (std::size_t n = 0; n < shown.values.size(); ++n) {
    const auto& [name, value] = shown.values[n];
    const std::string title = settings.say(shown.value_titles[n]);
    values.row({{plain(title.empty() ? name : title)},
                {value.empty() ? std::string("–") : plain(as_people_write(value, settings))},
                {title.empty() ? std::string() : plain(name), Colour::dim}});
  }
  if (shown.step.empty()) section(text, {"Oplysninger", "Data"}, values, settings);
  Table result;
  for (const auto& [name, value] : shown.result)
    result.row({{name}, {value.empty() ? std::string("–") : plain(value)}});
  if (shown.step.empty()) section(text, {"Resultat", "Result"}, result, settings);
  Table active(1);
  for (const std::string& address : shown.active) {
    const std::string title = title_at(shown, address, settings);
    active.row(
        {{plain(title.empty() ? address : title)}, {title.empty() ? std::string() : plain(address), Colour::dim}});
  }
  section(text, {"Aktive trin", "Active steps"}, active, settings);
  section(text, {"Frister", "Deadlines"}, deadlines_table(shown, settings), settings);
  section(text, {"Grene", "Branches"}, branches_table(shown, settings), settings);
  section(text, {"Opgaver og beslutninger", "Work items and decisions"},
          items_table(shown, local_date(answer.now), settings), settings);
  section(text, {"Referater", "Minutes"}, minuted_table(shown, settings), settings);
  if (shown.step.empty()) section(text, {"Dokumenter", "Documents"}, documents_table(shown, settings), settings);
  return text;
}

}  // namespace aftale::app::render
