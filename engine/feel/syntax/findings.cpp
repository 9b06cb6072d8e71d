#include "engine/feel/syntax/findings.h"

namespace aftale::feel {

void Findings::add(const char* code, std::size_t begin, std::size_t end, Text message,
                   std::vector<std::string> possible) {
  if (lenient_ || failed_) return;
  Diagnostic diagnostic;
  diagnostic.code = code;
  diagnostic.message = std::move(message);
  diagnostic.where = unit_.span(begin, end);
  const std::string_view kind = code;
  // What an unknown name is near to is all that is possible.
  if (possible.size() == 1 && (kind == "unknown-name" || kind == "unknown-function")) {
    diagnostic.suggestion = possible.front();
  }
  diagnostic.possible = std::move(possible);
  all_.push_back(std::move(diagnostic));
}

void Findings::fail(std::size_t begin, std::size_t end, Text message, std::string suggestion) {
  if (!failed_) {
    Diagnostic diagnostic;
    diagnostic.code = "feel-syntax";
    diagnostic.message = std::move(message);
    diagnostic.where = unit_.span(begin, end);
    diagnostic.suggestion = std::move(suggestion);
    all_.push_back(std::move(diagnostic));
  }
  failed_ = true;
}

}  // namespace aftale::feel
