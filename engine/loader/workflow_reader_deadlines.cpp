#include <algorithm>

#include "engine/base/words.h"
#include "engine/loader/fields.h"
#include "engine/loader/targets.h"
#include "engine/loader/workflow_reader.h"

/// `deadlines`.
namespace aftale::loader {

void WorkflowReader::read_deadlines(const Node& node, const Place& place) {
  if (node.is_null()) return;
  if (!node.is_mapping()) {
    reading_.error("wrong-shape", node.at,
                   {"deadlines er en tabel: deadlines: {replies: {due: last_day}}",
                    "deadlines is a mapping: deadlines: {replies: {due: last_day}}"});
    return;
  }
  for (const auto& [key, value] : node.entries) {
    model::Deadline deadline = read_deadline(key, value, place);
    state(place).deadlines.push_back(std::move(deadline));
  }
}

model::Deadline WorkflowReader::read_deadline(const Node& key, const Node& node, const Place& place) {
  model::Deadline deadline;
  deadline.id = reading_.id(key, "deadlines");
  deadline.title = title_of(deadline.id);
  deadline.at = key.at;
  if (!node.is_mapping()) {
    reading_.error("wrong-shape", node.is_null() ? key.at : node.at,
                   {"En frist er en tabel: " + deadline.id + ": {due: UDTRYK, warn: [P14D]}",
                    "A deadline is a mapping: " + deadline.id + ": {due: EXPRESSION, warn: [P14D]}"});
    return deadline;
  }
  reading_.keys(node, {"due", "title", "calendar", "roll", "warn", "then", "grace", "pause_in"});
  if (const Node* title = node.find("title")) deadline.title = reading_.bilingual(title, "title");
  if (const Node* due = node.find("due")) {
    deadline.due = read_expression(bundle_, *due, place, "due", expect_date());
  } else {
    missing(key.at, "due",
            {"skriv den sidste dag, for eksempel due: last_day", "write the last day, for instance due: last_day"});
  }
  if (const Node* calendar = node.find("calendar")) {
    if (const auto name = reading_.text(calendar, "calendar"))
      deadline.calendar = bundle_.find_calendar(*name, calendar->at);
  }
  if (const Node* roll = node.find("roll")) {
    const std::string word = reading_.text(roll, "roll").value_or("none");
    if (word == "forward") {
      deadline.roll = time::Roll::forward;
    } else if (word == "back") {
      deadline.roll = time::Roll::back;
    } else if (word != "none") {
      reading_.error(
          "wrong-value", roll->at,
          {"roll kan være none, forward eller back, ikke " + word, "roll may be none, forward or back, not " + word},
          {"none", "forward", "back"});
    }
  }
  if (const Node* warn = node.find("warn")) deadline.warn = read_warn(*warn);
  if (const Node* then = node.find("then")) deadline.then = read_transitions(*then, {place, false, false});
  if (const Node* grace = node.find("grace")) read_grace(*grace, deadline);
  if (const Node* pause = node.find("pause_in")) read_pause(*pause, place, deadline);
  return deadline;
}

void WorkflowReader::read_grace(const Node& node, model::Deadline& deadline) {
  const auto text = reading_.text(&node, "grace");
  if (!text) return;
  deadline.grace = read_period(reading_, *text, node.at);
  if (deadline.then.empty()) {
    reading_.error("grace-without-then", node.at,
                   {"grace udsætter, hvad en overskredet frist fører til, men fristen " + deadline.id +
                        " har intet then; slet grace, eller skriv then: {to: TILSTAND}",
                    "grace puts off what a missed deadline leads to, but the deadline " + deadline.id +
                        " has no then; delete grace, or write then: {to: STATE}"});
  }
  // Of the bits of a running deadline one says that `then` has been taken.
  constexpr std::size_t kWarnMax = 13;
  if (deadline.warn.size() > kWarnMax) {
    reading_.error(
        "too-large", node.at,
        {"En frist med grace kan højst have 13 påmindelser", "A deadline with grace may have at most 13 reminders"});
    deadline.warn.resize(kWarnMax);
  }
}

void WorkflowReader::read_pause(const Node& node, const Place& place, model::Deadline& deadline) {
  const model::Chart& all = chart(place.chart);
  for (const Node* name : reading_.scalars(&node, "pause_in", true)) {
    const model::StateIx found = resolve_pause(bundle_, place.chart, place.state, name->text, name->at);
    if (found == model::kNone) continue;
    const bool around = found <= place.state && place.state < all.states[found].end;
    if (around) {
      reading_.error("pause-always", name->at,
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

std::vector<time::Period> WorkflowReader::read_warn(const Node& node) {
  std::vector<time::Period> periods;
  for (const Node* each : reading_.scalars(&node, "warn", true)) {
    const auto period = read_period(reading_, each->text, each->at);
    if (!period) continue;
    if (period->months == 0 && period->days == 0) {
      reading_.error("warn-after-due", each->at,
                     {"Påmindelsen " + each->text + " kommer først, når fristen er der; skriv mindst P1D",
                      "The reminder " + each->text + " comes only when the deadline is there; write at least P1D"});
      continue;
    }
    if (std::find(periods.begin(), periods.end(), *period) != periods.end()) {
      reading_.warning(
          "duplicate-warn", each->at,
          {"Påmindelsen " + each->text + " står der to gange", "The reminder " + each->text + " is there twice"});
      continue;
    }
    periods.push_back(*period);
  }
  // A bit for each in the state of a running deadline.
  constexpr std::size_t kWarnMax = 16;
  if (periods.size() > kWarnMax) {
    reading_.error("too-large", node.at,
                   {"En frist kan højst have 16 påmindelser", "A deadline may have at most 16 reminders"});
    periods.resize(kWarnMax);
  }
  return periods;
}

}  // namespace aftale::loader
