#pragma once
#include <cstddef>
#include <string>
#include <string_view>

#include "engine/feel/syntax/findings.h"
#include "engine/feel/syntax/lexer.h"

namespace aftale::feel {

/// The tokens of a text one after the other, with the findings where something else is wanted. After the first syntax
/// error the text counts as ended, so no caller needs to look for it.
class TokenStream {
 public:
  /// Both outlive this.
  TokenStream(std::string_view text, Findings& findings) : lexer_(text), findings_(findings) {}

  Token peek() const { return lexer_.peek(); }
  Token next() { return lexer_.next(); }
  std::size_t position() const { return lexer_.position(); }
  void move_to(std::size_t position) { lexer_.move_to(position); }
  /// A copy that looks ahead.
  Lexer ahead() const { return lexer_; }

  /// Takes `symbol`; false, with a finding, where something else stands.
  bool expect(std::string_view symbol);
  /// The same for a word.
  bool expect_word(std::string_view word);
  /// A syntax error: `token` stands where something else is wanted.
  void unexpected(const Token& token, std::string_view wanted_da, std::string_view wanted_en);
  /// A syntax error: `token` stands where the text should be complete.
  void after_end(const Token& token);
  /// A syntax error in words of the caller, about bytes [begin, end).
  void refuse(std::size_t begin, std::size_t end, Text message, std::string suggestion = {});

 private:
  Lexer lexer_;
  Findings& findings_;
};

}  // namespace aftale::feel
