#pragma once
#include <map>
#include <string>
#include <vector>

#include "engine/base/text.h"
#include "engine/ports/rows.h"

namespace aftale::cases {

/// What people call the steps of a case, out of the rows that were written when the steps were open: "Aalborg Kommune,
/// Socialudvalget" rather than `approval/0851/chain/committee/treats`. Borrows nothing.
class Titles {
 public:
  Titles(const std::vector<ports::BranchRow>& branches, const std::vector<ports::WorkItemRow>& items);

  /// A step that no row names, because nobody acts in it.
  void add_step(const std::string& address, const Text& title);
  /// What people read that happened.
  void add_event(const std::string& name, const Text& title);
  /// The title of an event, or its name.
  Text event(const std::string& name) const;
  /// The branches that lead to `address` and the step itself; the address where nothing is known about it.
  Text of(const std::string& address) const;
  /// Who acts in it and for whom: the same for a body's ballot, else with the owner instead of the step.
  Text owner_of(const ports::WorkItemRow& item) const;

 private:
  void add(Text& text, const std::string& key) const;
  Text branches_of(const std::string& address) const;
  std::map<std::string, Text> branches_, steps_, events_;
};

}  // namespace aftale::cases
