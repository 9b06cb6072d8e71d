#include <algorithm>

#include "engine/loader/fields.h"
#include "engine/loader/workflow_reader.h"

/// Time: `after`, `from`, `deadlines`.
namespace aftale::loader {
namespace {

/// Written like an ISO period, whether it is one or not: `P14D`, `PT4H`, `-P7D`.
bool looks_like_period(std::string_view text) {
  if (!text.empty() && text.front() == '-') text.remove_prefix(1);
  if (text.size() < 2 || text.front() != 'P') return false;
  return text[1] == 'T' || (text[1] >= '0' && text[1] <= '9');
}

/// A period of whole days or longer; else a finding with the reason.
std::optional<time::Period> read_period(Reading& reading, const std::string& text, const Span& at) {
  if (const auto period = time::Period::parse(text)) return period;
  if (!text.empty() && text.front() == '-') {
    reading.error("wrong-period", at,
                  {text + " er negativt; skriv " + text.substr(1) + ", der altid regnes i den retning, nøglen siger",
                   text + " is negative; write " + text.substr(1) + ", which always counts the way the key says"});
  } else if (text.find('T') != std::string::npos) {
    reading.error("wrong-period", at,
                  {text + " har timer; her regnes i hele dage eller længere: P1D, P2W, P1M",
                   text + " has hours; whole days or longer are counted here: P1D, P2W, P1M"});
  } else {
    reading.error("wrong-period", at,
                  {text + " er ikke et tidsrum; skriv for eksempel P14D, P2W eller P1M",
                   text + " is no period; write for instance P14D, P2W or P1M"});
  }
  return std::nullopt;
}

/// A duration that is known beforehand may not have hours either.
void check_hours(Reading& reading, const feel::Expression& expression) {
  if (!expression || !expression.uses().empty()) return;
  const feel::Value value = expression.evaluate(feel::ArrayScope({}), feel::Host()).value;
  if (value.kind() != feel::Kind::days) return;
  constexpr std::int64_t kDay = 86'400;
  if (value.days().seconds % kDay == 0 && value.days().nanos == 0) return;
  reading.error("wrong-period", expression.at(),
                {"Tidsrummet har timer; her regnes i hele dage eller længere",
                 "The duration has hours; whole days or longer are counted here"});
}

std::string example_of(model::TimedRule::Kind kind) {
  if (kind == model::TimedRule::Kind::every) return ": {'FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=31': {to: closing}}";
  return ": {last_day: {to: expired}}";
}

}  // namespace

void WorkflowReader::read_timed(const Node& node, const char* name, const Place& place) {
  using Kind = model::TimedRule::Kind;
  const std::string_view word = name;
  const Kind kind = word == "every" ? Kind::every : word == "from" ? Kind::from : Kind::after;
  if (node.is_null()) return;
  if (!node.is_mapping()) {
    reading_.error("wrong-shape", node.at,
                   {std::string(name) + " er en tabel: " + name + example_of(kind),
                    std::string(name) + " is a mapping: " + name + example_of(kind)});
    return;
  }
  std::string pieces;
  for (const auto& [key, value] : node.entries) {
    if (node.flow && value.is_null()) {
      pieces += key.text + ", ";
      continue;
    }
    if (!pieces.empty()) {
      const std::string line = quoted(pieces + key.text) + ": " + flow_text(value);
      reading_.error("unquoted-text", node.entries.front().key.at,
                     {"YAML deler udtrykket ved kommaet; sæt det i enkelte anførselstegn: " + line,
                      "YAML splits the expression at the comma; put it in single quotes: " + line});
      pieces.clear();
      bundle_.unresolved[place.chart] = true;
      continue;
    }
    model::TimedRule rule;
    rule.kind = kind;
    rule.at = key.at;
    if (kind == Kind::every) {
      rule.rule = read_recurrence(key, reading_);
    } else if (looks_like_period(key.text)) {
      rule.period = read_period(reading_, key.text, key.at);
      if (!rule.period) rule.period = time::Period{0, 1};
    } else {
      rule.when = compile_text(bundle_, key.text, key.at, place, name, expect_date_or_duration());
      check_hours(reading_, rule.when);
    }
    rule.transitions = read_transitions(value, {place, false, false});
    if (value.is_null()) {
      reading_.error("empty-transition", key.at,
                     {"Der sker ingenting, når dagen kommer; skriv {to: TILSTAND}",
                      "Nothing happens when the day comes; write {to: STATE}"});
    }
    state(place).timed.push_back(std::move(rule));
  }
  if (!pieces.empty()) {
    reading_.error("empty-transition", node.entries.front().key.at,
                   {"Der sker ingenting, når dagen kommer; skriv {to: TILSTAND}",
                    "Nothing happens when the day comes; write {to: STATE}"});
  }
}

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
  reading_.keys(node, {"due", "title", "calendar", "roll", "warn", "then"}, {"grace", "pause_in"});
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
  return deadline;
}

std::vector<time::Period> WorkflowReader::read_warn(const Node& node) {
  std::vector<time::Period> periods;
  for (const Node* each : reading_.scalars(&node, "warn")) {
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
