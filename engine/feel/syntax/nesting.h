#pragma once
#include "engine/feel/syntax/parsing.h"

namespace aftale::feel {

/// Counts nesting while it lives, and forgets that a range is being read: inside brackets `[` is a filter again. A
/// syntax error where it goes deeper than limits::kFeelDepth.
class Nesting {
 public:
  explicit Nesting(Parsing& parse);
  ~Nesting();
  Nesting(const Nesting&) = delete;
  Nesting& operator=(const Nesting&) = delete;

 private:
  Parsing& parse_;
  bool range_end_;
};

}  // namespace aftale::feel
