#include "apps/aftale/completion.h"

#include <algorithm>

#include "apps/aftale/known_words.h"
#include "apps/aftale/offer.h"
#include "apps/aftale/parse.h"
#include "apps/aftale/shell_line.h"
#include "apps/aftale/words.h"

namespace aftale::app {
namespace {

// Bash replaces what stands behind the last of =, : and @, and `offered_words` leaves the rest out.
constexpr const char* kBash = R"(# Completes aftale in bash. Made by: aftale completion bash
_aftale() {
  local word=${COMP_WORDS[COMP_CWORD]}
  local -a found
  COMPREPLY=()
  mapfile -t found < <("${COMP_WORDS[0]/#\~/$HOME}" completion --words bash -- "${COMP_LINE:0:COMP_POINT}" 2>/dev/null)
  case ${found[0]} in
    words)
      COMPREPLY=("${found[@]:1}")
      [[ ${COMPREPLY[0]} == *= && ${#COMPREPLY[@]} == 1 ]] && compopt -o nospace 2>/dev/null
      ;;
    files|folders)
      [[ $word == [=:@] ]] && word=
      compopt -o filenames 2>/dev/null
      if [[ ${found[0]} == files ]]; then
        mapfile -t COMPREPLY < <(compgen -f -- "$word")
      else
        mapfile -t COMPREPLY < <(compgen -d -- "$word")
      fi
      ;;
  esac
}
complete -F _aftale aftale
)";

constexpr const char* kZsh = R"(#compdef aftale
# Completes aftale in zsh. Made by: aftale completion zsh
_aftale() {
  local program=${(Q)words[1]} line
  local -a found values shown
  program=${program/#\~/$HOME}
  found=("${(@f)$("$program" completion --words zsh -- "${(@Q)words[2,CURRENT-1]}" "${(Q)PREFIX}" 2>/dev/null)}")
  case $found[1] in
    words)
      for line in "${(@)found[2,-1]}"; do
        values+=("${line%%$'\t'*}")
        shown+=("${line/$'\t'/  -- }")
      done
      compadd -l -d shown -a values
      ;;
    files)
      compset -P '--*='
      _files
      ;;
    folders)
      compset -P '--*='
      _files -/
      ;;
  esac
}
if [[ $funcstack[1] == _aftale ]]; then
  _aftale "$@"
else
  compdef _aftale aftale
fi
)";

constexpr const char* kFish = R"(# Completes aftale in fish. Made by: aftale completion fish
function __aftale_offer
    set -l before (commandline -opc)
    set -l token (commandline -ct)
    set -l found (command $before[1] completion --words fish -- $before[2..] "$token" 2>/dev/null)
    set -l value (string replace -r '^--[^=]*=' '' -- "$token")
    set -l lead (string replace -r '^(--[^=]*=)?.*$' '$1' -- "$token")
    switch "$found[1]"
        case words
            printf '%s\n' $found[2..]
        case files
            for name in (__fish_complete_path "$value")
                printf '%s%s\n' "$lead" "$name"
            end
        case folders
            for name in (__fish_complete_directories "$value" '')
                printf '%s%s\n' "$lead" "$name"
            end
    end
end
complete -c aftale -f -a '(__aftale_offer)'
)";

struct Offered {
  Offer::Kind kind = Offer::Kind::nothing;
  std::vector<KnownWord> words;
};

void add(Offered& offered, const std::vector<Option>& options, const Words& before, Language language) {
  for (const Option& option : options) {
    const auto same = [&](const auto& given) { return names_of(*given.first) == names_of(option); };
    const bool again = option.use == Option::Use::repeated;
    if (!again && std::any_of(before.options.begin(), before.options.end(), same)) continue;
    for (const std::string& name : names_of(option)) offered.words.push_back({name, option.help.in(language)});
  }
}

class Completer {
 public:
  Completer(const Words& before, const Settings& settings) : before_(before), settings_(settings) {}

