#include <algorithm>

#include "engine/cases/entries.h"
#include "engine/cases/questions/as_of.h"
#include "engine/cases/questions/queries.h"
#include "engine/cases/replay/timeline.h"
#include "engine/machine/format/payload.h"

/// What minutes have said: the journal keeps all of it, and the rows of a case only what its process goes on with.
namespace aftale::cases::queries {
namespace {

/// The innermost branch that an address lies in.
const machine::Branch* branch_at(const machine::Case& instance, const std::string& address) {
  for (std::string key = address; !key.empty();) {
    if (const machine::Branch* branch = instance.find(key)) return branch;
    const std::size_t slash = key.rfind('/');
    key.resize(slash == std::string::npos ? 0 : slash);
  }
  return instance.branches.empty() ? nullptr : instance.branches.front().get();
}

using Treated = std::vector<std::pair<std::string, std::uint32_t>>;

/// The texts that were before the body: those of the decision, else as the minutes name them.
Treated versions_of(const machine::Case& instance, const model::Definition& definition, const Minuted& said,
                    const std::string& event, Treated named) {
  const machine::Branch* branch = branch_at(instance, said.step);
  if (!branch) return named;
  for (const machine::Decision& decision : branch->decisions) {
    if (decision.event != event || decision.meeting != said.meeting) continue;
    Treated treated;
    for (const auto& [document, version] : decision.versions) {
      if (document < definition.root().documents.size())
        treated.emplace_back(definition.root().documents[document].id, version);
    }
    return treated;
  }
  return named;
}

}  // namespace

Result<std::vector<Minuted>> minuted(const ReadModel& in, const machine::Case& instance,
                                     const model::Definition& definition, const AsOf& as_of) {
  AFTALE_TRY(std::vector<records::JournalRow> entries, entries_of(in, instance.id));
  entries = cases::known(std::move(entries), as_of);
  const Strikes strikes(entries);
  std::vector<Minuted> all;
  for (const records::JournalRow& row : entries) {
    if (static_cast<machine::InputKind>(row.kind) != machine::InputKind::record || strikes.of(row.revision) != 0)
      continue;
    Result<machine::Input> read = machine::read_untyped(machine::InputKind::record, row.input);
    const Details came_to = details(row.outcome);
    if (!read || came_to.proposed) continue;
    auto& record = std::get<machine::Record>(*read);
    if (as_of.at && record.meeting > *as_of.at) continue;
    Minuted said;
    said.entry = row.revision;
    said.step = came_to.step;
    said.word = std::move(record.outcome);
    said.meeting = record.meeting;
    said.votes = record.votes;
    said.next = record.next;
    said.remarks = std::move(record.remarks);
    said.minority = std::move(record.minority);
    said.minutes = std::move(record.minutes);
    said.closed = record.closed;
    said.versions = versions_of(instance, definition, said, came_to.event, std::move(record.versions));
    all.push_back(std::move(said));
  }
  return all;
}

}  // namespace aftale::cases::queries
