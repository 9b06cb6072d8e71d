#include <algorithm>
#include <set>

#include "engine/base/words.h"
#include "engine/cases/queries.h"
#include "engine/machine/likeness.h"

namespace aftale::cases::queries {
namespace {

tl::unexpected<ErrorPtr> unknown_party(const std::string& word, const std::set<std::string>& titles) {
  const std::vector<std::string> known(titles.begin(), titles.end());
  const std::string near = nearest(word, known);
  return fail(Error::Kind::not_found, "unknown-party",
              Text{"Ingen part hedder " + word + (near.empty() ? "" : "; mente du " + near + "?"),
                   "No party is called " + word + (near.empty() ? "" : "; did you mean " + near + "?")},
              known);
}

}  // namespace

Result<std::vector<std::string>> party_codes(Engine& engine, const std::vector<ports::CaseRow>& rows,
                                             const std::string& word) {
  if (word.empty()) return std::vector<std::string>();
  const std::string wanted = folded(word);
  std::set<Digest> seen;
  std::set<std::string> titles, codes;
  int best = 1;
  for (const ports::CaseRow& row : rows) {
    if (!seen.insert(row.definition).second) continue;
    AFTALE_TRY(const model::DefinitionPtr definition, engine.definitions.get(row.definition));
    for (const model::Party& party : definition->organisation.parties) {
      titles.insert(party.title.in(Language::da));
      const int close = machine::likeness(party.code, party.title, wanted);
      if (close > best) codes.clear();
      best = std::max(best, close);
      if (close == best) codes.insert(party.code);
    }
  }
  if (codes.empty()) return unknown_party(word, titles);
  std::vector<std::string> found(codes.begin(), codes.end());
  if (found.size() > 1) {
    return fail(
        Error::Kind::refused, "ambiguous-party",
        Text{word + " kan være flere parter: " + ::aftale::joined(found, "eller") + ". Skriv partens kode",
             word + " can be several parties: " + ::aftale::joined(found, "or") + ". Write the code of the party"},
        found);
  }
  return found;
}

}  // namespace aftale::cases::queries
