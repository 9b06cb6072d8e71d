#include <sys/stat.h>

#include <cstdio>
#include <exception>

#include "adapters/sqlite/sqlite_store.h"
#include "apps/aftale/help.h"
#include "apps/aftale/output.h"
#include "apps/aftale/parse.h"
#include "apps/standard_output.h"

namespace aftale::app {
namespace {

// `spoken` is settled first, so that also what fails later is said in the right form and language.
int run(int count, const char* const* words, Settings& spoken) {
  const Parsed parsed = parse(count, words);
  spoken.json = parsed.general.json;
  spoken.language = language_as_given(parsed.general);
  const Result<Settings> settings = settle_settings(parsed.general);
  if (!settings) return report(spoken, settings.error());
  spoken.language = settings->language;
  switch (parsed.kind) {
    case Parsed::Kind::help:
      print(parsed.command ? command_help(*parsed.command, settings->language) : program_help(settings->language),
            *settings);
      return kDone;
    case Parsed::Kind::version:
      print("aftale " AFTALE_VERSION "\n");
      return kDone;
    case Parsed::Kind::wrong: {
      const std::string help =
          parsed.command ? std::string("aftale ") + parsed.command->name + " --help" : "aftale --help";
      const auto ended = [](const std::string& text) { return text + (text.back() == '?' ? "" : "."); };
      const Text message{ended(parsed.wrong.da) + " Se " + help, ended(parsed.wrong.en) + " See " + help};
      return report(*settings, fail(Error::Kind::usage, "usage", message).value());
    }
    case Parsed::Kind::run:
      break;
  }
  sqlite::configure_library();
  return parsed.command->run({parsed.arguments, *settings});
}

}  // namespace
}  // namespace aftale::app

int main(int count, char** words) {
  ::umask(077);
  aftale::app::StandardOutput::begin();
  int code = aftale::app::kDamaged;
  aftale::app::Settings spoken;
  try {
    code = aftale::app::run(count, words, spoken);
  } catch (const std::exception& exception) {
    const aftale::Text message{"fejl[bug]: en fejl i programmet", "error[bug]: a mistake in the program"};
    std::fprintf(stderr, "%s: %s\n", spoken.say(message).c_str(), exception.what());
  }
  return aftale::app::output_arrived(spoken, code);
}
