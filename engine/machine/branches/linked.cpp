#include "engine/machine/branches/linked.h"

#include <algorithm>

#include "engine/base/limits.h"
#include "engine/base/words.h"
#include "engine/machine/chart/evaluate.h"
#include "engine/machine/chart/refusal.h"

namespace aftale::machine {

using model::StateIx;

namespace {

Result<std::string> key_of(const Run& run, BranchNo branch, StateIx state, const feel::Expression& expression) {
  AFTALE_TRY(const feel::Value value, value_of(run, branch, state, expression));
  if (value.kind() == feel::Kind::string) {
    const std::string key = nfc(value.text());
    if (!key.empty() && key.size() <= limits::kKeyBytesMax && key.find('\n') == std::string::npos) return key;
  }
  const std::string most = std::to_string(limits::kKeyBytesMax);
  return expression_failed(
      expression,
      {"skal give sagens nøgle, en tekst på én linje og højst " + most + " byte, men giver " + value.feel(),
       "must give the key of the case, a text of one line and at most " + most + " bytes, but gives " + value.feel()});
}

Result<NamedValues> values_of(const Run& run, BranchNo branch, StateIx state, const model::Given& given) {
  NamedValues values;
  for (const auto& [name, expression] : given) {
    AFTALE_TRY(feel::Value value, value_of(run, branch, state, expression));
    values.emplace_back(name, std::move(value));
  }
  return values;
}

void give(NamedValues& values, const std::string& name, feel::Value value) {
  const auto known = std::find_if(values.begin(), values.end(), [&](const auto& had) { return had.first == name; });
  if (known == values.end()) {
    values.emplace_back(name, std::move(value));
  } else {
    known->second = std::move(value);
  }
}

// Once: a branch that opens the same case again has it already.
void remember(Run& run, BranchNo branch, const std::string& name, const std::string& key) {
  const Link link{name, key};
  const std::vector<Link>& had = run.branch(branch).links;
  if (name.empty() || std::find(had.begin(), had.end(), link) != had.end()) return;
  run.write(branch).links.push_back(link);
}

const Link* next_cycle(const Run& run) {
  const std::vector<Link>& links = run.branch(0).links;
  const auto found = std::find_if(links.begin(), links.end(), [](const Link& link) { return link.name == kNextCycle; });
  return found == links.end() ? nullptr : &*found;
}

/// The inputs of this cycle, and over them what the next one is given.
NamedValues taken_over(const Run& run, NamedValues given) {
  const model::Chart& chart = run.definition().root_chart();
  const Branch& root = run.branch(0);
  NamedValues values;
  for (std::size_t i = 0; i < chart.variables.size(); ++i) {
    const model::Variable& variable = chart.variables[i];
    if (variable.role == model::Variable::Role::input && !root.values[i].is_null())
      values.emplace_back(variable.id, root.values[i]);
  }
  for (auto& [name, value] : given) give(values, name, std::move(value));
  return values;
}

void open_next(Run& run, std::string key, NamedValues given) {
  Opening opening;
  opening.workflow = run.definition().root().name;
  opening.key = std::move(key);
  opening.with = taken_over(run, std::move(given));
  opening.origin.previous = run.instance().key;
  remember(run, 0, kNextCycle, opening.key);
  run.step().outward.emplace_back(std::move(opening));
}

}  // namespace

Result<void> open_other(Run& run, BranchNo branch, StateIx state, const model::OpenAction& action) {
  if (action.next_cycle) {
    // Renewed by hand before its day: there is nothing more to open.
    if (next_cycle(run)) return {};
    AFTALE_TRY(std::string key, key_of(run, branch, state, action.key));
    AFTALE_TRY(NamedValues given, values_of(run, branch, state, action.with));
    open_next(run, std::move(key), std::move(given));
    return {};
  }
  Opening opening;
  opening.workflow = action.workflow;
  AFTALE_TRY(opening.key, key_of(run, branch, state, action.key));
  AFTALE_TRY(opening.with, values_of(run, branch, state, action.with));
  opening.origin = {run.instance().key, run.branch(branch).key, action.link, {}};
  remember(run, branch, action.link, opening.key);
  run.step().outward.emplace_back(std::move(opening));
  return {};
}

Result<void> tell_other(Run& run, BranchNo branch, StateIx state, const model::TellAction& action) {
  std::vector<std::string> keys;
  if (action.link.empty()) {
    AFTALE_TRY(const feel::Value who, value_of(run, branch, state, action.who));
    if (who.is_null()) return {};
    AFTALE_TRY(std::string key, key_of(run, branch, state, action.who));
    keys.push_back(std::move(key));
  } else {
    for (BranchNo no = branch; keys.empty(); no = run.branch(no).parent) {
      for (const Link& link : run.branch(no).links) {
        if (link.name == action.link) keys.push_back(link.key);
      }
      if (no == 0) break;
    }
    if (keys.empty()) {
      run.note("no-link",
               {"Ingen sag er åbnet som " + action.link + ", så »" + action.event + "« blev ikke fortalt til nogen",
                "No case was opened as " + action.link + ", so \"" + action.event + "\" was told to nobody"});
      return {};
    }
  }
  AFTALE_TRY(const NamedValues with, values_of(run, branch, state, action.with));
  for (std::string& key : keys)
    run.step().outward.emplace_back(Telling{std::move(key), action.event, {}, with, {}, {}});
  return {};
}

void tell_opener(Run& run, const std::string& outcome, const feel::Value& result) {
  const Origin& origin = run.branch(0).opened_by;
  if (origin.opener.empty()) return;
  Telling telling{origin.opener, kLinkEnded, origin.branch, {}, outcome, result};
  telling.with.emplace_back("link", feel::Value::string(origin.link));
  telling.with.emplace_back("case", feel::Value::string(run.instance().key));
  run.step().outward.emplace_back(std::move(telling));
}

Result<void> renew(Run& run, const Renew& renew) {
  if (const Link* next = next_cycle(run)) {
    return refuse("already-exists",
                  {"Sagen har allerede en næste: " + next->key, "The case has a next one already: " + next->key});
  }
  const std::optional<model::OpenAction>& recurs = run.definition().root().next_cycle;
  std::string key = renew.key;
  if (key.empty() && !recurs) {
    return refuse("missing-data", {"Forløbet siger ikke, hvad den næste sag hedder; skriv --key NØGLE",
                                   "The workflow does not say what the next case is called; write --key KEY"});
  }
  NamedValues given;
  if (recurs) {
    if (key.empty()) {
      AFTALE_TRY(key, key_of(run, 0, 0, recurs->key));
    }
    AFTALE_TRY(given, values_of(run, 0, 0, recurs->with));
  }
  for (const auto& [name, value] : renew.inputs) give(given, name, value);
  run.step().meaning = "renewed";
  open_next(run, std::move(key), std::move(given));
  return {};
}

bool is_unheard(const ErrorPtr& why) {
  const std::string_view code = why->findings.front().code;
  return why->kind != Error::Kind::damaged && code != "expression-failed" && code != "microsteps";
}

void leave_unheard(Run& run, const Heard& heard, const ErrorPtr& why) {
  const Diagnostic& finding = why->findings.front();
  run.event() = CurrentEvent{};
  run.step().where.clear();
  run.step().meaning = "unheard";
  run.note(finding.code, {"Sagen " + heard.from + " fortalte »" + heard.event.name +
                              "«, men her tog intet imod det: " + finding.message.da,
                          "The case " + heard.from + " told \"" + heard.event.name +
                              "\", but nothing here took it: " + finding.message.en});
}

}  // namespace aftale::machine
