#include "apps/aftale/parse.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <deque>
#include <string_view>

#include "engine/base/words.h"

namespace aftale::app {
namespace {

/// Where CLI11 puts what it reads, until it is copied into Arguments. A deque: addresses stay.
struct Slots {
  struct Slot {
    const Option* option;
    std::vector<std::string> values;
    bool flag = false;
  };
  std::deque<Slot> all;
  std::vector<std::string> words;  ///< those without a name, in their order

  const Slot* find(std::string_view name) const {
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const Slot& slot) { return name == slot.option->name; });
    return found == all.end() ? nullptr : &*found;
  }
  bool given(const Slot& slot) const { return slot.flag || !slot.values.empty(); }
};

void declare(CLI::App& app, const std::vector<Option>& options, Slots& slots) {
  for (const Option& option : options) {
    if (option.name[1] != '-' && option.name[2] == ',') continue;  // -h, --help: looked for before anything is parsed
    Slots::Slot& slot = slots.all.emplace_back(Slots::Slot{&option, {}, false});
    if (!option.value) {
      app.add_flag(option.name, slot.flag)->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
      continue;
    }
    CLI::Option* made = app.add_option(option.name, slot.values);
    made->expected(1)->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
    made->allow_extra_args(false);
  }
}

std::vector<std::string> command_names() {
  std::vector<std::string> names;
  for (const CommandSpec& spec : commands()) names.emplace_back(spec.name);
  return names;
}

const CommandSpec* find_command(std::string_view name) {
  for (const CommandSpec& spec : commands()) {
    if (name == spec.name) return &spec;
  }
  return nullptr;
}

// The first word that is no option and no option's value, from `from` on.
std::string command_word(int count, const char* const* words) {
  for (int n = 1; n < count; ++n) {
    const std::string_view word = words[n];
    if (word == "--db" || word == "--path" || word == "--lang")
      ++n;
    else if (word == "help")
      continue;
    else if (word.empty() || word.front() != '-')
      return std::string(word);
  }
  return {};
}

bool asks(int count, const char* const* words, std::string_view shape, std::string_view brief) {
  for (int n = 1; n < count; ++n) {
    const std::string_view word = words[n];
    if (word == "--") return false;
    if (word == shape || word == brief) return true;
  }
  return false;
}

std::string with_value(const Option& option) {
  return option.value ? std::string(option.name) + " " + option.value : option.name;
}

// ---- what can be wrong with the words, said so that it can be put right

Text unknown_command(const std::string& word) {
  const std::string near = nearest(word, command_names());
  if (near.empty()) return {"Der er ingen kommando \"" + word + "\"", "There is no command \"" + word + "\""};
  return {"Der er ingen kommando \"" + word + "\". Mente du " + near + "?",
          "There is no command \"" + word + "\". Did you mean " + near + "?"};
}

Text unknown_option(const std::string& word, const Slots& slots) {
  const std::string name = word.substr(0, word.find('='));
  std::vector<std::string> names{"--help"};
  for (const Slots::Slot& slot : slots.all) names.emplace_back(slot.option->name);
  const std::string near = nearest(name, names);
  if (near.empty()) return {"Der er ingen mulighed " + name, "There is no option " + name};
  return {"Der er ingen mulighed " + name + ". Mente du " + near + "?",
          "There is no option " + name + ". Did you mean " + near + "?"};
}

// CLI11 names the option somewhere in what it says.
Text without_value(const CLI::ParseError& error, const Slots& slots) {
  const std::string what = error.what();
  const Option* meant = nullptr;
  for (const Slots::Slot& slot : slots.all) {
    const std::string name = slot.option->name;
    if (what.find(name) != std::string::npos && (!meant || name.size() > std::string_view(meant->name).size()))
      meant = slot.option;
  }
  if (!meant) return {"Kommandoen kan ikke forstås: " + what, "The command cannot be understood: " + what};
  if (!meant->value) {
    return {std::string(meant->name) + " tager ingen værdi", std::string(meant->name) + " takes no value"};
  }
  const std::string write = std::string(meant->name) + "=…";
  return {"Skriv en værdi efter " + with_value(*meant) + " (begynder den med en bindestreg: " + write + ")",
          "Write a value after " + with_value(*meant) + " (if it begins with a hyphen: " + write + ")"};
}

