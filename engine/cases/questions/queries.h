#pragma once
#include "engine/cases/read_model.h"
#include "engine/cases/service.h"
#include "engine/cases/titles.h"

namespace aftale::cases {
struct Corrected;
class Sight;
}  // namespace aftale::cases

/// The question way: one function a question, one file a kind of answer. Rows as last written; nothing is settled.
namespace aftale::cases::queries {

Result<Answer> status_all(const ReadModel& in, const StatusAll& question, time::CivilDate today);
Result<Answer> status_of(const ReadModel& in, const StatusOf& question, time::CivilDate today);
Result<Answer> due(const ReadModel& in, const Due& question, time::CivilDate today);
Result<Answer> overdue(const ReadModel& in, const Overdue& question, time::CivilDate today);
Result<Answer> show(const ReadModel& in, const Show& question, time::CivilDate today);
Result<Answer> history(const ReadModel& in, const History& asked);
/// All of it, however much: for an export, which is one answer.
Result<HistoryAnswer> whole_history(const ReadModel& in, const std::string& key);
/// Of the file itself.
Result<Answer> file_history(const ReadModel& in, const History& asked);
/// The entries that a page holds, of all there are in their order: those behind `asked.after` and since `asked.since`,
/// as many as are asked for and limits::kHistoryBytesMax allows, one at least.
std::span<const records::JournalRow> page_of(std::span<const records::JournalRow> rows, const History& asked,
                                             const time::Zone& zone);
Result<Answer> outbox(const ReadModel& in, const Outbox& question);
Result<Answer> possible(const ReadModel& in, const Possible& question, time::Instant now);
Result<Answer> can(const ReadModel& in, const Can& question, time::Instant now);
Result<Answer> explain(const ReadModel& in, const Explain& question);
Result<Answer> calendar(const ReadModel& in, const std::string& key);
Result<Answer> preview(const ReadModel& in, const Preview& question, time::Instant now);
/// `corrected`: what striking the entry comes to (Batch::if_struck).
Result<Answer> if_struck(const ReadModel& in, const IfStruck& question, const Corrected& corrected, time::Instant now);
/// `sight`: what the one who asks may read; null: everything.
Result<Answer> fetch(const ReadModel& in, const Fetch& asked, const time::Zone& zone, const Sight* sight);
/// `sight`: what the one who asks may read; null: everything. Else he is not told what others will be told, and of a
/// step of others nothing: refused `not-allowed`.
Result<Answer> situation(const ReadModel& in, const Situation& question, time::CivilDate today, const Sight* sight);
Result<Answer> draw(const ReadModel& in, const Draw& question, time::CivilDate today, const time::Zone& zone);
Result<Answer> export_cases(const ReadModel& in, const Export& asked, time::CivilDate today);

/// Parts that several answers share.
/// What people call the steps of a case and its events.
Result<Titles> titles_of(const ReadModel& in, CaseId id, const model::Definition& definition);
/// The same of rows that are at hand.
Titles titles_of(const std::vector<records::BranchRow>& branches, const std::vector<records::WorkItemRow>& items,
                 const model::Definition& definition);
/// The same, and of the steps that only what is struck has led to. `entries`: the journal of the case.
Result<Titles> titles_ever(const ReadModel& in, const records::CaseRow& row, const model::DefinitionPtr& definition,
                           const std::vector<records::JournalRow>& entries);
/// All work items of a case with these branches. Error: damaged, where one belongs to a branch that is not there.
Result<std::vector<records::WorkItemRow>> items_of(const ReadModel& in, CaseId id,
                                                   const std::vector<records::BranchRow>& branches);
/// The same error for an item that was read with others.
Result<void> check_branch(const records::ItemWithCase& found, const std::vector<records::BranchRow>& branches);
/// What an entry did: "Aalborg Kommune, Aalborg Byråd: godkendt (møde 28. nov. 2022)".
Text title_of(const records::JournalRow& row, const Titles& titles);
/// The same of what waits for a second person.
void add_proposed(Text& title);
/// What the events of a workflow are called.
void add_events(Titles& titles, const model::Definition& definition);
/// The steps of its own chart, for those that no row names.
void add_steps(Titles& titles, const model::Definition& definition);
/// What the minutes of a case have said and nothing has struck, in the order in which they were recorded.
Result<std::vector<Minuted>> minuted(const ReadModel& in, const machine::Case& instance,
                                     const model::Definition& definition, const AsOf& as_of);
Result<records::CaseRow> find_case(const ReadModel& in, const std::string& key);
Result<CaseSummary> summary(const ReadModel& in, const records::CaseRow& row, time::CivilDate today);
/// A matrix for each list of parties that has run, in the order in which they began.
std::vector<Matrix> matrices(const std::vector<records::BranchRow>& branches,
                             const std::vector<records::WorkItemRow>& items, time::CivilDate today);
/// The code of the party that people call so in the organisations of these cases. Errors: not_found `unknown-party`;
/// refused `ambiguous-party`.
Result<std::string> party_code(const ReadModel& in, const std::vector<records::CaseRow>& rows, const std::string& word);

}  // namespace aftale::cases::queries
