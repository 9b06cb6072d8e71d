#include "engine/machine/reach/skipped_bodies.h"

#include <algorithm>

#include "engine/machine/branches/ending.h"
#include "engine/machine/chart/children.h"
#include "engine/machine/chart/refusal.h"
#include "engine/machine/chart/titles.h"
#include "engine/machine/reach/places.h"
#include "engine/machine/reach/what_is_possible.h"

namespace aftale::machine {

namespace {

bool is_sequential(const Run& run, const Branch& branch) {
  if (branch.no == 0) return false;
  const model::State& origin = run.chart(branch.parent).states[branch.origin];
  return origin.for_each && origin.for_each->sequential;
}

bool is_open(const Branch& branch) {
  return branch.status == BranchStatus::running || branch.status == BranchStatus::waiting;
}

}  // namespace

Result<bool> pass_over_earlier(Macrostep& macrostep, const Record& record) {
  Run& run = macrostep.run();
  AFTALE_TRY(const Place place, place_of(run, record.step));
  const Branch& wanted = run.branch(place.branch);
  if (wanted.status != BranchStatus::waiting || !is_sequential(run, wanted)) return false;
  AFTALE_TRY_VOID(must_be_open(run, {wanted.parent, wanted.origin, model::kNone}));
  const std::vector<BranchNo> chain = children_in_order(run, wanted.parent, wanted.origin);
  auto group = std::find(chain.begin(), chain.end(), place.branch);
  while (group != chain.begin() && run.branch(*group).with_previous) --group;
  run.set_effective(record.meeting);
  Text titles;
  for (auto before = chain.begin(); before != group; ++before) {
    if (!is_open(run.branch(*before))) continue;
    const Text& title = *run.branch(*before).title;
    titles.da += (titles.da.empty() ? "" : ", ") + title.in(Language::da);
    titles.en += (titles.en.empty() ? "" : ", ") + title.in(Language::en);
    branches::pass_over(run, macrostep.agenda(), *before);
  }
  run.note("passed-over", {"Sprunget over og står som ikke indberettet: " + titles.da,
                           "Passed over, counted as not reported: " + titles.en});
  for (auto at = group; at != chain.end() && (at == group || run.branch(*at).with_previous); ++at) {
    if (run.branch(*at).status == BranchStatus::waiting) AFTALE_TRY_VOID(macrostep.start(*at));
  }
  return true;
}

Result<Leaf> step_of_passed_over(const Run& run, BranchNo branch) {
  const model::Chart& chart = run.chart(branch);
  for (std::size_t state = 0; state < chart.states.size(); ++state) {
    if (chart.states[state].ballot) return Leaf{branch, static_cast<model::StateIx>(state)};
  }
  const Text title = titles_down_to(run, branch);
  return refuse("no-open-step", {title.in(Language::da) + " blev sprunget over, og intet møde skulle tage stilling dér",
                                 title.in(Language::en) + " was passed over, and no meeting was to decide there"});
}

Result<void> must_have_begun(const Run& run, Place place) {
  const Branch& branch = run.branch(place.branch);
  if (branch.status != BranchStatus::waiting || !is_sequential(run, branch)) return {};
  AFTALE_TRY_VOID(must_be_open(run, {branch.parent, branch.origin, model::kNone}));
  const Text title = titles_down_to(run, place.branch);
  return refuse(
      "no-open-step",
      {title.in(Language::da) + " er ikke begyndt endnu; det venter på dem før sig. Er mødet holdt, kan de springes "
                                "over med --skip",
       title.in(Language::en) + " has not begun yet; it waits for those before it. If the meeting has been held, they "
                                "can be passed over with --skip"},
      what_is_possible(run, branch.key));
}

tl::unexpected<ErrorPtr> refuse_alone(const std::string& word) {
  return refuse("second-person",
                {"»" + word +
                     "« kræver to personer her, og derfor kan ingen springes over samtidig. Registrér dem, der "
                     "kommer før, først",
                 "\"" + word +
                     "\" takes two people here, so nobody can be passed over at the same time. Record those "
                     "that come before first"});
}

void note_without_effect(Run& run, BranchNo branch, const std::string& word) {
  const Text& title = *run.branch(branch).title;
  run.note("without-effect",
           {"»" + word + "« er indført uden virkning for forløbet: " + title.in(Language::da) + " var sprunget over",
            "\"" + word + "\" is filled in without effect on the course: " + title.in(Language::en) +
                " had been passed over"});
}

}  // namespace aftale::machine