  Offered at(const std::string& word) const {
    if (!before_.wrong.empty()) return {};
    if (before_.awaits) return value_of(before_.awaits->value, true);
    if (!before_.only_words && !word.empty() && word.front() == '-') return option(word);
    if (!before_.command) return command();
    const std::vector<Positional>& positionals = before_.command->positionals;
    if (positionals.empty()) return {};
    const std::size_t at = before_.words.size();
    if (at >= positionals.size() && !positionals.back().many) return {};
    return value_of(positionals[std::min(at, positionals.size() - 1)].name, false);
  }

 private:
  Offered command() const {
    Offered offered{Offer::Kind::words, {}};
    for (const CommandSpec& spec : commands()) {
      if (!spec.hidden) offered.words.push_back({spec.name, spec.summary.in(settings_.language)});
    }
    return offered;
  }

  Offered option(const std::string& word) const {
    Offered offered{Offer::Kind::words, {}};
    std::vector<Option> all;
    if (before_.command) all = own_options(*before_.command);
    all.insert(all.end(), general_options().begin(), general_options().end());
    const std::size_t equals = word.find('=');
    if (equals == std::string::npos) {
      add(offered, all, before_, settings_.language);
      if (!before_.command) offered.words.push_back({"--version", "aftale " AFTALE_VERSION});
      return offered;
    }
    const std::string name = word.substr(0, equals);
    for (const Option& one : all) {
      if (!one.value || names_of(one).back() != name) continue;
      offered = value_of(one.value, true);
      for (KnownWord& value : offered.words) value.word.insert(0, name + "=");
    }
    return offered;
  }

  Offered value_of(const std::string& placeholder, bool of_option) const {
    const Offer offer = offer_for(placeholder);
    Offered offered{offer.kind, {}};
    for (const std::string& word : offer.words) offered.words.push_back({word, {}});
    // A key that an option names is that of a new case.
    if (offer.kind != Offer::Kind::nothing || (of_option && placeholder == "KEY")) return offered;
    offered.words = known_words(placeholder, before_, settings_);
    if (!offered.words.empty()) offered.kind = Offer::Kind::words;
    return offered;
  }

  const Words& before_;
  const Settings& settings_;
};

std::string one_line(const std::string& text) {
  std::string out;
  for (const char letter : text) out += static_cast<unsigned char>(letter) < 0x20 || letter == 0x7f ? ' ' : letter;
  return out;
}

bool fits_a_line(const std::string& word) {
  return std::none_of(word.begin(), word.end(),
                      [](char letter) { return static_cast<unsigned char>(letter) < 0x20 || letter == 0x7f; });
}

}  // namespace

std::optional<std::string> completion_script(const std::string& shell) {
  if (shell == "bash") return kBash;
  if (shell == "zsh") return kZsh;
  if (shell == "fish") return kFish;
  return std::nullopt;
}

std::string offered_words(const std::string& shell, const std::vector<std::string>& given) {
  if (given.empty()) return {};
  ShellLine line;
  if (shell == "bash") {
    line = split_line(given.back());
    if (line.words.size() < 2) return {};
    line.words.erase(line.words.begin());  // the program
  } else {
    line.words = given;
    if (shell == "fish") line.words.back() = split_line(given.back()).words.back();
  }
  const std::string word = line.words.back();
  line.words.pop_back();
  for (std::string& one : line.words) one = as_the_shell_expands(one);
  const Words before = tell_apart(line.words);
  const Result<Settings> settings = settle_settings(general_of(before));
  if (!settings) return {};
  const Offered offered = Completer(before, *settings).at(word);
  if (offered.kind == Offer::Kind::files) return "files\n";
  if (offered.kind == Offer::Kind::folders) return "folders\n";
  if (offered.kind == Offer::Kind::nothing) return {};
  std::string text = "words\n";
  std::vector<std::string> told;
  for (const KnownWord& known : offered.words) {
    if (!known.word.starts_with(word) || !fits_a_line(known.word)) continue;
    if (std::find(told.begin(), told.end(), known.word) != told.end()) continue;
    if (told.size() == kOfferedWordsMax) break;
    told.push_back(known.word);
    if (shell == "bash") {
      text += quoted_for(line, known.word) + "\n";
    } else {
      text += known.word + (known.about.empty() ? "" : "\t" + one_line(known.about)) + "\n";
    }
  }
  return text;
}

}  // namespace aftale::app
