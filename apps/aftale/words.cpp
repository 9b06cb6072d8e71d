#include "apps/aftale/words.h"

#include <algorithm>
#include <cctype>

#include "apps/aftale/offer.h"
#include "engine/base/words.h"

namespace aftale::app {
namespace {

constexpr std::string_view kHelp = "--help", kBriefHelp = "-h", kVersion = "--version";

bool has_name(const Option& option, std::string_view name) {
  const std::vector<std::string> names = names_of(option);
  return std::find(names.begin(), names.end(), name) != names.end();
}

const Option* find_option(const std::vector<Option>& options, std::string_view name) {
  const auto found =
      std::find_if(options.begin(), options.end(), [&](const Option& option) { return has_name(option, name); });
  return found == options.end() ? nullptr : &*found;
}

/// The command's own and those of every writing one; the declarations stand as long as the program.
const Option* find_own(const CommandSpec& command, std::string_view name) {
  if (const Option* own = find_option(command.options, name)) return own;
  return command.kind == CommandSpec::Kind::writing ? find_option(writing_options(), name) : nullptr;
}

Text did_you_mean(const Text& what, const std::string& near) {
  if (near.empty()) return what;
  return {what.da + ". Mente du " + near + "?", what.en + ". Did you mean " + near + "?"};
}

Text unknown_command(const std::string& word) {
  std::vector<std::string> names;
  for (const CommandSpec& spec : commands()) names.emplace_back(spec.name);
  return did_you_mean({"Der er ingen kommando \"" + word + "\"", "There is no command \"" + word + "\""},
                      nearest(word, names));
}

Text unknown_option(const std::string& name, const CommandSpec* command) {
  if (!command) {
    for (const CommandSpec& spec : commands()) {
      if (!find_own(spec, name)) continue;
      return {name + " hører til en kommando. Skriv kommandoen først, fx aftale " + spec.name + " … " + name,
              name + " belongs to a command. Write the command first, such as aftale " + spec.name + " … " + name};
    }
  }
  std::vector<std::string> names;
  for (const Option& option : general_options()) {
    for (const std::string& one : names_of(option)) names.push_back(one);
  }
  if (command) {
    for (const Option& option : own_options(*command)) {
      for (const std::string& one : names_of(option)) names.push_back(one);
    }
  }
  return did_you_mean({"Der er ingen mulighed " + name, "There is no option " + name}, nearest(name, names));
}

Text empty_value(const Option& option) {
  const std::string name = names_of(option).back();
  return {name + " har fået en tom værdi. Skriv en, eller udelad " + name,
          name + " was given an empty value. Write one, or leave " + name + " out"};
}

/// `-1` and `-5 %` are none.
bool looks_like_option(const std::string& word) {
  return word.size() > 1 && word[0] == '-' &&
         (word[1] == '-' || std::isalpha(static_cast<unsigned char>(word[1])) != 0);
}

class Teller {
 public:
  void take(const std::string& word) {
    if (found_.awaits) return take_value(word);
    if (!found_.only_words && word == "--") {
      found_.only_words = true;
    } else if (!found_.only_words && looks_like_option(word)) {
      take_option(word);
    } else {
      take_word(word);
    }
  }
  Words end() {
    if (!found_.awaits && found_.version && found_.command) complain(unknown_option(std::string(kVersion), nullptr));
    return std::move(found_);
  }

 private:
  void complain(Text what) {
    if (found_.wrong.empty()) found_.wrong = std::move(what);
  }

  void put(const Option& option, std::string value) {
    // A text that says nothing is no text; elsewhere a variable of a script has been empty.
    const bool may_be_empty =
        !option.value || (std::string_view(option.value) == "TEXT" && option.use != Option::Use::required);
    if (value.empty() && !may_be_empty) complain(empty_value(option));
    found_.options.emplace_back(&option, std::move(value));
  }

  // Somebody who forgot the value would else have the next option for one.
  void take_value(const std::string& word) {
    const Option& option = *std::exchange(found_.awaits, nullptr);
    if (looks_like_option(word)) return complain(without_value(option));
    put(option, word);
  }

  void take_option(const std::string& word) {
    const bool is_long = word[1] == '-';
    const std::size_t equals = is_long ? word.find('=') : std::string::npos;
    const std::string name = is_long ? word.substr(0, equals) : word.substr(0, 2);
    std::optional<std::string> value;
    if (equals != std::string::npos) value = word.substr(equals + 1);
    if (!is_long && word.size() > 2) value = word.substr(word[2] == '=' ? 3 : 2);
    const bool asks_version = name == kVersion && !found_.command;
    if ((name == kHelp || name == kBriefHelp || asks_version) && value) {
      return complain({name + " tager ingen værdi", name + " takes no value"});
    }
    if (name == kHelp || name == kBriefHelp) {
      found_.help = true;
      return;
    }
    if (asks_version) {
      found_.version = true;
      return;
    }
    const Option* option = find_option(general_options(), name);
    if (!option && found_.command) option = find_own(*found_.command, name);
    if (!option) {
      complain(unknown_option(name, found_.command));
      lost_ = !found_.command;  // what follows may be its value
      return;
    }
    if (!option->value && value) return complain({name + " tager ingen værdi", name + " takes no value"});
    if (!option->value || value) return put(*option, value.value_or(std::string()));
    found_.awaits = option;
  }

  void take_word(const std::string& word) {
    if (lost_) return;
    if (found_.command) {
      found_.words.push_back(word);
      return;
    }
    if (word == "help" && !found_.only_words) {
      found_.help = true;
      return;
    }
    const auto named = [&](const CommandSpec& spec) { return word == spec.name; };
    const auto spec = std::find_if(commands().begin(), commands().end(), named);
    if (spec != commands().end()) {
      found_.command = &*spec;
      return;
    }
    complain(unknown_command(word));
    found_.unknown_command = lost_ = true;
  }

  Words found_;
  bool lost_ = false;  ///< nothing can be said of the words that follow
};

}  // namespace

std::string with_value(const Option& option) {
  return option.value ? names_of(option).back() + " " + option.value : names_of(option).back();
}

Text without_value(const Option& option) {
  const std::string write = names_of(option).back() + "=…";
  return {"Skriv en værdi efter " + with_value(option) + " (begynder den med en bindestreg: " + write + ")",
          "Write a value after " + with_value(option) + " (if it begins with a hyphen: " + write + ")"};
}

Words tell_apart(std::span<const std::string> given) {
  Teller teller;
  for (const std::string& word : given) teller.take(word);
  return teller.end();
}

}  // namespace aftale::app
