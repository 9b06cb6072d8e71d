#include <algorithm>

#include "engine/machine/addressees.h"
#include "engine/machine/ballots.h"
#include "engine/machine/items.h"
#include "engine/machine/renewals.h"

namespace aftale::machine {

using model::State;
using model::StateIx;

namespace {

/// Collects what can be done, branch by branch, outer states before inner ones.
class Offers {
 public:
  explicit Offers(Run& run) : run_(run) {}

  void in_branch(BranchNo no) {
    const Branch& branch = run_.branch(no);
    const model::Chart& chart = run_.chart(branch);
    at_state(no, 0);
    for (const ActiveState& active : branch.active) {
      at_state(no, active.state);
      const State& state = chart.states[active.state];
      if (!state.for_each && !state.call) continue;
      for (const BranchNo child : children_in_order(run_, no, active.state)) {
        renewals(child);
        if (run_.branch(child).status == BranchStatus::running) in_branch(child);
      }
    }
  }

  std::vector<Offer> take() { return std::move(offers_); }

 private:
  void at_state(BranchNo no, StateIx at) {
    const model::Chart& chart = run_.chart(no);
    const State& state = chart.states[at];
    std::vector<FittingWord> words;
    if (state.ballot) {
      const Result<std::string> kind = ballot_kind(run_, no, at);
      if (kind) words = fitting_words(run_, *kind);
    }
    for (const auto& [event, transitions] : state.on) {
      const std::string& name = chart.events[event].name;
      if (!state.ballot || !is_ballot_event(run_, state, name)) add(no, at, name, transitions, {});
    }
    std::vector<std::string> events;
    for (const FittingWord& word : words) {
      if (std::find(events.begin(), events.end(), word.event) == events.end()) events.push_back(word.event);
    }
    for (const std::string& event : events) ballot(no, at, event, words);
  }

  void ballot(BranchNo no, StateIx at, const std::string& event, const std::vector<FittingWord>& words) {
    std::vector<std::string> fitting;
    for (const FittingWord& word : words) {
      if (word.event == event) fitting.push_back(word.word);
    }
    static const std::vector<model::Transition> stay(1);
    if (stays(event)) return add(no, at, event, stay, std::move(fitting));
    for (const std::string& other : stand_ins(event)) {
      for (Leaf leaf{no, at};;) {
        const model::Chart& chart = run_.chart(leaf.branch);
        const model::EventIx ix = chart.event(other);
        const State& state = chart.states[leaf.state];
        for (const auto& [taken, transitions] : state.on) {
          if (ix != model::kNone && taken == ix) return add(no, at, event, transitions, std::move(fitting));
        }
        if (std::find(state.ignore.begin(), state.ignore.end(), ix) != state.ignore.end()) {
          return add(no, at, event, stay, std::move(fitting));
        }
        if (!outwards(run_, leaf)) break;
      }
    }
  }

  void add(BranchNo no, StateIx at, const std::string& event, const std::vector<model::Transition>& transitions,
           std::vector<std::string> words) {
    run_.event() = CurrentEvent{};
    run_.event().name = event;
    bool allowed = false, holds = false;
    for (const model::Transition& transition : transitions) {
      const Result<bool> may = may_act(run_, no, at, transition.by);
      if (!may || !*may) continue;
      allowed = true;
      const Result<bool> held = truth_of(run_, no, at, transition.guard);
      // A guard that needs the event's data cannot be asked before they are given.
      if (!held || *held) holds = true;
    }
    if (!allowed) return;
    Offer offer;
    offer.step = address_of(run_, no, at);
    offer.step_title = at == 0 ? *run_.branch(no).title : title_of_state(run_.chart(no).states[at]);
    offer.event = event;
    offer.ballot = !words.empty();
    offer.words = std::move(words);
    offer.guard_holds = holds;
    offers_.push_back(std::move(offer));
  }

  void renewals(BranchNo no) {
    const std::vector<std::string>& roles = run_.moment().actor.roles;
    const bool may = std::any_of(roles.begin(), roles.end(),
                                 [](const std::string& role) { return role == "*" || role == "secretariat"; });
    if (!may) return;
    for (const Renewal& renewal : run_.branch(no).renewals) {
      for (const char* event : {kReapprove, kKeep}) {
        Offer offer;
        offer.step = renewal_address(run_, no, renewal.document);
        offer.step_title = {"Fornyet godkendelse", "Renewed approval"};
        offer.event = event;
        offers_.push_back(std::move(offer));
      }
    }
  }

  Run& run_;
  std::vector<Offer> offers_;
};

}  // namespace

std::vector<Offer> possible(const model::Definition& definition, const Case& kase, const Moment& moment) {
  if (kase.status != lifecycle::CaseStatus::running || kase.branches.empty()) return {};
  Run run(definition, kase, moment);
  Offers offers(run);
  offers.in_branch(0);
  return offers.take();
}

namespace {

// "approval/0851/chain/council" lies in "approval/0851".
std::string_view outermost_branch(std::string_view address) {
  const std::size_t first = address.find('/');
  return first == std::string_view::npos ? std::string_view() : address.substr(0, address.find('/', first + 1));
}

bool lies_in(const std::string& entry, std::string_view branch) {
  return entry.size() > branch.size() && entry.compare(0, branch.size(), branch) == 0 && entry[branch.size()] == '/';
}

}  // namespace

std::vector<std::string> what_is_possible(const Run& run, std::string_view near) {
  constexpr std::size_t kShownMax = 10;
  std::vector<std::string> out;
  for (const Offer& offer : possible(run.definition(), run.kase(), run.moment())) {
    if (!offer.guard_holds) continue;  // known, but refused at this moment
    std::string entry = offer.step.empty() ? std::string() : offer.step + ": ";
    entry += offer.ballot ? std::string("record") : offer.event;
    if (std::find(out.begin(), out.end(), entry) == out.end()) out.push_back(std::move(entry));
  }
  const std::string_view branch = outermost_branch(near);
  const auto beside = [&](const std::string& entry) { return !branch.empty() && lies_in(entry, branch); };
  if (std::any_of(out.begin(), out.end(), beside))
    std::erase_if(out, [&](const std::string& entry) { return !beside(entry); });
  if (out.size() > kShownMax) {
    out.resize(kShownMax);
    out.emplace_back("…");
  }
  return out;
}

}  // namespace aftale::machine
