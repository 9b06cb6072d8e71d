#include "engine/testing/scenario_reader.h"

/// What must hold after a step.
namespace aftale::testing {

using loader::Node;
using loader::Reading;

namespace {

constexpr std::int64_t kCountMax = 1'000'000;

bool is_none(const Node& node) {
  return node.is_scalar() && !node.quoted && node.text == "none";
}

std::vector<Named> read_names(Reading& reading, const Node& node, const char* what) {
  std::vector<Named> names;
  for (const Node* name : reading.scalars(&node, what)) names.push_back({name->text, name->at});
  if (node.is_sequence() && node.items.empty()) {
    const std::string key(what);
    reading.error("missing-value", node.at,
                  {key + " er en tom liste; skriv none, hvis der ikke skal være noget",
                   key + " is an empty list; write none where there must be nothing"});
  }
  return names;
}

Expectations::Contains<Named> read_contained(Reading& reading, const Node& node, const char* what) {
  Expectations::Contains<Named> out;
  out.at = node.at;
  if (!is_none(node)) out.listed = read_names(reading, node, what);
  return out;
}

Expectations::Contains<Sent> read_sent(Reading& reading, const Node& node, const char* list = "sent") {
  Expectations::Contains<Sent> out;
  out.at = node.at;
  if (is_none(node) && std::string_view(list) == "sent") return out;
  if (!node.is_sequence() || node.items.empty()) {
    const std::string key(list);
    reading.error("wrong-kind", node.at,
                  {key + " skal være none eller en liste: [{template: reminder, to: secretariat}]",
                   key + " must be none or a list: [{template: reminder, to: secretariat}]"});
    return out;
  }
  for (const Node& item : node.items) {
    if (!reading.keys(item, {"template", "to"})) continue;
    Sent sent;
    sent.at = item.entries.empty() ? item.at : item.entries.front().value.at;
    if (const Node* name = item.find("template")) sent.template_name = reading.text(name, "template").value_or("");
    if (const Node* to = item.find("to")) sent.to = reading.text(to, "to").value_or("");
    out.listed.push_back(std::move(sent));
  }
  return out;
}

std::vector<std::pair<Named, std::string>> read_pairs(Reading& reading, const Node& node) {
  std::vector<std::pair<Named, std::string>> pairs;
  if (!node.is_mapping()) {
    reading.error("wrong-kind", node.at, {"Her skal stå {navn: værdi}", "{name: value} belongs here"});
    return pairs;
  }
  for (const auto& [name, value] : node.entries) {
    if (value.is_mapping()) {
      reading.error("wrong-kind", value.at,
                    {name.text + " kan sammenlignes med en tekst, et tal, en dato eller en liste af dem",
                     name.text + " can be compared with a text, a number, a date or a list of them"});
      continue;
    }
    std::string text = value.text;
    if (value.is_sequence()) {
      for (const Node* item : reading.scalars(&value, name.text.c_str()))
        text += (text.empty() ? "" : ", ") + item->text;
    }
    pairs.push_back({{name.text, value.at.line == 0 ? name.at : value.at}, value.is_null() ? "" : std::move(text)});
  }
  return pairs;
}

std::vector<Dated> read_due(Reading& reading, const Node& node) {
  std::vector<Dated> due;
  if (!node.is_mapping()) {
    reading.error("wrong-kind", node.at, {"due skal være {sti: dato}", "due must be {path: date}"});
    return due;
  }
  for (const auto& [path, value] : node.entries) {
    Dated dated{{path.text, value.at}, std::nullopt};
    if (!is_none(value)) dated.date = read_date(reading, value, "due");
    due.push_back(std::move(dated));
  }
  return due;
}

void read_open(Reading& reading, const Node& node, Expectations& then) {
  const bool number =
      node.is_scalar() && !node.quoted && !node.text.empty() && node.text[0] >= '0' && node.text[0] <= '9';
  if (number) {
    if (const auto count = reading.integer(&node, "open", 0, kCountMax))
      then.open_count = Expectations::Count{*count, node.at};
    return;
  }
  then.open = read_contained(reading, node, "open");
}

}  // namespace

Expectations read_expectations(Reading& reading, const Node& node) {
  Expectations then;
  if (!reading.keys(node, {"in", "branches", "open", "ended", "outcome", "data", "result", "due", "overdue", "sent",
                           "not_sent", "possible"}))
    return then;
  if (const Node* in = node.find("in")) then.in = read_names(reading, *in, "in");
  if (const Node* branches = node.find("branches")) {
    if (const auto count = reading.integer(branches, "branches", 0, kCountMax)) {
      then.branches = Expectations::Count{*count, branches->at};
    }
    if (then.in.empty()) {
      reading.error("missing-key", branches->at,
                    {"branches tæller grenene i det trin, som in nævner; skriv også in: TRIN",
                     "branches counts the branches of the step that in names; write in: STEP as well"});
    }
  }
  if (const Node* open = node.find("open")) read_open(reading, *open, then);
  if (const Node* ended = node.find("ended")) then.ended = Named{reading.text(ended, "ended").value_or(""), ended->at};
  if (const Node* outcome = node.find("outcome")) then.outcome = read_pairs(reading, *outcome);
  if (const Node* data = node.find("data")) then.data = read_pairs(reading, *data);
  if (const Node* result = node.find("result")) then.result = read_pairs(reading, *result);
  if (const Node* due = node.find("due")) then.due = read_due(reading, *due);
  if (const Node* overdue = node.find("overdue")) then.overdue = read_contained(reading, *overdue, "overdue");
  if (const Node* sent = node.find("sent")) then.sent = read_sent(reading, *sent);
  if (const Node* sent = node.find("not_sent")) then.not_sent = read_sent(reading, *sent, "not_sent");
  if (const Node* possible = node.find("possible")) then.possible = read_contained(reading, *possible, "possible");
  return then;
}

}  // namespace aftale::testing
