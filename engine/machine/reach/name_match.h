#pragma once
#include <cstddef>
#include <string>
#include <vector>

#include "engine/base/text.h"

namespace aftale::model {
struct Party;
}

namespace aftale::machine {

inline constexpr int kById = 4, kByTitle = 3, kByUsualName = 2, kByWord = 1;

/// Whether people may call a thing so: 4 by its id, 3 by its title, 2 by the usual name of its place in a chain
/// ("udvalg", "økonomi", "råd"), 1 by whole words of its title, whose articles and genitives do not count
/// ("Mariagerfjord", "Vesthimmerland", "byrådet"), or by what kind of body it is ("udvalg" of Socialudvalget); 0 not.
/// `word` is folded.
int name_match(const std::string& id, const Text& title, const std::string& word);

/// What the usual places in a chain are called in a heading that stands for the bodies of all parties: `committee`,
/// `finance`, `council`. Empty for every other id.
Text usual_title(const std::string& body_id);

/// Those that people may call so, of which none is called so more closely; `closest` as in `name_match`, 0: there is
/// none.
struct PartiesCalled {
  std::vector<std::size_t> parties;  ///< indexes
  int closest = 0;
};
PartiesCalled parties_called(const std::vector<model::Party>& parties, const std::string& word);

}  // namespace aftale::machine
