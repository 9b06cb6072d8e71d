#pragma once
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "engine/cases/answers.h"
#include "engine/cases/explanation/speech.h"
#include "engine/cases/titles.h"
#include "engine/machine/case.h"
#include "engine/model/definition.h"
#include "engine/records/rows.h"

namespace aftale::cases::explanation {

/// A case on a day, as everything that is said about it looks at it. Borrows the definition, the case and its rows.
class Scene {
 public:
  struct Rows {
    const records::CaseRow& row;
    const std::vector<records::BranchRow>& branches;
    const std::vector<records::WorkItemRow>& items;  ///< all of the case
  };
  /// A state of a branch.
  struct Standing {
    machine::BranchNo branch = 0;
    model::StateIx state = 0;
    time::CivilDate entered;
  };
  /// Whether the one who asks may read of a step at an address; empty: of all.
  using MayRead = std::function<bool(const std::string& address)>;

  /// `matrices`: of the lists of parties that have run. `step`: the address of the step that is asked about; empty: the
  /// whole case.
  Scene(const model::Definition& definition, const machine::Case& instance, Rows rows, std::vector<Matrix> matrices,
        Titles titles, std::string step, time::CivilDate today, MayRead may_read = {});

  const model::Definition& definition;
  const machine::Case& instance;
  const records::CaseRow& row;
  const std::vector<records::BranchRow>& branches;
  const std::vector<records::WorkItemRow>& items;
  const std::vector<Matrix> matrices;
  const Titles titles;
  const std::string step;
  const time::CivilDate today;

  /// The innermost steps in which the case stands, by its own chart; of a step that is asked about those inside it.
  const std::vector<Standing>& standings() const { return standings_; }
  const model::State& state(const Standing& at) const;
  const model::Chart& chart(const Standing& at) const;
  std::string address(const Standing& at) const;
  Text title(const Standing& at) const;
  /// The list of parties that runs at a step; null where it is none.
  const Matrix* matrix(const Standing& at) const;

  /// What is open, asked about, awaited, and may be read of. What is left on a date when all goes well awaits nobody:
  /// events there are exceptions.
  const std::vector<const records::WorkItemRow*>& open_items() const { return open_items_; }
  /// Somebody is awaited, whether it may be read of or not.
  bool is_awaited() const { return awaited_; }
  bool is_asked_about(const std::string& address) const;
  bool may_be_told_of(const std::string& address) const;

 private:
  void find_standings();
  void find_open_items();
  bool waits_for_a_date(const Standing& at) const;
  bool is_kept(std::int64_t branch) const;

  const MayRead may_read_;
  std::vector<Standing> standings_;
  std::vector<const records::WorkItemRow*> open_items_;
  bool awaited_ = false;
};

using Sentences = std::vector<Text>;

/// The paragraphs, in this order; each empty where there is nothing to say.
/// Where the case stands, and since when.
Sentences where(const Scene& scene);
/// Who is waited for, since when, and why: what has been said, by whom, and what holds it.
Sentences awaited(const Scene& scene);
/// What is known of the next meetings of those who are waited for.
Sentences meetings(const Scene& scene);
/// What brings the case on, and where else it may go.
Sentences onward(const Scene& scene);
/// What happens by itself.
Sentences by_itself(const Scene& scene, const std::vector<SituationAnswer::Coming>& coming);

/// What `tell(speech)` says in each language.
template <class Tell>
Text in_both(const Scene& scene, Tell tell) {
  return {tell(Speech{Language::da, scene.today}), tell(Speech{Language::en, scene.today})};
}

}  // namespace aftale::cases::explanation
