#include "engine/machine/reach/document_address.h"

#include <algorithm>

#include "engine/machine/chart/refusal.h"
#include "engine/machine/reach/places.h"

namespace aftale::machine {

namespace {

const std::vector<model::Document>& documents_of(const Run& run) {
  return run.definition().root().documents;
}

bool takes(const Branch& branch) {
  return branch.status == BranchStatus::running && !branch.kept && !branch.superseded;
}

/// Everything that can be attached to now.
std::vector<std::string> addresses(const Run& run) {
  std::vector<std::string> out;
  for (std::size_t n = 0; n < documents_of(run).size(); ++n) {
    const auto document = static_cast<std::uint16_t>(n);
    if (documents_of(run)[n].chart == model::kNone) out.push_back(documents_of(run)[n].id);
    for (BranchNo no = 1; no < run.branch_count() && documents_of(run)[n].chart != model::kNone; ++no) {
      const Branch& branch = run.branch(no);
      if (branch.chart == documents_of(run)[n].chart && takes(branch)) out.push_back(address_of(run, {document, no}));
    }
  }
  return out;
}

/// Without a place: the one open branch that has it.
Result<Held> only_one(const Run& run, std::uint16_t document) {
  std::vector<Held> found;
  for (BranchNo no = 1; no < run.branch_count(); ++no) {
    if (run.branch(no).chart == documents_of(run)[document].chart && takes(run.branch(no)))
      found.push_back({document, no});
  }
  const std::string& id = documents_of(run)[document].id;
  if (found.empty()) return refuse_document(id, addresses(run));
  if (found.size() == 1) return found.front();
  std::vector<std::string> possible;
  for (const Held& held : found) possible.push_back(address_of(run, held));
  const Text message{"Hver gren har sit eget dokument " + id + ". Skriv grenen foran: " + possible.front(),
                     "Each branch has its own document " + id + ". Write the branch before it: " + possible.front()};
  return refuse("ambiguous", message, std::move(possible));
}

}  // namespace

Result<Held> document_at(const Run& run, const std::string& address) {
  const auto [path, id] = split_document(address);
  const auto found = std::find_if(documents_of(run).begin(), documents_of(run).end(),
                                  [i = id](const model::Document& document) { return document.id == i; });
  if (found == documents_of(run).end()) return refuse_document(address, addresses(run));
  const auto document = static_cast<std::uint16_t>(found - documents_of(run).begin());
  if (path.empty()) {
    if (found->chart == model::kNone) return Held{document, 0};
    return only_one(run, document);
  }
  AFTALE_TRY(const Place place, place_of(run, path));
  const std::optional<Held> held = held_in(run, place.branch, document);
  // The case's own documents lie at the top.
  if (!held || held->branch == 0) return refuse_document(address, addresses(run));
  const Branch& branch = run.branch(held->branch);
  if (branch.kept || branch.status == BranchStatus::cancelled)
    AFTALE_TRY_VOID(must_be_open(run, {held->branch, 0, model::kNone}));
  return *held;
}

}  // namespace aftale::machine
