#include "engine/cases/case_rows.h"
#include "engine/cases/entries.h"
#include "engine/cases/questions/as_of.h"
#include "engine/cases/questions/queries.h"
#include "engine/cases/replay/timeline.h"
#include "engine/drawing/case_way.h"

namespace aftale::cases::queries {
namespace {

/// What the journal says that has happened, without what was struck.
Result<std::vector<drawing::Passage>> passages_of(const ReadModel& in, CaseId id, const AsOf& as_of,
                                                  const time::Zone& zone) {
  AFTALE_TRY(std::vector<records::JournalRow> entries, entries_of(in, id));
  entries = cases::known(std::move(entries), as_of);
  const Strikes strikes(entries);
  std::vector<drawing::Passage> passages;
  for (const records::JournalRow& row : entries) {
    if (strikes.of(row.revision) != 0) continue;
    const time::CivilDate day = row.effective.value_or(zone.date_of(row.at));
    if (as_of.at && day > *as_of.at) continue;
    Details came_to = details(row.outcome);
    if (came_to.left.empty() && came_to.entered.empty()) continue;
    passages.push_back({std::move(came_to.left), std::move(came_to.entered), std::move(came_to.event), day});
  }
  return passages;
}

}  // namespace

Result<Answer> draw(const ReadModel& in, const Draw& question, time::CivilDate today, const time::Zone& zone) {
  AFTALE_TRY(const std::optional<records::LoadedCase> loaded, in.store.load(question.key));
  if (!loaded) return fail(find_case(in, question.key).error());
  AFTALE_TRY(const model::DefinitionPtr definition, in.definitions.get(loaded->row.definition));
  AFTALE_TRY(const machine::Case instance, case_rows::read_case(*loaded, *definition));
  AFTALE_TRY(const drawing::Part part, drawing::find_part(*definition, question.part));
  const drawing::Detail detail = question.all ? drawing::Detail::all : drawing::Detail::steps;
  AFTALE_TRY(drawing::Drawn drawn, drawing::draw(*definition, part, detail, question.language));
  AFTALE_TRY(const std::vector<drawing::Passage> passages, passages_of(in, instance.id, question.as_of, zone));
  drawing::mark_way(drawn, *definition, instance, passages, today);
  return Answer{DrawAnswer{question.key, std::move(drawn.drawing)}, 0};
}

}  // namespace aftale::cases::queries
