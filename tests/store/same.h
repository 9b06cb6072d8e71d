#pragma once
#include <tuple>
#include <vector>

#include "engine/records/store.h"

/// Every column of a row, for comparing.
namespace aftale::store_test {

inline auto columns(const records::DefinitionRow& row) {
  return std::tie(row.id, row.workflow, row.version, row.workflow_source, row.manifest);
}
inline auto columns(const records::CaseRow& row) {
  return std::tie(row.id, row.key, row.title.da, row.title.en, row.workflow, row.workflow_title.da,
                  row.workflow_title.en, row.organisation, row.definition, row.semantics, row.status, row.fault,
                  row.opened_at, row.closed_at, row.wake_at);
}
inline auto columns(const records::BranchRow& row) {
  return std::tie(row.case_id, row.no, row.parent, row.ordinal, row.round, row.key, row.title.da, row.title.en,
                  row.status, row.kept, row.outcome, row.word, row.ended_on, row.planned_on, row.group.da, row.group.en,
                  row.step.da, row.step.en, row.due_on, row.overdue, row.state);
}
inline auto columns(const records::WorkItemRow& row) {
  return std::tie(row.case_id, row.branch, row.item, row.status, row.step, row.title.da, row.title.en, row.owner.da,
                  row.owner.en, row.contact, row.party, row.body, row.ballot, row.opened_on, row.due_on, row.planned_on,
                  row.decided_on, row.overdue, row.outcome, row.word, row.votes_for, row.votes_against,
                  row.votes_abstained, row.present, row.recused, row.remarks, row.postponed);
}
inline auto columns(const records::DocumentRow& row) {
  return std::tie(row.case_id, row.document, row.title.da, row.title.en, row.version, row.name, row.sha256, row.size,
                  row.attached, row.frozen);
}
inline auto columns(const records::OutboxRow& row) {
  return std::tie(row.id, row.case_id, row.key, row.message_id, row.channel, row.template_name, row.template_da,
                  row.template_en, row.facts, row.receiver, row.thing, row.receiver_title, row.status, row.attempts,
                  row.created_at, row.next_attempt_at, row.delivered_at, row.last_error);
}
inline auto columns(const records::JournalRow& row) {
  return std::tie(row.seq, row.format, row.case_id, row.revision, row.at, row.recorded_at, row.effective, row.actor,
                  row.proof, row.request, row.kind, row.input, row.outcome, row.prev, row.hash);
}

template <class Row>
bool same(const Row& left, const Row& right) {
  return columns(left) == columns(right);
}

}  // namespace aftale::store_test
