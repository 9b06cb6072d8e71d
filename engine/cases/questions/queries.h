#pragma once
#include "engine/cases/engine.h"
#include "engine/cases/service.h"
#include "engine/cases/titles.h"

namespace aftale::cases {
class Sight;
}

/// The question way: one function a question, one file a kind of answer. Rows as last written; nothing is settled.
namespace aftale::cases::queries {

Result<Answer> status_all(Engine& engine, const StatusAll& question, time::CivilDate today);
Result<Answer> status_of(Engine& engine, const StatusOf& question, time::CivilDate today);
Result<Answer> due(Engine& engine, const Due& question, time::CivilDate today);
Result<Answer> overdue(Engine& engine, const Overdue& question, time::CivilDate today);
Result<Answer> show(Engine& engine, const Show& question, time::CivilDate today);
Result<Answer> history(Engine& engine, const History& asked);
/// All of it, however much: for an export, which is one answer.
Result<HistoryAnswer> whole_history(Engine& engine, const std::string& key);
/// Of the file itself.
Result<Answer> file_history(Engine& engine, const History& asked);
/// The entries that a page holds, of all there are in their order: those behind `asked.after` and since `asked.since`,
/// as many as are asked for and limits::kHistoryBytesMax allows, one at least.
std::span<const records::JournalRow> page_of(std::span<const records::JournalRow> rows, const History& asked,
                                             const time::Zone& zone);
Result<Answer> outbox(Engine& engine, const Outbox& question);
Result<Answer> possible(Engine& engine, const Possible& question, time::Instant now);
Result<Answer> can(Engine& engine, const Can& question, time::Instant now);
Result<Answer> explain(Engine& engine, const Explain& question);
Result<Answer> calendar(Engine& engine, const std::string& key);
Result<Answer> preview(Engine& engine, const Preview& question, time::Instant now);
Result<Answer> if_struck(Engine& engine, const IfStruck& question, time::Instant now);
/// `sight`: what the one who asks may read; null: everything.
Result<Answer> fetch(Engine& engine, const Fetch& asked, const time::Zone& zone, const Sight* sight);
Result<Answer> export_cases(Engine& engine, const std::string& key, time::CivilDate today);

/// Parts that several answers share.
/// What people call the steps of a case and its events.
Result<Titles> titles_of(Engine& engine, CaseId id, const model::Definition& definition);
/// The same, and of the steps that only what is struck has led to. `entries`: the journal of the case.
Result<Titles> titles_ever(Engine& engine, const records::CaseRow& row, const model::DefinitionPtr& definition,
                           const std::vector<records::JournalRow>& entries);
/// All work items of a case with these branches. Error: damaged, where one belongs to a branch that is not there.
Result<std::vector<records::WorkItemRow>> items_of(Engine& engine, CaseId id,
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
Result<std::vector<Minuted>> minuted(Engine& engine, const machine::Case& instance, const model::Definition& definition,
                                     const AsOf& as_of);
Result<records::CaseRow> find_case(Engine& engine, const std::string& key);
Result<CaseSummary> summary(Engine& engine, const records::CaseRow& row, time::CivilDate today);
/// A matrix for each list of parties that has run, in the order in which they began.
std::vector<Matrix> matrices(const std::vector<records::BranchRow>& branches,
                             const std::vector<records::WorkItemRow>& items, time::CivilDate today);
/// The code of the party that people call so in the organisations of these cases. Errors: not_found `unknown-party`;
/// refused `ambiguous-party`.
Result<std::string> party_code(Engine& engine, const std::vector<records::CaseRow>& rows, const std::string& word);

}  // namespace aftale::cases::queries
