#include "engine/model/workflow_name.h"

#include <charconv>

namespace aftale::model {

Result<WorkflowName> WorkflowName::read(std::string_view word) {
  const std::size_t at = word.find('@');
  WorkflowName wanted{std::string(word.substr(0, at)), 0};
  if (at == std::string_view::npos) return wanted;
  const std::string_view digits = word.substr(at + 1);
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), wanted.version);
  if (error == std::errc() && end == digits.data() + digits.size() && wanted.version > 0) return wanted;
  return fail(Error::Kind::not_found, "unknown-workflow",
              Text{"\"" + std::string(digits) + "\" er ingen version af " + wanted.name + ". Skriv et tal, fx " +
                       wanted.name + "@1, eller navnet alene for den nyeste",
                   "\"" + std::string(digits) + "\" is no version of " + wanted.name + ". Write a number, such as " +
                       wanted.name + "@1, or the name alone for the newest"});
}

}  // namespace aftale::model
