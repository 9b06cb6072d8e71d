#include "apps/aftaled/words.h"

#include <CLI/CLI.hpp>
#include <sstream>

#include "apps/standard_output.h"

namespace aftale::daemon {

Words read_words(int count, char** words) {
  Words read;
  CLI::App program{
      "aftaled: owns the database of aftale, advances deadlines, delivers, and answers the socket.\n"
      "Configuration, signals and time: man aftaled",
      "aftaled"};
  program.set_version_flag("--version", "aftaled " AFTALE_VERSION);
  program.add_option("--config", read.config, "the configuration")->type_name("FILE")->capture_default_str();
  program.add_option("--db", read.database, "this database instead of the configuration's")->type_name("FILE");
  program.add_option("--socket", read.socket, "this socket instead of the configuration's")->type_name("PATH");
  program.add_flag("--check", read.check, "only read the configuration and say what is wrong with it");
  program.add_option("--test-mail", read.test_mail, "send one test message by mail, say what happened, and end")
      ->type_name("ADDRESS")
      ->excludes("--check");
  program.add_option("--from", read.from, "a rehearsal: time begins here, for example '2022-01-03 09:00'")
      ->type_name("TIME");
  program
      .add_option("--speed", read.speed,
                  "of a rehearsal: seconds a second; 0: time stands still, and only 'aftale advance' fires")
      ->type_name("N")
      ->check(CLI::Range(0.0, 1e8))
      ->needs("--from");
  try {
    program.parse(count, words);
  } catch (const CLI::ParseError& error) {
    std::ostringstream answer;
    read.ends_with = program.exit(error, answer) == 0 ? 0 : 2;
    app::StandardOutput::write(answer.str());
  }
  return read;
}

}  // namespace aftale::daemon
