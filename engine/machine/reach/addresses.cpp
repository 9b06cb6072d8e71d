#include <algorithm>
#include <map>

#include "engine/base/words.h"
#include "engine/machine/branches/renewed_approval.h"
#include "engine/machine/chart/address.h"
#include "engine/machine/chart/children.h"
#include "engine/machine/chart/configuration.h"
#include "engine/machine/chart/refusal.h"
#include "engine/machine/chart/titles.h"
#include "engine/machine/possible.h"
#include "engine/machine/reach/answers.h"
#include "engine/machine/reach/document_address.h"
#include "engine/machine/reach/name_match.h"
#include "engine/machine/reach/places.h"
#include "engine/machine/reach/spots.h"
#include "engine/machine/reach/what_is_possible.h"

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
      add(usual_title(part.id).da);
    }
  }
  std::string text;
  for (const std::string& word : words) {
    const std::string near = nearest(word, names);
    if (near.empty()) return {};
    text += (text.empty() ? "" : "/") + near;
  }
  return text;
}

/// The places that are called so, none less closely than another.
std::vector<std::string> called(const std::vector<Spot>& spots, const std::vector<std::string>& words,
                                const std::vector<std::string>& whole = {}) {
  std::vector<std::string> best;
  int closest = 0;
  for (const Spot& spot : spots) {
    const int like = std::max(name_match(spot, words), whole.empty() ? 0 : name_match(spot, whole));
    if (like == 0 || like < closest) continue;
    if (like > closest) best.clear();
    closest = like;
    if (std::find(best.begin(), best.end(), spot.address) == best.end()) best.push_back(spot.address);
  }
  // A place inside another one that answers to the same name means the outer one.
  const std::vector<std::string> all = best;
  std::erase_if(best, [&](const std::string& inner) {
    return std::any_of(all.begin(), all.end(),
                       [&](const std::string& outer) { return inner.rfind(outer + "/", 0) == 0; });
  });
  return best;
}

/// The branches right below a place, as people call them; none where there are too many to read.
std::vector<Text> names_below(const std::vector<Spot>& spots, const std::string& base) {
  constexpr std::size_t kReadMax = 8;
  std::size_t depth = 0;
  std::vector<Text> names;
  for (const Spot& spot : spots) {
    if (spot.address.rfind(base + "/", 0) != 0 || spot.parts.back().whole) continue;
    if (depth == 0) depth = spot.parts.size();
    if (spot.parts.size() == depth) names.push_back(spot.parts.back().title);
  }
  if (names.size() > kReadMax) names.clear();
  return names;
}

Text listed(const std::vector<Text>& names) {
  std::vector<std::string> da, en;
  for (const Text& name : names) {
    da.push_back(name.in(Language::da));
    en.push_back(name.in(Language::en));
  }
  return {joined(da, "og"), joined(en, "and")};
}

/// The steps at which the case itself stands.
Text where_it_is(const Run& run) {
  const Branch& root = run.branch(0);
  const model::Chart& chart = run.chart(root);
  std::vector<Text> titles;
  for (std::size_t i = 0; i < root.active.size(); ++i) {
    if (is_leaf(chart, root, i))
      titles.push_back(filled(title_of_state(chart.states[root.active[i].state]), run, root));
  }
  return listed(titles);
}

/// Why nothing answers to what people wrote: it is not open, it is written otherwise, or there is no such thing.
tl::unexpected<ErrorPtr> not_found(const Run& run, const std::string& step, const std::vector<Spot>& spots,
                                   const std::vector<std::string>& words, const ErrorPtr& plain) {
  const std::string around = words.size() < 2 ? std::string() : [&] {
    const std::vector<std::string> found = called(spots, {words.begin(), words.end() - 1});
    return found.size() == 1 ? found.front() : std::string();
  }();
  const bool known = std::all_of(words.begin(), words.end(),
                                 [&](const std::string& word) { return is_name_in(run.definition(), word); });
  if (known) {
    const Text where = where_it_is(run);
    return refuse("no-open-step",
                  {"»" + step + "« er ikke åbent nu. Sagen er ved: " + where.da,
                   "\"" + step + "\" is not open now. The case is at: " + where.en},
                  what_is_possible(run, around));
  }
  Text message{"Sagen har intet trin »" + step + "«. ", "The case has no step \"" + step + "\". "};
  if (const std::string near = meant(spots, words); !near.empty()) {
    message.da += "Mente du »" + near + "«?";
    message.en += "Did you mean \"" + near + "\"?";
    return fail(Error::Kind::not_found, "unknown-step", std::move(message));
  }
  const std::vector<Text> names = around.empty() ? std::vector<Text>() : names_below(spots, around);
  if (names.empty()) return fail(plain);
  const Text there = listed(names);
  message.da += "Der er " + there.da;
  message.en += "There are " + there.en;
  return fail(Error::Kind::not_found, "unknown-step", std::move(message), what_is_possible(run, around));
}

std::vector<std::string> folded_words(std::string_view step) {
  std::vector<std::string> words = split(step);
  for (std::string& word : words) word = folded(word);
  return words;
}

tl::unexpected<ErrorPtr> refuse_several(const std::string& step, const std::vector<std::string>& found) {
  return refuse("ambiguous",
                {"»" + step + "« kan være flere trin. Skriv mere af navnet",
                 "\"" + step + "\" can be several steps. Write more of the name"},
                found);
}

Result<std::string> named(const Run& run, const std::string& step, bool past = false) {
  const Result<Place> exact = place_of(run, step);
  if (exact) return step;
  const std::vector<std::string> words = folded_words(step);
  const std::vector<Spot> spots = spots_of(run, past);
  const std::vector<std::string> best = called(spots, words, {folded(step)});  // a name may hold a slash
  if (best.empty()) return not_found(run, step, spots, words, exact.error());
  if (best.size() == 1) return best.front();
  return refuse_several(step, best);
}

