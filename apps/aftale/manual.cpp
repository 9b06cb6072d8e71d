#include "apps/aftale/manual.h"

#include <algorithm>

#include "apps/aftale/offer.h"

namespace aftale::app {
namespace {

struct Entry {
  Text name;
  Text text;
};

const std::vector<Entry>& environment() {
  static const std::vector<Entry> all = {
      {{"AFTALE_DB", "AFTALE_DB"}, {"databasen, når --db ikke er angivet", "the database, where --db is not given"}},
      {{"AFTALE_PATH", "AFTALE_PATH"},
       {"mapper med forløb, regler og skabeloner, adskilt af kolon; efter dem fra --path, før ./workflows og ./rules",
        "folders of workflows, rules and templates, separated by colons; after those of --path, before ./workflows and "
        "./rules"}},
      {{"AFTALE_LANG", "AFTALE_LANG"}, {"da eller en", "da or en"}},
      {{"AFTALE_NOW", "AFTALE_NOW"},
       {"tiden i en øvelse, fx \"2022-11-24 09:00\"; ellers maskinens ur",
        "the time of a rehearsal, such as \"2022-11-24 09:00\"; else the machine's clock"}},
      {{"NO_COLOR", "NO_COLOR"}, {"når den er sat: ingen farver", "where it is set: no colours"}}};
  return all;
}

const std::vector<Entry>& files() {
  static const std::vector<Entry> all = {
      {{"~/.local/share/aftale/aftale.db", "~/.local/share/aftale/aftale.db"},
       {"din egen database, når ingen anden er angivet", "your own database, where no other is named"}},
      {{"/run/aftale/aftaled.sock", "/run/aftale/aftaled.sock"},
       {"her svarer maskinens aftaled; den spørges, når du ikke har en egen database og ikke angiver en",
        "where the machine's aftaled answers; it is asked where you have no database of your own and name none"}},
      {{AFTALE_DATA_DIR, AFTALE_DATA_DIR},
       {"installerede forløb, regler og skabeloner", "installed workflows, rules and templates"}}};
  return all;
}

const std::vector<Entry>& exit_codes() {
  static const std::vector<Entry> all = {
      {{"0", "0"}, {"udført", "done"}},
      {{"1", "1"}, {"afvist; der står, hvad der er muligt i stedet", "refused; it says what is possible instead"}},
      {{"2", "2"}, {"kommandoen er skrevet forkert", "the command is written wrongly"}},
      {{"3", "3"}, {"det, der er nævnt, findes ikke", "what is named does not exist"}},
      {{"4", "4"},
       {"kan ikke lige nu; prøv igen. Eller svaret kunne ikke skrives helt",
        "not possible just now; try again. Or the "
        "answer could not be written whole"}},
      {{"5", "5"}, {"data eller program er i stykker", "data or program is damaged"}}};
  return all;
}

/// Text as roff prints it, wherever in a line it stands.
std::string plain(const std::string& text) {
  std::string out = text.find_first_of(".'") == 0 ? "\\&" : "";
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '\\') {
      out += "\\e";
    } else if (text[at] == '-') {
      out += "\\-";
    } else if (text.compare(at, 3, "…") == 0) {
      out += "...";
      at += 2;
    } else {
      out += text[at];
    }
  }
  return out;
}

/// Lines of source that are not too long for mandoc's taste; it counts a letter outside ASCII as 8 bytes.
std::string filled(const std::string& text) {
  constexpr std::size_t kWidth = 78, kLetterBytes = 8;
  std::string out;
  std::size_t used = 0;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find(' ', begin), text.size());
    const std::string word = text.substr(begin, end - begin);
    const std::string inside = plain(word);
    std::size_t width = 0;
    for (const char c : inside) {
      if ((static_cast<unsigned char>(c) & 0xC0) != 0x80)
        width += static_cast<unsigned char>(c) < 0x80 ? 1 : kLetterBytes;
    }
    if (used > 0) {
      const bool fits = used + 1 + width <= kWidth;
      out += fits ? ' ' : '\n';
      used = fits ? used + 1 : 0;
    }
    out += inside;
    used += width;
    begin = end + 1;
  }
  return out;
}

std::string bold(const std::string& text) {
  return "\\fB" + plain(text) + "\\fR";
}
std::string italic(const std::string& text) {
  return "\\fI" + plain(text) + "\\fR";
}

std::string shape_of(const Option& option) {
  std::string text;
  for (const std::string& name : names_of(option)) text += (text.empty() ? "" : ", ") + bold(name);
  return option.value ? text + " " + italic(option.value) : text;
}

std::string tagged(const std::string& tag, const std::string& text) {
  return ".TP\n" + tag + "\n" + filled(text) + "\n";
}

std::string section(const Text& title, Language language) {
  return ".SH " + title.in(language) + "\n";
}

