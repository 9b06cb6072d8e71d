#include <iostream>
#include <stdexcept>

#include "adapters/files/files_channel.h"
#include "adapters/files/log_channel.h"
#include "apps/aftale/connect.h"

namespace aftale::app {
namespace {

// The message alone: whoever collects stderr adds the time.
void write_to_stderr(const std::string& line) {
  std::cerr << line << std::endl;
  if (std::cerr) return;
  std::cerr.clear();
  throw std::runtime_error("stderr cannot be written");
}

}  // namespace

Result<std::unique_ptr<records::Channel>> channel_named(const std::string& name, const Settings& settings) {
  if (name == "files") return std::make_unique<files::FilesChannel>(settings.database + ".outbox");
  if (name == "log") return std::make_unique<files::LogChannel>(write_to_stderr, settings.language);
  return fail(Error::Kind::usage, "usage",
              Text{"Der er ingen kanal »" + name + "«. Vælg files eller log",
                   "There is no channel \"" + name + "\". Choose files or log"},
              {"files", "log"});
}

}  // namespace aftale::app
