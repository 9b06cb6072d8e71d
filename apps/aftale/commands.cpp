#include "apps/aftale/command.h"

namespace aftale::app {

const std::vector<CommandSpec>& commands() {
  static const std::vector<CommandSpec> all = [] {
    std::vector<CommandSpec> list = {new_command(),   check_command(), test_command(),   draw_command(),
                                     open_command(),  do_command(),    record_command(), attach_command(),
                                     fetch_command(), freeze_command()};
    for (CommandSpec& command : life_cycle_commands()) list.push_back(std::move(command));
    for (CommandSpec& command : std::vector<CommandSpec>{
             renew_command(),   correct_command(), move_command(),    status_command(),  show_command(),
             explain_command(), history_command(), due_command(),     overdue_command(), advance_command(),
             audit_command(),   outbox_command(),  preview_command(), web_command(),     export_command(),
             backup_command(),  restore_command(), whoami_command(),  can_command(),     completion_command(),
             manual_command()})
      list.push_back(std::move(command));
    return list;
  }();
  return all;
}

const std::vector<Option>& general_options() {
  static const std::vector<Option> all = {
      {"--db",
       "FILE",
       {"databasen (ellers AFTALE_DB, ellers ~/.local/share/aftale/aftale.db)",
        "the database (else AFTALE_DB, else ~/.local/share/aftale/aftale.db)"}},
      {"--path",
       "DIR",
       {"her og derunder findes forløb og regler (ellers AFTALE_PATH, ./workflows, ./rules)",
        "workflows and rules are found here and below (else AFTALE_PATH, ./workflows, ./rules)"},
       Option::Use::repeated},
      {"--lang",
       "da|en",
       {"sproget (ellers AFTALE_LANG, ellers systemets)", "the language (else AFTALE_LANG, else the system's)"}},
      {"--json", nullptr, {"svar og fejl som JSON", "answers and errors as JSON"}},
      {"--no-color", nullptr, {"ingen farver", "no colours"}},
      {"-h, --help", nullptr, {"denne hjælp", "this help"}}};
  return all;
}

const std::vector<Option>& writing_options() {
  static const std::vector<Option> all = {
      {"--effective", "DATE", {"dagen, det skete (ellers i dag)", "the day it happened (else today)"}},
      {"--request-id",
       "ID",
       {"gentag trygt: samme id giver det første svar", "repeat safely: the same id gives the first answer"}},
      {"--dry-run", nullptr, {"vis, hvad der ville ske, og gem intet", "show what would happen and save nothing"}}};
  return all;
}

}  // namespace aftale::app
