#include <sys/stat.h>

#include <cstdio>
#include <exception>

#include "adapters/sqlite/sqlite_store.h"
#include "apps/aftale/help.h"
#include "apps/aftale/output.h"
#include "apps/aftale/parse.h"

namespace aftale::app {
namespace {

int run(int count, const char* const* words, Language& language) {
  const Parsed parsed = parse(count, words);
  language = language_as_given(parsed.general);
  const Result<Settings> settings = settle_settings(parsed.general);
  if (!settings) {
    Settings plain;
    plain.json = parsed.general.json;
    plain.language = language_as_given(parsed.general);
    return report(plain, settings.error());
  }
  switch (parsed.kind) {
    case Parsed::Kind::help:
      print(parsed.command ? command_help(*parsed.command, settings->language) : program_help(settings->language));
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
  int code = aftale::app::kDamaged;
  aftale::Language language = aftale::Language::en;
  try {
    code = aftale::app::run(count, words, language);
  } catch (const std::exception& exception) {
    const aftale::Text message{"fejl[bug]: en fejl i programmet", "error[bug]: a mistake in the program"};
    std::fprintf(stderr, "%s: %s\n", message.in(language).c_str(), exception.what());
  }
  // Output that never arrived is no answer: a full disk or a closed pipe must not look like success.
  if (std::fflush(stdout) != 0 && code == aftale::app::kDone) {
    const aftale::Text message{"fejl[output]: svaret kunne ikke skrives",
                               "error[output]: the answer could not be written"};
    std::fprintf(stderr, "%s\n", message.in(language).c_str());
    code = aftale::app::kUnavailable;
  }
  return code;
}
