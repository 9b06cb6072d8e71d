#pragma once
#include <map>
#include <string>
#include <vector>

#include "engine/base/text.h"
#include "engine/records/rows.h"

namespace aftale::cases {

/// A body with the party that it belongs to, as one says it: "Socialudvalget i Aalborg Kommune", but "Aalborg Byråd",
/// where a word of the party's name (a genitive counts) is in the body's own.
Text with_party(const Text& body, const Text& party);

/// What people call the steps of a case, out of the rows that were written when the steps were open: "Aalborg Kommune,
/// Socialudvalget" rather than `approval/0851/chain/committee/treats`. Borrows nothing.
class Titles {
 public:
  Titles(const std::vector<records::BranchRow>& branches, const std::vector<records::WorkItemRow>& items);

  /// A step that no row names, because nobody acts in it.
  void add_step(const std::string& address, const Text& title);
  /// What people read that happened.
  void add_event(const std::string& name, const Text& title);
  /// The title of an event, or its name.
  Text event(const std::string& name) const;
  /// The branches that lead to `address` and the step itself; the address where nothing is known about it.
  Text of(const std::string& address) const;
  /// Who acts in it and for whom: the same for a body's ballot, else with the owner instead of the step.
  Text owner_of(const records::WorkItemRow& item) const;

  /// The body that meets at a place, said once: "Socialudvalget i Aalborg Kommune". `owner` may be empty, and the last
  /// branch of the address is the body.
  Text body_at(const std::string& address, const Text& owner) const;

 private:
  /// Of the branches that an address leads through, the outermost first.
  std::vector<Text> on_the_way(const std::string& address) const;
  Text branches_of(const std::string& address) const;
  std::map<std::string, Text> branches_, steps_, events_;
};

}  // namespace aftale::cases
