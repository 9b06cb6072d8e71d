#include "apps/aftaled/log.h"

#include <spdlog/logger.h>
#include <spdlog/pattern_formatter.h>
#include <spdlog/sinks/stdout_sinks.h>

#include <cstdlib>
#include <memory>

#include "engine/records/header_text.h"

namespace aftale::daemon::log {
namespace {

std::shared_ptr<spdlog::logger> logger;
Language spoken = Language::en;

/// The priorities of sd-daemon(3).
class Priority final : public spdlog::custom_flag_formatter {
 public:
  void format(const spdlog::details::log_msg& message, const std::tm&, spdlog::memory_buf_t& out) override {
    const char number = message.level >= spdlog::level::err ? '3' : message.level == spdlog::level::warn ? '4' : '6';
    const char text[] = {'<', number, '>'};
    out.append(text, text + sizeof text);
  }
  std::unique_ptr<custom_flag_formatter> clone() const override { return std::make_unique<Priority>(); }
};

void say(spdlog::level::level_enum level, const Text& text) {
  if (logger) logger->log(level, records::header_text(text.in(spoken)));
}

}  // namespace

void begin(Language language) {
  spoken = language;
  logger = std::make_shared<spdlog::logger>("aftaled", std::make_shared<spdlog::sinks::stderr_sink_mt>());
  const bool to_journald = std::getenv("JOURNAL_STREAM") != nullptr;  // NOLINT(concurrency-mt-unsafe): before threads
  if (to_journald) {
    auto formatter = std::make_unique<spdlog::pattern_formatter>();
    formatter->add_flag<Priority>('*').set_pattern("%*%v");
    logger->set_formatter(std::move(formatter));
  } else {
    logger->set_pattern("%Y-%m-%dT%H:%M:%S.%e%z %l: %v");
  }
  logger->set_error_handler([](const std::string&) {});  // a log that cannot be written stops nothing
  logger->flush_on(spdlog::level::info);
}

void info(const Text& text) {
  say(spdlog::level::info, text);
}
void warn(const Text& text) {
  say(spdlog::level::warn, text);
}
void error(const Text& text) {
  say(spdlog::level::err, text);
}
void line(const std::string& text) {
  say(spdlog::level::info, same_text(text));
}

}  // namespace aftale::daemon::log
