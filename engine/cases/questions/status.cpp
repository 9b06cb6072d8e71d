#include <algorithm>
#include <map>

#include "engine/base/words.h"
#include "engine/cases/questions/queries.h"
#include "engine/cases/titles.h"

namespace aftale::cases::queries {
namespace {

void count(CaseSummary& summary, const records::WorkItemRow& item, time::CivilDate today) {
  ++summary.open_items;
  if (item.overdue || (item.due_on && *item.due_on < today)) ++summary.overdue_items;
  if (item.due_on && (!summary.next_due || *item.due_on < *summary.next_due)) {
    summary.next_due = item.due_on;
    summary.next_due_step = item.title;
  }
}

// The case's own chart: the titles of the steps it stands in, and their deadline.
void look_at_root(CaseSummary& summary, const records::BranchRow& root) {
  if (!root.step.empty()) summary.steps.push_back(root.step);
  // A deadline that passed and moved the case on is still marked, but nobody works towards it any more.
  const bool passed = root.overdue && root.due_on != summary.next_due;
  if (root.due_on && !passed && (!summary.next_due || *root.due_on < *summary.next_due)) {
    summary.next_due = root.due_on;
    summary.next_due_step = root.step;
  }
}

}  // namespace

Result<records::CaseRow> find_case(const ReadModel& in, const std::string& key) {
  AFTALE_TRY(std::optional<records::CaseRow> row, in.store.find_case(key));
  if (row) return std::move(*row);
  AFTALE_TRY(const std::vector<records::CaseRow> rows, in.store.cases());
  std::vector<std::string> known;
  for (const records::CaseRow& other : rows) known.push_back(other.key);
  const std::string near = nearest(key, known);
  const Text hint = near.empty() ? Text{"Se sagerne med: aftale status", "See the cases with: aftale status"}
                                 : Text{"Mente du " + near + "?", "Did you mean " + near + "?"};
  return fail(Error::Kind::not_found, "unknown-case",
              Text{"Der er ingen sag " + key + ". " + hint.da, "There is no case " + key + ". " + hint.en},
              std::move(known));
}

Result<CaseSummary> summary(const ReadModel& in, const records::CaseRow& row, time::CivilDate today) {
  CaseSummary summary;
  summary.row = row;
  AFTALE_TRY(const std::vector<records::BranchRow> branches, in.store.branches(row.id));
  AFTALE_TRY(const std::vector<records::ItemWithCase> items, in.store.work_items({row.id, true, std::nullopt}));
  for (const records::ItemWithCase& item : items) {
    AFTALE_TRY_VOID(check_branch(item, branches));
    count(summary, item.item, today);
  }
  if (!branches.empty()) look_at_root(summary, branches.front());
  return summary;
}

Result<Answer> status_all(const ReadModel& in, const StatusAll& question, time::CivilDate today) {
  StatusAllAnswer answer;
  AFTALE_TRY(const std::vector<records::CaseRow> rows, in.store.cases());
  for (const records::CaseRow& row : rows) {
    if (question.open_only && row.closed_at) continue;
    AFTALE_TRY(CaseSummary one, summary(in, row, today));
    answer.cases.push_back(std::move(one));
  }
  return Answer{std::move(answer), 0};
}

namespace {

/// `approval` calls `treatment/parties/approval`, where no other list ends so.
bool ends_alone(const std::string& address, const std::string& wanted, const std::vector<Matrix>& all) {
  const auto ends = [&wanted](const std::string& step) { return folded(step).ends_with("/" + wanted); };
  const auto others = std::count_if(all.begin(), all.end(), [&](const Matrix& matrix) { return ends(matrix.step); });
  return others == 1 && ends(address);
}

/// The list of parties that is called so, by its address, the end of its address, or its title.
Result<std::vector<Matrix>> only(std::vector<Matrix> all, const std::string& key, const std::string& step) {
  const std::string wanted = folded(step);
  std::vector<std::string> known;
  for (Matrix& matrix : all) {
    known.push_back(matrix.step);
    if (folded(matrix.step) != wanted && folded(matrix.title.da) != wanted && folded(matrix.title.en) != wanted &&
        !ends_alone(matrix.step, wanted, all))
      continue;
    std::vector<Matrix> found;
    found.push_back(std::move(matrix));
    return found;
  }
  const std::string near = nearest(step, known);
  const Text hint = !near.empty() ? Text{"Mente du " + near + "?", "Did you mean " + near + "?"}
                    : known.empty()
                        ? Text{"Ingen liste af parter er begyndt endnu", "No list of parties has begun yet"}
                        : Text{"Vælg " + ::aftale::joined(known, "eller"), "Choose " + ::aftale::joined(known, "or")};
  return fail(Error::Kind::not_found, "unknown-step",
              Text{"Sagen " + key + " har ingen liste af parter, der hedder " + step + ". " + hint.da,
                   "The case " + key + " has no list of parties called " + step + ". " + hint.en},
              std::move(known));
}

}  // namespace

Result<Answer> status_of(const ReadModel& in, const StatusOf& question, time::CivilDate today) {
  StatusOfAnswer answer;
  AFTALE_TRY(const records::CaseRow row, find_case(in, question.key));
  answer.summary.row = row;
  AFTALE_TRY(const std::vector<records::BranchRow> branches, in.store.branches(row.id));
  AFTALE_TRY(const std::vector<records::WorkItemRow> items, items_of(in, row.id, branches));
  answer.matrices = matrices(branches, items, today);
  if (!question.step.empty()) {
    AFTALE_TRY(answer.matrices, only(std::move(answer.matrices), question.key, question.step));
  }
  for (const records::WorkItemRow& item : items) {
    if (item.status != lifecycle::ItemStatus::open) continue;
    count(answer.summary, item, today);
    if (question.step.empty() || item.step.starts_with(answer.matrices.front().step + "/"))
      answer.open_items.push_back(item);
  }
  if (!branches.empty()) look_at_root(answer.summary, branches.front());
  return Answer{std::move(answer), 0};
}

namespace {

// "Socialudvalget" alone says little where eleven municipalities have one: each item with its party in front.
Result<Answer> with_owners(const ReadModel& in, std::vector<records::ItemWithCase> items, time::CivilDate today) {
  ItemsAnswer answer{today, std::move(items), {}};
  struct Branches {
    std::vector<records::BranchRow> rows;
    Titles titles;
  };
  std::map<std::int64_t, Branches> known;
  for (const records::ItemWithCase& found : answer.items) {
    const CaseId id = found.item.case_id;
    auto branches = known.find(id.value);
    if (branches == known.end()) {
      AFTALE_TRY(std::vector<records::BranchRow> rows, in.store.branches(id));
      Titles titles(rows, {});
      branches = known.emplace(id.value, Branches{std::move(rows), std::move(titles)}).first;
    }
    AFTALE_TRY_VOID(check_branch(found, branches->second.rows));
    answer.owners.push_back(branches->second.titles.owner_of(found.item));
  }
  return Answer{std::move(answer), 0};
}

Result<Answer> items_asked_for(const ReadModel& in, records::ItemFilter filter, const ItemsOf& of,
                               time::CivilDate today) {
  std::vector<records::CaseRow> rows;
  if (!of.key.empty()) {
    AFTALE_TRY(records::CaseRow row, find_case(in, of.key));
    filter.case_id = row.id;
    rows.push_back(std::move(row));
  } else if (!of.party.empty()) {
    AFTALE_TRY(rows, in.store.cases());
  }
  AFTALE_TRY(std::vector<records::ItemWithCase> items, in.store.work_items(filter));
  if (!of.party.empty()) {
    AFTALE_TRY(const std::string code, party_code(in, rows, of.party));
    std::erase_if(items, [&](const records::ItemWithCase& each) { return each.item.party != code; });
  }
  return with_owners(in, std::move(items), today);
}

}  // namespace

Result<Answer> due(const ReadModel& in, const Due& question, time::CivilDate today) {
  records::ItemFilter filter;
  if (question.within_days) filter.due_to = today.plus_days(*question.within_days);
  return items_asked_for(in, filter, question.of, today);
}

Result<Answer> overdue(const ReadModel& in, const Overdue& question, time::CivilDate today) {
  return items_asked_for(in, {std::nullopt, true, today.plus_days(-1)}, question.of, today);
}

}  // namespace aftale::cases::queries
