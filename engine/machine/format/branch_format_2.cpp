// body2     := for each deadline of body1 (looks told), then proposals
// told      := list of (branch state receiver:text contact:text times last:date? again:date?)
// proposals := list of (state event:text ballot:boolean by:text at:instant content:digest)
// All that has no type here is a number.
#include "engine/machine/format/branch_format_2.h"

#include <algorithm>

namespace aftale::machine {
namespace {

template <class Archive, class Any>
void fields_of_format_2(Archive& archive, Any& branch) {
  for (auto& deadline : branch.deadlines) {
    archive.number(deadline.looks);
    archive.all(deadline.told, [&](auto& told) {
      archive.number(told.branch);
      archive.number(told.state);
      archive.text(told.receiver);
      archive.text(told.contact);
      archive.number(told.times);
      archive.date(told.last);
      archive.date(told.again);
    });
  }
  archive.all(branch.proposals, [&](auto& proposal) {
    archive.number(proposal.state);
    archive.text(proposal.event);
    archive.boolean(proposal.ballot);
    archive.text(proposal.by);
    archive.instant(proposal.at);
    archive.digest(proposal.content);
  });
}

}  // namespace

bool needs_format_2(const Branch& branch) {
  return !branch.proposals.empty() ||
         std::any_of(branch.deadlines.begin(), branch.deadlines.end(),
                     [](const DeadlineState& deadline) { return deadline.looks != 0 || !deadline.told.empty(); });
}

void branch_format_2(Encoder& out, const Branch& branch) {
  fields_of_format_2(out, branch);
}

void branch_format_2(Decoder& in, Branch& branch) {
  fields_of_format_2(in, branch);
}

}  // namespace aftale::machine
