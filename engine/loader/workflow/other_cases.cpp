#include "engine/loader/workflow/other_cases.h"

#include <algorithm>

#include "engine/loader/fields/fields.h"
#include "engine/loader/scope/expressions.h"

namespace aftale::loader {

std::vector<std::pair<std::string, Span>> given_at(const Node* with) {
  std::vector<std::pair<std::string, Span>> places;
  if (!with || !with->is_mapping()) return places;
  for (const auto& [name, value] : with->entries) places.emplace_back(name.text, name.at);
  return places;
}

model::Given read_given(WorkflowFile& file, const Node* with, const Place& place) {
  model::Given given;
  if (!with || with->is_null()) return given;
  if (!with->is_mapping()) {
    file.reading.error("wrong-shape", with->at,
                       {"with er en tabel: with: {region: party}", "with is a mapping: with: {region: party}"});
    return given;
  }
  report_split_text(file.bundle, *with);
  for (const auto& [name, value] : with->entries) {
    if (with->flow && value.is_null()) continue;
    given.emplace_back(file.reading.id(name, "with"), read_expression(file.bundle, value, place, name.text.c_str()));
  }
  return given;
}

void read_open_key(WorkflowFile& file, const Node& value, const Place& place, model::OpenAction& open) {
  if (const Node* key = value.find("key")) {
    open.key = read_expression(file.bundle, *key, place, "key", expect_text());
  } else {
    file.missing(value.at, "key",
                 {"skriv den nye sags nøgle, for eksempel key: 'case.key + \"-moeder\"'",
                  "write the key of the new case, for instance key: 'case.key + \"-meetings\"'"});
  }
}

void read_open(WorkflowFile& file, const Node& value, const Place& place, std::vector<model::Action>& actions) {
  if (!file.reading.keys(value, {"workflow", "key", "with", "as"})) return;
  model::OpenAction open;
  open.at = value.at;
  if (const Node* workflow = value.find("workflow")) {
    open.workflow = read_name(workflow, "workflow", file.reading);
    open.at = workflow->at;
  } else {
    file.missing(value.at, "workflow", {"skriv, hvilket forløb der åbnes", "write which workflow is opened"});
  }
  read_open_key(file, value, place, open);
  if (const Node* as = value.find("as"); as && as->is_scalar()) {
    open.link = file.reading.id(*as, "as");
    if (open.link == "next") {
      file.reading.error("reserved-name", as->at,
                         {"next er navnet på den næste sag (recurs); vælg et andet",
                          "next is the name of the next cycle (recurs); choose another"});
    }
  }
  open.with = read_given(file, value.find("with"), place);
  file.bundle.opened.push_back({open.workflow, open.link, open.at, given_at(value.find("with")), true});
  actions.emplace_back(std::move(open));
}

void read_tell(WorkflowFile& file, const Node& value, const Place& place, std::vector<model::Action>& actions) {
  if (!file.reading.keys(value, {"case", "event", "with"})) return;
  model::TellAction tell;
  tell.at = value.at;
  if (const Node* who = value.find("case")) {
    const bool plain = who->is_scalar() && !who->text.empty() &&
                       std::all_of(who->text.begin(), who->text.end(),
                                   [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; });
    // A plain word is data where there is such, else the name of a link.
    if (plain && !find_variable(file.bundle, place.chart, who->text)) {
      tell.link = who->text;
      const Node* event = value.find("event");
      file.bundle.told.push_back({who->text, who->at, event && event->is_scalar() ? event->text : std::string(),
                                  event ? event->at : value.at, given_at(value.find("with"))});
    } else {
      tell.who = read_expression(file.bundle, *who, place, "case", expect_text());
    }
  } else {
    file.missing(value.at, "case", {"skriv, hvilken sag der skal have besked", "write which case is to be told"});
  }
  if (const Node* event = value.find("event")) {
    tell.event = file.reading.id(*event, "event");
  } else {
    file.missing(value.at, "event", {"skriv, hvad den skal have at vide", "write what it is told"});
  }
  tell.with = read_given(file, value.find("with"), place);
  actions.emplace_back(std::move(tell));
}

}  // namespace aftale::loader
