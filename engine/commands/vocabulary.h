#pragma once
#include <string>

#include "engine/base/result.h"
#include "engine/commands/values.h"

namespace aftale::commands {

/// What the words of a command stand for in one case: its pinned definition types them, its documents have titles.
class Vocabulary {
 public:
  virtual ~Vocabulary() = default;
  /// All inputs of the case. Errors: refused `bad-value`, `missing-data`, `unknown-name` with what is possible.
  virtual Result<NamedValues> inputs(const Words& words) const = 0;
  /// Some of them, for the next cycle, and every other one that is a date later by `shift` (a period; empty: none).
  virtual Result<NamedValues> next_inputs(const Words& words, const std::string& shift) const = 0;
  /// The data of `event`. Errors as those of `inputs`, and `unknown-event`.
  virtual Result<NamedValues> data_of(const std::string& event, const Words& words) const = 0;
  /// The address of a document that was named by its title, else what was written.
  virtual std::string document(const std::string& written) const = 0;
};

}  // namespace aftale::commands
