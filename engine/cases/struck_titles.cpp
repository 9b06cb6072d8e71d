#include <algorithm>

#include "engine/cases/queries.h"
#include "engine/cases/timeline.h"
#include "engine/machine/payload.h"

namespace aftale::cases::queries {

Result<Titles> titles_ever(Engine& engine, const ports::CaseRow& row, const model::DefinitionPtr& definition,
                           const std::vector<ports::JournalRow>& entries) {
  AFTALE_TRY(std::vector<ports::ItemWithCase> listed, engine.store.work_items({row.id, false, std::nullopt}));
  AFTALE_TRY(const std::vector<ports::BranchRow> standing, engine.store.branches(row.id));
  std::vector<ports::BranchRow> branches;
  std::vector<ports::WorkItemRow> items;
  const bool corrected = std::any_of(entries.begin(), entries.end(), [](const ports::JournalRow& entry) {
    return static_cast<machine::InputKind>(entry.kind) == machine::InputKind::correct;
  });
  if (corrected) {
    machine::Case kase;
    kase.id = row.id;
    kase.key = row.key;
    kase.definition = row.definition;
    kase.semantics = static_cast<int>(row.semantics);
    const Strikes none;
    Timeline course(unbegun(kase, definition, entries.front().at), none, Numbers(), kFreshNumbers);
    // What was entered instead of a struck entry does not fit beside it, and has its titles from the case as it stands.
    for (const ports::JournalRow& entry : entries) static_cast<void>(course.take(entry, entry.at));
    ports::Commit rows;
    course.work().flush(rows);
    branches = std::move(rows.branches);
    items = std::move(rows.work_items);
  }
  branches.insert(branches.end(), standing.begin(), standing.end());
  for (ports::ItemWithCase& item : listed) items.push_back(std::move(item.item));
  Titles titles(branches, items);
  add_events(titles, *definition);
  add_steps(titles, *definition);
  return titles;
}

}  // namespace aftale::cases::queries
