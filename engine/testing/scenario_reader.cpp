#include "engine/testing/scenario_reader.h"

#include <algorithm>

#include "engine/base/json.h"
#include "engine/base/words.h"
#include "engine/time/typed_date.h"

namespace aftale::testing {

using loader::Node;
using loader::Reading;

namespace {

/// The commands that a step may have, by their key.
const std::vector<std::string>& command_keys() {
  static const std::vector<std::string> keys{"event",    "record", "attach", "freeze",  "suspend", "resume",
                                             "withdraw", "open",   "renew",  "correct", "move"};
  return keys;
}

std::string said(const Node& node) {
  return node.is_scalar() ? ", ikke " + node.text : "";
}
std::string said_en(const Node& node) {
  return node.is_scalar() ? ", not " + node.text : "";
}

void write_node(const Node& node, JsonWriter& out) {
  switch (node.kind) {
    case Node::Kind::null:
      out.null();
      return;
    case Node::Kind::scalar: {
      const bool plain = !node.quoted && Json::parse(node.text).has_value();
      plain ? out.raw(node.text) : out.string(node.text);
      return;
    }
    case Node::Kind::sequence:
      out.begin_array();
      for (const Node& item : node.items) write_node(item, out);
      out.end_array();
      return;
    case Node::Kind::mapping:
      out.begin_object();
      for (const auto& [key, value] : node.entries) {
        out.key(key.text);
        write_node(value, out);
      }
      out.end_object();
      return;
  }
}

// Whether the items can be written between commas, so that each is typed by what is declared.
bool is_plain_list(const Node& node) {
  return !node.items.empty() && std::all_of(node.items.begin(), node.items.end(), [](const Node& item) {
    return item.is_scalar() && !item.text.empty() && item.text.find_first_of(",;[]{}\"\n") == std::string::npos &&
           item.text.front() != ' ' && item.text.back() != ' ';
  });
}

std::string text_list(const Node& node) {
  std::string out;
  JsonWriter writer(out);
  writer.begin_array();
  for (const Node& item : node.items)
    item.is_scalar() ? static_cast<void>(writer.string(item.text)) : write_node(item, writer);
  writer.end_array();
  return out;
}

class ScenarioReader {
 public:
  ScenarioReader(const Node& root, Reading& reading) : root_(root), reading_(reading) {}

  Scenario read() {
    scenario_.file = root_.at.file;
    if (!reading_.keys(root_, {"scenario", "workflow", "clock", "open", "when"})) return std::move(scenario_);
    if (const Node* title = reading_.need(root_, "scenario"))
      scenario_.title = reading_.text(title, "scenario").value_or("");
    if (const Node* workflow = reading_.need(root_, "workflow")) {
      scenario_.workflow = reading_.text(workflow, "workflow").value_or("");
      scenario_.workflow_at = workflow->at;
    }
    if (const Node* clock = reading_.need(root_, "clock")) {
      if (const auto start = read_local_time(reading_, *clock, "clock")) scenario_.clock = *start;
    }
    now_ = scenario_.clock;
    if (const Node* open = reading_.need(root_, "open")) scenario_.open = read_opening(reading_, *open);
    if (const Node* when = reading_.need(root_, "when")) read_steps(*when);
    return std::move(scenario_);
  }

 private:
  void read_steps(const Node& when) {
    if (!when.is_sequence()) {
      reading_.error("wrong-kind", when.at,
                     {"when skal være en liste af trin: - {at: 2022-03-10, event: discussed}",
                      "when must be a list of steps: - {at: 2022-03-10, event: discussed}"});
      return;
    }
    for (const Node& node : when.items) read_step(node);
  }

  void read_step(const Node& node) {
    std::vector<std::string> known{"at"};
    known.insert(known.end(), command_keys().begin(), command_keys().end());
    known.insert(known.end(), {"case", "in", "with", "as", "effective", "then", "refused", "says"});
    known.emplace_back("skip");
    if (!reading_.keys(node, known)) return;
    ScenarioStep step;
    step.at = node.entries.empty() ? node.at : node.entries.front().key.at;
    read_time(node);
    step.when = now_;
    if (const Node* key = node.find("case")) step.case_key = reading_.text(key, "case").value_or("");
    if (const Node* actor = node.find("as")) read_actor(*actor, step);
    if (const Node* effective = node.find("effective")) step.effective = read_date(reading_, *effective, "effective");
    read_command(node, step);
    read_refusal(node, step);
    if (const Node* then = node.find("then")) step.then = read_expectations(reading_, *then);
    scenario_.steps.push_back(std::move(step));
  }

  /// `as: ROLE`, or a person with roles of his own: `as: {person: anna, roles: [secretariat]}`.
  void read_actor(const Node& node, ScenarioStep& step) {
    if (!node.is_mapping()) {
      step.actor = reading_.text(&node, "as").value_or("");
      return;
    }
    if (!reading_.keys(node, {"person", "roles"})) return;
    if (const Node* person = reading_.need(node, "person")) step.actor = reading_.text(person, "person").value_or("");
    step.roles = {"secretariat"};
    const Node* roles = node.find("roles");
    if (!roles) return;
    step.roles.clear();
    for (const Node* role : reading_.scalars(roles, "roles")) step.roles.push_back(role->text);
  }

