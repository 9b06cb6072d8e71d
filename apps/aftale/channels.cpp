#include <spdlog/logger.h>
#include <spdlog/sinks/stdout_sinks.h>

#include "adapters/files/files_channel.h"
#include "adapters/files/log_channel.h"
#include "apps/aftale/connect.h"

namespace aftale::app {
namespace {

// The message alone: whoever collects stderr adds the time.
std::unique_ptr<records::Channel> log_to_stderr(Language language) {
  const auto logger = std::make_shared<spdlog::logger>("aftale", std::make_shared<spdlog::sinks::stderr_sink_st>());
  logger->set_pattern("%v");
  logger->set_error_handler([](const std::string& what) { throw std::runtime_error(what); });
  const auto write = [logger](const std::string& line) {
    logger->info(line);
    logger->flush();
  };
  return std::make_unique<files::LogChannel>(write, language);
}

}  // namespace

Result<std::unique_ptr<records::Channel>> channel_named(const std::string& name, const Settings& settings) {
  if (name == "files") return std::make_unique<files::FilesChannel>(settings.database + ".outbox");
  if (name == "log") return log_to_stderr(settings.language);
  return fail(Error::Kind::usage, "usage",
              Text{"Der er ingen kanal »" + name + "«. Vælg files eller log",
                   "There is no channel \"" + name + "\". Choose files or log"},
              {"files", "log"});
}

}  // namespace aftale::app
