#pragma once
#include <map>
#include <set>
#include <string>

#include "engine/cases/read_model.h"
#include "engine/machine/input.h"
#include "engine/records/rows.h"

namespace aftale::cases {

/// What is somebody's own in one case. A branch is, where a variable of it is a party or body of his, or where it names
/// none and lies in one that is. People of a body are people of its party.
class Sight {
 public:
  /// Where the case cannot be read, nothing is his.
  static Sight of(const ReadModel& in, const std::string& key, const machine::Actor& actor, time::Instant now);

  /// The step or document at an address is his own.
  bool is_own(const std::string& address) const;
  /// It lies in no branch: all parties know of it.
  bool is_common(const std::string& address) const;
  bool is_own(const records::WorkItemRow& row) const;
  /// Steps of the case that belong to no party are for all to know; what was remarked there is not.
  bool may_read(const records::WorkItemRow& row) const;
  bool may_read(const records::BranchRow& row) const;
  bool may_read(const records::DocumentRow& row) const;
  bool may_read(const records::JournalRow& row) const;

 private:
  explicit Sight(const machine::Actor& actor);
  const bool* branch_of(const std::string& address) const;

  std::string person_;
  bool all_parties_ = false;
  std::set<std::string, std::less<>> parties_, bodies_, steps_;
  std::map<std::string, bool> branches_;  ///< by key, without the case's own
};

}  // namespace aftale::cases
