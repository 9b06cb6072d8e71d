#pragma once
#include <cstddef>
#include <string>
#include <vector>

#include "engine/base/diagnostic.h"
#include "engine/feel/syntax/unit.h"

namespace aftale::feel {

/// What is found wrong while a text is read. After the first syntax error nothing more is noted: what follows from it
/// tells nobody anything.
class Findings {
 public:
  /// `unit` knows where its bytes stand in the source, and outlives this. With `lenient`, only syntax errors count.
  Findings(const Unit& unit, bool lenient) : unit_(unit), lenient_(lenient) {}

  /// Notes a finding about bytes [begin, end); `possible` is what could stand there instead.
  void add(const char* code, std::size_t begin, std::size_t end, Text message, std::vector<std::string> possible = {});
  /// Notes a syntax error, code `feel-syntax`; `suggestion` is what is meant where that is known.
  void fail(std::size_t begin, std::size_t end, Text message, std::string suggestion);
  bool failed() const { return failed_; }
  std::vector<Diagnostic> take() { return std::move(all_); }

 private:
  const Unit& unit_;
  bool lenient_;
  bool failed_ = false;
  std::vector<Diagnostic> all_;
};

}  // namespace aftale::feel
