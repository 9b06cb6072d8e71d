#include "engine/machine/reach/spots.h"

#include <algorithm>

#include "engine/base/words.h"
#include "engine/machine/bodies/addressees.h"
#include "engine/machine/chart/address.h"
#include "engine/machine/chart/children.h"
#include "engine/machine/reach/name_match.h"

namespace aftale::machine {

using model::StateIx;

namespace {

Part part_of(const model::State& state) {
  Part part{state.id, state.title};
  part.whole = state.for_each && state.for_each->sequential;
  return part;
}

class Spots {
 public:
  explicit Spots(const Run& run) : run_(run) {}

  std::vector<Spot> take(bool past) {
    in_branch(0, {});
    for (BranchNo no = 1; past && no < run_.branch_count(); ++no) {
      const Branch& branch = run_.branch(no);
      const auto known = [&](const Spot& spot) { return spot.address == branch.key; };
      if (branch.superseded || std::any_of(spots_.begin(), spots_.end(), known)) continue;
      spots_.push_back({branch.key, parts_of(no)});
    }
    return std::move(spots_);
  }

 private:
  std::vector<Part> parts_of(BranchNo no) const {
    if (no == 0) return {};
    const Branch& branch = run_.branch(no);
    std::vector<Part> parts = parts_of(branch.parent);
    const model::Chart& chart = run_.chart(branch.parent);
    add_way(chart, branch.origin, parts);
    if (chart.states[branch.origin].for_each) parts.push_back({branch.element, *branch.title});
    return parts;
  }

  // The states from the top of the chart down to one.
  static void add_way(const model::Chart& chart, StateIx state, std::vector<Part>& parts) {
    if (state == 0 || state == model::kNone) return;
    add_way(chart, chart.states[state].parent, parts);
    parts.push_back(part_of(chart.states[state]));
  }

  void in_branch(BranchNo no, const std::vector<Part>& around) {
    const Branch& branch = run_.branch(no);
    const model::Chart& chart = run_.chart(branch);
    for (const ActiveState& active : branch.active) {
      std::vector<Part> parts = around;
      add_way(chart, active.state, parts);
      parts.back().bodies = bodies_at(run_, {no, active.state});
      spots_.push_back({address_of(run_, no, active.state), parts});
      const model::State& state = chart.states[active.state];
      if (!state.for_each && !state.call) continue;
      for (const BranchNo child : children_in_order(run_, no, active.state))
        below(child, parts, state.for_each.has_value());
    }
  }

  void below(BranchNo no, std::vector<Part> parts, bool keyed) {
    const Branch& branch = run_.branch(no);
    if (keyed) {
      parts.push_back({branch.element, *branch.title});
      spots_.push_back({branch.key, parts});
    }
    for (const Renewal& renewal : branch.renewals) {
      std::vector<Part> asked = parts;
      const model::Document& document = run_.definition().root().documents[renewal.document];
      asked.push_back({kRenewedApproval, {"Fornyet godkendelse", "Renewed approval"}});
      asked.push_back({document.id, document.title});
      spots_.push_back({renewal_address(run_, no, renewal.document), std::move(asked)});
    }
    in_branch(no, parts);
  }

  const Run& run_;
  std::vector<Spot> spots_;
};

}  // namespace

std::vector<std::pair<std::string, Text>> bodies_at(const Run& run, Leaf at) {
  std::vector<std::pair<std::string, Text>> bodies;
  const Result<Targets> owners = targets_of(run, at.branch, at.state, run.chart(at.branch).states[at.state].owner);
  if (!owners) return bodies;
  for (const Target& owner : *owners) {
    if (owner.body) bodies.emplace_back(owner.body->id, owner.body->title);
  }
  return bodies;
}

std::vector<Spot> spots_of(const Run& run, bool past) {
  return Spots(run).take(past);
}

int name_match(const Part& part, const std::string& word) {
  int best = machine::name_match(part.id, part.title, word);
  if (part.whole && best < kByTitle) best = 0;
  for (const auto& [id, title] : part.bodies) best = std::max(best, machine::name_match(id, title, word));
  return best;
}

int name_match(const Spot& spot, const std::vector<std::string>& words) {
  int sum = 0;
  std::size_t at = spot.parts.size();
  for (std::size_t i = words.size(); i-- > 0;) {
    int found = 0;
    while (at > 0 && found == 0) {
      found = name_match(spot.parts[--at], words[i]);
      if (found == 0 && i + 1 == words.size()) return 0;
    }
    if (found == 0) return 0;
    sum += found;
  }
  return sum;
}

bool is_name_in(const model::Definition& definition, const std::string& word) {
  const auto body = [&](const model::Body& one) { return machine::name_match(one.id, one.title, word) > 0; };
  const model::Organisation& organisation = definition.organisation;
  return std::any_of(definition.charts.begin(), definition.charts.end(),
                     [&](const model::Chart& chart) {
                       return std::any_of(chart.states.begin(), chart.states.end(), [&](const model::State& state) {
                         return name_match(part_of(state), word) > 0;
                       });
                     }) ||
         std::any_of(organisation.bodies.begin(), organisation.bodies.end(), body) ||
         std::any_of(organisation.parties.begin(), organisation.parties.end(), [&](const model::Party& party) {
           return machine::name_match(party.code, party.title, word) > 0 ||
                  std::any_of(party.chain.begin(), party.chain.end(), body);
         });
}

}  // namespace aftale::machine
