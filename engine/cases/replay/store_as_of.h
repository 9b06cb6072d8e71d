#pragma once
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/records/store_forwarder.h"

namespace aftale::cases {

/// Cases as they stood on another day, or would stand, under the questions that are asked of the file: a store that
/// holds nothing but the cases it is given. Journal, messages, definitions and content are those of the store behind
/// it, which it borrows.
class StoreAsOf final : public records::ReaderForwarder<records::StoreReader> {
 public:
  explicit StoreAsOf(records::StoreReader& store) : ReaderForwarder(store) {}

  /// The rows of one case, written whole: its row among the new or the rebuilt ones.
  void put(const records::Commit& rows);

  Result<std::optional<records::LoadedCase>> load(std::string_view key) override;
  Result<std::vector<std::string>> due_cases(time::Instant, std::size_t) override { return std::vector<std::string>(); }
  Result<std::optional<time::Instant>> next_wake() override { return std::optional<time::Instant>(); }
  /// Whoever asks has a snapshot of the store behind it.
  Result<std::unique_ptr<records::Snapshot>> snapshot() override { return std::make_unique<records::Snapshot>(); }
  Result<std::vector<records::CaseRow>> cases() override;
  Result<std::optional<records::CaseRow>> find_case(std::string_view key) override;
  Result<std::vector<records::BranchRow>> branches(CaseId id) override;
  Result<std::vector<records::ItemWithCase>> work_items(const records::ItemFilter& filter) override;
  Result<std::vector<records::DocumentRow>> documents(CaseId id) override;
  Result<std::int64_t> count_due(time::Instant, std::size_t) override { return 0; }

 private:
  struct Standing {
    records::LoadedCase loaded;
    std::vector<records::WorkItemRow> items;
  };
  const Standing* find(std::string_view key) const;
  const Standing* find(CaseId id) const;

  std::vector<Standing> standing_;  ///< in the order in which they were put
};

}  // namespace aftale::cases