/// What the case has left behind takes no command and says why; but a body that was passed over may be recorded after
/// its party has ended, too.
Result<std::string> left_behind(const Run& run, const Input& input, const std::string& step,
                                Result<std::string> otherwise) {
  if (std::string_view(code_of(otherwise.error())) == "ambiguous") return otherwise;
  const Result<std::string> past = named(run, step, true);
  if (!past) return otherwise;
  AFTALE_TRY(const Place place, place_of(run, *past));
  const bool passed_over = run.branch(place.branch).status == BranchStatus::not_reported;
  if (passed_over && std::holds_alternative<Record>(input)) return *past;
  AFTALE_TRY_VOID(must_be_open(run, place));
  return otherwise;
}

/// Whether a command that was sent to one branch of many is answered in it.
bool answers(Run& run, const Input& input, BranchNo branch, const std::string& address) {
  const Result<Place> place = place_of(run, address);
  if (!place || !must_be_open(run, *place)) return false;
  if (const auto* event = std::get_if<Event>(&input)) {
    run.event().name = event->name;
    run.event().data = &event->data;
    const Result<Answers> found = answers_to(run, *place, event->name);
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
  const bool renews = event && (event->name == branches::kKeep || event->name == branches::kReapprove);
  const std::vector<Spot> spots = spots_of(run, false);
  std::string unknown;
  bool known = false;
  for (const BranchNo no : children_in_order(run, place.branch, place.state)) {
    std::string address = run.branch(no).key + rest;
    if (rest.find("/*") != std::string::npos) {
      AFTALE_TRY_VOID(expand(run, input, address, out));
      continue;
    }
    // A name that one branch does not have may stand in the others; one that can be several is for people to choose.
    if (!rest.empty() && !place_of(run, address)) {
      const std::vector<std::string> found = called(spots, folded_words(address));
      if (found.empty()) {
        unknown = address;
        continue;
      }
      if (found.size() > 1) return refuse_several(address, found);
      address = found.front();
    }
    known = true;
    if (renews && !run.branch(no).renewals.empty()) {
      for (const Place& question : renewals_under(run, {no, 0, model::kNone})) {
        out.push_back(renewal_address(run, question.branch, question.renewal));
      }
    } else if (run.branch(no).status == BranchStatus::running && answers(run, input, no, address)) {
      out.push_back(address);
    }
  }
  if (known || unknown.empty()) return {};
  return named(run, unknown).map([](const std::string&) {});
}

/// One word of minutes belongs to one kind of body: a pattern that reaches committees and councils is refused, with the
/// patterns that reach the one or the other.
Result<void> must_be_one_kind(const Run& run, const std::string& pattern, const std::vector<std::string>& addresses) {
  struct Kind {
    Text title;
    int count = 0;
  };
  std::map<std::string, Kind> kinds;
  for (const std::string& address : addresses) {
    AFTALE_TRY(const Place place, place_of(run, address));
    for (const Leaf& leaf : leaves_under(run, place)) {
      for (const auto& [id, title] : bodies_at(run, leaf)) {
        Kind& kind = kinds[id];
        kind.title = usual_title(id).empty() ? title : usual_title(id);
        ++kind.count;
      }
    }
  }
  if (kinds.size() < 2) return {};
  std::vector<Text> names;
  std::vector<std::string> patterns;
  for (const auto& [id, kind] : kinds) {
    const std::string count = " (" + std::to_string(kind.count) + ")";
    names.push_back({kind.title.in(Language::da) + count, kind.title.in(Language::en) + count});
    patterns.push_back(pattern + "/" + id);
  }
  const Text there = listed(names);
  return refuse("ambiguous",
                {"»" + pattern + "« når forskellige slags organer: " + there.da + ". Vælg en af dem",
                 "\"" + pattern + "\" reaches different kinds of bodies: " + there.en + ". Choose one of them"},
                std::move(patterns));
}

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

Result<std::vector<std::string>> resolve(const model::Definition& definition, const Case& instance,
                                         const Input& input) {
  const std::string* step = nullptr;
  const std::string* document = nullptr;
  if (const auto* attach = std::get_if<Attach>(&input)) document = &attach->document;
  if (const auto* freeze = std::get_if<Freeze>(&input)) document = &freeze->document;
  if (const auto* event = std::get_if<Event>(&input)) step = &event->step;
  if (const auto* record = std::get_if<Record>(&input)) step = &record->step;
  const bool whole = !document && (!step || step->empty());
  if (whole || instance.branches.empty()) return std::vector<std::string>{step ? *step : document ? *document : ""};
  Moment moment;
  moment.now = instance.last_at;
  moment.actor.roles = {"*"};
  Run run(definition, instance, moment);
  if (document) {
    AFTALE_TRY(std::string address, document_address(run, *document));
    return std::vector<std::string>{std::move(address)};
  }
  if (step->find("/*") == std::string::npos) {
    Result<std::string> address = named(run, *step);
    if (!address) address = left_behind(run, input, *step, std::move(address));
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
  if (std::holds_alternative<Record>(input)) AFTALE_TRY_VOID(must_be_one_kind(run, *step, out));
  return out;
}

Result<std::string> find_step(const model::Definition& definition, const Case& instance, const std::string& name) {
  Moment moment;
  moment.now = instance.last_at;
  const Run run(definition, instance, moment);
  Result<std::string> found = named(run, name);
  if (found || std::string_view(code_of(found.error())) == "ambiguous") return found;
  return named(run, name, true);
}

}  // namespace aftale::machine
