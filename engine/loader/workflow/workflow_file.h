#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "engine/loader/scope/bundle.h"
#include "engine/loader/scope/place.h"

namespace aftale::loader {

/// One workflow file while it is read into the bundle: what the readers of its parts share. Lives for one file; `root`
/// outlives it. Findings are in the bundle.
struct WorkflowFile {
  WorkflowFile(Bundle& bundle_, const Node& root_, std::uint16_t workflow_)
      : bundle(bundle_), reading(bundle_.reading), root(root_), workflow(workflow_) {}
  WorkflowFile(const WorkflowFile&) = delete;
  WorkflowFile& operator=(const WorkflowFile&) = delete;

  Bundle& bundle;
  Reading& reading;
  const Node& root;
  std::uint16_t workflow;  ///< its place in the bundle; 0 is the one that cases are opened of
  model::ChartIx top = model::kNone;
  std::map<model::ChartIx, std::vector<const Node*>> nodes;  ///< of the states of each chart, by index
  std::map<model::ChartIx, const Node*> owners;              ///< the owner around a chart
  std::vector<model::Event> declared;                        ///< `events:`
  std::vector<std::pair<std::string, Span>> declared_at;

  model::Chart& chart(model::ChartIx ix) { return bundle.charts[ix]; }
  model::State& state(const Place& place) { return bundle.charts[place.chart].states[place.state]; }
  /// The finding `missing-key`; `advice` says what to write.
  void missing(const Span& at, const char* key, const Text& advice);
};

/// A title for an id: `focus_areas_and_vision` is shown as "Focus areas and vision" until a title is written.
Text title_of(const std::string& id);

}  // namespace aftale::loader
