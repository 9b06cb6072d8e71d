#include "engine/cases/document_names.h"

#include <algorithm>

#include "engine/base/words.h"

namespace aftale::cases {

std::vector<DocumentName> document_names(const model::Definition& definition, const machine::Case& instance) {
  std::vector<DocumentName> names;
  for (const model::Document& document : definition.root().documents) {
    names.push_back({document.id, document.title});
    if (document.chart == model::kNone) continue;
    for (const machine::BranchPtr& branch : instance.branches) {
      if (branch->no == 0 || branch->chart != document.chart || branch->superseded) continue;
      const auto title = [&](Language language) {
        return branch->title->in(language) + ": " + document.title.in(language);
      };
      names.push_back({branch->key + "/" + document.id, {title(Language::da), title(Language::en)}});
    }
  }
  return names;
}

std::vector<std::string> addresses_named(const std::vector<DocumentName>& names, const std::string& written) {
  std::vector<std::string> found;
  const std::string wanted = folded(written);
  for (const DocumentName& name : names) {
    if (name.address == written) return {written};
    const bool means =
        folded(name.address) == wanted || folded(name.title.da) == wanted || folded(name.title.en) == wanted;
    if (means && !wanted.empty() && std::find(found.begin(), found.end(), name.address) == found.end())
      found.push_back(name.address);
  }
  return found;
}

std::string address_named(const std::vector<DocumentName>& names, const std::string& written) {
  const std::vector<std::string> found = addresses_named(names, written);
  return found.size() == 1 ? found.front() : written;
}

Text meant_document(const std::vector<DocumentName>& names, const std::string& written) {
  std::vector<std::string> known, as_known;
  for (const DocumentName& name : names) {
    for (const std::string& word : {name.address, name.title.da, name.title.en}) {
      if (word.empty()) continue;
      known.push_back(folded(word));
      as_known.push_back(word);
    }
  }
  const std::string near = nearest(folded(written), known);
  if (near.empty()) return {};
  const std::string& word =
      as_known[static_cast<std::size_t>(std::find(known.begin(), known.end(), near) - known.begin())];
  return {"Mente du »" + word + "«?", "Did you mean \"" + word + "\"?"};
}

}  // namespace aftale::cases
