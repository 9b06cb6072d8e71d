#include "engine/loader/workflow/targets.h"

#include "engine/base/words.h"
#include "engine/model/graph.h"

namespace aftale::loader {
namespace {

using model::Chart;
using model::kNone;
using model::StateIx;

StateIx child_named(const Chart& chart, StateIx parent, std::string_view id) {
  for (const StateIx child : model::children_of(chart, parent)) {
    if (chart.states[child].id == id) return child;
  }
  return kNone;
}

std::vector<std::string> ids_of(const Chart& chart, StateIx parent) {
  std::vector<std::string> ids;
  for (const StateIx child : model::children_of(chart, parent)) ids.push_back(chart.states[child].id);
  return ids;
}

/// Looks for `id` among the siblings of `source`, then outwards.
StateIx outwards(const Chart& chart, StateIx source, std::string_view id) {
  for (StateIx at = source; at != 0 && at != kNone; at = chart.states[at].parent) {
    const StateIx found = child_named(chart, chart.states[at].parent, id);
    if (found != kNone) return found;
  }
  return kNone;
}

std::vector<std::string> reachable_ids(const Chart& chart, StateIx source) {
  std::vector<std::string> ids;
  for (StateIx at = source; at != 0 && at != kNone; at = chart.states[at].parent) {
    const std::vector<std::string> here = ids_of(chart, chart.states[at].parent);
    ids.insert(ids.end(), here.begin(), here.end());
  }
  return ids;
}

/// Whether the chart around a branch has the state: the most likely wish then is to leave the branch.
bool known_outside(const Bundle& bundle, model::ChartIx chart, std::string_view id) {
  const Chart* inner = &bundle.chart(chart);
  while (inner->parent != kNone) {
    const Chart& outer = bundle.chart(inner->parent);
    if (outwards(outer, inner->parent_state, id) != kNone) return true;
    inner = &outer;
  }
  return false;
}

std::string did_you_mean(const std::string& near, bool danish) {
  if (near.empty()) return {};
  return (danish ? "; mente du " : "; did you mean ") + near + "?";
}

void report_unknown(Bundle& bundle, const Chart& chart, StateIx source, std::string_view id, const Span& at,
                    const std::string& near) {
  const std::string word(id);
  if (source != 0 && child_named(chart, source, id) != kNone) {
    const std::string path = chart.states[source].id + "/" + word;
    bundle.reading.error("unknown-state", at,
                         {word + " ligger inde i tilstanden selv; skriv to: " + path,
                          word + " lies inside the state itself; write to: " + path},
                         {}, path);
    return;
  }
  bundle.reading.error("unknown-state", at,
                       {"Der er ingen tilstand " + word + " her" + did_you_mean(near, true),
                        "There is no state " + word + " here" + did_you_mean(near, false)},
                       reachable_ids(chart, source), near);
}

/// Follows `rest` (`b/c`) downwards from `at`.
StateIx downwards(Bundle& bundle, const Chart& chart, StateIx at, std::string_view rest, const Span& span) {
  while (!rest.empty()) {
    const std::size_t slash = rest.find('/');
    const std::string id(rest.substr(0, slash));
    rest = slash == std::string_view::npos ? std::string_view() : rest.substr(slash + 1);
    const model::State& state = chart.states[at];
    if (state.for_each || state.call) {
      bundle.reading.error("into-branch", span,
                           {"En overgang kan ikke gå ind i en gren af " + state.id + "; lad den gå til " + state.id,
                            "A transition cannot go into a branch of " + state.id + "; let it go to " + state.id});
      return kNone;
    }
    const StateIx child = child_named(chart, at, id);
    if (child == kNone) {
      const std::vector<std::string> ids = ids_of(chart, at);
      const std::string near = nearest(id, ids);
      bundle.reading.error("unknown-state", span,
                           {"Der er ingen tilstand " + id + " i " + chart.path(at) + did_you_mean(near, true),
                            "There is no state " + id + " in " + chart.path(at) + did_you_mean(near, false)},
                           ids);
      return near.empty() ? kNone : child_named(chart, at, near);
    }
    at = child;
  }
  return at;
}

}  // namespace

StateIx resolve_target(Bundle& bundle, model::ChartIx chart_ix, StateIx source, std::string_view text, const Span& at) {
  const Chart& chart = bundle.chart(chart_ix);
  const std::size_t slash = text.find('/');
  const std::string_view first = text.substr(0, slash);
  StateIx found = outwards(chart, source, first);
  if (found == kNone) {
    const std::string near = nearest(first, reachable_ids(chart, source));
    if (near.empty() && known_outside(bundle, chart_ix, first)) {
      const std::string word(first);
      bundle.reading.error("out-of-branch", at,
                           {word + " ligger uden for grenen; lad grenen ende i en final, eller brug raise",
                            word + " lies outside the branch; let the branch end in a final, or use raise"});
    } else {
      report_unknown(bundle, chart, source, first, at, near);
    }
    if (!near.empty()) found = outwards(chart, source, near);
  }
  if (found != kNone && slash != std::string_view::npos) {
    found = downwards(bundle, chart, found, text.substr(slash + 1), at);
  }
  if (found == kNone) bundle.unresolved[chart_ix] = true;
  return found;
}

StateIx resolve_child(Bundle& bundle, model::ChartIx chart_ix, StateIx parent, std::string_view text, const Span& at,
                      const char* what) {
  const Chart& chart = bundle.chart(chart_ix);
  const std::size_t slash = text.find('/');
  const std::string first(text.substr(0, slash));
  StateIx found = child_named(chart, parent, first);
  if (found == kNone) {
    const std::vector<std::string> ids = ids_of(chart, parent);
    const std::string near = nearest(first, ids);
    const std::string where = parent == 0 ? std::string() : chart.states[parent].id;
    bundle.reading.error("unknown-state", at,
                         {std::string(what) + ": " + first + " er ingen tilstand " +
                              (where.empty() ? "øverst her" : "i " + where) + did_you_mean(near, true),
                          std::string(what) + ": " + first + " is no state " +
                              (where.empty() ? "at the top here" : "in " + where) + did_you_mean(near, false)},
                         ids);
    if (!near.empty()) found = child_named(chart, parent, near);
  }
  if (found != kNone && slash != std::string_view::npos) {
    found = downwards(bundle, chart, found, text.substr(slash + 1), at);
  }
  if (found == kNone) bundle.unresolved[chart_ix] = true;
  return found;
}

StateIx resolve_pause(Bundle& bundle, model::ChartIx chart_ix, StateIx source, std::string_view text, const Span& at) {
  const Chart& chart = bundle.chart(chart_ix);
  const std::size_t slash = text.find('/');
  const std::string first(text.substr(0, slash));
  StateIx found = child_named(chart, source, first);
  if (found == kNone) found = outwards(chart, source, first);
  if (found == kNone) {
    const auto& for_each = chart.states[source].for_each;
    const bool in_branch = for_each && for_each->body != kNone && !for_each->called &&
                           child_named(bundle.chart(for_each->body), 0, first) != kNone;
    if (in_branch) {
      bundle.reading.error("into-branch", at,
                           {first + " ligger i grenene; skriv fristen dér, så hviler hver grens eget ur",
                            first + " lies in the branches; write the deadline there, so that each branch's own clock "
                                    "rests"});
      return kNone;
    }
    std::vector<std::string> ids = ids_of(chart, source);
    const std::vector<std::string> outer = reachable_ids(chart, source);
    ids.insert(ids.end(), outer.begin(), outer.end());
    const std::string near = nearest(first, ids);
    bundle.reading.error("unknown-state", at,
                         {"pause_in: der er ingen tilstand " + first + " her" + did_you_mean(near, true),
                          "pause_in: there is no state " + first + " here" + did_you_mean(near, false)},
                         ids);
    return kNone;
  }
  if (slash == std::string_view::npos) return found;
  if (chart.states[found].for_each || chart.states[found].call) {
    bundle.reading.error("into-branch", at,
                         {"Uret kan ikke hvile i en gren af " + first + "; skriv pause_in: [" + first + "]",
                          "The clock cannot rest in a branch of " + first + "; write pause_in: [" + first + "]"});
    return kNone;
  }
  return downwards(bundle, chart, found, text.substr(slash + 1), at);
}

}  // namespace aftale::loader
