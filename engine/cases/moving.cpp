#include "engine/cases/moving.h"

#include <algorithm>

#include "engine/base/json.h"
#include "engine/base/words.h"
#include "engine/cases/access.h"
#include "engine/cases/batch.h"
#include "engine/cases/commands.h"
#include "engine/cases/entries.h"
#include "engine/cases/replay/timeline.h"
#include "engine/machine/format/declared.h"
#include "engine/machine/format/payload.h"

namespace aftale::cases {
namespace {

using machine::InputKind;

std::string name_of(const model::Definition& definition) {
  return definition.root().name + "@" + std::to_string(definition.root().version);
}

// "bilateral-agreement@2" -> "bilateral-agreement"
std::string_view workflow_of(const records::CaseRow& row) {
  return std::string_view(row.workflow).substr(0, row.workflow.find('@'));
}

tl::unexpected<ErrorPtr> cannot_move(Text why) {
  return fail(Error::Kind::refused, "cannot-move", std::move(why));
}

tl::unexpected<ErrorPtr> unknown_workflow(const std::string& name, const std::vector<records::CaseRow>& rows) {
  std::vector<std::string> known;
  for (const records::CaseRow& row : rows) {
    const std::string workflow(workflow_of(row));
    if (std::find(known.begin(), known.end(), workflow) == known.end()) known.push_back(workflow);
  }
  const std::string near = nearest(name, known);
  return fail(Error::Kind::not_found, "unknown-workflow",
              Text{"Ingen sag følger forløbet " + name + (near.empty() ? "" : ". Mente du " + near + "?"),
                   "No case follows the workflow " + name + (near.empty() ? "" : ". Did you mean " + near + "?")},
              known);
}

/// Where a move goes to.
struct Target {
  model::DefinitionPtr definition;
  Definitions::Installed installed;
  machine::NamedValues inputs;
};

Result<Target> target_of(Engine& engine, const Move& order) {
  Target target;
  AFTALE_TRY(target.installed, engine.definitions.prepare(order.sources));
  AFTALE_TRY(target.definition, engine.definitions.get(target.installed.id));
  AFTALE_TRY(target.inputs, machine::type_some_inputs(*target.definition, order.inputs));
  return target;
}

/// The cases that are asked about; those that are there already are only counted.
Result<std::vector<records::CaseRow>> cases_of(Engine& engine, const std::string& workflow) {
  AFTALE_TRY(std::vector<records::CaseRow> rows, engine.store.cases());
  const bool known =
      std::any_of(rows.begin(), rows.end(), [&](const records::CaseRow& row) { return workflow_of(row) == workflow; });
  if (!known) return unknown_workflow(workflow, rows);
  std::erase_if(rows, [&](const records::CaseRow& row) {
    return workflow_of(row) != workflow || lifecycle::has_ended(row.status);
  });
  return rows;
}

Result<void> may_follow(const records::CaseRow& row, const Target& target, bool changes_organisation) {
  const std::string name = name_of(*target.definition);
  if (workflow_of(row) != target.definition->root().name) {
    return cannot_move({"Sagen " + row.key + " følger " + row.workflow + " og kan ikke følge " + name,
                        "The case " + row.key + " follows " + row.workflow + " and cannot follow " + name});
  }
  const std::string& organisation = target.definition->organisation.name;
  if (row.organisation != organisation && !changes_organisation) {
    return cannot_move({"Sagen " + row.key + " følger organisationen " + row.organisation + ", ikke " + organisation +
                            ". Skriv --organisation " + organisation + ", hvis den skal skifte",
                        "The case " + row.key + " follows the organisation " + row.organisation + ", not " +
                            organisation + ". Write --organisation " + organisation + " if it is to change"});
  }
  if (row.definition != target.definition->id) return {};
  return cannot_move(
      {"Sagen " + row.key + " følger allerede " + name + " med de samme regler og den samme organisation",
       "The case " + row.key + " follows " + name + " already, with the same rules and organisation"});
}

/// The cases that an order is about.
Result<std::vector<records::CaseRow>> asked_about(Engine& engine, const Move& order) {
  if (order.key.empty()) return cases_of(engine, order.workflow);
  AFTALE_TRY(const std::optional<records::CaseRow> row, engine.store.find_case(order.key));
  if (!row) return unknown_case(engine.store, order.key);
  return std::vector<records::CaseRow>{*row};
}

/// The reasons of a case that stays where it is; other errors are the order's.
Result<void> judge(const Result<void>& done, Moved::Verdict& verdict) {
  verdict.can = done.has_value();
  if (done) return {};
  if (done.error()->kind != Error::Kind::refused) return done;
  verdict.reasons = done.error()->findings;
  return {};
}

Result<Moved> take_on(Engine& engine, const Move& order, time::Instant now) {
  AFTALE_TRY(const Target target, target_of(engine, order));
  Moved moved;
  moved.to = name_of(*target.definition);
  moved.applied = order.apply;
  AFTALE_TRY(const std::vector<records::CaseRow> rows, asked_about(engine, order));
  AFTALE_TRY(Batch batch, Batch::begin(engine, now));
  for (const records::CaseRow& row : rows) {
    Moved::Verdict verdict{row.key, row.title, row.workflow, false, false, {}, {}, 0};
    AFTALE_TRY_VOID(batch.find_repeated(order, target.definition->id, verdict));
    if (!verdict.repeated) {
      if (order.key.empty() && row.definition == target.definition->id) {
        ++moved.already;
        continue;
      }
      const Result<void> may = may_follow(row, target, order.changes_organisation);
      AFTALE_TRY_VOID(
          judge(may ? batch.move(order, {{}, target.definition->id, target.inputs}, verdict) : may, verdict));
    }
    moved.cases.push_back(std::move(verdict));
  }
  if (!order.apply) return moved;
  batch.keep(target.installed);
  AFTALE_TRY_VOID(batch.commit());
  return moved;
}

/// The newest move of a case that still holds; 0: none.
Result<std::uint64_t> last_move(Engine& engine, CaseId id) {
  AFTALE_TRY(const std::vector<records::JournalRow> entries, entries_of(engine, id));
  const Strikes strikes(entries);
  for (auto row = entries.rbegin(); row != entries.rend(); ++row) {
    const bool move = static_cast<InputKind>(row->kind) == InputKind::move;
    if (move && strikes.of(row->revision) == 0) return static_cast<std::uint64_t>(row->revision);
  }
  return std::uint64_t{0};
}

/// Strikes the newest move: what came after it is done again under the definition before.
Result<void> take_back(Engine& engine, Batch& batch, const Move& order, const records::CaseRow& row,
                       Moved::Verdict& verdict) {
  Command command;
  command.request = request_of(order, row.key);
  AFTALE_TRY(const std::optional<records::JournalRow> earlier, engine.store.find_request(command.request));
  if (earlier && static_cast<InputKind>(earlier->kind) == InputKind::correct) {
    verdict.repeated = true;
    verdict.entry = earlier->revision;
    return {};
  }
  AFTALE_TRY(const std::uint64_t entry, last_move(engine, row.id));
  if (entry == 0)
    return cannot_move({"Sagen " + row.key + " er ikke flyttet", "The case " + row.key + " has not been moved"});
  command.key = row.key;
  command.actor = order.actor;
  command.dry_run = !order.apply;
  command.intent = machine::Correct{entry, order.reason};
  AFTALE_TRY(const Receipt receipt, batch.run(command));
  if (order.apply) verdict.entry = receipt.entries.front().revision;
  verdict.proposed = details(receipt.entries.front().outcome).proposed;
  return {};
}

Result<Moved> take_all_back(Engine& engine, const Move& order, time::Instant now) {
  Moved moved;
  moved.undone = true;
  moved.applied = order.apply;
  AFTALE_TRY(const std::vector<records::CaseRow> rows, asked_about(engine, order));
  AFTALE_TRY(Batch batch, Batch::begin(engine, now));
  for (const records::CaseRow& row : rows) {
    Moved::Verdict verdict{row.key, row.title, row.workflow, false, false, {}, {}, 0};
    AFTALE_TRY_VOID(judge(take_back(engine, batch, order, row, verdict), verdict));
    // Of many only those that were moved are asked about.
    if (!order.key.empty() || verdict.can || std::string_view(verdict.reasons.front().code) != "cannot-move")
      moved.cases.push_back(std::move(verdict));
  }
  if (order.apply) AFTALE_TRY_VOID(batch.commit());
  return moved;
}

}  // namespace

Result<Moved> move(Engine& engine, const Move& order, time::Instant now) {
  static const std::vector<std::string> secretariat{"secretariat"};
  AFTALE_TRY_VOID(admit(order.actor, secretariat, {"At flytte en sag", "Moving a case"}));
  AFTALE_TRY_VOID(check_limits(order));
  return order.undo ? take_all_back(engine, order, now) : take_on(engine, order, now);
}

}  // namespace aftale::cases
