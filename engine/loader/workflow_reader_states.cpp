#include <algorithm>

#include "engine/base/words.h"
#include "engine/loader/workflow_reader.h"
#include "engine/model/graph.h"

/// What a state holds, beside its place in the chart.
namespace aftale::loader {

using model::ChartIx;
using model::kNone;
using model::State;
using model::StateIx;

void WorkflowReader::fill_states(ChartIx ix) {
  const auto nodes = nodes_.at(ix);
  for (StateIx at = 0; at < nodes.size(); ++at) {
    if (at == 0) {
      Place place;
      place.chart = ix;
      place.state = 0;
      const auto around = owners_.find(ix);
      read_owner(ix, 0, around != owners_.end() ? around->second : nodes[0]->find("owner"), place);
    } else {
      fill_state(ix, at, *nodes[at]);
    }
  }
}

void WorkflowReader::fill_state(ChartIx ix, StateIx at, const Node& node) {
  Place place;
  place.chart = ix;
  place.state = at;
  place.event = event_type({}, true, true);
  check_title(ix, at);
  const bool branches = node.find("for_each") != nullptr;
  if (branches) read_for_each(node, place);
  place.counters = branches;
  if (node.is_mapping()) {
    read_owner(ix, at, node.find("owner"), place);
  } else {
    chart(ix).states[at].owner = chart(ix).states[chart(ix).states[at].parent].owner;
    return;
  }
  state(place).entry = read_actions(node.find("entry"), place);
  state(place).exit = read_actions(node.find("exit"), place);
  if (const Node* ballot = node.find("ballot")) read_ballot(*ballot, place);
  if (const Node* on = node.find("on")) read_on(*on, place);
  if (const Node* ignore = node.find("ignore")) {
    for (const Node* name : reading_.scalars(ignore, "ignore", true)) {
      const model::EventIx event = event_ix(ix, *name);
      state(place).ignore.push_back(event);
    }
  }
  if (const Node* always = node.find("always")) state(place).always = read_transitions(*always, {place, false, false});
  if (const Node* after = node.find("after")) read_timed(*after, "after", place);
  if (const Node* from = node.find("from")) read_timed(*from, "from", place);
  if (const Node* every = node.find("every")) read_timed(*every, "every", place);
  if (const Node* deadlines = node.find("deadlines")) read_deadlines(*deadlines, place);
  if (branches) {
    read_branch_ends(node, place);
  } else if (node.find("call")) {
    read_call(node, place);
  } else if (const Node* done = node.find("done")) {
    if (state(place).type == State::Type::atomic) {
      reading_.error("key-not-here", done->at,
                     {"done tages, når noget indeni er færdigt; tilstanden har hverken states, for_each eller call",
                      "done is taken when something inside is finished; the state has no states, for_each or call"});
    } else {
      state(place).done = read_transitions(*done, {place, false, false});
    }
  }
  if (state(place).type == State::Type::final) read_final(node, place);
}

// A title may hold values: `Møder i {{year}}`.
void WorkflowReader::check_title(ChartIx ix, StateIx at) {
  const State& here = chart(ix).states[at];
  for (const std::string& title : {here.title.da, here.title.en}) {
    for (std::size_t begin = title.find("{{"); begin != std::string::npos; begin = title.find("{{", begin + 2)) {
      const std::string name = title.substr(begin + 2, title.find_first_of(".}", begin) - begin - 2);
      if (find_variable(bundle_, ix, name)) continue;
      const std::vector<std::string> names = variable_names(bundle_, ix);
      const std::string near = nearest(name, names);
      reading_.error(
          "unknown-name", here.at,
          {"Titlen nævner " + name + ", som ikke findes her" + (near.empty() ? "" : "; mente du " + near + "?"),
           "The title names " + name + ", which is not known here" +
               (near.empty() ? "" : "; did you mean " + near + "?")},
          names);
    }
  }
}

void WorkflowReader::read_on(const Node& on, const Place& place) {
  if (on.is_null()) return;
  if (!on.is_mapping()) {
    reading_.error(
        "wrong-shape", on.at,
        {"on er en tabel: on: {discussed: {to: political_start}}", "on is a mapping: on: {discussed: {to: next}}"});
    return;
  }
  report_split_text(bundle_, on);
  for (const auto& [key, node] : on.entries) {
    const model::EventIx event = event_ix(place.chart, key);
    Context context{place, false, true};
    context.place.event = event_at(place.chart, place.state, key.text);
    Transitions transitions = read_transitions(node, context);
    if (node.is_null()) {
      reading_.error(
          "empty-transition", key.at,
          {"Hændelsen " + key.text + " fører ingen steder hen; skriv {to: TILSTAND}, eller ignore: [" + key.text + "]",
           "The event " + key.text + " leads nowhere; write {to: STATE}, or ignore: [" + key.text + "]"});
    }
    state(place).on.emplace_back(event, std::move(transitions));
  }
}

void WorkflowReader::read_ballot(const Node& node, const Place& place) {
  static const std::vector<std::string> kinds{"approve", "recommend", "advise", "note", "discuss"};
  bundle_.ballots = true;
  const bool word = node.is_scalar() && std::all_of(node.text.begin(), node.text.end(),
                                                    [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; });
  const auto report = [&](const std::string& text, const Span& at) {
    const std::string near = nearest(text, kinds);
    reading_.error("unknown-ballot", at,
                   {"Der er ingen slags behandling " + text + (near.empty() ? "" : "; mente du " + near + "?"),
                    "There is no kind of ballot " + text + (near.empty() ? "" : "; did you mean " + near + "?")},
                   kinds, near);
  };
  if (word && !find_variable(bundle_, place.chart, node.text)) {
    const bool known = std::find(kinds.begin(), kinds.end(), node.text) != kinds.end();
    if (!known) report(node.text, node.at);
    const std::string near = known ? node.text : nearest(node.text, kinds);
    state(place).ballot = try_compile(bundle_, "\"" + (near.empty() ? kinds.front() : near) + "\"", node.at, place);
    return;
  }
  state(place).ballot = read_expression(bundle_, node, place, "ballot", expect_text());
  for (const feel::Value& value : state(place).ballot.possible_literals()) {
    if (value.kind() != feel::Kind::string) continue;
    if (std::find(kinds.begin(), kinds.end(), value.text()) == kinds.end()) report(value.text(), node.at);
  }
}

void WorkflowReader::read_final(const Node& node, const Place& place) {
  const Node* result = node.find("result");
  if (!result || result->is_null()) return;
  if (!result->is_mapping()) {
    reading_.error("wrong-shape", result->at,
                   {"result er en tabel: result: {name: udtryk}", "result is a mapping: result: {name: expression}"});
    return;
  }
  report_split_text(bundle_, *result);
  for (const auto& [key, value] : result->entries) {
    if (result->flow && value.is_null()) continue;
    std::string id = reading_.id(key, "result");
    state(place).result.emplace_back(std::move(id), read_expression(bundle_, value, place, key.text.c_str()));
  }
}

void WorkflowReader::read_owner(ChartIx ix, StateIx at, const Node* owner, const Place& place) {
  State& self = chart(ix).states[at];
  if (!owner) {
    if (at == 0) {
      self.owner = {{"secretariat", {}}};
    } else {
      self.owner = chart(ix).states[self.parent].owner;
    }
    return;
  }
  const bool inherited = at == 0 && owners_.count(ix) != 0;
  if (inherited) {
    // Read again in the scope of the branch; what does not fit there was told where it stands.
    const std::size_t before = bundle_.findings.size();
    std::vector<model::Addressee> again = read_addressees(*owner, place, "owner");
    const bool fits = bundle_.findings.size() == before;
    bundle_.findings.resize(before);
    chart(ix).states[at].owner = fits ? std::move(again) : std::vector<model::Addressee>{{"secretariat", {}}};
    return;
  }
  std::vector<model::Addressee> read = read_addressees(*owner, place, "owner");
  if (read.empty()) read = {{"secretariat", {}}};
  chart(ix).states[at].owner = std::move(read);
}

void WorkflowReader::read_call(const Node& node, const Place& place) {
  const Node& reference = *node.find("call");
  model::Call call;
  const auto text = reading_.text(&reference, "call");
  if (text) call.chart = bundle_.call(*text, reference.at).value_or(kNone);
  const Node* done = node.find("done");
  if (!done) {
    missing(reference.at, "done",
            {"skriv, hvor sagen går hen, når det kaldte forløb er slut",
             "write where the case goes when the called workflow has ended"});
  }
  if (call.chart == kNone) {
    bundle_.unresolved[place.chart] = true;
    return;
  }
  call.with = read_with(node.find("with"), reference.at, place, call.chart);
  state(place).call = std::move(call);
  if (done) state(place).done = read_outcomes(*done, place, chart(state(place).call->chart));
}

WorkflowReader::Transitions WorkflowReader::read_outcomes(const Node& done, const Place& place,
                                                          const model::Chart& callee) {
  static const std::vector<std::string> transition_keys{"to",      "guard", "actions", "by",
                                                        "reenter", "rest",  "again",   "when"};
  std::vector<std::string> outcomes;
  for (const StateIx child : model::children_of(callee, 0)) {
    const State& end = callee.states[child];
    if (end.type == State::Type::final) outcomes.push_back(end.outcome);
  }
  const auto known = [](const std::vector<std::string>& words, const std::string& word) {
    return std::find(words.begin(), words.end(), word) != words.end();
  };
  const bool by_outcome =
      done.is_mapping() && std::none_of(done.entries.begin(), done.entries.end(), [&](const auto& entry) {
        return known(transition_keys, entry.key.text) && !known(outcomes, entry.key.text);
      });
  if (!by_outcome) return read_transitions(done, {place, false, false});
  Transitions all;
  for (const auto& [key, node] : done.entries) {
    if (!known(outcomes, key.text)) {
      const std::string near = nearest(key.text, outcomes);
      reading_.error(
          "unknown-outcome", key.at,
          {"Det kaldte forløb ender aldrig som " + key.text + (near.empty() ? "" : "; mente du " + near + "?"),
           "The called workflow never ends as " + key.text + (near.empty() ? "" : "; did you mean " + near + "?")},
          outcomes, near);
      continue;
    }
    for (model::Transition& transition : read_transitions(node, {place, false, false})) {
      const std::string test = "event.outcome = \"" + key.text + "\"";
      const std::string whole = transition.guard ? test + " and (" + transition.guard.text() + ")" : test;
      if (feel::Expression both = try_compile(bundle_, whole, key.at, place)) transition.guard = std::move(both);
      all.push_back(std::move(transition));
    }
  }
  return all;
}

}  // namespace aftale::loader
