#pragma once
#include <map>
#include <string>
#include <vector>

#include "engine/cases/answers.h"
#include "engine/cases/titles.h"

namespace aftale::reports {

/// One case of an export, with what reports look up in it. Borrows the answers.
class CaseFacts {
 public:
  CaseFacts(const cases::ShowAnswer& shown, const cases::StatusOfAnswer& status);

  const cases::ShowAnswer& shown() const { return shown_; }
  const cases::StatusOfAnswer& status() const { return status_; }
  const cases::CaseSummary& summary() const { return shown_.summary; }

  /// What a case that has ended came to, by the title of its end; empty where that has none.
  Text outcome() const;
  /// What people call a step: "Aalborg Kommune, Socialudvalget".
  Text title_of(const std::string& step) const { return titles_.of(step); }
  Text owner_of(const records::WorkItemRow& item) const { return titles_.owner_of(item); }
  /// The body that meets at a step: "Socialudvalget i Aalborg Kommune".
  Text body_at(const std::string& step) const;
  /// The party that acts in an item, by its title; empty where none does.
  Text party_of(const records::WorkItemRow& item) const;
  /// The title of the outermost branch that leads to an address; empty where it is that branch itself, or none does.
  Text outermost(const std::string& address) const;
  /// What a row of a matrix came to, in words; empty while it is under way.
  std::string outcome_of(const cases::Matrix::Row& row, Language language) const;
  /// An item of that step; null where nobody acts there, or it is not shown.
  const records::WorkItemRow* item_at(const std::string& step) const;
  /// What a body said in a cell of a matrix; empty where that is not known.
  Text said_in(const cases::Matrix& matrix, const cases::Matrix::Row& row, std::size_t column) const;
  /// The lists of parties that are under way, else the newest one; and those before it, the newest first.
  struct Lists {
    std::vector<const cases::Matrix*> current, earlier;
  };
  Lists lists() const;
  /// Open items that no matrix shows: what the secretariat and the common bodies are to do.
  std::vector<const records::WorkItemRow*> other_items() const;
  /// Deadlines that no matrix shows, by date.
  std::vector<const cases::DueLine*> other_deadlines() const;

 private:
  bool is_in_matrix(const std::string& step) const;

  const cases::ShowAnswer& shown_;
  const cases::StatusOfAnswer& status_;
  cases::Titles titles_;
  std::map<std::string, Text> elements_;                      ///< titles of branches by key
  std::map<std::string, const records::WorkItemRow*> items_;  ///< the last one of each step
};

}  // namespace aftale::reports
