#include "engine/drawing/draw.h"

#include <algorithm>
#include <map>
#include <set>

#include "engine/drawing/box_words.h"
#include "engine/drawing/edge_words.h"
#include "engine/drawing/main_way.h"
#include "engine/drawing/owners.h"
#include "engine/drawing/places.h"
#include "engine/drawing/ways_back.h"
#include "engine/model/checks.h"

namespace aftale::drawing {
namespace {

using model::Chart;
using model::ChartIx;
using model::Definition;
using model::State;
using model::StateIx;
using model::Transition;
using model::Way;

std::string with_note(std::string words, const TransitionMark& mark) {
  if (words.empty() || mark.note.empty()) return words.empty() ? mark.note : words;
  return std::move(words) + " · " + mark.note;
}

/// Puts boxes, frames and edges of one part together; used once.
class Drawer {
 public:
  Drawer(const Definition& definition, const Part& part, Detail detail, Language language, const MarkOf& mark)
      : definition_(definition), part_(part), detail_(detail), language_(language), mark_(mark), places_(definition) {}

  Drawn take() {
    add_heading();
    add_start();
    add_chart(part_.chart, part_.top, {}, kNowhere);
    add_beginning();
    for (const Scope& scope : scopes_) add_edges(scope);
    turn_back_edges(drawing());
    join_both_ways(drawing());
    lead_back_to_the_end_of_frames();
    return std::move(drawn_);
  }

 private:
  /// A chart, or what is inside `top`, that is drawn in `cluster`.
  struct Scope {
    ChartIx chart;
    StateIx top;
    std::string prefix;
    std::size_t cluster;
  };

  Voice voice(ChartIx chart) const { return {definition_, chart, language_}; }
  const Chart& chart_of(ChartIx ix) const { return definition_.charts[ix]; }
  Drawing& drawing() { return drawn_.drawing; }

  void add_heading() {
    const Voice here = voice(part_.chart);
    const model::Workflow& workflow = definition_.workflows[here.here().workflow];
    const std::string name = workflow.name + here.say(", udgave ", ", version ") + std::to_string(workflow.version);
    const std::string title = workflow.title.empty() ? workflow.name : here.say(workflow.title);
    drawing().name = workflow.name;
    drawing().language = language_;
    drawing().title = title;
    const bool whole = part_.top == 0 && here.here().parent == model::kNone;
    if (!whole) {
      const bool body = part_.top == 0;
      const State& state =
          body ? chart_of(here.here().parent).states[here.here().parent_state] : here.here().states[part_.top];
      drawing().title = state.title.empty() ? state.id : here.say(state.title);
      drawing().notes.push_back(here.say("del af ", "part of ") + title + " (" + name + ")");
      if (body) {
        const Voice around = voice(here.here().parent);
        drawing().notes.push_back(group_in_words(*state.for_each, around));
      }
      return;
    }
    std::string note = name;
    if (!definition_.organisation.name.empty())
      note += here.say(" · organisation ", " · organisation ") + definition_.organisation.name;
    drawing().notes.push_back(note);
  }

  void add_start() {
    Box start;
    start.id = "start";
    start.kind = Box::Kind::start;
    add_box(std::move(start), {part_.chart, part_.top});
  }

  /// From the start to where it begins; to each region of a part that has several.
  void add_beginning() {
    const Chart& chart = chart_of(part_.chart);
    const bool several = part_.top != 0 && chart.states[part_.top].type == State::Type::parallel;
    if (!several) return add_edge({0, kNowhere}, places_.entry_of(part_.chart, part_.top), {}, Edge::Kind::main, {});
    for (const StateIx region : model::children_of(chart, part_.top))
      add_edge({0, kNowhere}, places_.entry_of(part_.chart, region), {}, Edge::Kind::main, {});
  }

  std::size_t add_box(Box box, Places::Key key) {
    drawing().boxes.push_back(std::move(box));
    drawn_.states.push_back(key);
    return drawing().boxes.size() - 1;
  }

  void add_chart(ChartIx ix, StateIx top, const std::string& prefix, std::size_t cluster) {
    scopes_.push_back({ix, top, prefix, cluster});
    const Scope scope = scopes_.back();
    const Chart& chart = chart_of(ix);
    std::vector<StateIx> order = note_main_way(ix, top);
    for (StateIx at = static_cast<StateIx>(top + 1); at < chart.states[top].end; ++at) {
      if (std::find(order.begin(), order.end(), at) == order.end()) order.push_back(at);
    }
    const std::vector<bool> wrong_data = ends_of_wrong_data(chart);
    for (const StateIx at : order) {
      if (has_states(chart, at) || chart.states[at].is_history()) continue;
      if (wrong_data[at] && detail_ == Detail::steps) continue;
      add_state(scope, at, wrong_data[at]);
    }
  }

