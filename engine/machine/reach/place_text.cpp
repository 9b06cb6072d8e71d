#include "engine/machine/chart/address.h"
#include "engine/machine/chart/titles.h"
#include "engine/machine/possible.h"

namespace aftale::machine {

std::string address_of(const model::Definition& definition, const Case& instance, const Place& place) {
  const Branch& branch = *instance.branches[place.branch];
  if (place.renewal != model::kNone) return renewal_address(definition, branch, place.renewal);
  return address_in(definition.charts[branch.chart], branch, place.state);
}

Text title_of(const model::Definition& definition, const Case& instance, const Place& place) {
  if (place.branch == 0 && place.state == 0) return instance.title;
  const Branch& branch = *instance.branches[place.branch];
  if (place.renewal != model::kNone) {
    const Text& document = definition.root().documents[place.renewal].title;
    return {"Skal " + branch.title->in(Language::da) + " godkende den ændrede tekst igen? " + document.in(Language::da),
            "Must " + branch.title->in(Language::en) + " approve the changed text again? " + document.in(Language::en)};
  }
  return filled(title_of_state(definition.charts[branch.chart].states[place.state]), definition, instance, branch);
}

}  // namespace aftale::machine
