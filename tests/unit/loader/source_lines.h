#pragma once
#include <sstream>
#include <string>
#include <vector>

#include "engine/base/diagnostic.h"

namespace aftale::loader {

/// The lines of one source in memory, for carets.
class TextLines final : public SourceLines {
 public:
  explicit TextLines(std::string text) : text_(std::move(text)) {}
  std::string line(const std::string&, std::uint32_t line) const override {
    std::istringstream in(text_);
    std::string out;
    for (std::uint32_t i = 0; i < line; ++i) std::getline(in, out);
    return out;
  }

 private:
  std::string text_;
};

/// All findings as a person sees them, one after the other.
inline std::string rendered(const std::vector<Diagnostic>& findings, Language language, const std::string& source) {
  const TextLines lines(source);
  std::string out;
  for (const Diagnostic& finding : findings) out += render(finding, language, &lines) + "\n";
  return out;
}

/// `code line:column`, one a line.
inline std::string codes(const std::vector<Diagnostic>& findings) {
  std::string out;
  for (const Diagnostic& finding : findings) {
    out += std::string(finding.code);
    if (finding.where) out += " " + std::to_string(finding.where->line) + ":" + std::to_string(finding.where->column);
    out += "\n";
  }
  return out;
}

}  // namespace aftale::loader
