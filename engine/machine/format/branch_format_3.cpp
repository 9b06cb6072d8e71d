// body3     := links opened_by resting_since:date? corrected withdrawn
//              for each active state of body1 (rested), for each deadline of body1 (rested paused_on:date?)
// links     := list of (name:text key:text)
// opened_by := opener:text branch:text link:text previous:text
// withdrawn := list of text
// All that has no type here is a number.
#include "engine/machine/format/branch_format_3.h"

#include <algorithm>

namespace aftale::machine {
namespace {

template <class Archive, class Any>
void fields_of_format_3(Archive& archive, Any& branch) {
  archive.all(branch.links, [&](auto& link) {
    archive.text(link.name);
    archive.text(link.key);
  });
  archive.text(branch.opened_by.opener);
  archive.text(branch.opened_by.branch);
  archive.text(branch.opened_by.link);
  archive.text(branch.opened_by.previous);
  archive.date(branch.resting_since);
  archive.number(branch.corrected);
  archive.all(branch.withdrawn, [&](auto& key) { archive.text(key); });
  for (auto& active : branch.active) archive.number(active.rested);
  for (auto& deadline : branch.deadlines) {
    archive.number(deadline.rested);
    archive.date(deadline.paused_on);
  }
}

}  // namespace

bool needs_format_3(const Branch& branch) {
  return !branch.links.empty() || !branch.opened_by.empty() || branch.resting_since || branch.corrected != 0 ||
         std::any_of(branch.active.begin(), branch.active.end(),
                     [](const ActiveState& active) { return active.rested != 0; }) ||
         std::any_of(branch.deadlines.begin(), branch.deadlines.end(),
                     [](const DeadlineState& deadline) { return deadline.rested != 0 || deadline.paused_on; });
}

void branch_format_3(Encoder& out, const Branch& branch) {
  fields_of_format_3(out, branch);
}

void branch_format_3(Decoder& in, Branch& branch) {
  fields_of_format_3(in, branch);
}

}  // namespace aftale::machine
