#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "apps/aftale/settings.h"
#include "engine/base/text.h"

/// A command of the program as data: the parser, the help and the completions are made from it.
namespace aftale::app {

/// A word without a name. `many`: takes all that are left.
struct Positional {
  const char* name;
  Text help;
  bool required = true;
  bool many = false;
};

struct Option {
  enum class Use { optional, required, repeated };
  const char* name;             ///< `--meeting`
  const char* value = nullptr;  ///< placeholder in help; null: a flag
  Text help;
  Use use = Use::optional;  ///< repeated: may be given again, each value counts
};

/// The words of one call, by the names in the command's declaration.
class Arguments {
 public:
  void add(const std::string& name, std::string value) { values_[name].push_back(std::move(value)); }
  bool has(const std::string& name) const { return values_.count(name) != 0; }
  std::string value(const std::string& name, std::string otherwise = {}) const {
    const auto found = values_.find(name);
    return found == values_.end() ? otherwise : found->second.front();
  }
  std::vector<std::string> values(const std::string& name) const {
    const auto found = values_.find(name);
    return found == values_.end() ? std::vector<std::string>() : found->second;
  }

 private:
  std::map<std::string, std::vector<std::string>> values_;
};

struct Invocation {
  const Arguments& arguments;
  const Settings& settings;
};

struct CommandSpec {
  const char* name;
  Text summary;
  std::vector<Positional> positionals;
  std::vector<Option> options;
  std::vector<const char*> examples;
  enum class Kind { question, writing } kind = Kind::question;  ///< writing: --effective, --request-id, --dry-run
  int (*run)(const Invocation& invocation);                     ///< exit code
  bool hidden = false;                                          ///< stands in the manual, not in the program's help
};

/// All commands, in the order of the help; one function a file in commands/.
const std::vector<CommandSpec>& commands();
/// What every command takes, and what every writing one takes besides its own.
const std::vector<Option>& general_options();
const std::vector<Option>& writing_options();

CommandSpec new_command();
CommandSpec check_command();
CommandSpec test_command();
CommandSpec draw_command();
CommandSpec open_command();
CommandSpec do_command();
CommandSpec record_command();
CommandSpec attach_command();
CommandSpec freeze_command();
CommandSpec fetch_command();
CommandSpec renew_command();
/// Those that take a case and a text: suspend, resume, withdraw.
std::vector<CommandSpec> life_cycle_commands();
CommandSpec correct_command();
CommandSpec move_command();
CommandSpec status_command();
CommandSpec show_command();
CommandSpec explain_command();
CommandSpec history_command();
CommandSpec due_command();
CommandSpec overdue_command();
CommandSpec advance_command();
CommandSpec audit_command();
CommandSpec outbox_command();
CommandSpec preview_command();
CommandSpec web_command();
CommandSpec export_command();
CommandSpec backup_command();
CommandSpec restore_command();
CommandSpec whoami_command();
CommandSpec can_command();
CommandSpec completion_command();
CommandSpec manual_command();

}  // namespace aftale::app
