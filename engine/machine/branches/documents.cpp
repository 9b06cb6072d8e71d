#include "engine/machine/branches/documents.h"

#include <algorithm>

#include "engine/machine/reach/places.h"

namespace aftale::machine {

namespace {

const std::vector<model::Document>& declared(const Run& run) {
  return run.definition().root().documents;
}

tl::unexpected<ErrorPtr> unknown(const std::string& id, std::vector<std::string> known) {
  return fail(Error::Kind::refused, "unknown-document",
              Text{"Sagen har intet dokument, der hedder " + id, "The case has no document named " + id},
              std::move(known));
}

bool takes(const Branch& branch) {
  return branch.status == BranchStatus::running && !branch.kept && !branch.superseded;
}

/// Everything that can be attached to now.
std::vector<std::string> addresses(const Run& run) {
  std::vector<std::string> out;
  for (std::size_t n = 0; n < declared(run).size(); ++n) {
    const auto document = static_cast<std::uint16_t>(n);
    if (declared(run)[n].chart == model::kNone) out.push_back(declared(run)[n].id);
    for (BranchNo no = 1; no < run.branch_count() && declared(run)[n].chart != model::kNone; ++no) {
      const Branch& branch = run.branch(no);
      if (branch.chart == declared(run)[n].chart && takes(branch)) out.push_back(address_of(run, {document, no}));
    }
  }
  return out;
}

/// Without a place: the one open branch that has it.
Result<Held> only_one(const Run& run, std::uint16_t document) {
  std::vector<Held> found;
  for (BranchNo no = 1; no < run.branch_count(); ++no) {
    if (run.branch(no).chart == declared(run)[document].chart && takes(run.branch(no))) found.push_back({document, no});
  }
  const std::string& id = declared(run)[document].id;
  if (found.empty()) return unknown(id, addresses(run));
  if (found.size() == 1) return found.front();
  std::vector<std::string> possible;
  for (const Held& held : found) possible.push_back(address_of(run, held));
  const Text message{"Hver gren har sit eget dokument " + id + ". Skriv grenen foran: " + possible.front(),
                     "Each branch has its own document " + id + ". Write the branch before it: " + possible.front()};
  return refuse("ambiguous", message, std::move(possible));
}

}  // namespace

std::pair<std::string_view, std::string_view> split_document(std::string_view address) {
  const std::size_t slash = address.rfind('/');
  if (slash == std::string_view::npos) return {{}, address};
  return {address.substr(0, slash), address.substr(slash + 1)};
}

// Called workflows see the case's documents and nothing else of their caller.
std::optional<Held> held_in(const Run& run, BranchNo branch, std::uint16_t document) {
  const model::ChartIx chart = declared(run)[document].chart;
  if (chart == model::kNone) return Held{document, 0};
  for (BranchNo no = branch; no != 0; no = run.branch(no).parent) {
    if (run.branch(no).chart == chart) return Held{document, no};
    if (run.chart(no).parent == model::kNone) break;
  }
  return std::nullopt;
}

std::string address_of(const Run& run, const Held& held) {
  const std::string& id = declared(run)[held.document].id;
  return held.branch == 0 ? id : run.branch(held.branch).key + "/" + id;
}

std::uint32_t frozen_version(const Run& run, const Held& held, std::optional<time::CivilDate> on) {
  std::uint32_t newest = 0;
  for (const DocumentVersion& version : run.documents()) {
    if (!held.holds(version) || !version.frozen || (on && *version.frozen > *on)) continue;
    newest = std::max(newest, version.version);
  }
  return newest;
}

Result<Held> document_named(const Run& run, BranchNo branch, std::string_view id) {
  std::vector<std::string> known;
  for (std::size_t n = 0; n < declared(run).size(); ++n) {
    const std::optional<Held> held = held_in(run, branch, static_cast<std::uint16_t>(n));
    if (!held) continue;
    if (declared(run)[n].id == id) return *held;
    known.push_back(declared(run)[n].id);
  }
  return unknown(std::string(id), std::move(known));
}

Result<Held> document_at(const Run& run, const std::string& address) {
  const auto [path, id] = split_document(address);
  const auto found = std::find_if(declared(run).begin(), declared(run).end(),
                                  [i = id](const model::Document& document) { return document.id == i; });
  if (found == declared(run).end()) return unknown(address, addresses(run));
  const auto document = static_cast<std::uint16_t>(found - declared(run).begin());
  if (path.empty()) {
    if (found->chart == model::kNone) return Held{document, 0};
    return only_one(run, document);
  }
  AFTALE_TRY(const Place place, place_of(run, path));
  const std::optional<Held> held = held_in(run, place.branch, document);
  // The case's own documents lie at the top.
  if (!held || held->branch == 0) return unknown(address, addresses(run));
  const Branch& branch = run.branch(held->branch);
  if (branch.kept || branch.status == BranchStatus::cancelled)
    AFTALE_TRY_VOID(must_be_open(run, {held->branch, 0, model::kNone}));
  return *held;
}

}  // namespace aftale::machine
