#include "engine/machine/reach/places.h"

#include <algorithm>
#include <charconv>

#include "engine/machine/bodies/addressees.h"
#include "engine/machine/bodies/ballots.h"
#include "engine/machine/branches/renewals.h"
#include "engine/machine/chart/titles.h"

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

/// `%2F` as it was before `escaped`; most keys have none.
std::string unescaped(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size(); ++at) {
    const std::string_view code = text.substr(at, 3);
    const char* plain = code == "%2F" ? "/" : code == "%23" ? "#" : code == "%25" ? "%" : code == "%2A" ? "*" : nullptr;
    out += plain ? *plain : text[at];
    if (plain) at += 2;
  }
  return out;
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

bool encloses(const Run& run, Leaf outer, Leaf inner) {
  do {
    if (inner.branch == outer.branch && inner.state == outer.state) return true;
  } while (outwards(run, inner));
  return false;
}

void add_leaves(const Run& run, BranchNo no, StateIx under, Leaves& out) {
  const Branch& branch = run.branch(no);
  const model::Chart& chart = run.chart(branch);
  for (std::size_t i = 0; i < branch.active.size(); ++i) {
    const StateIx at = branch.active[i].state;
    if (under != 0 && at != under && !below(chart, at, under)) continue;
    if (!is_leaf(chart, branch, i)) continue;
    const State& state = chart.states[at];
    const std::size_t before = out.size();
    if (state.for_each || state.call) {
      for (const BranchNo child : children_in_order(run, no, at)) {
        if (run.branch(child).status == BranchStatus::running) add_leaves(run, child, 0, out);
      }
    }
    if (out.size() == before) out.push_back({no, at});
  }
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

Leaves leaves_under(const Run& run, Place place) {
  Leaves out;
  if (run.branch(place.branch).status == BranchStatus::running) add_leaves(run, place.branch, place.state, out);
  return out;
}

bool outwards(const Run& run, Leaf& at) {
  const Branch& branch = run.branch(at.branch);
  const StateIx parent = run.chart(branch).states[at.state].parent;
  if (parent != kNone) {
    at.state = parent;
    return true;
  }
  if (at.branch == 0) return false;
  at = {branch.parent, branch.origin};
  return true;
}

Result<bool> answer_at(Run& run, Macrostep& macrostep, Leaf at, model::EventIx event, Answers& answers) {
  const State& state = run.chart(at.branch).states[at.state];
  if (std::find(state.ignore.begin(), state.ignore.end(), event) != state.ignore.end()) {
    answers.found.push_back({at.branch, at.state, nullptr, {}});
    return true;
  }
  for (const auto& [ix, transitions] : state.on) {
    if (ix != event) continue;
    Answer answer{at.branch, at.state, nullptr, {}};
    for (const model::Transition& transition : transitions) {
      AFTALE_TRY(const bool may, may_act(run, at.branch, at.state, transition.by));
      if (!may) {
        answers.role_said_no = true;
        add_roles(answers.roles, roles_for(run, at.branch, at.state, transition.by));
        continue;
      }
      if (transition.guard) {
        AFTALE_TRY(const bool held, truth_of(run, at.branch, at.state, transition.guard));
        answer.tried.push_back({at.state, transition.number, held});
        if (!held) {
          if (!answers.guard_said_no) answers.guard = transition.guard.text();
          answers.guard_said_no = true;
          continue;
        }
      }
      answer.transition = &transition;
      answers.found.push_back(std::move(answer));
      return true;
    }
  }
  static_cast<void>(macrostep);
  return false;
}

Result<Answers> answers_to(Run& run, Macrostep& macrostep, Place place, const std::string& event) {
  Answers answers;
  Leaves visited;
  for (const Leaf leaf : leaves_under(run, place)) {
    Leaf at = leaf;
    do {
      const auto same = [&](const Leaf& was) { return was.branch == at.branch && was.state == at.state; };
      if (at.branch != leaf.branch || at.state != leaf.state) {
        if (std::any_of(visited.begin(), visited.end(), same)) break;
        visited.push_back(at);
      }
      const model::Chart& chart = run.chart(at.branch);
      const model::EventIx ix = chart.event(event);
      if (ix == kNone) continue;
      if (chart.states[at.state].ballot) {
        if (is_ballot_event(run, chart.states[at.state], event)) {
          answers.comes_from_record = true;
          continue;
        }
      }
      AFTALE_TRY(const bool answered, answer_at(run, macrostep, at, ix, answers));
      if (answered) break;
    } while (outwards(run, at));
  }
  // An inner state goes before those around it.
  if (answers.found.size() > 1) {
    const auto is_outer = [&, all = answers.found](const Answer& outer) {
      return std::any_of(all.begin(), all.end(), [&](const Answer& inner) {
        const bool same = inner.branch == outer.branch && inner.state == outer.state;
        return !same && encloses(run, {outer.branch, outer.state}, {inner.branch, inner.state});
      });
    };
    answers.found.erase(std::remove_if(answers.found.begin(), answers.found.end(), is_outer), answers.found.end());
  }
  return answers;
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

bool is_known_event(const model::Definition& definition, const std::string& event) {
  return std::any_of(definition.charts.begin(), definition.charts.end(),
                     [&](const model::Chart& chart) { return chart.event(event) != kNone; });
}

tl::unexpected<ErrorPtr> refuse(const char* code, Text message, std::vector<std::string> possible) {
  return fail(Error::Kind::refused, code, std::move(message), std::move(possible));
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
  const Text title = titles_down_to(run, place.branch);
  switch (branch.status) {
    case BranchStatus::running:
      return {};
    case BranchStatus::waiting:
      return refuse("no-open-step",
                    {title.in(Language::da) + " er ikke begyndt endnu; det venter på dem før sig",
                     title.in(Language::en) + " has not begun yet; it waits for those before it"},
                    what_is_possible(run, branch.key));
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
