#include "apps/aftale/offer.h"

namespace aftale::app {
namespace {

std::vector<std::string> split(const std::string& text, const std::string& between) {
  std::vector<std::string> parts;
  std::size_t begin = 0;
  for (std::size_t end = 0; (end = text.find(between, begin)) != std::string::npos; begin = end + between.size())
    parts.push_back(text.substr(begin, end - begin));
  parts.push_back(text.substr(begin));
  return parts;
}

}  // namespace

Offer offer_for(const std::string& placeholder) {
  if (placeholder == "FILE" || placeholder == "PATH") return {Offer::Kind::files, {}};
  if (placeholder == "DIR") return {Offer::Kind::folders, {}};
  // Names of things are known (known_words.h), not written here.
  if (placeholder == "WORKFLOW|KEY") return {};
  if (placeholder.find('|') != std::string::npos) return {Offer::Kind::words, split(placeholder, "|")};
  return {};
}

std::vector<std::string> names_of(const Option& option) {
  return split(option.name, ", ");
}

std::vector<Option> own_options(const CommandSpec& command) {
  std::vector<Option> options = command.options;
  if (command.kind == CommandSpec::Kind::writing)
    options.insert(options.end(), writing_options().begin(), writing_options().end());
  return options;
}

}  // namespace aftale::app
