#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

/// Tokens of a FEEL text. Names are no tokens, only their parts are: which parts make a name depends on the
/// names in scope (symbols.h), so the parser joins them.
namespace aftale::feel {

struct Token {
  enum class Kind : unsigned char { end, number, string, word, symbol, bad };
  Kind kind = Kind::end;
  std::size_t begin = 0, end = 0;
  std::string_view text;

  bool is(std::string_view symbol_text) const { return kind == Kind::symbol && text == symbol_text; }
  bool is_word(std::string_view word) const { return kind == Kind::word && text == word; }
};

/// A position in a text; copying it is how the parser looks ahead.
class Lexer {
 public:
  explicit Lexer(std::string_view text) : text_(text) {}

  std::string_view text() const { return text_; }
  /// The token at the position, white space and comments skipped.
  Token peek() const;
  Token next();
  std::size_t position() const { return position_; }
  void move_to(std::size_t position) { position_ = position; }
  void move_to_end() { position_ = text_.size(); }
  /// `from` past white space and comments; an unclosed comment stays.
  std::size_t skipped(std::size_t from) const;

 private:
  std::size_t number_length(std::size_t at) const;
  std::size_t string_length(std::size_t at) const;
  std::size_t symbol_length(std::size_t at) const;

  std::string_view text_;
  std::size_t position_ = 0;
};

/// The text that a string literal stands for, its quotes included in `literal`. None for a wrong `\u`.
std::optional<std::string> unescaped(std::string_view literal);

}  // namespace aftale::feel
