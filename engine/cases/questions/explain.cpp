#include <algorithm>
#include <map>
#include <set>

#include "engine/cases/case_rows.h"
#include "engine/cases/entries.h"
#include "engine/cases/questions/queries.h"

namespace aftale::cases::queries {
namespace {

bool below(const std::string& address, const std::string& step) {
  return address.size() > step.size() && address.compare(0, step.size(), step) == 0 && address[step.size()] == '/';
}

bool is_top(const std::string& address) {
  return address.find('/') == std::string::npos;
}

// "approval/0851: approved" -> "approval/0851"
std::string branch_of(const std::string& ended) {
  return ended.substr(0, ended.rfind(": "));
}

/// Tells what entries came to, with the titles of the case's definition and of its rows.
class Teller {
 public:
  Teller(const machine::Case& instance, const model::Definition& definition, const Titles& titles) : titles_(titles) {
    for (const machine::BranchPtr& branch : instance.branches) {
      const model::Chart& chart = definition.charts[branch->chart];
      const std::string prefix = branch->key.empty() ? std::string() : branch->key + "/";
      for (std::size_t n = 1; n < chart.states.size(); ++n) {
        const std::string address = prefix + chart.path(static_cast<model::StateIx>(n));
        states_.emplace(address, chart.states[n].title);
        if (prefix.empty()) own_.insert(address);
      }
    }
  }

  std::vector<Text> tell(const Details& details) const {
    std::vector<Text> then;
    for (const std::string& ended : details.ended) ended_branch(branch_of(ended), details, then);
    for (const std::string& address : details.entered) entered_step(address, details, then);
    if (!details.case_status.empty()) ended_case(details, then);
    for (const Text& note : details.notes) then.push_back(note);
    for (const std::string& key : details.opens)
      then.push_back({"Sagen " + key + " åbnes", "The case " + key + " is opened"});
    for (const std::string& telling : details.tells) told_case(telling, then);
    if (details.told > 0) {
      const std::string count = std::to_string(details.told);
      then.push_back(details.told == 1
                         ? Text{"1 besked er lagt i udbakken", "1 message is in the outbox"}
                         : Text{count + " beskeder er lagt i udbakken", count + " messages are in the outbox"});
    }
    return then;
  }

 private:
  Text state_title(const std::string& address) const {
    const auto found = states_.find(address);
    return found == states_.end() ? Text() : found->second;
  }

  // Inner endings are how the outer one came about; the outer one is what people wait for.
  void ended_branch(const std::string& branch, const Details& details, std::vector<Text>& then) const {
    if (std::count(branch.begin(), branch.end(), '/') > 1) return;
    for (const std::string& address : details.entered) {
      if (!below(address, branch) || address.find('/', branch.size() + 1) != std::string::npos) continue;
      const Text title = state_title(address), name = titles_.of(branch);
      if (title.empty()) continue;
      then.push_back({name.in(Language::da) + ": " + title.in(Language::da),
                      name.in(Language::en) + ": " + title.in(Language::en)});
      return;
    }
  }

  void entered_step(const std::string& address, const Details& details, std::vector<Text>& then) const {
    const auto holds = [&](const std::string& other) { return below(address, other); };
    if (std::any_of(details.entered.begin(), details.entered.end(), holds)) return;  // told with the outer step
    for (const std::string& ended : details.ended) {
      if (below(address, branch_of(ended))) return;
    }
    if (is_top(address) && !details.case_status.empty()) return;
    Text text = titled(address, details);
    // Of steps side by side each that waits for somebody is named.
    std::vector<Text> inner;
    for (const std::string& other : details.entered) {
      if (below(other, address) && waits(other, details)) inner.push_back(titled(other, details));
    }
    if (inner.size() < 2) inner.clear();
    for (std::size_t n = 0; n < inner.size(); ++n) {
      text.da += (n == 0 ? ": " : "; ") + inner[n].da;
      text.en += (n == 0 ? ": " : "; ") + inner[n].en;
    }
    then.push_back({"→ " + text.da, "→ " + text.en});
  }

  /// A step of the case itself, none of a branch, that somebody is to act in.
  bool waits(const std::string& address, const Details& details) const {
    return own_.count(address) != 0 && (titles_.of(address).da != address || branches_in(address, details) > 0);
  }

  /// How many branches were entered right below a step.
  std::size_t branches_in(const std::string& address, const Details& details) const {
    std::set<std::string> branches;
    for (const std::string& inner : details.entered) {
      if (!below(inner, address)) continue;
      const std::string branch = inner.substr(0, inner.find('/', address.size() + 1));
      if (own_.count(branch) == 0) branches.insert(branch);
    }
    return branches.size();
  }

