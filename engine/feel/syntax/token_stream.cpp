#include "engine/feel/syntax/token_stream.h"

#include <utility>

namespace aftale::feel {
namespace {

/// What people write who know other languages.
Text advice_for(std::string_view symbol) {
  if (symbol == "==") return {"skriv `=` i stedet for `==`", "write `=` instead of `==`"};
  if (symbol == "&&") return {"skriv `and` i stedet for `&&`", "write `and` instead of `&&`"};
  if (symbol == "||") return {"skriv `or` i stedet for `||`", "write `or` instead of `||`"};
  if (symbol == "!") return {"skriv `not(...)` i stedet for `!`", "write `not(...)` instead of `!`"};
  if (symbol == "'")
    return {"skriv tekster i dobbelte anførselstegn: `\"...\"`", "write texts in double quotes: `\"...\"`"};
  if (symbol == ";") return {"skil værdier med komma, ikke semikolon", "separate values by commas, not semicolons"};
  return {};
}

/// The one sign or word that is meant; empty where more must change.
std::string meant_by(std::string_view symbol) {
  if (symbol == "==") return "=";
  if (symbol == "&&") return "and";
  if (symbol == "||") return "or";
  if (symbol == ";") return ",";
  return {};
}

}  // namespace

bool TokenStream::expect(std::string_view symbol) {
  const Token token = lexer_.peek();
  if (token.is(symbol)) {
    lexer_.next();
    return true;
  }
  const std::string wanted = "`" + std::string(symbol) + "`";
  unexpected(token, wanted, wanted);
  return false;
}

bool TokenStream::expect_word(std::string_view word) {
  const Token token = lexer_.peek();
  if (token.is_word(word)) {
    lexer_.next();
    return true;
  }
  const std::string wanted = "`" + std::string(word) + "`";
  unexpected(token, wanted, wanted);
  return false;
}

void TokenStream::unexpected(const Token& token, std::string_view wanted_da, std::string_view wanted_en) {
  if (token.kind == Token::Kind::bad) {
    if (token.text.starts_with('"')) {
      refuse(token.begin, token.begin + 1, {"teksten mangler et `\"` til sidst", "the text lacks a closing `\"`"});
    } else {
      refuse(token.begin, token.begin + 2, {"kommentaren mangler `*/` til sidst", "the comment lacks a closing `*/`"});
    }
    return;
  }
  if (const Text advice = advice_for(token.kind == Token::Kind::symbol ? token.text : ""); !advice.empty()) {
    refuse(token.begin, token.end, advice, meant_by(token.text));
    return;
  }
  const bool at_end = token.kind == Token::Kind::end;
  const std::string found = "`" + std::string(token.text) + "`";
  refuse(token.begin, token.end,
         {"her mangler " + std::string(wanted_da) + (at_end ? ", men udtrykket slutter" : "; der står " + found),
          std::string(wanted_en) +
              (at_end ? " is missing: the expression ends here" : " is missing here, before " + found)});
}

void TokenStream::after_end(const Token& token) {
  const bool advised = token.kind == Token::Kind::symbol && !advice_for(token.text).empty();
  if (token.kind == Token::Kind::bad || advised) return unexpected(token, "", "");
  for (const auto& [danish, word] : {std::pair{"og", "and"}, std::pair{"eller", "or"}}) {
    if (!token.is_word(danish)) continue;
    const std::string said(danish), wanted(word);
    return refuse(
        token.begin, token.end,
        {"skriv `" + wanted + "` i stedet for `" + said + "`", "write `" + wanted + "` instead of `" + said + "`"},
        wanted);
  }
  const std::string found = "`" + std::string(token.text) + "`";
  refuse(token.begin, token.end,
         {"udtrykket er færdigt før " + found + "; mangler der et regnetegn, `and` eller `,`?",
          "the expression is complete before " + found + "; is an operator, `and` or `,` missing?"});
}

void TokenStream::refuse(std::size_t begin, std::size_t end, Text message, std::string suggestion) {
  findings_.fail(begin, end, std::move(message), std::move(suggestion));
  lexer_.move_to_end();
}

}  // namespace aftale::feel
