#include "engine/machine/branches/renewals.h"

#include "engine/machine/bodies/addressees.h"

namespace aftale::machine::branches {

WorkItem& renewal_row(Run& run, const Branch& branch, const Renewal& renewal) {
  WorkItem& row = run.item(branch.no, renewal.item);
  row.place.renewal = renewal.document;
  row.owner = secretariat_of(run);
  for (const DocumentVersion& version : run.documents()) {
    if (version.document == renewal.document && version.version == renewal.new_version) row.opened_on = version.frozen;
  }
  return row;
}

void drop_renewals(Run& run, BranchNo no) {
  Branch& branch = run.write(no);
  for (const Renewal& renewal : branch.renewals) {
    renewal_row(run, branch, renewal).status = WorkItem::Status::cancelled;
  }
  branch.renewals.clear();
}

}  // namespace aftale::machine::branches
