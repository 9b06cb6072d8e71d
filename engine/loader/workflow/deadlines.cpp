#include "engine/loader/workflow/deadlines.h"

#include <algorithm>

#include "engine/loader/fields/fields.h"
#include "engine/loader/scope/expressions.h"
#include "engine/loader/workflow/targets.h"
#include "engine/loader/workflow/transitions.h"

namespace aftale::loader {
namespace {

void read_grace(WorkflowFile& file, const Node& node, model::Deadline& deadline) {
  const auto text = file.reading.text(&node, "grace");
  if (!text) return;
  deadline.grace = read_period(file.reading, *text, node.at);
  if (deadline.then.empty()) {
    file.reading.error("grace-without-then", node.at,
                       {"grace udsætter, hvad en overskredet frist fører til, men fristen " + deadline.id +
                            " har intet then; slet grace, eller skriv then: {to: TILSTAND}",
                        "grace puts off what a missed deadline leads to, but the deadline " + deadline.id +
                            " has no then; delete grace, or write then: {to: STATE}"});
  }
  // Of the bits of a running deadline one says that `then` has been taken.
  constexpr std::size_t kWarnMax = 13;
  if (deadline.warn.size() > kWarnMax) {
    file.reading.error(
        "too-large", node.at,
        {"En frist med grace kan højst have 13 påmindelser", "A deadline with grace may have at most 13 reminders"});
    deadline.warn.resize(kWarnMax);
  }
}

void read_pause(WorkflowFile& file, const Node& node, const Place& place, model::Deadline& deadline) {
  const model::Chart& all = file.chart(place.chart);
  for (const Node* name : file.reading.scalars(&node, "pause_in", true)) {
    const model::StateIx found = resolve_pause(file.bundle, place.chart, place.state, name->text, name->at);
    if (found == model::kNone) continue;
    const bool around = found <= place.state && place.state < all.states[found].end;
    if (around) {
      file.reading.error("pause-always", name->at,
                         {"Uret for fristen " + deadline.id + " ville altid hvile: " + name->text +
                              " er aktiv, så længe fristen gælder. Skriv en tilstand inde i den, eller ved siden af",
                          "The clock of the deadline " + deadline.id + " would always rest: " + name->text +
                              " is active as long as the deadline holds. Write a state inside it, or beside it"});
      continue;
    }
    deadline.pause_in.push_back(found);
  }
  std::sort(deadline.pause_in.begin(), deadline.pause_in.end());
}

std::vector<time::Period> read_warn(WorkflowFile& file, const Node& node) {
  std::vector<time::Period> periods;
  for (const Node* each : file.reading.scalars(&node, "warn", true)) {
    const auto period = read_period(file.reading, each->text, each->at);
    if (!period) continue;
    if (period->months == 0 && period->days == 0) {
      file.reading.error("warn-after-due", each->at,
                         {"Påmindelsen " + each->text + " kommer først, når fristen er der; skriv mindst P1D",
                          "The reminder " + each->text + " comes only when the deadline is there; write at least P1D"});
      continue;
    }
    if (std::find(periods.begin(), periods.end(), *period) != periods.end()) {
      file.reading.warning(
          "duplicate-warn", each->at,
          {"Påmindelsen " + each->text + " står der to gange", "The reminder " + each->text + " is there twice"});
      continue;
    }
    periods.push_back(*period);
  }
  // A bit for each in the state of a running deadline.
  constexpr std::size_t kWarnMax = 16;
  if (periods.size() > kWarnMax) {
    file.reading.error("too-large", node.at,
                       {"En frist kan højst have 16 påmindelser", "A deadline may have at most 16 reminders"});
    periods.resize(kWarnMax);
  }
  return periods;
}

model::Deadline read_deadline(WorkflowFile& file, const Node& key, const Node& node, const Place& place) {
  model::Deadline deadline;
  deadline.id = file.reading.id(key, "deadlines");
  deadline.title = title_of(deadline.id);
  deadline.at = key.at;
  if (!node.is_mapping()) {
    file.reading.error("wrong-shape", node.is_null() ? key.at : node.at,
                       {"En frist er en tabel: " + deadline.id + ": {due: UDTRYK, warn: [P14D]}",
                        "A deadline is a mapping: " + deadline.id + ": {due: EXPRESSION, warn: [P14D]}"});
    return deadline;
  }
  file.reading.keys(node, {"due", "title", "calendar", "roll", "warn", "then", "grace", "pause_in"});
  if (const Node* title = node.find("title")) deadline.title = file.reading.bilingual(title, "title");
  if (const Node* due = node.find("due")) {
    deadline.due = read_expression(file.bundle, *due, place, "due", expect_date());
  } else {
    file.missing(
        key.at, "due",
        {"skriv den sidste dag, for eksempel due: last_day", "write the last day, for instance due: last_day"});
  }
  if (const Node* calendar = node.find("calendar")) {
    if (const auto name = file.reading.text(calendar, "calendar"))
      deadline.calendar = file.bundle.find_calendar(*name, calendar->at);
  }
  if (const Node* roll = node.find("roll")) {
    const std::string word = file.reading.text(roll, "roll").value_or("none");
    if (word == "forward") {
      deadline.roll = time::Roll::forward;
    } else if (word == "back") {
      deadline.roll = time::Roll::back;
    } else if (word != "none") {
      file.reading.error(
          "wrong-value", roll->at,
          {"roll kan være none, forward eller back, ikke " + word, "roll may be none, forward or back, not " + word},
          {"none", "forward", "back"});
    }
  }
  if (const Node* warn = node.find("warn")) deadline.warn = read_warn(file, *warn);
  if (const Node* then = node.find("then")) deadline.then = read_transitions(file, *then, {place, false, false});
  if (const Node* grace = node.find("grace")) read_grace(file, *grace, deadline);
  if (const Node* pause = node.find("pause_in")) read_pause(file, *pause, place, deadline);
  return deadline;
}

}  // namespace

void read_deadlines(WorkflowFile& file, const Node& node, const Place& place) {
  if (node.is_null()) return;
  if (!node.is_mapping()) {
    file.reading.error("wrong-shape", node.at,
                       {"deadlines er en tabel: deadlines: {replies: {due: last_day}}",
                        "deadlines is a mapping: deadlines: {replies: {due: last_day}}"});
    return;
  }
  for (const auto& [key, value] : node.entries) {
    model::Deadline deadline = read_deadline(file, key, value, place);
    file.state(place).deadlines.push_back(std::move(deadline));
  }
}

}  // namespace aftale::loader
