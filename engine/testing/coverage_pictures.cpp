#include "engine/testing/coverage_pictures.h"

#include <algorithm>

#include "engine/drawing/draw.h"
#include "engine/drawing/places.h"

namespace aftale::testing {
namespace {

using drawing::Box;
using drawing::Drawing;
using drawing::Drawn;
using drawing::Line;
using drawing::Standing;
using model::ChartIx;
using model::StateIx;

/// Marks the pictures of one workflow.
class CoveragePictures {
 public:
  CoveragePictures(const Coverage& coverage, const Coverage::Report& report, Language language)
      : coverage_(coverage), report_(report), definition_(*report.definition), language_(language) {}

  Result<void> append_to(std::vector<Drawing>& pictures) const {
    for (std::size_t n = 0; n < definition_.charts.size(); ++n) {
      const auto ix = static_cast<ChartIx>(n);
      if (!is_of_workflow(ix) || is_drawn_inside(ix)) continue;
      AFTALE_TRY(Drawing picture, picture_of(ix));
      pictures.push_back(std::move(picture));
    }
    return {};
  }

 private:
  const std::string& say(const Text& text) const { return text.in(language_); }

  bool is_of_workflow(ChartIx ix) const {
    const model::Workflow& workflow = definition_.workflows[definition_.charts[ix].workflow];
    return workflow.name + "@" + std::to_string(workflow.version) == report_.workflow;
  }

  /// A chain stands in the picture of the chart around it.
  bool is_drawn_inside(ChartIx ix) const {
    const model::Chart& chart = definition_.charts[ix];
    return chart.parent != model::kNone &&
           drawing::is_chain(definition_.charts[chart.parent].states[chart.parent_state]);
  }

  Result<Drawing> picture_of(ChartIx ix) const {
    const auto mark_of = [this](ChartIx chart, const model::Transition& transition) { return mark(chart, transition); };
    Result<Drawn> drawn = drawing::draw(definition_, {ix, 0}, drawing::Detail::all, language_, mark_of);
    if (!drawn) {
      return fail(Error::Kind::refused, "too-large",
                  Text{report_.workflow + " har for mange trin til et billede. Skriv dækningen som JSON",
                       report_.workflow + " has too many states for a picture. Write the coverage as JSON"});
    }
    for (std::size_t box = 1; box < drawn->states.size(); ++box) mark(drawn->drawing.boxes[box], drawn->states[box]);
    std::vector<Box>& boxes = drawn->drawing.boxes;
    boxes.front().standing = Standing::done;
    for (drawing::Edge& edge : drawn->drawing.edges) {
      if (edge.from == 0)
        edge.standing = boxes[edge.to].standing == Standing::untried ? Standing::untried : Standing::tried;
    }
    add_notes(ix, drawn->drawing);
    return std::move(drawn->drawing);
  }

  drawing::TransitionMark mark(ChartIx chart, const model::Transition& transition) const {
    const ChartCoverage* covered = coverage_.of(definition_, chart);
    if (!covered || transition.number >= covered->transitions().size()) return {};
    const ChartCoverage::TransitionMark& seen = covered->transitions()[transition.number];
    if (!seen.touched)
      return {Standing::untried, say(seen.said_no ? Text{"✘ aldrig ja", "✘ never yes"} : untried_word())};
    if (seen.one_sided()) return {Standing::partly, say({"✘ aldrig nej", "✘ never no"})};
    return {Standing::tried, {}};
  }

  static Text untried_word() { return {"✘ ikke prøvet", "✘ not tried"}; }

  void mark(Box& box, const std::pair<ChartIx, StateIx>& key) const {
    const ChartCoverage* covered = coverage_.of(definition_, key.first);
    if (!covered) return;
    if (!covered->states()[key.second].touched) {
      box.standing = Standing::untried;
      box.lines.push_back({Line::Role::standing, say(untried_word())});
      return;
    }
    const auto lacks = [&](const Text& what) {
      if (what.empty()) return;
      box.lines.push_back({Line::Role::standing, say(untried_word()) + ": " + say(what)});
    };
    for (const ChartCoverage::DeadlineMark& one : covered->deadlines()) {
      if (one.state == key.second) lacks(one.untried());
    }
    for (const ChartCoverage::BallotMark& one : covered->ballots()) {
      if (one.state == key.second) lacks(one.untried());
    }
    const bool partly = std::any_of(box.lines.begin(), box.lines.end(),
                                    [](const Line& line) { return line.role == Line::Role::standing; });
    box.standing = partly ? Standing::partly : Standing::tried;
  }

  /// How much is tried: of the whole workflow in the picture of its chart, and of what lies inside in that of its own.
  void add_notes(ChartIx ix, Drawing& drawing) const {
    const bool whole = definition_.charts[ix].parent == model::kNone;
    const ChartCoverage* covered = coverage_.of(definition_, ix);
    const Tallies tallies = whole || !covered ? report_.touched : covered->touched();
    std::string counts = say({"prøvet: ", "tried: "});
    const char* between = "";
    for (const TallyKind& kind : tally_kinds()) {
      const Tally& tally = tallies.*kind.tally;
      counts += between + say(kind.title) + " " + std::to_string(tally.touched) + "/" + std::to_string(tally.all);
      between = ", ";
    }
    drawing.notes.push_back(std::move(counts));
    drawing.notes.push_back(say({"grøn: prøvet · brun: prøvet, men ikke på alle måder · rød og ✘: ikke prøvet",
                                 "green: tried · brown: tried, but not in every way · red and ✘: not tried"}));
  }

  const Coverage& coverage_;
  const Coverage::Report& report_;
  const model::Definition& definition_;
  const Language language_;
};

}  // namespace

Result<std::vector<Drawing>> coverage_pictures(const Coverage& coverage, Language language) {
  std::vector<Drawing> pictures;
  for (const Coverage::Report& report : coverage.reports()) {
    if (!report.definition) continue;
    AFTALE_TRY_VOID(CoveragePictures(coverage, report, language).append_to(pictures));
  }
  return pictures;
}

}  // namespace aftale::testing
