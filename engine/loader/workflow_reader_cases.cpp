#include <algorithm>

#include "engine/loader/fields.h"
#include "engine/loader/workflow_reader.h"

/// Other cases: `open`, `tell`, `recurs`.
namespace aftale::loader {

using model::kNone;

model::Given WorkflowReader::read_given(const Node* with, const Place& place) {
  model::Given given;
  if (!with || with->is_null()) return given;
  if (!with->is_mapping()) {
    reading_.error("wrong-shape", with->at,
                   {"with er en tabel: with: {region: party}", "with is a mapping: with: {region: party}"});
    return given;
  }
  report_split_text(bundle_, *with);
  for (const auto& [name, value] : with->entries) {
    if (with->flow && value.is_null()) continue;
    given.emplace_back(reading_.id(name, "with"), read_expression(bundle_, value, place, name.text.c_str()));
  }
  return given;
}

std::vector<std::pair<std::string, Span>> WorkflowReader::given_at(const Node* with) {
  std::vector<std::pair<std::string, Span>> places;
  if (!with || !with->is_mapping()) return places;
  for (const auto& [name, value] : with->entries) places.emplace_back(name.text, name.at);
  return places;
}

void WorkflowReader::read_open_key(const Node& value, const Place& place, model::OpenAction& open) {
  if (const Node* key = value.find("key")) {
    open.key = read_expression(bundle_, *key, place, "key", expect_text());
  } else {
    missing(value.at, "key",
            {"skriv den nye sags nøgle, for eksempel key: 'case.key + \"-moeder\"'",
             "write the key of the new case, for instance key: 'case.key + \"-meetings\"'"});
  }
}

void WorkflowReader::read_open(const Node& value, const Place& place, std::vector<model::Action>& actions) {
  if (!reading_.keys(value, {"workflow", "key", "with", "as"})) return;
  model::OpenAction open;
  open.at = value.at;
  if (const Node* workflow = value.find("workflow")) {
    open.workflow = read_name(workflow, "workflow", reading_);
    open.at = workflow->at;
  } else {
    missing(value.at, "workflow", {"skriv, hvilket forløb der åbnes", "write which workflow is opened"});
  }
  read_open_key(value, place, open);
  if (const Node* as = value.find("as"); as && as->is_scalar()) {
    open.link = reading_.id(*as, "as");
    if (open.link == "next") {
      reading_.error("reserved-name", as->at,
                     {"next er navnet på den næste sag (recurs); vælg et andet",
                      "next is the name of the next cycle (recurs); choose another"});
    }
  }
  open.with = read_given(value.find("with"), place);
  bundle_.opened.push_back({open.workflow, open.link, open.at, given_at(value.find("with")), true});
  actions.emplace_back(std::move(open));
}

void WorkflowReader::read_tell(const Node& value, const Place& place, std::vector<model::Action>& actions) {
  if (!reading_.keys(value, {"case", "event", "with"})) return;
  model::TellAction tell;
  tell.at = value.at;
  if (const Node* who = value.find("case")) {
    const bool plain = who->is_scalar() && !who->text.empty() &&
                       std::all_of(who->text.begin(), who->text.end(),
                                   [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; });
    // A plain word is data where there is such, else the name of a link.
    if (plain && !find_variable(bundle_, place.chart, who->text)) {
      tell.link = who->text;
      const Node* event = value.find("event");
      bundle_.told.push_back({who->text, who->at, event && event->is_scalar() ? event->text : std::string(),
                              event ? event->at : value.at, given_at(value.find("with"))});
    } else {
      tell.who = read_expression(bundle_, *who, place, "case", expect_text());
    }
  } else {
    missing(value.at, "case", {"skriv, hvilken sag der skal have besked", "write which case is to be told"});
  }
  if (const Node* event = value.find("event")) {
    tell.event = reading_.id(*event, "event");
  } else {
    missing(value.at, "event", {"skriv, hvad den skal have at vide", "write what it is told"});
  }
  tell.with = read_given(value.find("with"), place);
  actions.emplace_back(std::move(tell));
}

void WorkflowReader::read_recurs() {
  const Node* node = root_.find("recurs");
  if (!node || node->is_null()) return;
  if (workflow_ != 0) return;  // of a called workflow: the case is another's
  if (!reading_.keys(*node, {"rule", "after", "key", "with"})) return;
  Place place;
  place.chart = top_;
  place.state = 0;
  model::OpenAction open;
  open.workflow = bundle_.workflows[workflow_].name;
  open.next_cycle = true;
  open.at = node->at;
  read_open_key(*node, place, open);
  open.with = read_given(node->find("with"), place);
  bundle_.opened.push_back({open.workflow, {}, root_.at, given_at(node->find("with")), false});
  model::TimedRule rule;
  rule.at = node->at;
  const Node *day = node->find("after"), *recurrence = node->find("rule");
  if (day && recurrence) {
    reading_.error("not-both", recurrence->at,
                   {"recurs har enten after eller rule, ikke begge", "recurs has either after or rule, not both"});
  }
  if (day) {
    rule.when = read_expression(bundle_, *day, place, "after", expect_date());
  } else if (recurrence) {
    rule.kind = model::TimedRule::Kind::every;
    rule.rule = read_recurrence(*recurrence, reading_);
    rule.once = true;
  } else {
    missing(node->at, "after",
            {"skriv, hvornår den næste sag åbnes, for eksempel after: 'last_day - duration(\"P1Y\")'",
             "write when the next case is opened, for instance after: 'last_day - duration(\"P1Y\")'"});
  }
  model::Transition transition;
  transition.at = node->at;
  transition.actions.emplace_back(open);
  rule.transitions.push_back(std::move(transition));
  chart(top_).states[0].timed.push_back(std::move(rule));
  bundle_.workflows[workflow_].next_cycle = std::move(open);
}

}  // namespace aftale::loader
