#include "engine/testing/expectations.h"

#include <algorithm>
#include <set>

#include "engine/base/words.h"
#include "engine/lifecycle/case_life.h"
#include "engine/lifecycle/deadline_life.h"
#include "engine/machine/case.h"
#include "engine/testing/paths.h"
#include "engine/testing/receivers.h"

namespace aftale::testing {
namespace {

using lifecycle::CaseStatus;
using lifecycle::DeadlineStatus;
using Mismatch = std::optional<Diagnostic>;

constexpr std::size_t kListedMax = 12;

Text list_of(const std::vector<std::string>& words, const Text& none) {
  if (words.empty()) return none;
  std::string text;
  for (std::size_t n = 0; n < std::min(words.size(), kListedMax); ++n) text += (n == 0 ? "" : ", ") + words[n];
  if (words.size() <= kListedMax) return same_text(text);
  const std::string rest = std::to_string(words.size() - kListedMax);
  return {text + " og " + rest + " mere", text + " and " + rest + " more"};
}

Text both(const char* danish, const char* english, const std::string& value) {
  return {danish + value, english + value};
}

CaseStatus status_of(const Facts& facts) {
  return facts.show.summary.row.status;
}

/// What can be named by `in`: active states, and the steps that wait for somebody.
std::vector<std::string> active(const Facts& facts) {
  std::vector<std::string> all = facts.show.active;
  for (const records::WorkItemRow& item : facts.show.items) {
    if (item.status == lifecycle::ItemStatus::open) all.push_back(item.step);
  }
  return all;
}

/// The innermost ones: what stands inside another is said by the other.
std::vector<std::string> innermost(std::vector<std::string> addresses) {
  std::sort(addresses.begin(), addresses.end());
  addresses.erase(std::unique(addresses.begin(), addresses.end()), addresses.end());
  std::vector<std::string> out;
  for (const std::string& address : addresses) {
    const bool holds_other = std::any_of(addresses.begin(), addresses.end(), [&address](const std::string& other) {
      return other.size() > address.size() && other.starts_with(address) && other[address.size()] == '/';
    });
    if (!holds_other) out.push_back(address);
  }
  return out;
}

Text ending_words(const Facts& facts) {
  const std::string outcome = facts.show.branches.empty() ? "" : facts.show.branches.front().outcome;
  if (status_of(facts) == CaseStatus::completed)
    return both("sagen er afsluttet med ", "the case has ended with ", outcome);
  const Text status = lifecycle::title(status_of(facts));
  return {"sagen er " + status.da, "the case is " + status.en};
}

Mismatch look_at_in(const Expectations& then, const Facts& facts) {
  const std::vector<std::string> all = active(facts);
  for (const Named& path : then.in) {
    const std::string wanted = nfc(path.text);
    if (std::any_of(all.begin(), all.end(), [&](const std::string& one) { return names_or_holds(wanted, one); }))
      continue;
    return mismatch(path.at, both("sagen står i ", "the case to be in ", path.text),
                    all.empty() ? ending_words(facts) : list_of(innermost(all), {}));
  }
  return {};
}

/// Rounds of one element count once.
Mismatch look_at_branches(const Expectations& then, const Facts& facts) {
  if (!then.branches) return {};
  std::set<std::string> elements;
  const std::string wanted = nfc(then.in.front().text) + "/*";
  for (const records::BranchRow& row : facts.show.branches) {
    const bool cancelled = row.status == machine::BranchStatus::cancelled;
    if (!cancelled && names(wanted, row.key)) elements.insert(row.key.substr(0, row.key.find('#', row.key.rfind('/'))));
  }
  const auto count = static_cast<std::int64_t>(elements.size());
  if (count == then.branches->number) return {};
  const std::string number = std::to_string(then.branches->number), step = then.in.front().text;
  return mismatch(then.branches->at, {number + " grene i " + step, number + " branches in " + step},
                  same_text(std::to_string(count)));
}

std::vector<std::string> open_steps(const Facts& facts) {
  std::vector<std::string> steps;
  for (const records::WorkItemRow& item : facts.show.items) {
    if (item.status == lifecycle::ItemStatus::open) steps.push_back(item.step);
  }
  return steps;
}

/// `listed` must be among `found`; an empty list is `none`.
Mismatch look_at_list(const Expectations::Contains<Named>& expected, const std::vector<std::string>& found,
                      const Text& what, bool (*fits)(std::string_view, std::string_view)) {
  const Text nothing{"ingen", "none"};
  if (expected.listed.empty()) {
    if (found.empty()) return {};
    return mismatch(expected.at, {what.da + ": ingen", what.en + ": none"}, list_of(found, nothing));
  }
  for (const Named& one : expected.listed) {
    const std::string wanted = nfc(one.text);
    if (std::any_of(found.begin(), found.end(), [&](const std::string& other) { return fits(wanted, other); }))
      continue;
    return mismatch(one.at, {what.da + ": " + one.text, what.en + ": " + one.text}, list_of(found, nothing));
  }
  return {};
}

Mismatch look_at_open(const Expectations& then, const Facts& facts) {
  const std::vector<std::string> steps = open_steps(facts);
  if (then.open_count && then.open_count->number != static_cast<std::int64_t>(steps.size())) {
    const std::string number = std::to_string(then.open_count->number), count = std::to_string(steps.size());
    const Text listed = list_of(steps, {});
    return mismatch(then.open_count->at,
                    {number + " trin, der venter på nogen", number + " steps that wait for somebody"},
                    {count + (steps.empty() ? "" : ": ") + listed.da, count + (steps.empty() ? "" : ": ") + listed.en});
  }
  if (!then.open) return {};
  return look_at_list(*then.open, steps, {"trin, der venter på nogen", "steps that wait for somebody"}, names_or_holds);
}

Mismatch look_at_ended(const Expectations& then, const Facts& facts) {
  if (!then.ended) return {};
  const CaseStatus status = status_of(facts);
  std::string outcome = status == CaseStatus::withdrawn ? "withdrawn" : "";
  if (status == CaseStatus::completed && !facts.show.branches.empty()) outcome = facts.show.branches.front().outcome;
  if (outcome == then.ended->text) return {};
  Text was = ending_words(facts);
  if (outcome.empty()) {
    const Text stands = list_of(innermost(active(facts)), {"ingen trin", "no steps"});
    was = {was.da + " i " + stands.da, was.en + " in " + stands.en};
  }
  return mismatch(then.ended->at, both("sagen afsluttet med ", "the case to have ended with ", then.ended->text), was);
}

Mismatch look_at_outcomes(const Expectations& then, const Facts& facts) {
  for (const auto& [path, outcome] : then.outcome) {
    const std::string wanted = nfc(path.text);
    bool found = false;
    for (const records::BranchRow& row : facts.show.branches) {
      if (!names(wanted, row.key)) continue;
      found = true;
      const bool passed_over = row.status == machine::BranchStatus::not_reported;
      if (row.outcome == outcome || (passed_over && outcome == "not_reported")) continue;
      return mismatch(path.at, both("udfaldet ", "the outcome ", outcome + " (" + row.key + ")"),
                      row.outcome.empty() ? Text{"intet udfald endnu", "no outcome yet"} : same_text(row.outcome));
    }
    if (found) continue;
    std::vector<std::string> keys;
    for (const records::BranchRow& row : facts.show.branches) {
      if (!row.key.empty()) keys.push_back(row.key);
    }
    return mismatch(path.at, both("en gren ", "a branch ", path.text), list_of(keys, {"ingen grene", "no branches"}));
  }
  return {};
}

using Values = std::vector<std::pair<std::string, std::string>>;

Mismatch look_at_values(const std::vector<std::pair<Named, std::string>>& expected, const Values& values,
                        const Text& what) {
  for (const auto& [name, value] : expected) {
    const auto found =
        std::find_if(values.begin(), values.end(), [n = &name](const auto& known) { return known.first == n->text; });
    if (found == values.end()) {
      std::vector<std::string> known;
      for (const auto& entry : values) known.push_back(entry.first);
      const Text wanted{what.da + " ved navn " + name.text, what.en + " by the name " + name.text};
      return mismatch(name.at, wanted, list_of(known, {"ingen", "none"}));
    }
    if (found->second == nfc(value)) continue;
    const Text was = found->second.empty() ? Text{"intet", "nothing"} : same_text(found->second);
    const std::string wanted = name.text + " = ";
    return mismatch(name.at, value.empty() ? Text{wanted + "intet", wanted + "nothing"} : same_text(wanted + value),
                    was);
  }
  return {};
}

Mismatch look_at_data(const Expectations& then, const Facts& facts) {
  return look_at_values(then.data, facts.show.values, {"data", "data"});
}

Mismatch look_at_result(const Expectations& then, const Facts& facts) {
  return look_at_values(then.result, facts.show.result, {"et resultat", "a result"});
}

bool has_status(const cases::DueLine& line, DeadlineStatus status) {
  return line.status == lifecycle::name(status);
}

Mismatch look_at_due(const Expectations& then, const Facts& facts) {
  for (const Dated& expected : then.due) {
    std::vector<std::string> dates;
    for (const cases::DueLine& line : facts.show.due) {
      if (!names(nfc(expected.path.text), line.step) || has_status(line, DeadlineStatus::cancelled) || !line.due)
        continue;
      dates.push_back(line.due->iso());
    }
    const bool holds =
        expected.date ? std::find(dates.begin(), dates.end(), expected.date->iso()) != dates.end() : dates.empty();
    if (holds) continue;
    const std::string date = expected.date ? expected.date->iso() : "";
    return mismatch(
        expected.path.at,
        expected.date ? Text{"frist " + date + " for " + expected.path.text, expected.path.text + " to be due " + date}
                      : Text{"ingen frist for " + expected.path.text, "no due date for " + expected.path.text},
        list_of(dates, {"ingen frist", "no due date"}));
  }
  return {};
}

Mismatch look_at_overdue(const Expectations& then, const Facts& facts) {
  if (!then.overdue) return {};
  std::vector<std::string> overdue;
  for (const cases::DueLine& line : facts.show.due) {
    if (has_status(line, DeadlineStatus::missed) || has_status(line, DeadlineStatus::missed_paused))
      overdue.push_back(line.step);
  }
  return look_at_list(*then.overdue, overdue, {"overskredne frister", "missed deadlines"}, names);
}

bool is_sent(const Sent& wanted, const Facts& facts) {
  return std::any_of(facts.sent.begin(), facts.sent.end(), [&](const records::OutboxRow& row) {
    if (!wanted.template_name.empty() && row.template_name != wanted.template_name) return false;
    return wanted.to.empty() || is_receiver(row, wanted.to, facts.organisation);
  });
}

std::string words_of(const Sent& sent) {
  return (sent.template_name.empty() ? "*" : sent.template_name) + (sent.to.empty() ? "" : " -> " + sent.to);
}

std::vector<std::string> list_sent(const Facts& facts) {
  std::vector<std::string> sent;
  for (const records::OutboxRow& row : facts.sent) sent.push_back(row.template_name + " -> " + row.receiver_title);
  return sent;
}

Mismatch look_at_not_sent(const Expectations& then, const Facts& facts) {
  if (!then.not_sent) return {};
  for (const Sent& unwanted : then.not_sent->listed) {
    if (!is_sent(unwanted, facts)) continue;
    return mismatch(unwanted.at, both("ingen besked ", "no message ", words_of(unwanted)),
                    list_of(list_sent(facts), {}));
  }
  return {};
}

Mismatch look_at_sent(const Expectations& then, const Facts& facts) {
  if (!then.sent) return {};
  const std::vector<std::string> sent = list_sent(facts);
  const Text nothing{"ingen beskeder", "no messages"};
  if (then.sent->listed.empty()) {
    if (sent.empty()) return {};
    return mismatch(then.sent->at, nothing, list_of(sent, nothing));
  }
  for (const Sent& wanted : then.sent->listed) {
    if (is_sent(wanted, facts)) continue;
    return mismatch(wanted.at, both("en besked ", "a message ", words_of(wanted)), list_of(sent, nothing));
  }
  return {};
}

Mismatch look_at_possible(const Expectations& then, const Facts& facts) {
  if (!then.possible) return {};
  std::vector<std::string> events;
  for (const machine::Offer& offer : facts.offers) {
    if (offer.guard_holds && std::find(events.begin(), events.end(), offer.event) == events.end())
      events.push_back(offer.event);
  }
  return look_at_list(*then.possible, events, {"mulige hændelser", "possible events"}, names);
}

}  // namespace

Diagnostic mismatch(const Span& at, const Text& expected, const Text& was) {
  return {"scenario",
          Severity::error,
          {"Forventet: " + expected.da + "; men var: " + was.da, "Expected: " + expected.en + "; but was: " + was.en},
          at,
          {}};
}

bool is_empty(const Expectations& then) {
  return then.in.empty() && !then.branches && !then.open_count && !then.open && !then.ended && then.outcome.empty() &&
         then.data.empty() && then.result.empty() && then.due.empty() && !then.overdue && !then.sent &&
         !then.not_sent && !then.possible;
}

std::optional<Diagnostic> first_mismatch(const Expectations& then, const Facts& facts) {
  for (const auto look :
       {look_at_in, look_at_branches, look_at_open, look_at_ended, look_at_outcomes, look_at_data, look_at_result,
        look_at_due, look_at_overdue, look_at_sent, look_at_not_sent, look_at_possible}) {
    if (Mismatch found = look(then, facts)) return found;
  }
  return {};
}

}  // namespace aftale::testing
