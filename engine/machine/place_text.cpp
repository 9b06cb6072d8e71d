#include "engine/machine/items.h"
#include "engine/machine/places.h"
#include "engine/machine/renewals.h"
#include "engine/machine/titles.h"

namespace aftale::machine {

std::string address_in(const model::Chart& chart, const Branch& branch, model::StateIx state) {
  return chart.path(state, branch.key);
}

std::string address_of(const model::Definition& definition, const Case& kase, const Place& place) {
  const Branch& branch = *kase.branches[place.branch];
  if (place.renewal != model::kNone) return renewal_address(definition, branch, place.renewal);
  return address_in(definition.charts[branch.chart], branch, place.state);
}

Text title_of(const model::Definition& definition, const Case& kase, const Place& place) {
  if (place.branch == 0 && place.state == 0) return kase.title;
  const Branch& branch = *kase.branches[place.branch];
  if (place.renewal != model::kNone) {
    const Text& document = definition.root().documents[place.renewal].title;
    return {"Skal " + branch.title->in(Language::da) + " godkende den ændrede tekst igen? " + document.in(Language::da),
            "Must " + branch.title->in(Language::en) + " approve the changed text again? " + document.in(Language::en)};
  }
  return filled(title_of_state(definition.charts[branch.chart].states[place.state]), definition, kase, branch);
}

}  // namespace aftale::machine
