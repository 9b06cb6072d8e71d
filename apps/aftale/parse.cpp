#include "apps/aftale/parse.h"

#include <algorithm>

#include "apps/aftale/offer.h"
#include "apps/aftale/words.h"

namespace aftale::app {
namespace {

Text lacks(const std::string& name, const Text& help) {
  return {"Der mangler " + name + ": " + help.da, name + " is missing: " + help.en};
}

/// Options that are missing, or given too often. Flags may come again: they say the same.
Text check_options(const Words& found) {
  std::vector<Option> all = own_options(*found.command);
  all.insert(all.end(), general_options().begin(), general_options().end());
  for (const Option& option : all) {
    const std::string name = names_of(option).back();
    const auto count = std::count_if(found.options.begin(), found.options.end(),
                                     [&](const auto& given) { return names_of(*given.first).back() == name; });
    if (option.value && option.use != Option::Use::repeated && count > 1)
      return {name + " kan kun angives én gang", name + " can be given only once"};
    if (option.use == Option::Use::required && count == 0) return lacks(with_value(option), option.help);
  }
  return {};
}

// The words without a name go to the names of the declaration in their order; the last name may take all that are left.
Text place_words(const CommandSpec& spec, const std::vector<std::string>& words, Arguments& arguments) {
  std::size_t next = 0;
  for (const Positional& positional : spec.positionals) {
    if (next == words.size()) {
      if (positional.required) return lacks(positional.name, positional.help);
      break;
    }
    do {
      arguments.add(positional.name, words[next++]);
    } while (positional.many && next < words.size());
  }
  if (next == words.size()) return {};
  const std::string& word = words[next];
  return {"Ordet \"" + word + "\" er et for meget. Skriv en tekst med mellemrum i anførselstegn",
          "The word \"" + word + "\" is one too many. Put a text with spaces into quotation marks"};
}

}  // namespace

GeneralOptions general_of(const Words& found) {
  GeneralOptions general;
  for (const auto& [option, value] : found.options) {
    const std::string_view name = option->name;
    if (name == "--db") general.database = value;
    if (name == "--lang") general.language = value;
    if (name == "--path") general.paths.push_back(value);
    if (name == "--json") general.json = true;
    if (name == "--no-color") general.no_colour = true;
  }
  return general;
}

Parsed parse(int count, const char* const* words) {
  const std::vector<std::string> given(words + std::min(count, 1), words + count);
  const Words found = tell_apart(given);
  Parsed parsed;
  parsed.command = found.command;
  parsed.general = general_of(found);
  parsed.wrong = found.wrong;
  if (found.unknown_command) {
    parsed.kind = Parsed::Kind::wrong;
    return parsed;
  }
  if (found.version && !found.command) {
    parsed.kind = Parsed::Kind::version;
    return parsed;
  }
  if (found.help || (!found.command && found.wrong.empty() && !found.awaits)) {
    parsed.kind = Parsed::Kind::help;
    return parsed;
  }
  if (parsed.wrong.empty() && found.awaits) parsed.wrong = without_value(*found.awaits);
  if (parsed.wrong.empty()) parsed.wrong = place_words(*found.command, found.words, parsed.arguments);
  if (parsed.wrong.empty()) parsed.wrong = check_options(found);
  if (!parsed.wrong.empty()) {
    parsed.kind = Parsed::Kind::wrong;
    return parsed;
  }
  for (const auto& [option, value] : found.options) parsed.arguments.add(names_of(*option).back(), value);
  return parsed;
}

}  // namespace aftale::app
