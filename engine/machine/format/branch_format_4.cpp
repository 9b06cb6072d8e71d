// body4   := fired kept_since:date?
//            for each proposal of body2 (user:text uid:number?)
//            for each active state of body1 (meeting_named:boolean), then waiting
// fired   := list of (state rule day:date), ascending
// waiting := list of (from:text step:text event:text data outcome:text result:value told:date)
// data    := list of (name:text value)
// All that has no type here is a number.
#include "engine/machine/format/branch_format_4.h"

#include <algorithm>

namespace aftale::machine {
namespace {

template <class Archive, class Any>
void fields_of_format_4(Archive& archive, Any& branch) {
  archive.all(branch.fired, [&](auto& fired) {
    archive.number(fired.state);
    archive.number(fired.rule);
    archive.date(fired.day);
  });
  archive.date(branch.kept_since);
  for (auto& proposal : branch.proposals) {
    archive.text(proposal.user);
    archive.optional(proposal.uid);
  }
  for (auto& active : branch.active) archive.boolean(active.meeting_named);
  archive.all(branch.waiting, [&](auto& message) {
    archive.text(message.from);
    archive.text(message.step);
    archive.text(message.event);
    archive.all(message.data, [&](auto& field) {
      archive.text(field.first);
      archive.value(field.second);
    });
    archive.text(message.outcome);
    archive.value(message.result);
    archive.date(message.told);
  });
}

}  // namespace

bool needs_format_4(const Branch& branch) {
  return !branch.fired.empty() || branch.kept_since || !branch.waiting.empty() ||
         std::any_of(branch.proposals.begin(), branch.proposals.end(),
                     [](const Proposal& proposal) { return !proposal.user.empty() || proposal.uid; }) ||
         std::any_of(branch.active.begin(), branch.active.end(),
                     [](const ActiveState& active) { return active.meeting_named; });
}

void branch_format_4(Encoder& out, const Branch& branch) {
  fields_of_format_4(out, branch);
}

void branch_format_4(Decoder& in, Branch& branch) {
  fields_of_format_4(in, branch);
}

}  // namespace aftale::machine