  /// "Udkast til aftalen (DAS)", "Politisk godkendelse × 12".
  Text titled(const std::string& address, const Details& details) const {
    const bool own = own_.count(address) != 0 && !state_title(address).empty();
    const Text owner = titles_.of(address);
    Text title = own ? state_title(address) : owner;
    title = {title.in(Language::da), title.in(Language::en)};
    if (own && owner != state_title(address) && owner.da != address) {
      title.da += " (" + owner.in(Language::da) + ")";
      title.en += " (" + owner.in(Language::en) + ")";
    }
    if (const std::size_t branches = branches_in(address, details); branches > 1) {
      title.da += " × " + std::to_string(branches);
      title.en += " × " + std::to_string(branches);
    }
    return title;
  }

  // "key: event"; that it has ended is told to whoever opened it, in every case alike.
  void told_case(const std::string& telling, std::vector<Text>& then) const {
    const std::size_t at = telling.rfind(": ");
    const std::string key = telling.substr(0, at), event = telling.substr(at + 2);
    if (event == machine::kLinkEnded) {
      then.push_back({"Sagen " + key + " får besked om, at denne er slut", "The case " + key + " is told of the end"});
      return;
    }
    const Text what = titles_.event(event);
    then.push_back({"Sagen " + key + " får at vide: " + what.in(Language::da),
                    "The case " + key + " is told: " + what.in(Language::en)});
  }

  void ended_case(const Details& details, std::vector<Text>& then) const {
    Text title;
    for (const std::string& address : details.entered) {
      if (is_top(address)) title = state_title(address);
    }
    const auto status = lifecycle::from_name<lifecycle::CaseStatus>(details.case_status);
    const bool by_itself = status == lifecycle::CaseStatus::completed || status == lifecycle::CaseStatus::faulted;
    if (!by_itself) return;  // somebody suspended or withdrew it: that is the entry
    Text text{"Sagen er " + lifecycle::title(*status).in(Language::da),
              "The case is " + lifecycle::title(*status).in(Language::en)};
    if (!title.empty()) {
      text.da += ": " + title.in(Language::da);
      text.en += ": " + title.in(Language::en);
    }
    then.push_back(std::move(text));
  }

  const Titles& titles_;
  std::map<std::string, Text> states_;
  std::set<std::string> own_;  ///< addresses in the case's own chart
};

Text dry_title(const Details& details, const Titles& titles) {
  if (details.event == "opened") return {"Sagen blev åbnet", "The case was opened"};
  if (details.event == "renewed") return {"Fornyet", "Renewed"};
  const Text where = details.step.empty() ? Text() : titles.of(details.step);
  Text what = titles.event(details.event);
  if (details.proposed) add_proposed(what);
  if (where.empty()) return what;
  return {where.in(Language::da) + ": " + what.in(Language::da), where.in(Language::en) + ": " + what.in(Language::en)};
}

// A case that a dry run would open: only what its outcome says is known.
ExplainAnswer without_case(const Explain& question) {
  const Titles none({}, {});
  ExplainAnswer answer;
  for (const Receipt::Entry& entry : question.entries) {
    const Details told = details(entry.outcome);
    ExplainAnswer::Line line{dry_title(told, none), {}};
    for (const std::string& address : told.entered) line.then.push_back(same_text("→ " + address));
    answer.lines.push_back(std::move(line));
  }
  return answer;
}

}  // namespace

Result<Answer> explain(const ReadModel& in, const Explain& question) {
  AFTALE_TRY(const std::optional<records::LoadedCase> loaded, in.store.load(question.key));
  if (!loaded) return Answer{without_case(question), 0};
  AFTALE_TRY(const model::DefinitionPtr definition, in.definitions.get(loaded->row.definition));
  AFTALE_TRY(const machine::Case instance, case_rows::read_case(*loaded, *definition));
  AFTALE_TRY(const std::vector<records::WorkItemRow> items, items_of(in, loaded->row.id, loaded->branches));
  Titles titles(loaded->branches, items);
  add_events(titles, *definition);
  const Teller teller(instance, *definition, titles);
  ExplainAnswer answer;
  for (const Receipt::Entry& entry : question.entries) {
    const Details told = details(entry.outcome);
    ExplainAnswer::Line line{dry_title(told, titles), teller.tell(told)};
    if (!question.dry_run) {
      AFTALE_TRY(const std::vector<records::JournalRow> rows, entries_of(in, loaded->row.id, entry.seq - 1, 1));
      if (!rows.empty() && rows.front().seq == entry.seq) line.title = title_of(rows.front(), titles);
    }
    answer.lines.push_back(std::move(line));
  }
  return Answer{std::move(answer), 0};
}

}  // namespace aftale::cases::queries
