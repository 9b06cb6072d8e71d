#include <algorithm>

#include "engine/base/json.h"
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
    const Result<Json> read = Json::parse(row.input);
    const Details came_to = details(row.outcome);
    if (!read || came_to.proposed) continue;
    const Json& input = *read;
    const std::optional<time::CivilDate> meeting = time::CivilDate::parse_iso(input["meeting"].text());
    if (!meeting || (as_of.at && *meeting > *as_of.at)) continue;
    Minuted said;
    said.entry = row.revision;
    said.step = came_to.step;
    said.word = input["outcome"].text();
    said.meeting = *meeting;
    said.next = time::CivilDate::parse_iso(input["next"].text());
    for (const Json& remark : input["remarks"].items()) said.remarks.push_back(remark.text());
    said.minority = input["minority"].text();
    said.minutes = input["minutes"].text();
    said.closed = input["closed"].boolean();
    Treated named;
    for (const auto& [document, version] : input["versions"].members())
      named.emplace_back(document, static_cast<std::uint32_t>(version.integer()));
    said.versions = versions_of(instance, definition, said, came_to.event, std::move(named));
    all.push_back(std::move(said));
  }
  return all;
}

}  // namespace aftale::cases::queries
