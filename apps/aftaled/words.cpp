#include "apps/aftaled/words.h"

#include <CLI/CLI.hpp>

namespace aftale::daemon {

Words read_words(int count, char** words) {
  Words read;
  CLI::App app{
      "aftaled: owns the database of aftale, advances deadlines, delivers, and answers the socket.\n"
      "Configuration, signals and time: man aftaled",
      "aftaled"};
  app.set_version_flag("--version", "aftaled " AFTALE_VERSION);
  app.add_option("--config", read.config, "the configuration")->type_name("FILE")->capture_default_str();
  app.add_option("--db", read.database, "this database instead of the configuration's")->type_name("FILE");
  app.add_option("--socket", read.socket, "this socket instead of the configuration's")->type_name("PATH");
  app.add_flag("--check", read.check, "only read the configuration and say what is wrong with it");
  app.add_option("--from", read.from, "a rehearsal: time begins here, for example '2022-01-03 09:00'")
      ->type_name("TIME");
  app.add_option("--speed", read.speed,
                 "of a rehearsal: seconds a second; 0: time stands still, and only 'aftale advance' fires")
      ->type_name("N")
      ->check(CLI::Range(0.0, 1e8))
      ->needs("--from");
  try {
    app.parse(count, words);
  } catch (const CLI::ParseError& error) {
    read.ends_with = app.exit(error) == 0 ? 0 : 2;
  }
  return read;
}

}  // namespace aftale::daemon
