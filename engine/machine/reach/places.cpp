#include "engine/machine/reach/places.h"

#include <algorithm>
#include <charconv>

#include "engine/machine/chart/address.h"
#include "engine/machine/chart/documents.h"
#include "engine/machine/chart/refusal.h"
#include "engine/machine/chart/titles.h"
#include "engine/machine/reach/what_is_possible.h"

namespace aftale::machine {

using model::kNone;
using model::State;
using model::StateIx;

namespace {

StateIx child_named(const model::Chart& chart, StateIx parent, std::string_view id) {
  for (StateIx child = static_cast<StateIx>(parent + 1); child < chart.states[parent].end;
       child = chart.states[child].end) {
    if (chart.states[child].id == id && !chart.states[child].is_history()) return child;
  }
  return kNone;
}

struct Segment {
  std::string_view name;
  std::uint32_t round = 0;  ///< 0: the newest
};

Segment segment_of(std::string_view text) {
  const std::size_t mark = text.rfind('#');
  Segment segment{text};
  if (mark == std::string_view::npos) return segment;
  const std::string_view digits = text.substr(mark + 1);
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), segment.round);
  if (error == std::errc() && end == digits.data() + digits.size() && segment.round > 0) {
    segment.name = text.substr(0, mark);
  } else {
    segment.round = 0;
  }
  return segment;
}

BranchNo child_branch(const Run& run, BranchNo parent, StateIx origin, Segment segment, bool by_key) {
  const std::string key = by_key ? unescaped(segment.name) : std::string();
  for (BranchNo no = 1; no < run.branch_count(); ++no) {
    const Branch& child = run.branch(no);
    if (child.parent != parent || child.origin != origin) continue;
    if (segment.round == 0 ? child.superseded : child.round != segment.round) continue;
    if (!by_key || child.element == key) return no;
  }
  return 0;
}

tl::unexpected<ErrorPtr> unknown_step(const Run& run, std::string_view address) {
  const std::string name(address);
  return fail(
      Error::Kind::not_found, "unknown-step",
      Text{"Sagen har intet trin »" + name + "«. Se de åbne trin med »aftale show " + run.instance().key + "«",
           "The case has no step \"" + name + "\". See the open steps with \"aftale show " + run.instance().key + "\""},
      what_is_possible(run));
}

}  // namespace

Result<Place> place_of(const Run& run, std::string_view address) {
  Place place;
  std::string_view rest = address;
  while (!rest.empty()) {
    const std::size_t slash = rest.find('/');
    const std::string_view text = rest.substr(0, slash);
    rest = slash == std::string_view::npos ? std::string_view() : rest.substr(slash + 1);
    const model::Chart& chart = run.chart(place.branch);
    const Segment segment = segment_of(text);
    const State& state = chart.states[place.state];
    if (const StateIx child = child_named(chart, place.state, segment.name); child != kNone) {
      place.state = child;
      // A called workflow adds no segment of its own but its round.
      if (chart.states[child].call && (segment.round != 0 || !rest.empty())) {
        const BranchNo inner = child_branch(run, place.branch, child, {segment.name, segment.round}, false);
        if (inner == 0) return unknown_step(run, address);
        place = {inner, 0, kNone};
      } else if (segment.round != 0) {
        return unknown_step(run, address);
      }
    } else if (state.for_each) {
      const BranchNo child_no = child_branch(run, place.branch, place.state, segment, true);
      if (child_no == 0) return unknown_step(run, address);
      place = {child_no, 0, kNone};
    } else if (place.state == 0 && place.branch != 0 && text == kRenewedApproval && !rest.empty()) {
      const Result<Held> held = document_named(run, 0, rest);
      if (!held) return unknown_step(run, address);
      place.renewal = held->document;
      return place;
    } else {
      return unknown_step(run, address);
    }
  }
  return place;
}

std::vector<Place> renewals_under(const Run& run, Place place) {
  std::vector<Place> out;
  for (BranchNo no = 1; no < run.branch_count(); ++no) {
    const Branch& branch = run.branch(no);
    if (branch.renewals.empty() || branch.superseded) continue;
    if (!encloses(run, {place.branch, place.state}, {no, 0})) continue;
    for (const Renewal& renewal : branch.renewals) {
      if (place.renewal == kNone || (place.renewal == renewal.document && place.branch == no)) {
        out.push_back({no, 0, renewal.document});
      }
    }
  }
  return out;
}

tl::unexpected<ErrorPtr> refuse_ambiguous(const Run& run, const std::string& what, const std::vector<Leaf>& places) {
  std::vector<std::string> steps;
  steps.reserve(places.size());
  for (const Leaf& place : places) steps.push_back(address_of(run, place.branch, place.state));
  return refuse(
      "ambiguous",
      {"»" + what + "« kan ske flere steder. Vælg ét med --in, eller alle under et trin med --in 'TRIN/*'",
       "\"" + what + "\" can happen in several places. Choose one with --in, or all under a step with --in 'STEP/*'"},
      std::move(steps));
}

Result<void> must_be_open(const Run& run, Place place) {
  for (BranchNo no = place.branch;; no = run.branch(no).parent) {
    const Branch& branch = run.branch(no);
    if (branch.kept) {
      const Text title = titles_down_to(run, no);
      return refuse("kept-branch",
                    {title.in(Language::da) +
                         " hviler, til sagen er tilbage i det trin. Beslutningen kan registreres bagefter med sin "
                         "egen mødedato",
                     title.in(Language::en) +
                         " rests until the case is back in that step. The decision can be recorded then with its "
                         "own meeting date"},
                    what_is_possible(run, branch.key));
    }
    if (no == 0) break;
  }
  const Branch& branch = run.branch(place.branch);
  if (branch.status == BranchStatus::running) return {};
  const Text title = titles_down_to(run, place.branch);
  switch (branch.status) {
    case BranchStatus::waiting:
      return refuse("no-open-step",
                    {title.in(Language::da) + " er ikke begyndt endnu; det venter på dem før sig",
                     title.in(Language::en) + " has not begun yet; it waits for those before it"},
                    what_is_possible(run, branch.key));
    case BranchStatus::running:
    case BranchStatus::ended:
    case BranchStatus::not_reported:
    case BranchStatus::cancelled:
      break;
  }
  return refuse("no-open-step",
                {title.in(Language::da) + " er afsluttet og tager ikke flere svar",
                 title.in(Language::en) + " has ended and takes no more answers"},
                what_is_possible(run, branch.key));
}

}  // namespace aftale::machine
