#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/diagnostic.h"
#include "engine/loader/node.h"
#include "engine/loader/yaml/yaml_source.h"

namespace aftale::loader {

/// Ends the reading of a source from inside yaml-cpp's callbacks.
struct Stop {};

/// What stands around a value of a source while it is read.
struct Around {
  bool flow = false;          ///< `{}` or `[]`
  bool item = false;          ///< of a sequence
  bool key_next = false;      ///< what comes is a key
  const Node* key = nullptr;  ///< the key whose value comes
};

/// What is wrong with the values of a source, told where each stands and with the line to copy. Throws Stop where there
/// are so many findings that more help nobody.
class SourceFindings {
 public:
  /// Both outlive this.
  SourceFindings(const SourceText& source, std::vector<Diagnostic>& findings) : source_(source), findings_(findings) {}

  /// An error about bytes [begin, end).
  void error(const char* code, std::size_t begin, std::size_t end, Text message);
  /// Another one that is ready; Stop only after the next.
  void add(Diagnostic finding) { findings_.push_back(std::move(finding)); }
  /// A text at `at` that is told to go into quotes.
  void refuse_text(const char* code, std::size_t at, const Around& around, Text message);
  /// An alias whose anchor is unknown comes as an error; it is told like the others.
  void refuse_alias(std::size_t at, const Around& around);
  /// Tags and anchors: true where there was one.
  bool refuse_properties(std::size_t at, const Around& around, const std::string& tag, bool anchored);
  /// Keys are looked up, and a plain text ends where YAML thinks it does; in quotes any text may stand as a value.
  void refuse_invisible(std::size_t begin, std::size_t end, const Around& around, bool quoted);
  /// `title: Aftale #2`: YAML cuts the text at the `#` and says nothing. A comment has a space behind its `#`.
  /// `from_key`: `at` is the end of a key without a value.
  void refuse_cut(std::size_t at, const Around& around, bool from_key, std::string_view value = {});
  /// What can be read, but was hardly meant so: told apart from the rest, by `take_slips`.
  void note_slips(std::size_t begin, std::size_t end, const Around& around);
  std::vector<Diagnostic> take_slips() { return std::move(slips_); }
  /// Stop where there are too many.
  void stop_at_most() const;

 private:
  static constexpr std::size_t kMax = 50;

  /// The entry or item at `at` with its text in single quotes, ready to copy.
  std::string quoted_line(std::size_t at, const Around& around) const;
  Text with_line(Text message, std::size_t at, const Around& around) const;

  const SourceText& source_;
  std::vector<Diagnostic>& findings_;
  std::vector<Diagnostic> slips_;
};

}  // namespace aftale::loader
