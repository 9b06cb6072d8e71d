#include <map>
#include <set>

#include "engine/base/words.h"
#include "engine/cases/questions/queries.h"
#include "engine/machine/reach/name_match.h"

namespace aftale::cases::queries {
namespace {

// People leave out "Kommune" and "Region": a part of a title counts where no other title has it.
std::string nearest_title(const std::string& word, const std::vector<std::string>& titles) {
  std::map<std::string, int> times;
  for (const std::string& title : titles) {
    ++times[title];
    const std::size_t space = title.find(' ');
    if (space == std::string::npos) continue;
    ++times[title.substr(0, space)];
    ++times[title.substr(space + 1)];
  }
  std::vector<std::string> names;
  for (const auto& [name, count] : times) {
    if (count == 1) names.push_back(name);
  }
  return nearest(word, names);
}

tl::unexpected<ErrorPtr> unknown_party(const std::string& word, const std::set<std::string>& titles) {
  const std::vector<std::string> known(titles.begin(), titles.end());
  const std::string near = nearest_title(word, known);
  return fail(Error::Kind::not_found, "unknown-party",
              Text{"Ingen part hedder " + word + (near.empty() ? "" : "; mente du " + near + "?"),
                   "No party is called " + word + (near.empty() ? "" : "; did you mean " + near + "?")},
              known);
}

}  // namespace

Result<std::string> party_code(const ReadModel& in, const std::vector<records::CaseRow>& rows,
                               const std::string& word) {
  std::set<Digest> seen;
  std::set<std::string> titles, codes;
  int closest = machine::kByWord;
  for (const records::CaseRow& row : rows) {
    if (!seen.insert(row.definition).second) continue;
    AFTALE_TRY(const model::DefinitionPtr definition, in.definitions.get(row.definition));
    const std::vector<model::Party>& parties = definition->organisation.parties;
    for (const model::Party& party : parties) titles.insert(party.title.in(Language::da));
    const machine::PartiesCalled called = machine::parties_called(parties, word);
    if (called.closest > closest) codes.clear();
    closest = std::max(closest, called.closest);
    if (called.closest < closest) continue;
    for (const std::size_t one : called.parties) codes.insert(parties[one].code);
  }
  if (codes.empty()) return unknown_party(word, titles);
  if (codes.size() == 1) return *codes.begin();
  const std::vector<std::string> found(codes.begin(), codes.end());
  return fail(
      Error::Kind::refused, "ambiguous-party",
      Text{word + " kan være flere parter: " + ::aftale::joined(found, "eller") + ". Skriv partens kode",
           word + " can be several parties: " + ::aftale::joined(found, "or") + ". Write the code of the party"},
      found);
}

}  // namespace aftale::cases::queries
