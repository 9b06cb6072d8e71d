#include <algorithm>

#include "engine/base/words.h"
#include "engine/machine/addressees.h"
#include "engine/machine/items.h"
#include "engine/machine/likeness.h"
#include "engine/machine/places.h"
#include "engine/machine/renewals.h"

namespace aftale::machine {

using model::StateIx;

namespace {

std::vector<std::string> split(std::string_view text) {
  std::vector<std::string> out;
  while (true) {
    const std::size_t slash = text.find('/');
    out.emplace_back(text.substr(0, slash));
    if (slash == std::string_view::npos) return out;
    text = text.substr(slash + 1);
  }
}

/// What people may call one part of an address: a step by its id or title, or by the body that treats it.
struct Part {
  std::string id;
  Text title;
  std::vector<std::pair<std::string, Text>> bodies = {};
};

struct Spot {
  std::string address;
  std::vector<Part> parts;
};

/// Every place of the case as it stands: states that are active, branches that can be seen. With `past` also the
/// branches that the case has left behind.
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
    parts.push_back({chart.states[state].id, chart.states[state].title});
  }

  void in_branch(BranchNo no, const std::vector<Part>& around) {
    const Branch& branch = run_.branch(no);
    const model::Chart& chart = run_.chart(branch);
    for (const ActiveState& active : branch.active) {
      std::vector<Part> parts = around;
      add_way(chart, active.state, parts);
      if (chart.states[active.state].ballot) parts.back().bodies = bodies_at(no, active.state);
      spots_.push_back({address_of(run_, no, active.state), parts});
      const model::State& state = chart.states[active.state];
      if (!state.for_each && !state.call) continue;
      for (const BranchNo child : children_in_order(run_, no, active.state))
        below(child, parts, state.for_each.has_value());
    }
  }

