#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/machine/chart/run.h"

/// The documents of a case, and those that every branch of a `for_each` has of its own (language, section 10:
/// documents).
namespace aftale::machine {

/// A document, and the branch whose own it is; 0: the case's.
struct Held {
  std::uint16_t document = 0;
  BranchNo branch = 0;
  bool holds(const DocumentVersion& version) const { return version.document == document && version.branch == branch; }
};

/// What a document means in a branch; none where it is of branches elsewhere.
std::optional<Held> held_in(const Run& run, BranchNo branch, std::uint16_t document);
/// `working_groups/birken/report`; of the case its id.
std::string address_of(const Run& run, const Held& held);
/// The newest frozen version of a document, as it was on a day; 0 if there is none.
std::uint32_t frozen_version(const Run& run, const Held& held, std::optional<time::CivilDate> on = std::nullopt);

/// Seen from a branch, by its id. Error: unknown-document with what there is.
Result<Held> document_named(const Run& run, BranchNo branch, std::string_view id);
/// `unknown-document`: the case has none of that name, but these.
tl::unexpected<ErrorPtr> refuse_document(const std::string& id, std::vector<std::string> known);

/// The place and the id in an address of a document.
std::pair<std::string_view, std::string_view> split_document(std::string_view address);

}  // namespace aftale::machine
