#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace aftale::command {

/// How a program ended.
struct Ending {
  std::string not_started;  ///< why not; empty where it ran
  bool timed_out = false;
  std::size_t left = 0;       ///< processes it started that could not be ended then
  std::optional<int> status;  ///< exit status
  std::optional<int> signal;  ///< that ended it
  std::string out, err;       ///< the beginning of its outputs
};

/// Runs `words[0]` with exactly `environment` and `input` on stdin, for at most `seconds`, as CommandChannel says. Of
/// each output the first `most` bytes are kept. `memory`: bytes of address space that the program and each that it
/// starts may have; 0: as we. Any threads at once.
Ending run(const std::vector<std::string>& words, const std::vector<std::string>& environment, std::string_view input,
           long seconds, std::size_t most, std::size_t memory = 0);

}  // namespace aftale::command
