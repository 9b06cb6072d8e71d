#include <algorithm>

#include "engine/cases/questions/queries.h"
#include "engine/cases/replay/move_entry.h"
#include "engine/cases/replay/timeline.h"
#include "engine/machine/format/payload.h"

namespace aftale::cases::queries {
namespace {

/// What a case has followed, in order; the last is what it follows now.
Result<std::vector<model::DefinitionPtr>> definitions_of(const ReadModel& in, const model::DefinitionPtr& now,
                                                         const std::vector<records::JournalRow>& entries) {
  AFTALE_TRY(const Digest first, first_definition(now->id, entries));
  std::vector<model::DefinitionPtr> all;
  AFTALE_TRY(all.emplace_back(), in.definitions.get(first));
  for (const records::JournalRow& entry : entries) {
    if (static_cast<machine::InputKind>(entry.kind) != machine::InputKind::move) continue;
    AFTALE_TRY(MoveEntry move, read_move(in.definitions, entry));
    all.push_back(std::move(move.to));
  }
  if (all.back() != now) all.push_back(now);
  return all;
}

}  // namespace

Result<Titles> titles_ever(const ReadModel& in, const records::CaseRow& row, const model::DefinitionPtr& definition,
                           const std::vector<records::JournalRow>& entries) {
  AFTALE_TRY(const std::vector<records::BranchRow> standing, in.store.branches(row.id));
  AFTALE_TRY(const std::vector<records::WorkItemRow> known, items_of(in, row.id, standing));
  std::vector<records::BranchRow> branches;
  std::vector<records::WorkItemRow> items;
  AFTALE_TRY(const std::vector<model::DefinitionPtr> followed, definitions_of(in, definition, entries));
  const bool corrected = std::any_of(entries.begin(), entries.end(), [](const records::JournalRow& entry) {
    return static_cast<machine::InputKind>(entry.kind) == machine::InputKind::correct;
  });
  if (corrected) {
    machine::Case instance;
    instance.id = row.id;
    instance.key = row.key;
    instance.semantics = static_cast<int>(row.semantics);
    const Strikes none;
    Timeline course(in.definitions, unbegun(instance, followed.front(), entries.front().at), none, Numbers(),
                    kFreshNumbers);
    // What was entered instead of a struck entry does not fit beside it, and has its titles from the case as it stands.
    for (const records::JournalRow& entry : entries) static_cast<void>(course.take(entry, entry.at));
    records::Commit rows;
    course.work().flush(rows);
    branches = std::move(rows.branches);
    items = std::move(rows.work_items);
  }
  branches.insert(branches.end(), standing.begin(), standing.end());
  items.insert(items.end(), known.begin(), known.end());
  Titles titles(branches, items);
  // The first title that is known stays.
  for (auto one = followed.rbegin(); one != followed.rend(); ++one) {
    add_events(titles, **one);
    add_steps(titles, **one);
  }
  return titles;
}

}  // namespace aftale::cases::queries
