#include "adapters/command/command_channel.h"

#include <sys/stat.h>
#include <unistd.h>

#include <exception>

#include "adapters/command/run.h"
#include "engine/records/header_text.h"
#include "engine/records/message_json.h"

namespace aftale::command {
namespace {

using Outcome = records::Delivery::Outcome;

constexpr std::size_t kOutputMax = 64 * 1024;
constexpr std::size_t kDetailMax = 200;
constexpr int kFirstRefusal = 65, kLastRefusal = 70;  // EX_DATAERR to EX_SOFTWARE of sysexits.h

/// The first line, at most so many bytes of it, whole characters.
std::string first_line(std::string_view text) {
  std::size_t end = std::min(text.find('\n'), text.size());
  if (end > kDetailMax) {
    end = kDetailMax;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  }
  return records::header_text(text.substr(0, end));
}

records::Delivery judged(const Ending& ending, long seconds) {
  records::Delivery out;
  if (ending.status == 0) return out;
  out.outcome = ending.status >= kFirstRefusal && ending.status <= kLastRefusal ? Outcome::refused : Outcome::try_again;
  if (!ending.not_started.empty()) {
    out.detail = "not started: " + ending.not_started;
    return out;
  }
  out.detail = ending.timed_out ? "killed after " + std::to_string(seconds) + " s"
               : ending.signal  ? "ended by signal " + std::to_string(*ending.signal)
                                : "exit " + std::to_string(ending.status.value_or(-1));
  if (ending.left > 0) {
    out.detail += ", " + std::to_string(ending.left) + " processes that it started could not be ended";
  }
  if (const std::string line = first_line(ending.err); !line.empty()) out.detail += ": " + line;
  return out;
}

}  // namespace

Result<std::unique_ptr<CommandChannel>> CommandChannel::make(CommandOptions options) {
  struct stat found {};
  const bool can_run = options.program.starts_with('/') && options.program.find('\0') == std::string::npos &&
                       ::stat(options.program.c_str(), &found) == 0 && S_ISREG(found.st_mode) &&
                       ::access(options.program.c_str(), X_OK) == 0;
  if (!can_run) {
    const std::string shown = records::header_text(options.program);
    return fail(Error::Kind::refused, "command-options",
                Text{"»" + shown + "« er ikke et program, der kan køres. Skriv hele stien, fx /usr/local/bin/modtag",
                     "\"" + shown + "\" is not a program that can be run. Write the whole path, for instance " +
                         "/usr/local/bin/receive"});
  }
  return std::unique_ptr<CommandChannel>(new CommandChannel(std::move(options)));
}

records::Delivery CommandChannel::deliver(const records::Message& message) {
  try {
    std::vector<std::string> words{options_.program};
    words.insert(words.end(), options_.arguments.begin(), options_.arguments.end());
    const std::vector<std::string> environment{"PATH=/usr/local/bin:/usr/bin:/bin", "LANG=C.UTF-8",
                                               "AFTALE_MESSAGE_ID=" + message.id.text()};
    return judged(run(words, environment, records::message_json(message), options_.total_seconds, kOutputMax),
                  options_.total_seconds);
  } catch (const std::exception& error) {
    records::Delivery later;
    later.outcome = Outcome::try_again;
    later.detail = error.what();
    return later;
  }
}

}  // namespace aftale::command
