#pragma once
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
struct Scene {
  const model::Definition& definition;
  const machine::Case& instance;
  const records::CaseRow& row;
  const std::vector<records::BranchRow>& branches;
  const std::vector<records::WorkItemRow>& items;  ///< all of the case
  std::vector<Matrix> matrices;                    ///< of the lists of parties that have run
  Titles titles;
  std::string step;  ///< address of the step that is asked about; empty: the whole case
  time::CivilDate today;

  /// A state of a branch.
  struct Standing {
    machine::BranchNo branch = 0;
    model::StateIx state = 0;
    time::CivilDate entered;
  };
  /// The innermost steps in which the case stands, by its own chart; of a step that is asked about those inside it.
  std::vector<Standing> standings() const;
  const model::State& state(const Standing& at) const;
  const model::Chart& chart(const Standing& at) const;
  std::string address(const Standing& at) const;
  Text title(const Standing& at) const;
  /// The list of parties that runs at a step; null where it is none.
  const Matrix* matrix(const Standing& at) const;

  /// The step is left on a date when all goes well, so that nobody need do anything; events there are exceptions.
  bool waits_for_a_date(const Standing& at) const;
  /// What is open, asked about, and awaited.
  std::vector<const records::WorkItemRow*> open_items() const;
  bool is_asked_about(const std::string& address) const;
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
