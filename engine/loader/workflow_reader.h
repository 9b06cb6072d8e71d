#pragma once
#include <map>
#include <string>
#include <vector>

#include "engine/loader/bundle.h"
#include "engine/loader/expressions.h"
#include "engine/loader/place.h"

namespace aftale::loader {

/// Reads one workflow file into the bundle: first its states, so that names are known; then, chart by chart from the
/// outside in, its data and everything that holds expressions. Lives for one file; `root` must outlive it.
class WorkflowReader {
 public:
  WorkflowReader(Bundle& bundle, const Node& root, std::uint16_t workflow);
  /// The index of the workflow's chart. Findings are in the bundle.
  model::ChartIx read();

 private:
  using Transitions = std::vector<model::Transition>;
  /// Where a list of transitions stands: what its keys may be and what its expressions see.
  struct Context {
    Place place;
    bool when = false;  ///< `decide`: `when` is wanted
    bool by = false;    ///< `on`: somebody sends it
  };

  // workflow_reader.cpp: the file and its charts
  void read_header();
  void read_checks();
  model::ChartIx begin_chart(std::string name, model::ChartIx parent, model::StateIx parent_state, const Node& top);
  void finish_chart(model::ChartIx chart);
  void number_transitions(model::ChartIx chart);

  // workflow_reader_structure.cpp: states and their kinds
  void add_states(model::ChartIx chart, model::StateIx parent, const Node& states);
  void add_state(model::ChartIx chart, model::StateIx parent, const Node& key, const Node& node);
  model::State::Type type_of(const Node& node);
  void add_body(model::ChartIx chart, model::StateIx state, const Node& node);
  void read_initial(model::ChartIx chart, model::StateIx state, const Node& node);
  void check_keys(const model::State& state, const Node& node);
  bool report_outdented(const model::State& state, const Node& node);

  // workflow_reader_data.cpp: inputs, data, events
  void read_inputs(const Node* inputs);
  void read_data(model::ChartIx chart, const Node* data, const Place& place);
  void read_events(const Node* events);
  model::Variable read_variable(const Node& key, const Node& node, model::Variable::Role role);
  model::EventIx event_ix(model::ChartIx chart, const Node& key);
  feel::Type event_at(model::ChartIx chart, model::StateIx state, std::string_view name) const;

  // workflow_reader_documents.cpp
  /// `body`: the chart whose branches have them; kNone: the case does.
  void read_documents(const Node* documents, model::ChartIx body);
  model::Document read_document(const Node& key, const Node& node, model::ChartIx body);
  std::optional<std::uint16_t> document(const Node& name, const Place& place);

  // workflow_reader_states.cpp: what a state holds
  void fill_states(model::ChartIx chart);
  void check_title(model::ChartIx chart, model::StateIx state);
  void fill_state(model::ChartIx chart, model::StateIx state, const Node& node);
  void read_on(const Node& on, const Place& place);
  void read_ballot(const Node& node, const Place& place);
  void read_final(const Node& node, const Place& place);
  void read_call(const Node& node, const Place& place);
  Transitions read_outcomes(const Node& done, const Place& place, const model::Chart& callee);
  void read_owner(model::ChartIx chart, model::StateIx state, const Node* owner, const Place& place);

  // workflow_reader_branches.cpp: for_each
  void read_for_each(const Node& node, Place place);
  void read_branch_ends(const Node& node, const Place& place);
  std::vector<std::pair<model::VariableIx, feel::Expression>> read_with(const Node* with, const Span& at,
                                                                        const Place& place, model::ChartIx callee);

  // workflow_reader_time.cpp: after, from, every; workflow_reader_deadlines.cpp
  void read_timed(const Node& node, const char* name, const Place& place);
  void read_deadlines(const Node& node, const Place& place);
  model::Deadline read_deadline(const Node& key, const Node& node, const Place& place);
  std::vector<time::Period> read_warn(const Node& node);
  void read_grace(const Node& node, model::Deadline& deadline);
  void read_pause(const Node& node, const Place& place, model::Deadline& deadline);

  // workflow_reader_transitions.cpp
  Transitions read_transitions(const Node& node, const Context& context);
  std::optional<model::Transition> read_transition(const Node& node, const Context& context);
  void read_guard(const Node& node, const Context& context, model::Transition& transition);
  void read_rest(const Node& node, const Context& context, model::Transition& transition);
  std::vector<std::string> read_roles(const Node& by);

  // workflow_reader_actions.cpp
  std::vector<model::Action> read_actions(const Node* node, const Place& place);
  void read_action(const Node& key, const Node& value, const Place& place, std::vector<model::Action>& actions);
  void read_set(const Node& value, const Place& place, std::vector<model::Action>& actions);
  void add_set(const Node& name, feel::Expression value, const Place& place, std::vector<model::Action>& actions);
  void read_notify(const Node& value, const Place& place, std::vector<model::Action>& actions);

  // workflow_reader_cases.cpp: open, tell, recurs
  void read_recurs();
  void read_open(const Node& value, const Place& place, std::vector<model::Action>& actions);
  void read_tell(const Node& value, const Place& place, std::vector<model::Action>& actions);
  void read_open_key(const Node& value, const Place& place, model::OpenAction& open);
  model::Given read_given(const Node* with, const Place& place);
  static std::vector<std::pair<std::string, Span>> given_at(const Node* with);

  // workflow_reader_addressees.cpp: owner and notify.to
  std::vector<model::Addressee> read_addressees(const Node& node, const Place& place, const char* what);
  void read_addressee(const Node& node, const Place& place, const char* what, std::vector<model::Addressee>& out);
  std::optional<model::Addressee> plain_word(const Node& node, const Place& place);
  bool is_role(std::string_view word) const;
  std::vector<std::string> role_names() const;

  // shared
  model::Chart& chart(model::ChartIx ix) { return bundle_.charts[ix]; }
  model::State& state(const Place& place) { return bundle_.charts[place.chart].states[place.state]; }
  void missing(const Span& at, const char* key, const Text& advice);

  Bundle& bundle_;
  Reading& reading_;
  const Node& root_;
  std::uint16_t workflow_;
  model::ChartIx top_ = model::kNone;
  std::map<model::ChartIx, std::vector<const Node*>> nodes_;  ///< of the states of each chart, by index
  std::map<model::ChartIx, const Node*> owners_;              ///< the owner around a chart
  std::vector<model::Event> declared_;                        ///< `events:`
  std::vector<std::pair<std::string, Span>> declared_at_;
};

/// A title for an id: `focus_areas_and_vision` is shown as "Focus areas and vision" until a title is written.
Text title_of(const std::string& id);

}  // namespace aftale::loader