  /// The states of the main way; parallel regions beside it have one of their own.
  std::vector<StateIx> note_main_way(ChartIx ix, StateIx top) {
    const Chart& chart = chart_of(ix);
    std::vector<StateIx> order;
    const auto note = [&](StateIx from) {
      for (const MainStep& step : main_way(definition_, ix, from)) {
        if (step.exit.transition) main_.insert(step.exit.transition);
        if (std::find(order.begin(), order.end(), step.state) == order.end()) order.push_back(step.state);
      }
    };
    note(top);
    if (const Transition* out = main_exit(definition_, ix, top).transition; top != 0 && out) main_.insert(out);
    for (StateIx at = static_cast<StateIx>(top + 1); at < chart.states[top].end; ++at) {
      if (chart.states[at].type != State::Type::parallel) continue;
      for (const StateIx region : model::children_of(chart, at)) {
        const auto inside = [&](StateIx one) { return model::within(chart, one, region); };
        if (std::none_of(order.begin(), order.end(), inside)) note(region);
      }
    }
    return order;
  }

  void add_state(const Scope& scope, StateIx at, bool wrong_data) {
    const Chart& chart = chart_of(scope.chart);
    const State& state = chart.states[at];
    const std::size_t cluster = cluster_around(scope, state.parent);
    const std::string path = chart.path(at, scope.prefix);
    if (is_chain(state)) {
      const std::size_t chain = add_cluster(scope, at, Cluster::Kind::chain, cluster);
      return add_chart(state.for_each->body, 0, path, chain);
    }
    const bool inner = scope.chart != part_.chart || state.parent != part_.top || chart.parent != model::kNone;
    Box box = box_of(voice(scope.chart), at, detail_, wrong_data, inner);
    box.id = path;
    box.cluster = cluster;
    box.colour = colour_of(scope.chart, at);
    places_.boxes[{scope.chart, at}] = add_box(std::move(box), {scope.chart, at});
    note_long_names(voice(scope.chart), state);
  }

  std::int64_t colour_of(ChartIx ix, StateIx at) {
    const std::string key = colour_key(voice(ix), at);
    if (key.empty()) return -1;
    if (key == "secretariat") return 0;
    const auto number = std::find(owners_.begin(), owners_.end(), key) - owners_.begin();
    if (number == std::ssize(owners_)) owners_.push_back(key);
    return number + 1;
  }

  void note_long_names(const Voice& here, const State& state) {
    const std::string name = state.for_each ? std::string() : long_name(state.owner, here);
    if (!name.empty() && state.type != State::Type::final && !model::has(drawing().notes, name))
      drawing().notes.push_back(name);
  }

  std::size_t add_cluster(const Scope& scope, StateIx at, Cluster::Kind kind, std::size_t parent) {
    drawing().clusters.push_back(
        {chart_of(scope.chart).path(at, scope.prefix), kind, parent, frame_lines(voice(scope.chart), at)});
    return places_.clusters[{scope.chart, at}] = drawing().clusters.size() - 1;
  }

  /// The frame of a state that holds others, made where it is not there yet.
  std::size_t cluster_around(const Scope& scope, StateIx at) {
    if (at == scope.top || at == model::kNone) return scope.cluster;
    if (const std::size_t there = places_.cluster_of({scope.chart, at}); there != kNowhere) return there;
    const Chart& chart = chart_of(scope.chart);
    const StateIx above = chart.states[at].parent;
    const std::size_t parent = cluster_around(scope, above);
    const bool region = above != model::kNone && chart.states[above].type == State::Type::parallel;
    const bool parallel = chart.states[at].type == State::Type::parallel;
    return add_cluster(scope, at,
                       parallel ? Cluster::Kind::parallel
                       : region ? Cluster::Kind::region
                                : Cluster::Kind::group,
                       parent);
  }

  Edge::Kind kind_of(ChartIx ix, const model::TransitionList& list, const Transition& transition) const {
    if (main_.count(&transition) != 0) return Edge::Kind::main;
    static const std::vector<std::string> kYes{"approved", "recommended", "advised", "noted", "discussed", "forwarded"};
    if (list.way == Way::timed || list.way == Way::always) return Edge::Kind::other;
    if (list.way == Way::event && model::has(kYes, chart_of(ix).events[list.event].name)) return Edge::Kind::other;
    const End end = places_.entry_of(ix, transition.targets.front());
    const bool good = end.box != kNowhere && drawn_.drawing.boxes[end.box].tone == Box::Tone::good;
    return good ? Edge::Kind::other : Edge::Kind::aside;
  }

  void add_edges(const Scope& scope) {
    const Chart& chart = chart_of(scope.chart);
    for (StateIx at = scope.top; at < chart.states[scope.top].end; ++at) {
      for (const model::TransitionList& list : model::lists_of(chart.states[at])) {
        for (const Transition& transition : *list.transitions) add_transition(scope, at, list, transition);
      }
    }
  }

