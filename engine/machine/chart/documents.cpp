#include "engine/machine/chart/documents.h"

#include <algorithm>

namespace aftale::machine {

namespace {

const std::vector<model::Document>& declared(const Run& run) {
  return run.definition().root().documents;
}

}  // namespace

tl::unexpected<ErrorPtr> refuse_document(const std::string& id, std::vector<std::string> known) {
  return fail(Error::Kind::refused, "unknown-document",
              Text{"Sagen har intet dokument, der hedder " + id, "The case has no document named " + id},
              std::move(known));
}

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
  return refuse_document(std::string(id), std::move(known));
}

}  // namespace aftale::machine
