#pragma once
#include "engine/machine/chart/run.h"

/// The questions to the secretariat whether a text that has changed is to be approved again; each is a work item.
namespace aftale::machine::branches {

/// The row of a question.
WorkItem& renewal_row(Run& run, const Branch& branch, const Renewal& renewal);
/// Nobody is asked any more.
void drop_renewals(Run& run, BranchNo branch);

}  // namespace aftale::machine::branches
