#include "apps/aftale/completion.h"
#include "apps/aftale/offer.h"

namespace aftale::app {
namespace {

// The command is the first word that is neither an option nor an option's value.
constexpr const char* kFish = R"(# Completes aftale in fish. Made by: aftale completion fish
function __aftale_command
    set -l value 0
    for word in (commandline -opc)[2..]
        if test $value = 1
            set value 0
            continue
        end
        switch $word
            case --db --path --lang
                set value 1
            case '-*' help
            case '*'
                echo $word
                return
        end
    end
end
function __aftale_is
    set -l command (__aftale_command)
    test "$command" = "$argv[1]"
end
complete -c aftale -f
set -l __aftale_languages $AFTALE_LANG $LC_ALL $LC_MESSAGES $LANG
)";

std::string quoted(const std::string& text) {
  std::string out = "'";
  for (const char c : text) {
    if (c == '\'' || c == '\\') out += '\\';
    out += c;
  }
  return out + "'";
}

std::string value_of(const Option& option) {
  if (!option.value) return {};
  const Offer offer = offer_for(option.value);
  switch (offer.kind) {
    case Offer::Kind::files:
      return " -r -F";
    case Offer::Kind::folders:
      return " -x -a '(__fish_complete_directories)'";
    case Offer::Kind::words: {
      std::string words;
      for (const std::string& word : offer.words) words += (words.empty() ? "" : " ") + word;
      return " -x -a '" + words + "'";
    }
    case Offer::Kind::nothing:
      break;
  }
  return " -x";
}

void add_options(const std::string& when, const std::vector<Option>& options, Language language, std::string& text) {
  for (const Option& option : options) {
    text += "    complete -c aftale" + when;
    for (const std::string& name : names_of(option))
      text += name.rfind("--", 0) == 0 ? " -l " + name.substr(2) : " -s " + name.substr(1);
    text += value_of(option) + " -d " + quoted(option.help.in(language)) + "\n";
  }
}

std::string in_language(Language language) {
  std::string text;
  for (const CommandSpec& command : commands()) {
    if (command.hidden) continue;
    text += std::string("    complete -c aftale -n '__aftale_is \"\"' -a ") + command.name + " -d " +
            quoted(command.summary.in(language)) + "\n";
  }
  add_options("", general_options(), language, text);
  for (const CommandSpec& command : commands())
    add_options(std::string(" -n '__aftale_is ") + command.name + "'", own_options(command), language, text);
  return text;
}

}  // namespace

std::string fish_completion() {
  std::string text = kFish;
  text += "if string match -q 'da*' -- \"$__aftale_languages[1]\"\n" + in_language(Language::da) + "else\n" +
          in_language(Language::en) + "end\n";
  for (const CommandSpec& command : commands()) {
    if (takes_files(command)) text += std::string("complete -c aftale -n '__aftale_is ") + command.name + "' -F\n";
  }
  return text;
}

}  // namespace aftale::app
