#include "engine/feel/parser.h"

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

void Parser::finding(const char* code, std::size_t begin, std::size_t end, Text message,
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
  findings_.push_back(std::move(diagnostic));
}

Node* Parser::failure(const char* code, std::size_t begin, Text message, std::vector<std::string> possible) {
  Node& node = make(Op::failure, begin);
  closed(node);
  node.finding = std::make_unique<Diagnostic>();
  node.finding->code = code;
  node.finding->message = message;
  node.finding->possible = possible;
  finding(code, node.begin, node.end, std::move(message), std::move(possible));
  return &node;
}

void Parser::syntax(std::size_t begin, std::size_t end, Text message, std::string suggestion) {
  if (!failed_) {
    Diagnostic diagnostic;
    diagnostic.code = "feel-syntax";
    diagnostic.message = std::move(message);
    diagnostic.where = unit_.span(begin, end);
    diagnostic.suggestion = std::move(suggestion);
    findings_.push_back(std::move(diagnostic));
  }
  failed_ = true;
  lexer_.move_to_end();
}

void Parser::unexpected(const Token& token, std::string_view wanted_da, std::string_view wanted_en) {
  if (token.kind == Token::Kind::bad) {
    if (token.text.starts_with('"')) {
      syntax(token.begin, token.begin + 1, {"teksten mangler et `\"` til sidst", "the text lacks a closing `\"`"});
    } else {
      syntax(token.begin, token.begin + 2, {"kommentaren mangler `*/` til sidst", "the comment lacks a closing `*/`"});
    }
    return;
  }
  if (const Text advice = advice_for(token.kind == Token::Kind::symbol ? token.text : ""); !advice.empty()) {
    syntax(token.begin, token.end, advice, meant_by(token.text));
    return;
  }
  const bool at_end = token.kind == Token::Kind::end;
  const std::string found = "`" + std::string(token.text) + "`";
  syntax(token.begin, token.end,
         {"her mangler " + std::string(wanted_da) + (at_end ? ", men udtrykket slutter" : "; der står " + found),
          std::string(wanted_en) +
              (at_end ? " is missing: the expression ends here" : " is missing here, before " + found)});
}

void Parser::after_end(const Token& token) {
  const bool advised = token.kind == Token::Kind::symbol && !advice_for(token.text).empty();
  if (token.kind == Token::Kind::bad || advised) return unexpected(token, "", "");
  for (const auto& [danish, word] : {std::pair{"og", "and"}, std::pair{"eller", "or"}}) {
    if (!token.is_word(danish)) continue;
    const std::string said(danish), wanted(word);
    return syntax(
        token.begin, token.end,
        {"skriv `" + wanted + "` i stedet for `" + said + "`", "write `" + wanted + "` instead of `" + said + "`"},
        wanted);
  }
  const std::string found = "`" + std::string(token.text) + "`";
  syntax(token.begin, token.end,
         {"udtrykket er færdigt før " + found + "; mangler der et regnetegn, `and` eller `,`?",
          "the expression is complete before " + found + "; is an operator, `and` or `,` missing?"});
}

bool Parser::expect(std::string_view symbol) {
  const Token token = lexer_.peek();
  if (token.is(symbol)) {
    lexer_.next();
    return true;
  }
  const std::string wanted = "`" + std::string(symbol) + "`";
  unexpected(token, wanted, wanted);
  return false;
}

bool Parser::expect_word(std::string_view word) {
  const Token token = lexer_.peek();
  if (token.is_word(word)) {
    lexer_.next();
    return true;
  }
  const std::string wanted = "`" + std::string(word) + "`";
  unexpected(token, wanted, wanted);
  return false;
}

}  // namespace aftale::feel