Text lacks(const std::string& name, const Text& help) {
  return {"Der mangler " + name + ": " + help.da, name + " is missing: " + help.en};
}

Text check_options(const Slots& slots) {
  for (const Slots::Slot& slot : slots.all) {
    const std::string name = slot.option->name;
    if (slot.option->use != Option::Use::repeated && slot.values.size() > 1) {
      return {name + " kan kun angives én gang", name + " can be given only once"};
    }
    if (slot.option->use == Option::Use::required && slot.values.empty())
      return lacks(with_value(*slot.option), slot.option->help);
  }
  return {};
}

// The words without a name go to the names of the declaration in their order; the last name may take all that are left.
Text place_words(const CommandSpec& spec, const Slots& slots, Arguments& arguments) {
  std::size_t next = 0;
  for (const Positional& positional : spec.positionals) {
    if (next == slots.words.size()) {
      if (positional.required) return lacks(positional.name, positional.help);
      break;
    }
    do {
      arguments.add(positional.name, slots.words[next++]);
    } while (positional.many && next < slots.words.size());
  }
  if (next == slots.words.size()) return {};
  const std::string word = slots.words[next];
  return {"Ordet \"" + word + "\" er et for meget. Skriv en tekst med mellemrum i anførselstegn",
          "The word \"" + word + "\" is one too many. Put a text with spaces into quotation marks"};
}

GeneralOptions take_general(const Slots& slots) {
  const auto last = [&](std::string_view name) {
    const Slots::Slot* slot = slots.find(name);
    return slot && !slot->values.empty() ? slot->values.back() : std::string();
  };
  GeneralOptions general;
  general.database = last("--db");
  general.language = last("--lang");
  general.paths = slots.find("--path")->values;
  general.json = slots.find("--json")->flag;
  general.no_colour = slots.find("--no-color")->flag;
  return general;
}

}  // namespace

Parsed parse(int count, const char* const* words) {
  Parsed parsed;
  const std::string word = command_word(count, words);
  parsed.command = find_command(word);
  const bool help = asks(count, words, "--help", "-h") || asks(count, words, "help", "help") || word.empty();
  if (word.empty() && asks(count, words, "--version", "--version"))
    parsed.kind = Parsed::Kind::version;
  else if (!parsed.command && !word.empty())
    parsed.wrong = unknown_command(word);
  else if (help)
    parsed.kind = Parsed::Kind::help;

  Slots slots;
  CLI::App app;
  app.set_help_flag();
  app.allow_extras();
  declare(app, general_options(), slots);
  if (parsed.command) {
    CLI::App* command = app.add_subcommand(parsed.command->name);
    command->set_help_flag();
    command->fallthrough();
    command->allow_extras();
    command->add_option("WORDS", slots.words)->expected(0, 1 << 20);
    declare(*command, parsed.command->options, slots);
    if (parsed.command->kind == CommandSpec::Kind::writing) declare(*command, writing_options(), slots);
  }
  try {
    app.parse(count, words);
  } catch (const CLI::ParseError& error) {
    if (parsed.kind == Parsed::Kind::run && parsed.wrong.empty()) parsed.wrong = without_value(error, slots);
  }
  parsed.general = take_general(slots);
  if (parsed.kind != Parsed::Kind::run) return parsed;
  const std::vector<std::string> unknown = app.remaining(true);
  if (parsed.wrong.empty() && !unknown.empty()) parsed.wrong = unknown_option(unknown.front(), slots);
  if (parsed.wrong.empty()) parsed.wrong = place_words(*parsed.command, slots, parsed.arguments);
  if (parsed.wrong.empty()) parsed.wrong = check_options(slots);
  if (!parsed.wrong.empty()) {
    parsed.kind = Parsed::Kind::wrong;
    return parsed;
  }
  for (const Slots::Slot& slot : slots.all) {
    if (slot.flag) parsed.arguments.add(slot.option->name, {});
    for (const std::string& value : slot.values) parsed.arguments.add(slot.option->name, value);
  }
  return parsed;
}

}  // namespace aftale::app