  std::vector<std::pair<std::string, Text>> bodies_at(BranchNo no, StateIx state) const {
    std::vector<std::pair<std::string, Text>> bodies;
    const Result<Targets> owners = targets_of(run_, no, state, run_.chart(no).states[state].owner);
    if (!owners) return bodies;
    for (const Target& owner : *owners) {
      if (owner.body) bodies.emplace_back(owner.body->id, owner.body->title);
    }
    return bodies;
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

int likeness(const Part& part, const std::string& word) {
  int best = machine::likeness(part.id, part.title, word);
  for (const auto& [id, title] : part.bodies) best = std::max(best, machine::likeness(id, title, word));
  return best;
}

/// The words match parts in their order, the last of them the last part; the sum says how closely.
int likeness(const Spot& spot, const std::vector<std::string>& words) {
  int sum = 0;
  std::size_t at = spot.parts.size();
  for (std::size_t i = words.size(); i-- > 0;) {
    int found = 0;
    while (at > 0 && found == 0) {
      found = likeness(spot.parts[--at], words[i]);
      if (found == 0 && i + 1 == words.size()) return 0;
    }
    if (found == 0) return 0;
    sum += found;
  }
  return sum;
}

// What people may have meant where nothing answers to what they wrote: the nearest name of each word that no place has.
std::string meant(const std::vector<Spot>& spots, const std::vector<std::string>& words) {
  std::vector<std::string> names;
  const auto add = [&](const std::string& text) {
    for (const std::string& one : {text, text.substr(0, text.find(' '))}) {
      if (!one.empty() && std::find(names.begin(), names.end(), one) == names.end()) names.push_back(one);
    }
  };
  for (const Spot& spot : spots) {
    for (const Part& part : spot.parts) {
      for (const std::string& name : {part.id, part.title.da, part.title.en}) add(name);
      for (const auto& [id, title] : part.bodies) add(title.da);
    }
  }
  std::vector<std::string> folds;
  for (const std::string& name : names) folds.push_back(folded(name));
  std::string text;
  for (const std::string& word : words) {
    const std::string near = nearest(word, folds);
    if (near.empty()) return {};
    const auto at = std::find(folds.begin(), folds.end(), near);
    text += (text.empty() ? "" : "/") + names[static_cast<std::size_t>(at - folds.begin())];
  }
  return text;
}

tl::unexpected<ErrorPtr> unknown_step(const ErrorPtr& plain, const std::string& step, const std::string& near) {
  if (near.empty()) return fail(plain);
  return fail(Error::Kind::not_found, "unknown-step",
              Text{"Sagen har intet trin »" + step + "«. Mente du »" + near + "«?",
                   "The case has no step \"" + step + "\". Did you mean \"" + near + "\"?"});
}

Result<std::string> named(const Run& run, const std::string& step, bool past = false) {
  const Result<Place> exact = place_of(run, step);
  if (exact) return step;
  std::vector<std::string> words = split(step);
  for (std::string& word : words) word = folded(word);
  const std::vector<std::string> whole{folded(step)};  // a name may hold a slash
  std::vector<std::string> best;
  int closest = 0;
  const std::vector<Spot> spots = Spots(run).take(past);
  for (const Spot& spot : spots) {
    const int like = std::max(likeness(spot, words), likeness(spot, whole));
    if (like == 0 || like < closest) continue;
    if (like > closest) best.clear();
    closest = like;
    if (std::find(best.begin(), best.end(), spot.address) == best.end()) best.push_back(spot.address);
  }
  if (best.empty()) return unknown_step(exact.error(), step, meant(spots, words));
  // A place inside another one that answers to the same name means the outer one.
  const std::vector<std::string> all = best;
  std::erase_if(best, [&](const std::string& inner) {
    return std::any_of(all.begin(), all.end(),
                       [&](const std::string& outer) { return inner.rfind(outer + "/", 0) == 0; });
  });
  if (best.size() == 1) return best.front();
  return refuse("ambiguous",
                {"»" + step + "« kan være flere trin. Skriv mere af navnet",
                 "\"" + step + "\" can be several steps. Write more of the name"},
                best);
}

/// A body that was passed over may be named after its party has ended, too.
Result<std::string> passed_over(const Run& run, const std::string& step, Result<std::string> otherwise) {
  const Result<std::string> past = named(run, step, true);
  const Result<Place> place = past ? place_of(run, *past) : Result<Place>(fail(past.error()));
  if (place && run.branch(place->branch).status == BranchStatus::not_reported) return *past;
  return otherwise;
}

/// Whether a command that was sent to one branch of many is answered in it.
bool answers(Run& run, const Input& input, BranchNo branch, const std::string& address) {
  const Result<Place> place = place_of(run, address);
  if (!place || !must_be_open(run, *place)) return false;
  if (const auto* event = std::get_if<Event>(&input)) {
    Macrostep macrostep(run);
    run.event().name = event->name;
    run.event().data = &event->data;
    const Result<Answers> found = answers_to(run, macrostep, *place, event->name);
    if (!found) return true;  // said when it is its turn
    return std::any_of(found->found.begin(), found->found.end(), [&](const Answer& answer) {
      for (Leaf at{answer.branch, answer.state};;) {
        if (at.branch == branch) return true;
        if (!outwards(run, at)) return false;
      }
    });
  }
  const Leaves leaves = leaves_under(run, *place);
  return std::any_of(leaves.begin(), leaves.end(), [&](const Leaf& leaf) {
    return static_cast<bool>(run.chart(leaf.branch).states[leaf.state].ballot);
  });
}

Result<void> expand(Run& run, const Input& input, const std::string& pattern, std::vector<std::string>& out) {
  const std::size_t star = pattern.find("/*");
  const std::string prefix = pattern.substr(0, star);
  const std::string rest = pattern.substr(star + 2);
  AFTALE_TRY(const std::string base, named(run, prefix));
  AFTALE_TRY(const Place place, place_of(run, base));
  AFTALE_TRY_VOID(must_be_open(run, place));
  const auto* event = std::get_if<Event>(&input);
  const bool renews = event && (event->name == kKeep || event->name == kReapprove);
  for (const BranchNo no : children_in_order(run, place.branch, place.state)) {
    const std::string address = run.branch(no).key + rest;
    if (rest.find("/*") != std::string::npos) {
      AFTALE_TRY_VOID(expand(run, input, address, out));
      continue;
    }
    if (renews && !run.branch(no).renewals.empty()) {
      for (const Place& question : renewals_under(run, {no, 0, model::kNone})) {
        out.push_back(renewal_address(run, question.branch, question.renewal));
      }
    } else if (run.branch(no).status == BranchStatus::running && answers(run, input, no, address)) {
      out.push_back(address);
    }
  }
  return {};
}

}  // namespace

namespace {

/// `working_groups/birken/report`, where the branch may be called as people call it; its whole address.
Result<std::string> document_address(const Run& run, const std::string& document) {
  const auto [path, id] = split_document(document);
  std::string address(id);
  if (!path.empty()) {
    AFTALE_TRY(const std::string place, named(run, std::string(path)));
    address = place + "/" + address;
  }
  AFTALE_TRY(const Held held, document_at(run, address));
  return address_of(run, held);
}

}  // namespace

Result<std::vector<std::string>> resolve(const model::Definition& definition, const Case& kase, const Input& input) {
  const std::string* step = nullptr;
  const std::string* document = nullptr;
  if (const auto* attach = std::get_if<Attach>(&input)) document = &attach->document;
  if (const auto* freeze = std::get_if<Freeze>(&input)) document = &freeze->document;
  if (const auto* event = std::get_if<Event>(&input)) step = &event->step;
  if (const auto* record = std::get_if<Record>(&input)) step = &record->step;
  const bool whole = !document && (!step || step->empty());
  if (whole || kase.branches.empty()) return std::vector<std::string>{step ? *step : document ? *document : ""};
  Moment moment;
  moment.now = kase.last_at;
  moment.actor.roles = {"*"};
  Run run(definition, kase, moment);
  if (document) {
    AFTALE_TRY(std::string address, document_address(run, *document));
    return std::vector<std::string>{std::move(address)};
  }
  if (step->find("/*") == std::string::npos) {
    Result<std::string> address = named(run, *step);
    if (!address && std::holds_alternative<Record>(input)) address = passed_over(run, *step, std::move(address));
    AFTALE_TRY(std::string found, std::move(address));
    return std::vector<std::string>{std::move(found)};
  }
  std::vector<std::string> out;
  AFTALE_TRY_VOID(expand(run, input, *step, out));
  if (out.empty()) {
    return refuse(
        "no-open-step",
        {"Ingen åben gren under " + *step + " svarer på det nu", "No open branch under " + *step + " answers that now"},
        what_is_possible(run));
  }
  return out;
}

Result<std::string> find_step(const model::Definition& definition, const Case& kase, const std::string& name) {
  Moment moment;
  moment.now = kase.last_at;
  const Run run(definition, kase, moment);
  Result<std::string> found = named(run, name);
  if (found || std::string_view(code_of(found.error())) == "ambiguous") return found;
  return named(run, name, true);
}

}  // namespace aftale::machine
