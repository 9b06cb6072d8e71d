#include "engine/loader/yaml/brackets.h"

#include <vector>

#include "engine/base/limits.h"

namespace aftale::loader {
namespace {

/// The exact limit is kept where the tree is built; this one only keeps bombs away.
constexpr std::size_t kRoughDepthMax = 4 * limits::kNestingMax;

/// Walks over a text and knows roughly what is a bracket and what a letter.
class BracketWalk {
 public:
  explicit BracketWalk(std::string_view text) : text_(text) {}

  Brackets run() {
    while (at_ < text_.size() && !found_.too_deep && !found_.open_quote) {
      if (at_ == line_) begin_line();
      if (at_ < text_.size()) step();
    }
    if (!open_.empty()) found_.open_bracket = open_.back();
    return found_;
  }

 private:
  char next() const { return at_ + 1 < text_.size() ? text_[at_ + 1] : '\n'; }
  static bool is_gap(char byte) { return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r'; }

  void skip_line() {
    const std::size_t end = text_.find('\n', at_);
    at_ = end == std::string_view::npos ? text_.size() : end + 1;
    line_ = at_;
  }
  /// Measures the indentation, and skips the lines of a `|` or `>` text.
  void begin_line() {
    while (at_ < text_.size()) {
      std::size_t content = text_.find_first_not_of(' ', at_);
      if (content == std::string_view::npos) content = text_.size();
      const std::size_t indent = content - at_;
      const bool empty = content == text_.size() || text_[content] == '\n' || text_[content] == '\r';
      if (!in_block_ || (!empty && indent <= block_indent_)) {
        in_block_ = false;
        indent_ = indent;
        token_ = true;
        gap_ = true;
        line_ = std::string_view::npos;
        return;
      }
      skip_line();
    }
  }
  void quote(char kind) {
    const std::size_t begin = at_;
    for (++at_; at_ < text_.size(); ++at_) {
      if (text_[at_] == '\\' && kind == '"') {
        ++at_;
      } else if (text_[at_] == kind) {
        if (kind == '\'' && next() == '\'') {
          ++at_;
          continue;
        }
        ++at_;
        token_ = false;
        after_quote_ = true;
        return;
      }
    }
    found_.open_quote = begin;
  }
  void open() {
    open_.push_back(at_++);
    if (open_.size() > kRoughDepthMax) found_.too_deep = open_.back();
    token_ = true;
  }
  void step() {
    const char byte = text_[at_];
    const bool after_quote = after_quote_, gap = gap_;
    after_quote_ = false;
    gap_ = is_gap(byte);
    if (byte == '\n') {
      line_ = ++at_;
    } else if (byte == '#' && gap) {
      if (!open_.empty() && !is_gap(next())) found_.cut = at_;
      skip_line();
    } else if (token_ && (byte == '"' || byte == '\'')) {
      quote(byte);
    } else if ((byte == '[' || byte == '{') && (token_ || !open_.empty())) {
      open();
    } else if ((byte == ']' || byte == '}') && !open_.empty()) {
      open_.pop_back();
      token_ = false;
      ++at_;
    } else if (token_ && open_.empty() && (byte == '|' || byte == '>')) {
      in_block_ = true;
      block_indent_ = indent_;
      skip_line();
    } else if (gap_) {
      ++at_;
    } else {
      const bool separates = (byte == ':' && (is_gap(next()) || (after_quote && !open_.empty()))) ||
                             (byte == ',' && !open_.empty()) || (byte == '-' && token_ && is_gap(next())) ||
                             (byte == '?' && token_ && is_gap(next()));
      token_ = separates;
      ++at_;
    }
  }

  std::string_view text_;
  std::size_t at_ = 0, line_ = 0;
  std::size_t indent_ = 0, block_indent_ = 0;
  bool in_block_ = false;
  bool token_ = true;         ///< a value may begin here
  bool gap_ = true;           ///< white space before
  bool after_quote_ = false;  ///< a quoted text before
  std::vector<std::size_t> open_;
  Brackets found_;
};

}  // namespace

Brackets look_at_brackets(std::string_view text) {
  return BracketWalk(text).run();
}

}  // namespace aftale::loader
