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

Line line_of(const Option& option) {
  return {option.name + (option.value ? std::string(" ") + option.value : ""), option.help};
}

std::vector<Line> general_lines() {
  std::vector<Line> lines;
  for (const Option& option : general_options()) lines.push_back(line_of(option));
  return lines;
}

std::string usage(const CommandSpec& command) {
  std::string text = std::string("aftale ") + command.name;
  for (const Positional& positional : command.positionals) {
    const std::string name = positional.many ? std::string(positional.name) + "…" : std::string(positional.name);
    text += positional.required ? " " + name : " [" + name + "]";
  }
  for (const Option& option : command.options) {
    const std::string shape = line_of(option).left;
    text += option.use == Option::Use::required ? " " + shape : " [" + shape + "]";
    if (option.use == Option::Use::repeated) text += "…";
  }
  return text;
}

}  // namespace

std::string program_help(Language language) {
  const bool da = language == Language::da;
  std::string text =
      da ? "aftale fører fælles aftaler fra første udkast til sidste dag.\n\nBrug: aftale KOMMANDO …\n\n"
         : "aftale carries joint agreements from the first draft to the last day.\n\nUse: aftale COMMAND …\n\n";
  std::vector<Line> lines;
  for (const CommandSpec& command : commands()) {
    if (!command.hidden) lines.push_back({command.name, command.summary});
  }
  text += table(lines, language) + (da ? "\nFor alle kommandoer:\n" : "\nFor every command:\n") +
          table(general_lines(), language);
  text += da ? "\nHjælp til en kommando: aftale KOMMANDO --help\n" : "\nHelp on a command: aftale COMMAND --help\n";
  return text;
}

std::string command_help(const CommandSpec& command, Language language) {
  const bool da = language == Language::da;
  std::string text = command.summary.in(language) + "\n\n" + (da ? "Brug: " : "Use: ") + usage(command) + "\n\n";
  std::vector<Line> lines;
  for (const Positional& positional : command.positionals) lines.push_back({positional.name, positional.help});
  for (const Option& option : command.options) lines.push_back(line_of(option));
  if (command.kind == CommandSpec::Kind::writing) {
    for (const Option& option : writing_options()) lines.push_back(line_of(option));
  }
  if (!lines.empty()) text += table(lines, language);
  text += (da ? "\nFor alle kommandoer:\n" : "\nFor every command:\n") + table(general_lines(), language);
  text += da ? "\nEksempel:\n" : "\nExample:\n";
  for (const char* example : command.examples) text += std::string("  ") + example + "\n";
  return text;
}

}  // namespace aftale::app
