#pragma once
#include <string>
#include <vector>

#include "engine/machine/case.h"
#include "engine/model/definition.h"

/// What people call the documents of a case: by address, and by title in either language.
namespace aftale::cases {

struct DocumentName {
  std::string address;  ///< `agreement`, `working_groups/birken/report`; `report`, where each branch has its own
  Text title;
};

/// Every document that the case has or may have.
std::vector<DocumentName> document_names(const model::Definition& definition, const machine::Case& instance);
/// The addresses that somebody may mean by what he wrote: as it is, else every one with that title; each once.
std::vector<std::string> addresses_named(const std::vector<DocumentName>& names, const std::string& written);
/// The address that is meant, else what was written: the machine says what is wrong with it.
std::string address_named(const std::vector<DocumentName>& names, const std::string& written);
/// "Did you mean ...?" with the address or title that is nearest, or empty.
Text meant_document(const std::vector<DocumentName>& names, const std::string& written);

}  // namespace aftale::cases