  void read_time(const Node& node) {
    const Node* at = node.find("at");
    const std::optional<LocalTime> time = at ? read_local_time(reading_, *at, "at") : std::nullopt;
    if (!time) return;
    if (*time < now_) {
      reading_.error(
          "out-of-order", at->at,
          {"Tiden går baglæns: trinnet før var " + now_.date.iso() + "; skriv trinnene i tidens orden",
           "Time goes back: the step before was on " + now_.date.iso() + "; write the steps in order of time"});
      return;
    }
    now_ = *time;
  }

  void read_command(const Node& node, ScenarioStep& step) {
    const Node* first = nullptr;
    for (const auto& [key, value] : node.entries) {
      const std::vector<std::string>& keys = command_keys();
      if (std::find(keys.begin(), keys.end(), key.text) == keys.end()) continue;
      if (first) {
        reading_.error(
            "two-commands", key.at,
            {"Et trin har én kommando, og her står både " + first->text + " og " + key.text + "; del det i to trin",
             "A step has one command, and here are both " + first->text + " and " + key.text +
                 "; make two steps of it"});
        return;
      }
      first = &key;
      read_one(key.text, value, node, step);
    }
    const Node* skip = node.find("skip");
    if (skip && !std::holds_alternative<cases::RecordDecision>(step.command)) {
      reading_.error("unknown-key", skip->at,
                     {"Nøglen skip hører til record: organer, der ikke har meldt tilbage, springes over",
                      "The key skip belongs to record: bodies that have not reported are passed over"});
    }
    if (std::holds_alternative<cases::SendEvent>(step.command)) return;
    for (const char* only : {"in", "with"}) {
      const Node* given = node.find(only);
      if (!given || (first && first->text == "event")) continue;
      const std::string name(only);
      reading_.error("unknown-key", given->at,
                     {"Nøglen " + name + " hører til event; stedet for andre kommandoer står i dem selv",
                      "The key " + name + " belongs to event; other commands say their place themselves"});
    }
  }

  void read_one(const std::string& name, const Node& value, const Node& step_node, ScenarioStep& step) {
    if (name == "event") {
      cases::SendEvent event;
      event.event = reading_.text(&value, "event").value_or("");
      if (const Node* in = step_node.find("in")) event.step = reading_.text(in, "in").value_or("");
      if (const Node* with = step_node.find("with")) event.data = read_words(reading_, *with);
      step.command = std::move(event);
    } else if (name == "record") {
      cases::RecordDecision record = read_record(reading_, value);
      if (const Node* skip = step_node.find("skip")) record.skip = reading_.boolean(skip, "skip").value_or(false);
      step.command = std::move(record);
    } else if (name == "attach") {
      step.command = read_attach(value);
    } else if (name == "freeze") {
      step.command = machine::Freeze{reading_.text(&value, "freeze").value_or("")};
    } else if (name == "suspend") {
      step.command = machine::Suspend{read_reason(value)};
    } else if (name == "resume") {
      step.command = machine::Resume{read_reason(value)};
    } else if (name == "withdraw") {
      step.command = machine::Withdraw{read_reason(value)};
    } else if (name == "renew") {
      step.command = read_renew(value);
    } else if (name == "correct") {
      step.command = read_correction(value);
    } else if (name == "move") {
      step.command = read_move(reading_, value);
    } else {
      step.command = read_opening(reading_, value);
    }
  }

  // Without a text of its own every attachment is another one: a version that equals the one before says nothing.
  cases::AttachDocument read_attach(const Node& node) {
    cases::AttachDocument attach;
    if (!reading_.keys(node, {"document", "in", "name", "text"})) return attach;
    if (const Node* in = node.find("in")) attach.document = reading_.text(in, "in").value_or("") + "/";
    if (const Node* document = reading_.need(node, "document"))
      attach.document += reading_.text(document, "document").value_or("");
    if (const Node* name = reading_.need(node, "name")) attach.name = reading_.text(name, "name").value_or("");
    if (const Node* text = node.find("text")) {
      attach.bytes = reading_.text(text, "text").value_or("");
    } else {
      attach.bytes = attach.name + " (" + std::to_string(scenario_.steps.size() + 1) + ")\n";
    }
    return attach;
  }

  cases::RenewCase read_renew(const Node& node) {
    cases::RenewCase renew;
    if (node.is_null() || !reading_.keys(node, {"key", "shift", "with"})) return renew;
    if (const Node* key = node.find("key")) renew.key = reading_.text(key, "key").value_or("");
    if (const Node* shift = node.find("shift")) renew.shift = reading_.text(shift, "shift").value_or("");
    if (const Node* with = node.find("with")) renew.inputs = read_words(reading_, *with);
    return renew;
  }

  std::string read_reason(const Node& node) {
    if (!reading_.keys(node, {"reason"})) return {};
    const Node* reason = reading_.need(node, "reason");
    return reason ? reading_.text(reason, "reason").value_or("") : "";
  }

