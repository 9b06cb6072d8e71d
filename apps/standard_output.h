#pragma once
#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <string>

namespace aftale::app {

/// What both programs say on standard output, and whether it has arrived. One thread.
class StandardOutput {
 public:
  /// A closed pipe becomes an error that can be told, and a stream that was closed from the start one that cannot be
  /// written, so that no file of ours takes its number.
  static void begin() {
    std::signal(SIGPIPE, SIG_IGN);
    while (true) {
      const int file = ::open("/dev/null", O_RDONLY);
      if (file < 0 || file > STDERR_FILENO) {
        if (file >= 0) ::close(file);
        return;
      }
    }
  }
  static void write(const std::string& text) {
    if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size()) note();
  }
  /// Before something is said on standard error, so that the two stand in order.
  static void flush() {
    if (std::fflush(stdout) != 0) note();
  }
  /// Whether something that was said has not arrived.
  static bool failed() { return failed_ != 0; }
  /// Closes it: 0 where everything arrived, else the number of the first error.
  static int end() {
    flush();
    if (std::ferror(stdout) != 0) note();
    if (::close(STDOUT_FILENO) != 0) note();  // network disks say it only now
    return failed_;
  }

 private:
  static void note() {
    if (failed_ == 0) failed_ = errno != 0 ? errno : EIO;
  }
  static inline int failed_ = 0;
};

}  // namespace aftale::app
