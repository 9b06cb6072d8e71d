#include "apps/aftale/command.h"

namespace aftale::app {

const std::vector<CommandSpec>& commands() {
  static const std::vector<CommandSpec> all = {
      check_command(),   test_command(),    open_command(),   do_command(),     record_command(),
      attach_command(),  freeze_command(),  suspend_command(), resume_command(), withdraw_command(),
      status_command(),  show_command(),    history_command(), due_command(),    overdue_command(),
      advance_command(), audit_command(),   outbox_command(), export_command(), backup_command()};
  return all;
}

}  // namespace aftale::app