  machine::Correct read_correction(const Node& node) {
    machine::Correct correct;
    if (!reading_.keys(node, {"entry", "reason"})) return correct;
    const Node* entry = reading_.need(node, "entry");
    if (const auto number = entry ? reading_.integer(entry, "entry", 1, INT64_MAX) : std::nullopt)
      correct.entry = static_cast<std::uint64_t>(*number);
    if (const Node* reason = reading_.need(node, "reason"))
      correct.reason = reading_.text(reason, "reason").value_or("");
    return correct;
  }

  void read_refusal(const Node& node, ScenarioStep& step) {
    if (const Node* refused = node.find("refused")) {
      step.refused = Named{reading_.text(refused, "refused").value_or(""), refused->at};
      if (std::holds_alternative<std::monostate>(step.command)) {
        reading_.error("missing-key", refused->at,
                       {"Her er ingen kommando, der kan afvises; skriv den i samme trin",
                        "There is no command here that could be refused; write it in the same step"});
      }
    }
    if (const Node* says = node.find("says")) {
      step.says = Named{reading_.text(says, "says").value_or(""), says->at};
      if (!step.refused) {
        reading_.error("missing-key", says->at,
                       {"says hører til en afvisning; skriv også refused: KODE",
                        "says belongs to a refusal; write refused: CODE as well"});
      }
    }
  }

  const Node& root_;
  Reading& reading_;
  Scenario scenario_;
  LocalTime now_;
};

}  // namespace

std::optional<time::CivilDate> read_date(Reading& reading, const Node& node, const char* what) {
  const std::string name(what);
  if (!node.is_scalar() || node.text.empty()) {
    reading.error("bad-value", node.at,
                  {name + " skal være en dato som 2022-11-30" + said(node),
                   name + " must be a date as 2022-11-30" + said_en(node)});
    return std::nullopt;
  }
  const tl::expected<time::CivilDate, Text> date = time::typed_date(node.text, time::kWrittenYears);
  if (date) return *date;
  reading.error("bad-value", node.at, {name + ": " + date.error().da, name + ": " + date.error().en});
  return std::nullopt;
}

std::optional<LocalTime> read_local_time(Reading& reading, const Node& node, const char* what) {
  const std::string name(what);
  if (!node.is_scalar() || node.text.empty()) {
    reading.error(
        "bad-value", node.at,
        {name + " skal være en dato, måske med klokkeslæt, som 2022-11-30 eller 2022-11-30 23:59" + said(node),
         name + " must be a date, perhaps with a time, as 2022-11-30 or 2022-11-30 23:59" + said_en(node)});
    return std::nullopt;
  }
  const tl::expected<time::DayAndTime, Text> typed = time::typed_day_and_time(node.text, time::kWrittenYears);
  if (typed) return typed->second_of_day ? LocalTime{typed->date, *typed->second_of_day} : LocalTime{typed->date};
  reading.error("bad-value", node.at, {name + ": " + typed.error().da, name + ": " + typed.error().en});
  return std::nullopt;
}

std::string words_of(const Node& node) {
  switch (node.kind) {
    case Node::Kind::null:
      return {};
    case Node::Kind::scalar:
      return node.text;
    case Node::Kind::sequence: {
      if (!is_plain_list(node)) return text_list(node);
      std::vector<std::string> items;
      for (const Node& item : node.items) items.push_back(item.text);
      std::string out;
      for (const std::string& item : items) out += (out.empty() ? "" : ", ") + item;
      return out;
    }
    case Node::Kind::mapping:
      break;
  }
  std::string out;
  JsonWriter writer(out);
  write_node(node, writer);
  return out;
}

cases::Words read_words(Reading& reading, const Node& node) {
  cases::Words words;
  if (!node.is_mapping()) {
    reading.error("wrong-kind", node.at,
                  {"Her skal stå navne med værdier: {navn: værdi}", "Names with values belong here: {name: value}"});
    return words;
  }
  for (const auto& [name, value] : node.entries) words.emplace_back(name.text, words_of(value));
  return words;
}

Opening read_opening(Reading& reading, const Node& node) {
  Opening opening;
  opening.at = node.at;
  if (!reading.keys(node, {"key", "workflow", "with"})) return opening;
  if (const Node* key = reading.need(node, "key")) opening.key = reading.text(key, "key").value_or("");
  if (const Node* workflow = node.find("workflow")) opening.workflow = reading.text(workflow, "workflow").value_or("");
  if (const Node* with = node.find("with")) opening.inputs = read_words(reading, *with);
  const auto named = std::find_if(opening.inputs.begin(), opening.inputs.end(),
                                  [](const auto& input) { return input.first == "organisation"; });
  if (named != opening.inputs.end()) {
    opening.organisation = named->second;
    opening.inputs.erase(named);
  }
  return opening;
}

Checked<Scenario> read_scenario(const Node& root) {
  Checked<Scenario> out;
  Reading reading(out.findings);
  Scenario scenario = ScenarioReader(root, reading).read();
  if (!has_errors(out.findings)) out.value = std::move(scenario);
  return out;
}

}  // namespace aftale::testing
