#include "apps/aftale/completion.h"
#include "apps/aftale/offer.h"

namespace aftale::app {
namespace {

/// Inside '...', with a backslash before each of `special`.
std::string quoted(const std::string& text, const std::string& special) {
  std::string out;
  for (const char c : text) {
    if (c == '\'') {
      out += "'\\''";
      continue;
    }
    if (special.find(c) != std::string::npos) out += '\\';
    out += c;
  }
  return out;
}

std::string action_of(const Offer& offer) {
  switch (offer.kind) {
    case Offer::Kind::files:
      return "_files";
    case Offer::Kind::folders:
      return "_files -/";
    case Offer::Kind::words: {
      std::string words;
      for (const std::string& word : offer.words) words += (words.empty() ? "" : " ") + word;
      return "(" + words + ")";
    }
    case Offer::Kind::nothing:
      break;
  }
  return " ";
}

/// Arguments of _arguments, one a line.
std::string specs(const std::vector<Option>& options, Language language, const std::string& indent) {
  std::string text;
  for (const Option& option : options) {
    for (const std::string& name : names_of(option)) {
      text += " \\\n" + indent + "'";
      if (option.use == Option::Use::repeated) text += "*";
      text += name;
      if (option.value && name.rfind("--", 0) == 0) text += "=";
      text += "[" + quoted(option.help.in(language), "[]\\") + "]";
      if (option.value) text += ":" + quoted(option.value, "[]\\:") + ":" + action_of(offer_for(option.value));
      text += "'";
    }
  }
  return text;
}

std::string language_function(Language language, const char* name) {
  std::string text = std::string("_aftale_") + name + "() {\n  local curcontext=$curcontext state line\n" +
                     "  typeset -A opt_args\n  local -a commands=(\n";
  for (const CommandSpec& command : commands()) {
    if (!command.hidden)
      text += std::string("    '") + command.name + ":" + quoted(command.summary.in(language), "\\:") + "'\n";
  }
  text += "  )\n  _arguments -C" + specs(general_options(), language, "    ") +
          " \\\n    '1: :->command' '*:: :->words'\n  case $state in\n" +
          "    command) _describe -t commands aftale commands ;;\n    words)\n      case $words[1] in\n";
  for (const CommandSpec& command : commands()) {
    text += std::string("        ") + command.name + ") _arguments" + specs(general_options(), language, "          ") +
            specs(own_options(command), language, "          ");
    text += takes_files(command) ? " \\\n          '*: :_files' ;;\n" : " \\\n          '*: : ' ;;\n";
  }
  return text + "      esac ;;\n  esac\n}\n";
}

}  // namespace

std::string zsh_completion() {
  return "#compdef aftale\n# Completes aftale in zsh. Made by: aftale completion zsh\n" +
         language_function(Language::da, "da") + language_function(Language::en, "en") +
         "_aftale() {\n"
         "  case ${AFTALE_LANG:-${LC_ALL:-${LC_MESSAGES:-$LANG}}} in\n"
         "    da*) _aftale_da \"$@\" ;;\n"
         "    *) _aftale_en \"$@\" ;;\n"
         "  esac\n"
         "}\n"
         "if [[ $funcstack[1] == _aftale ]]; then\n"
         "  _aftale \"$@\"\n"
         "else\n"
         "  compdef _aftale aftale\n"
         "fi\n";
}

}  // namespace aftale::app
