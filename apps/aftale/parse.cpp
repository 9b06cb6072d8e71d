#include "apps/aftale/parse.h"

#include <CLI/CLI.hpp>
#include <deque>
#include <string_view>

#include "engine/base/words.h"

namespace aftale::app {
namespace {

/// Where CLI11 puts what it reads, until it is copied into Arguments. A deque: addresses stay.
struct Slots {
  struct Slot {
    std::string name;
    std::vector<std::string> values;
    bool flag = false;
  };
  std::deque<Slot> all;
  std::vector<std::string>& values(const std::string& name) { return all.emplace_back(Slot{name, {}, false}).values; }
  bool& flag(const std::string& name) { return all.emplace_back(Slot{name, {}, false}).flag; }
};

void declare_option(CLI::App& app, const Option& option, Slots& slots) {
  if (!option.value) {
    app.add_flag(option.name, slots.flag(option.name));
    return;
  }
  CLI::Option* made = app.add_option(option.name, slots.values(option.name));
  made->allow_extra_args(false);
  made->expected(1)->multi_option_policy(option.many ? CLI::MultiOptionPolicy::TakeAll : CLI::MultiOptionPolicy::Throw);
}

void declare_command(CLI::App& app, const CommandSpec& spec, Slots& slots) {
  CLI::App* command = app.add_subcommand(spec.name);
  command->set_help_flag();
  command->fallthrough();
  for (const Positional& positional : spec.positionals) {
    CLI::Option* made = command->add_option(positional.name, slots.values(positional.name));
    if (positional.required) made->required();
    if (!positional.many) made->expected(1);
  }
  for (const Option& option : spec.options) declare_option(*command, option, slots);
  if (spec.kind == CommandSpec::Kind::writing) {
    for (const char* name : {"--effective", "--request-id"}) declare_option(*command, {name, "", {}, false}, slots);
    declare_option(*command, {"--dry-run", nullptr, {}, false}, slots);
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

// The first word that is no option and no option's value.
std::string command_word(int count, const char* const* words) {
  for (int n = 1; n < count; ++n) {
    const std::string_view word = words[n];
    if (word == "--db" || word == "--path" || word == "--lang") ++n;
    else if (word.empty() || word.front() != '-') return std::string(word);
  }
  return {};
}

Text explain(const CLI::ParseError& error) {
  const std::string kind = error.get_name(), what = error.what();
  if (kind == "RequiredError") return {"Der mangler noget: " + what, "Something is missing: " + what};
  if (kind == "ExtrasError") return {"Der er for mange eller ukendte ord: " + what, "There are too many or unknown words: " + what};
  if (kind == "ArgumentMismatch") return {"En mulighed mangler sin værdi eller står to gange: " + what, "An option lacks its value or stands twice: " + what};
  return {"Kommandoen kan ikke forstås: " + what, "The command cannot be understood: " + what};
}

bool asks(int count, const char* const* words, std::string_view shape, std::string_view brief) {
  for (int n = 1; n < count; ++n) {
    const std::string_view word = words[n];
    if (word == "--") return false;
    if (word == shape || word == brief) return true;
  }
  return false;
}

}  // namespace

Parsed parse(int count, const char* const* words) {
  Parsed parsed;
  const std::string word = command_word(count, words);
  parsed.command = find_command(word);
  CLI::App app;
  app.set_help_flag();
  app.fallthrough();
  app.add_option("--db", parsed.general.database);
  app.add_option("--path", parsed.general.paths)->allow_extra_args(false);
  app.add_option("--lang", parsed.general.language);
  app.add_flag("--json", parsed.general.json);
  app.add_flag("--no-color", parsed.general.no_colour);

  if (asks(count, words, "--help", "-h") || word.empty() || word == "help") {
    if (asks(count, words, "--version", "--version")) parsed.kind = Parsed::Kind::version;
    else parsed.kind = Parsed::Kind::help;
    app.allow_extras();
    try {
      app.parse(count, words);
    } catch (const CLI::ParseError&) {
      // Help is given whatever else the words say.
    }
    return parsed;
  }
  if (!parsed.command) {
    const std::string near = nearest(word, command_names());
    parsed.kind = Parsed::Kind::wrong;
    parsed.wrong = near.empty() ? Text{"Der er ingen kommando \"" + word + "\"", "There is no command \"" + word + "\""}
                                : Text{"Der er ingen kommando \"" + word + "\". Mente du " + near + "?",
                                       "There is no command \"" + word + "\". Did you mean " + near + "?"};
    return parsed;
  }
  Slots slots;
  declare_command(app, *parsed.command, slots);
  try {
    app.parse(count, words);
  } catch (const CLI::ParseError& error) {
    parsed.kind = Parsed::Kind::wrong;
    parsed.wrong = explain(error);
    return parsed;
  }
  for (Slots::Slot& slot : slots.all) {
    if (slot.flag) parsed.arguments.add(slot.name, {});
    for (std::string& value : slot.values) parsed.arguments.add(slot.name, std::move(value));
  }
  return parsed;
}

}  // namespace aftale::app