  void add_transition(const Scope& scope, StateIx at, const model::TransitionList& list, const Transition& transition) {
    const Chart& chart = chart_of(scope.chart);
    const TransitionMark mark = mark_ ? mark_(scope.chart, transition) : TransitionMark();
    std::string words = edge_words({chart.states[at], list, transition}, voice(scope.chart));
    if (transition.targets.empty()) return note_undrawn(scope, at, words, mark);
    const bool inside = model::within(chart, transition.targets.front(), scope.top);
    const End from = places_.exit_of(scope.chart, at, transition),
              to = inside ? places_.entry_of(scope.chart, transition.targets.front())
                          : outside(scope.chart, transition.targets.front());
    if (from.box == kNowhere || to.box == kNowhere || from.box == to.box) return note_undrawn(scope, at, words, mark);
    const Edge::Kind kind = kind_of(scope.chart, list, transition);
    // That a list is empty is worth a word only where it leads somewhere else than its end does.
    if (list.way == Way::empty && mark.note.empty() && find_edge(from, to) != nullptr) words.clear();
    add_edge(from, to, with_note(std::move(words), mark), kind, mark.standing);
    if (transition.keep) note_kept(scope.chart);
  }

  /// The note of what leads nowhere else, or to where the picture has no box.
  void note_undrawn(const Scope& scope, StateIx at, const std::string& words, const TransitionMark& mark) {
    if (mark.note.empty()) return;
    const Line line{Line::Role::standing, with_note(words, mark)};
    const auto box = places_.boxes.find({scope.chart, at});
    if (box != places_.boxes.end()) return drawing().boxes[box->second].lines.push_back(line);
    const std::size_t cluster = places_.cluster_of({scope.chart, at});
    if (cluster != kNowhere) return drawing().clusters[cluster].lines.push_back(line);
    drawing().notes.push_back(line.text);
  }

  /// A box for a state outside of the part, made where it is not there yet: where the part leads to.
  End outside(ChartIx ix, StateIx at) {
    const auto there = outside_.find(at);
    if (there != outside_.end()) return {there->second, kNowhere};
    const State& state = chart_of(ix).states[at];
    Box box;
    box.id = "outside/" + chart_of(ix).path(at);
    box.kind = Box::Kind::end;
    box.inner = true;
    box.lines.push_back({Line::Role::title, "→ " + (state.title.empty() ? state.id : voice(ix).say(state.title))});
    return {outside_[at] = add_box(std::move(box), {ix, at}), kNowhere};
  }

  void note_kept(ChartIx ix) {
    const std::string note =
        voice(ix).say("* de øvriges svar gælder fortsat", "* what the others have answered still holds");
    if (!model::has(drawing().notes, note)) drawing().notes.push_back(note);
  }

  Edge* find_edge(const End& from, const End& to) {
    std::vector<Edge>& edges = drawing().edges;
    const auto found = std::find_if(edges.begin(), edges.end(), [&](const Edge& one) {
      const bool same_frame = one.from_cluster == from.cluster && one.to_cluster == to.cluster;
      return same_frame && one.to == to.box && (one.from == from.box || from.cluster != kNowhere);
    });
    return found == edges.end() ? nullptr : &*found;
  }

  void add_edge(const End& from, const End& to, std::string words, Edge::Kind kind, Standing standing) {
    if (to.box == kNowhere) return;
    Edge* edge = find_edge(from, to);
    if (!edge) {
      drawing().edges.push_back({from.box, to.box, from.cluster, to.cluster, kind, standing, {}, {}});
      edge = &drawing().edges.back();
    }
    if (edge->standing != standing) edge->standing = Standing::partly;
    if (kind == Edge::Kind::main) edge->kind = kind, edge->from = from.box;
    if (kind == Edge::Kind::other && edge->kind == Edge::Kind::aside) edge->kind = kind;
    if (words.empty() || model::has(edge->labels, words)) return;
    edge->labels.insert(kind == Edge::Kind::main ? edge->labels.begin() : edge->labels.end(), std::move(words));
  }

  /// What comes back to a frame from below reaches its lower edge.
  void lead_back_to_the_end_of_frames() {
    for (Edge& edge : drawing().edges) {
      if (edge.kind != Edge::Kind::back || edge.to_cluster == kNowhere) continue;
      for (const auto& [key, cluster] : places_.clusters) {
        if (cluster == edge.to_cluster) edge.to = places_.last_box(key.first, key.second);
      }
    }
  }

  const Definition& definition_;
  const Part part_;
  const Detail detail_;
  const Language language_;
  const MarkOf& mark_;
  Drawn drawn_;
  std::vector<Scope> scopes_;
  std::vector<std::string> owners_;
  std::map<StateIx, std::size_t> outside_;
  Places places_;
  std::set<const Transition*> main_;
};

}  // namespace

Result<Drawn> draw(const Definition& definition, const Part& part, Detail detail, Language language,
                   const MarkOf& mark) {
  const std::size_t states = states_of(definition, part);
  if (states > kDrawnStatesMax) {
    const std::string most = std::to_string(kDrawnStatesMax);
    return fail(Error::Kind::refused, "too-large",
                Text{"Forløbet har " + std::to_string(states) + " trin; der tegnes højst " + most +
                         ". Tegn en del af det med --part TRIN",
                     "The workflow has " + std::to_string(states) + " states; at most " + most +
                         " are drawn. Draw a part of it with --part STATE"});
  }
  return Drawer(definition, part, detail, language, mark).take();
}

}  // namespace aftale::drawing