std::string list(const std::vector<Option>& options, Language language) {
  std::string text;
  for (const Option& option : options) text += tagged(shape_of(option), option.help.in(language));
  return text;
}

std::string list(const std::vector<Entry>& entries, Language language) {
  std::string text;
  for (const Entry& entry : entries) text += tagged(bold(entry.name.in(language)), entry.text.in(language));
  return text;
}

std::string synopsis(const CommandSpec& command) {
  std::string text = bold(std::string("aftale ") + command.name);
  for (const Positional& positional : command.positionals) {
    const std::string name = italic(positional.name) + (positional.many ? "..." : "");
    text += positional.required ? " " + name : " [" + name + "]";
  }
  for (const Option& option : command.options) {
    text += option.use == Option::Use::required ? " " + shape_of(option) : " [" + shape_of(option) + "]";
    if (option.use == Option::Use::repeated) text += "...";
  }
  return text;
}

std::string command_part(const CommandSpec& command, Language language) {
  const bool da = language == Language::da;
  std::string text = ".SS " + std::string(command.name) + "\n" + synopsis(command) + "\n.PP\n" +
                     filled(command.summary.in(language) + ".") + "\n";
  if (command.kind == CommandSpec::Kind::writing)
    text += da ? "Tager også mulighederne for ændringer (se nedenfor).\n"
               : "Takes the options of changes too (see below).\n";
  for (const Positional& positional : command.positionals)
    text += tagged(italic(positional.name), positional.help.in(language));
  text += list(command.options, language);
  if (command.examples.empty()) return text;
  text += std::string(".PP\n") + (da ? "Eksempel:" : "Example:") + "\n.PP\n.nf\n.RS 4\n";
  for (const char* example : command.examples) text += plain(example) + "\n";
  return text + ".RE\n.fi\n";
}

std::string description(Language language) {
  static const std::vector<Text> paragraphs = {
      {"Et forløb er skrevet i YAML: hvem behandler sagen, i hvilken rækkefølge, og hvornår. aftale fører sager efter "
       "det, gemmer alt i én SQLite-fil, passer på fristerne og afviser det, der ikke passer, med besked om, hvad der "
       "gør.",
       "A workflow is written in YAML: who treats the matter, in which order, by when. aftale carries cases by it, "
       "keeps everything in one SQLite file, watches the deadlines, and refuses what does not fit, saying what would."},
      {"Er du alene om sagerne, ejer du filen, og fristerne tager virkning med: aftale advance.",
       "Whoever works alone owns the file, and deadlines take effect with: aftale advance."},
      {"Er I flere, ejer aftaled filen: den passer fristerne, sender beskederne og svarer på en sokkel. Kommandoerne "
       "er "
       "de samme; hvem du er, siger maskinen, og hvad du må, står i dens konfiguration.",
       "Where several people work, aftaled owns the file: it watches the deadlines, sends the messages and answers at "
       "a socket. The commands are the same; who you are is told by the machine, and what you may do by its "
       "configuration."}};
  std::string text;
  for (const Text& paragraph : paragraphs)
    text += (text.empty() ? "" : ".PP\n") + filled(paragraph.in(language)) + "\n";
  return text;
}

std::string head(Language language, time::CivilDate date) {
  const bool da = language == Language::da;
  std::string text = ".TH AFTALE 1 " + date.iso() + " \"aftale " AFTALE_VERSION "\" " +
                     (da ? "\"Kommandoer\"" : "\"User commands\"") + "\n";
  text += section({"NAVN", "NAME"}, language) +
          filled(da ? "aftale - fører fælles aftaler fra første udkast til sidste dag"
                    : "aftale - carries joint agreements from the first draft to the last day") +
          "\n" + section({"BRUG", "SYNOPSIS"}, language) + bold("aftale") + " " + italic(da ? "KOMMANDO" : "COMMAND") +
          " ...\n";
  return text + section({"BESKRIVELSE", "DESCRIPTION"}, language) + description(language);
}

}  // namespace

std::string manual(Language language, time::CivilDate date) {
  std::string text = head(language, date) + section({"KOMMANDOER", "COMMANDS"}, language);
  for (const CommandSpec& command : commands()) text += command_part(command, language);
  text += section({"MULIGHEDER FOR ALLE KOMMANDOER", "OPTIONS OF EVERY COMMAND"}, language) +
          list(general_options(), language);
  text +=
      section({"MULIGHEDER, NÅR EN SAG ÆNDRES", "OPTIONS OF CHANGES"}, language) + list(writing_options(), language);
  text += section({"MILJØ", "ENVIRONMENT"}, language) + list(environment(), language);
  text += section({"FILER", "FILES"}, language) + list(files(), language);
  text += section({"SLUTKODER", "EXIT STATUS"}, language) + list(exit_codes(), language);
  return text + section({"SE OGSÅ", "SEE ALSO"}, language) + ".BR aftaled (8),\n.BR aftaled.yaml (5)\n";
}

}  // namespace aftale::app
