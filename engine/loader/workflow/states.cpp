#include "engine/loader/workflow/states.h"

#include <algorithm>

#include "engine/base/words.h"
#include "engine/loader/scope/expressions.h"
#include "engine/loader/workflow/actions.h"
#include "engine/loader/workflow/addressees.h"
#include "engine/loader/workflow/ballots.h"
#include "engine/loader/workflow/branches.h"
#include "engine/loader/workflow/calls.h"
#include "engine/loader/workflow/deadlines.h"
#include "engine/loader/workflow/events.h"
#include "engine/loader/workflow/timed.h"
#include "engine/loader/workflow/transitions.h"

namespace aftale::loader {

using model::ChartIx;
using model::State;
using model::StateIx;

namespace {

// A title may hold values: `Møder i {{year}}`.
void check_title(WorkflowFile& file, ChartIx ix, StateIx at) {
  const State& here = file.chart(ix).states[at];
  for (const std::string& title : {here.title.da, here.title.en}) {
    for (std::size_t begin = title.find("{{"); begin != std::string::npos; begin = title.find("{{", begin + 2)) {
      const std::string name = title.substr(begin + 2, title.find_first_of(".}", begin) - begin - 2);
      if (find_variable(file.bundle, ix, name)) continue;
      const std::vector<std::string> names = variable_names(file.bundle, ix);
      const std::string near = nearest(name, names);
      file.reading.error(
          "unknown-name", here.at,
          {"Titlen nævner " + name + ", som ikke findes her" + (near.empty() ? "" : "; mente du " + near + "?"),
           "The title names " + name + ", which is not known here" +
               (near.empty() ? "" : "; did you mean " + near + "?")},
          names);
    }
  }
}

void read_on(WorkflowFile& file, const Node& on, const Place& place) {
  if (on.is_null()) return;
  if (!on.is_mapping()) {
    file.reading.error(
        "wrong-shape", on.at,
        {"on er en tabel: on: {discussed: {to: political_start}}", "on is a mapping: on: {discussed: {to: next}}"});
    return;
  }
  report_split_text(file.bundle, on);
  for (const auto& [key, node] : on.entries) {
    const model::EventIx event = event_ix(file, place.chart, key);
    TransitionPlace context{place, false, true};
    context.place.event = event_at(file, place.chart, place.state, key.text);
    Transitions transitions = read_transitions(file, node, context);
    if (node.is_null()) {
      file.reading.error(
          "empty-transition", key.at,
          {"Hændelsen " + key.text + " fører ingen steder hen; skriv {to: TILSTAND}, eller ignore: [" + key.text + "]",
           "The event " + key.text + " leads nowhere; write {to: STATE}, or ignore: [" + key.text + "]"});
    }
    file.state(place).on.emplace_back(event, std::move(transitions));
  }
}

void read_final(WorkflowFile& file, const Node& node, const Place& place) {
  const Node* result = node.find("result");
  if (!result || result->is_null()) return;
  if (!result->is_mapping()) {
    file.reading.error(
        "wrong-shape", result->at,
        {"result er en tabel: result: {name: udtryk}", "result is a mapping: result: {name: expression}"});
    return;
  }
  report_split_text(file.bundle, *result);
  for (const auto& [key, value] : result->entries) {
    if (result->flow && value.is_null()) continue;
    std::string id = file.reading.id(key, "result");
    file.state(place).result.emplace_back(std::move(id), read_expression(file.bundle, value, place, key.text.c_str()));
  }
}

void read_owner(WorkflowFile& file, ChartIx ix, StateIx at, const Node* owner, const Place& place) {
  State& self = file.chart(ix).states[at];
  if (!owner) {
    if (at == 0) {
      self.owner = {{"secretariat", {}}};
    } else {
      self.owner = file.chart(ix).states[self.parent].owner;
    }
    return;
  }
  const bool inherited = at == 0 && file.owners.count(ix) != 0;
  if (inherited) {
    // Read again in the scope of the branch; what does not fit there was told where it stands.
    const std::size_t before = file.bundle.findings.size();
    std::vector<model::Addressee> again = read_addressees(file, *owner, place, "owner");
    const bool fits = file.bundle.findings.size() == before;
    file.bundle.findings.resize(before);
    file.chart(ix).states[at].owner = fits ? std::move(again) : std::vector<model::Addressee>{{"secretariat", {}}};
    return;
  }
  std::vector<model::Addressee> read = read_addressees(file, *owner, place, "owner");
  if (read.empty()) read = {{"secretariat", {}}};
  file.chart(ix).states[at].owner = std::move(read);
}

void fill_state(WorkflowFile& file, ChartIx ix, StateIx at, const Node& node) {
  Place place;
  place.chart = ix;
  place.state = at;
  place.event = event_type({}, true, true);
  check_title(file, ix, at);
  const bool branches = node.find("for_each") != nullptr;
  if (branches) read_for_each(file, node, place);
  place.counters = branches;
  if (node.is_mapping()) {
    read_owner(file, ix, at, node.find("owner"), place);
  } else {
    file.chart(ix).states[at].owner = file.chart(ix).states[file.chart(ix).states[at].parent].owner;
    return;
  }
  file.state(place).entry = read_actions(file, node.find("entry"), place);
  file.state(place).exit = read_actions(file, node.find("exit"), place);
  if (const Node* ballot = node.find("ballot")) read_ballot(file, *ballot, place);
  if (const Node* on = node.find("on")) read_on(file, *on, place);
  if (const Node* ignore = node.find("ignore")) {
    for (const Node* name : file.reading.scalars(ignore, "ignore", true)) {
      const model::EventIx event = event_ix(file, ix, *name);
      file.state(place).ignore.push_back(event);
    }
  }
  if (const Node* always = node.find("always"))
    file.state(place).always = read_transitions(file, *always, {place, false, false});
  if (const Node* after = node.find("after")) read_timed(file, *after, "after", place);
  if (const Node* from = node.find("from")) read_timed(file, *from, "from", place);
  if (const Node* every = node.find("every")) read_timed(file, *every, "every", place);
  if (const Node* deadlines = node.find("deadlines")) read_deadlines(file, *deadlines, place);
  if (branches) {
    read_branch_ends(file, node, place);
  } else if (node.find("call")) {
    read_call(file, node, place);
  } else if (const Node* done = node.find("done")) {
    if (file.state(place).type == State::Type::atomic) {
      file.reading.error(
          "key-not-here", done->at,
          {"done tages, når noget indeni er færdigt; tilstanden har hverken states, for_each eller call",
           "done is taken when something inside is finished; the state has no states, for_each or call"});
    } else {
      file.state(place).done = read_transitions(file, *done, {place, false, false});
    }
  }
  if (file.state(place).type == State::Type::final) read_final(file, node, place);
}

}  // namespace

void fill_states(WorkflowFile& file, ChartIx ix) {
  const auto nodes = file.nodes.at(ix);
  for (StateIx at = 0; at < nodes.size(); ++at) {
    if (at == 0) {
      Place place;
      place.chart = ix;
      place.state = 0;
      const auto around = file.owners.find(ix);
      read_owner(file, ix, 0, around != file.owners.end() ? around->second : nodes[0]->find("owner"), place);
    } else {
      fill_state(file, ix, at, *nodes[at]);
    }
  }
}

}  // namespace aftale::loader
