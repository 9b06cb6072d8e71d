// body1     := no parent origin ordinal round key:text element:text title:(text text) flags chart status
//              active history timers deadlines values outcome:text result:value ended_on:date?
//              decisions remarks renewals items
// flags     := bit 0 with_previous, bit 1 kept, bit 2 superseded, bit 3 again
// status    := 0 waiting, 1 running, 2 ended, 3 not reported, 4 cancelled
// active    := list of (state entered:date item next_meeting:date?)
// history   := list of (state, list of state)
// timers    := list of (date kind state rule moment), kind := 0 remind, 1 overdue, 2 timed, 3 then
// deadlines := list of (state deadline status due:date? reminded), status := a state of the deadline's life cycle
// values    := list of value, one for each variable of the chart
// decisions := list of (word:text event:text meeting:date? list of (document version))
// remarks   := list of text
// renewals  := list of (document approved_version new_version item proposed:text)
// All that has no type here is a number.
#include "engine/machine/format/branch_format_1.h"

namespace aftale::machine {
namespace {

constexpr std::uint64_t kBranchStatusCount = 5, kTimerKindCount = 4;

template <class Archive, class Any>
void configuration_fields(Archive& archive, Any& branch) {
  archive.all(branch.active, [&](auto& active) {
    archive.number(active.state);
    archive.date(active.entered);
    archive.number(active.item);
    archive.date(active.next_meeting);
  });
  archive.all(branch.history, [&](auto& entry) {
    archive.number(entry.history);
    archive.all(entry.states, [&](auto& state) { archive.number(state); });
  });
  archive.all(branch.timers, [&](auto& timer) {
    archive.date(timer.date);
    archive.enumeration(timer.kind, kTimerKindCount);
    archive.number(timer.state);
    archive.number(timer.rule);
    archive.number(timer.moment);
  });
  archive.all(branch.deadlines, [&](auto& deadline) {
    archive.number(deadline.state);
    archive.number(deadline.deadline);
    archive.enumeration(deadline.status, lifecycle::kDeadlineStatuses.size());
    archive.date(deadline.due);
    archive.number(deadline.reminded);
  });
}

template <class Archive, class Any>
void decision_fields(Archive& archive, Any& branch) {
  archive.all(branch.decisions, [&](auto& decision) {
    archive.text(decision.word);
    archive.text(decision.event);
    archive.date(decision.meeting);
    archive.all(decision.versions, [&](auto& version) {
      archive.number(version.first);
      archive.number(version.second);
    });
  });
  archive.all(branch.remarks, [&](auto& remark) { archive.text(remark); });
  archive.all(branch.renewals, [&](auto& renewal) {
    archive.number(renewal.document);
    archive.number(renewal.approved_version);
    archive.number(renewal.new_version);
    archive.number(renewal.item);
    archive.text(renewal.proposed);
  });
}

template <class Archive, class Any>
void fields_of_format_1(Archive& archive, Any& branch) {
  archive.number(branch.no);
  archive.number(branch.parent);
  archive.number(branch.origin);
  archive.number(branch.ordinal);
  archive.number(branch.round);
  archive.text(branch.key);
  archive.text(branch.element);
  archive.title(branch.title);
  archive.flags(branch.with_previous, branch.kept, branch.superseded, branch.again);
  archive.number(branch.chart);
  archive.enumeration(branch.status, kBranchStatusCount);
  configuration_fields(archive, branch);
  archive.all(branch.values, [&](auto& value) { archive.value(value); });
  archive.text(branch.outcome);
  archive.value(branch.result);
  archive.date(branch.ended_on);
  decision_fields(archive, branch);
  archive.number(branch.items);
}

}  // namespace

void branch_format_1(Encoder& out, const Branch& branch) {
  fields_of_format_1(out, branch);
}

void branch_format_1(Decoder& in, Branch& branch) {
  fields_of_format_1(in, branch);
}

}  // namespace aftale::machine
