#include "apps/aftale/help.h"

#include "engine/base/words.h"

namespace aftale::app {
namespace {

struct Line {
  std::string left;
  Text right;
};

std::string table(const std::vector<Line>& lines, Language language) {
  std::size_t width = 0;
  for (const Line& line : lines) width = std::max(width, display_width(line.left));
  std::string text;
  for (const Line& line : lines) {
    text += "  " + line.left + std::string(width - display_width(line.left) + 2, ' ') + line.right.in(language) + "\n";
  }
  return text;
}

std::vector<Line> general_lines() {
  return {{"--db FILE", {"databasen (ellers AFTALE_DB, ellers ~/.local/share/aftale/aftale.db)", "the database (else AFTALE_DB, else ~/.local/share/aftale/aftale.db)"}},
          {"--path DIR", {"her og derunder findes arbejdsgange og regler; kan gentages (ellers AFTALE_PATH, ./workflows, ./rules)",
                          "workflows and rules are found here and below; may be repeated (else AFTALE_PATH, ./workflows, ./rules)"}},
          {"--lang da|en", {"sproget (ellers AFTALE_LANG, ellers systemets)", "the language (else AFTALE_LANG, else the locale's)"}},
          {"--json", {"svar og fejl som JSON", "answers and errors as JSON"}},
          {"--no-color", {"ingen farver", "no colours"}},
          {"--help", {"denne hjælp", "this help"}}};
}

std::vector<Line> writing_lines() {
  return {{"--effective DATE", {"dagen, det skete (ellers i dag)", "the day it happened (else today)"}},
          {"--request-id ID", {"gentag trygt: samme id giver det første svar", "repeat safely: the same id gives the first answer"}},
          {"--dry-run", {"vis hvad der ville ske, og gem intet", "show what would happen and save nothing"}}};
}

std::string usage(const CommandSpec& command) {
  std::string text = std::string("aftale ") + command.name;
  for (const Positional& positional : command.positionals) {
    const std::string name = positional.many ? std::string(positional.name) + "…" : std::string(positional.name);
    text += positional.required ? " " + name : " [" + name + "]";
  }
  for (const Option& option : command.options) {
    text += std::string(" [") + option.name + (option.value ? std::string(" ") + option.value : "") + "]" + (option.many ? "…" : "");
  }
  return text;
}

}  // namespace

std::string program_help(Language language) {
  const bool da = language == Language::da;
  std::string text = da ? "aftale fører fælles aftaler fra første udkast til sidste dag.\n\nBrug: aftale KOMMANDO …\n\n"
                        : "aftale carries joint agreements from the first draft to the last day.\n\nUse: aftale COMMAND …\n\n";
  std::vector<Line> lines;
  for (const CommandSpec& command : commands()) lines.push_back({command.name, command.summary});
  text += table(lines, language) + (da ? "\nFor alle kommandoer:\n" : "\nFor every command:\n") + table(general_lines(), language);
  text += da ? "\nHjælp til en kommando: aftale KOMMANDO --help\n" : "\nHelp on a command: aftale COMMAND --help\n";
  return text;
}

std::string command_help(const CommandSpec& command, Language language) {
  const bool da = language == Language::da;
  std::string text = command.summary.in(language) + "\n\n" + (da ? "Brug: " : "Use: ") + usage(command) + "\n\n";
  std::vector<Line> lines;
  for (const Positional& positional : command.positionals) lines.push_back({positional.name, positional.help});
  for (const Option& option : command.options) lines.push_back({option.name + (option.value ? std::string(" ") + option.value : ""), option.help});
  if (command.kind == CommandSpec::Kind::writing) {
    for (Line& line : writing_lines()) lines.push_back(std::move(line));
  }
  for (Line& line : general_lines()) lines.push_back(std::move(line));
  text += table(lines, language) + (da ? "\nEksempel:\n" : "\nExample:\n");
  for (const char* example : command.examples) text += std::string("  ") + example + "\n";
  return text;
}

}  // namespace aftale::app
