#include "apps/aftale/completion.h"
#include "apps/aftale/offer.h"

namespace aftale::app {
namespace {

// The command is the first word that is neither an option nor an option's value.
constexpr const char* kBash = R"(# Completes aftale in bash. Made by: aftale completion bash
_aftale_offer() {
  mapfile -t COMPREPLY < <(compgen "$@" -- "${COMP_WORDS[COMP_CWORD]}")
}
_aftale_files() {
  compopt -o filenames 2>/dev/null
  _aftale_offer "$@"
}
_aftale() {
  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} command= n
  COMPREPLY=()
  for ((n = 1; n < COMP_CWORD; n++)); do
    case ${COMP_WORDS[n]} in
      --db|--path|--lang) ((n++)) ;;
      -*|help) ;;
      *) command=${COMP_WORDS[n]}; break ;;
    esac
  done
)";

std::string reply_of(const Offer& offer) {
  switch (offer.kind) {
    case Offer::Kind::files:
      return "_aftale_files -f";
    case Offer::Kind::folders:
      return "_aftale_files -d";
    case Offer::Kind::words: {
      std::string words;
      for (const std::string& word : offer.words) words += (words.empty() ? "" : " ") + word;
      return "_aftale_offer -W '" + words + "'";
    }
    case Offer::Kind::nothing:
      break;
  }
  return ":";
}

void add_values(const std::string& command, const std::vector<Option>& options, std::string& text) {
  for (const Option& option : options) {
    if (!option.value) continue;
    for (const std::string& name : names_of(option))
      text += "    " + command + "' " + name + "') " + reply_of(offer_for(option.value)) + "; return ;;\n";
  }
}

std::string words_of(const std::vector<Option>& options) {
  std::string words;
  for (const Option& option : options) {
    for (const std::string& name : names_of(option)) words += " " + name;
  }
  return words;
}

}  // namespace

std::string bash_completion() {
  std::string text = kBash;
  text += "  case \"$command $before\" in\n";
  for (const CommandSpec& command : commands()) add_values(command.name, own_options(command), text);
  add_values("*", general_options(), text);
  const std::string general = words_of(general_options());
  text += "  esac\n  case $word in\n    -*)\n      case $command in\n";
  for (const CommandSpec& command : commands()) {
    const std::string own = words_of(own_options(command));
    if (!own.empty())
      text += std::string("        ") + command.name + ") _aftale_offer -W '" + own.substr(1) + general + "' ;;\n";
  }
  text +=
      "        *) _aftale_offer -W '" + general.substr(1) + (" --version' ;;\n      esac\n      return ;;\n  esac\n");
  std::string names, filing;
  for (const CommandSpec& command : commands()) {
    if (!command.hidden) names += std::string(names.empty() ? "" : " ") + command.name;
    if (takes_files(command)) filing += std::string(filing.empty() ? "" : "|") + command.name;
  }
  text += "  case $command in\n    '') _aftale_offer -W '" + names + "' ;;\n    " + filing +
          ") _aftale_files -f ;;\n  esac\n}\ncomplete -F _aftale aftale\n";
  return text;
}

}  // namespace aftale::app
