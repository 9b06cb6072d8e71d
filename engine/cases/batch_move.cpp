#include "engine/base/check.h"
#include "engine/cases/batch.h"
#include "engine/cases/commands.h"
#include "engine/cases/moving.h"
#include "engine/cases/proposals.h"
#include "engine/machine/migrate/move.h"

namespace aftale::cases {

RequestId request_of(const Move& order, const std::string& key) {
  return request_of_process(order.request.text() + "|" + key, 0, 0);
}

Result<void> Batch::find_repeated(const Move& order, const Digest& to, Moved::Verdict& verdict) {
  const RequestId request = request_of(order, verdict.key);
  AFTALE_TRY(const std::optional<Receipt> earlier, repeated(request, verdict.key, digest_of(order, to)));
  if (!earlier) return {};
  verdict.repeated = verdict.can = true;
  verdict.entry = earlier->entries.front().revision;
  verdict.proposed = details(earlier->entries.front().outcome).proposed;
  return {};
}

// A move that leaves out what two people must do takes two itself.
Result<bool> Batch::may_move(const WorkingCopy& work, const machine::Propose& asked, const model::Definition& to,
                             const machine::Actor& actor) {
  if (machine::dropped_second_persons(work.definition(), to).empty()) return true;
  AFTALE_TRY(std::vector<records::JournalRow> entries,
             engine_->store.journal(work.instance().id, 0, ~std::size_t{0} >> 1));
  for (const records::JournalRow& row : journal_.rows()) {
    if (row.case_id == work.instance().id) entries.push_back(row);
  }
  return is_agreed(entries, asked, actor, work.definition().calendar.zone);
}

Result<void> Batch::move(const Move& order, machine::MoveTo input, Moved::Verdict& verdict) {
  AFTALE_TRY(WorkingCopy * work, touch(verdict.key));
  AFTALE_TRY_VOID(settle(*work, std::max(now_, work->instance().last_at)));
  AFTALE_TRY_VOID(run_outgoing());
  AFTALE_TRY(model::DefinitionPtr to, engine_->definitions.get(input.to));
  input.from = work->instance().definition;
  const machine::Moment moment{std::max(now_, work->instance().last_at), std::nullopt, order.actor};
  AFTALE_TRY(machine::Carried carried, machine::carry(work->definition(), *to, work->instance(), input, moment));
  verdict.changes = std::move(carried.changes);
  const RequestId request = request_of(order, verdict.key);
  const std::string digest = digest_of(order, input.to);
  const machine::Propose asked{0, {}, to->root().name + "@" + std::to_string(to->root().version), digest};
  AFTALE_TRY(const bool may, may_move(*work, asked, *to, order.actor));
  verdict.proposed = !may;
  if (!order.apply) return {};
  if (!may) {
    AFTALE_TRY_VOID(propose(*work, asked, moment, request, digest));
    verdict.entry = journal_.rows().back().revision;
    return {};
  }
  work->rebase(std::move(to));
  enter(*work, {input, moment, carried.step, request, digest});
  verdict.entry = journal_.rows().back().revision;
  work->take(std::move(carried.step), moment.now);
  // A date of the new definition that is past already; what its step cannot do makes the case faulted.
  const Result<void> settled = settle(*work, moment.now);
  AFTALE_CHECK(settled.has_value());
  return run_outgoing();
}

void Batch::keep(const Definitions::Installed& installed) {
  definitions_.insert(definitions_.end(), installed.definitions.begin(), installed.definitions.end());
  content_.insert(content_.end(), installed.content.begin(), installed.content.end());
}

}  // namespace aftale::cases
