#pragma once
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "engine/base/result.h"
#include "engine/cases/service.h"
#include "engine/records/rows.h"

namespace aftale::cases {

/// How many entries of people (events, minutes, documents) the steps of one case hold since they were last entered, so
/// that nobody fills a case at one step. A value; counts on from where it stands.
class StepEntries {
 public:
  /// The number in the file of the last entry that is counted; 0: none is.
  std::int64_t last() const { return last_; }
  /// `rows` of the case, in their order; those that are counted already are passed over.
  void count(const std::vector<records::JournalRow>& rows, CaseId id);
  /// Whether one more entry with this outcome may be: the step has room, or the entry leaves it. Error: refused
  /// (`too-many-entries`), with what helps.
  Result<void> admit(const Details& outcome) const;

 private:
  std::map<std::string, std::size_t, std::less<>> counts_;  // by address
  std::int64_t last_ = 0;
};

}  // namespace aftale::cases
