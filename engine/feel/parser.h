#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/feel/ast.h"
#include "engine/feel/lexer.h"
#include "engine/feel/symbols.h"

namespace aftale::feel {

/// Reads one text into a Unit, by recursive descent, with the names in scope at hand: FEEL cannot be read
/// without them. Types are inferred on the way, so that members and units are checked at once.
/// After the first syntax error the text counts as ended, so no caller needs to look for it.
class Parser {
 public:
  /// `unit` has its text and place and gets the rest. With `lenient`, only syntax errors are findings.
  Parser(Unit& unit, const Names& names, bool lenient);

  void read_expression();
  void read_unary_tests(const Type& input);
  bool failed() const { return failed_; }
  std::vector<Diagnostic> take_findings() { return std::move(findings_); }

 private:
  /// A function literal being read; the first level is the text itself.
  struct Level {
    std::uint32_t frame_size = 0;
    std::vector<FunctionShape::Capture> captures;
  };
  /// A filter being read: names that may be members of the filtered item.
  struct FilterScope {
    std::size_t first_symbol = 0;
    std::uint32_t item = 0, level = 0;
    bool open = true;   ///< the item may have members that are not known here
    bool used = false;  ///< the filter looks at the item
  };
  class Deeper;

  // parser.cpp: operators
  Node* expression();
  Node* expression_or_comparison();
  Node* logical(Op op);
  Node* comparison();
  Node* comparison_rest(Node* left, Op op, std::size_t begin);
  Node* between_rest(Node* left, std::size_t begin);
  Node* in_rest(Node* left, std::size_t begin);
  Node* prefixed_comparison();
  Node* arithmetic_chain(int level);
  Node* unary();
  Node* signed_operand();
  Node* instance_of(Node* operand, std::size_t begin);
  Node* positive_test(const Type& input);
  void finish();

  // parser_operands.cpp: literals, names, paths, filters
  Node* postfix();
  Node* primary();
  Node* literal(const Token& token);
  Node* temporal_literal();
  Node* word(const Token& token);
  Node* keyword(const Token& token);
  Node* unknown_word(const Token& token);
  Node* symbol_node(std::size_t place, std::size_t begin, std::size_t end);
  Node* or_member_of_item(Node* fallback, std::size_t place, const std::string& name, std::size_t begin);
  std::uint32_t local_of(const Symbol& symbol, std::uint32_t level);
  std::uint32_t captured(bool from_slot, std::uint32_t from, std::uint32_t level);
  Node* path(Node* base, std::size_t begin);
  Node* filter(Node* base, std::size_t begin);
  bool closes_range();
  std::size_t joined_words_end(std::size_t from) const;

  // parser_calls.cpp: calls and function literals
  struct Arguments {
    std::vector<const Node*> values;
    std::vector<std::string> names;  ///< empty for positional ones
  };
  Arguments arguments();
  Node* call_symbol(std::size_t place, std::size_t begin);
  Node* call_value(Node* callee, std::size_t begin);
  Node* builtin_call(const Builtin& builtin, Arguments given, std::size_t begin);
  Node* host_call(std::uint32_t place, Arguments given, std::size_t begin);
  bool place_named(const std::string& function, const std::vector<std::string>& parameters, Arguments& given,
                   Node& call, int least);
  Node* function_literal(std::size_t begin);
  Node* conditional(std::size_t begin);
  Node* iteration(Op op, std::size_t begin);
  void iterators(std::vector<Iterator>& out);
  std::string raw_name(std::initializer_list<std::string_view> stops, bool stop_at_in);
  std::optional<std::size_t> key_end(std::size_t from) const;

  // parser_boxed.cpp: lists, ranges, contexts, types
  Node* parenthesised(bool allow_tests);
  Node* list_or_range();
  Node* range_rest(Node* low, bool low_included, std::size_t begin);
  Node* context_literal();
  Type type_expression();
  Type generic_type(std::string_view name);

  // parser_signatures.cpp: calls of the host whose first argument is a literal text
  void check_signature(Node& call, const Names::HostFunction& function);
  void check_inputs(const Node& call, const Signature& signature);
  std::pair<std::size_t, std::size_t> key_place(const Node& context, std::size_t entry) const;

  /// A date, time or duration that is written out and can never be (parser_constants.cpp).
  void check_constant(const Node& call);

  // parser_checks.cpp: what can be told from types (findings, expect: parser_findings.cpp)
  void check_arithmetic(Node& node, Op op, const Type& left, const Type& right);
  void check_comparison(Node& node, Op op, const Type& left, const Type& right);
  void check_in(Node& node, const Type& left, const Node& test);
  void check_boolean(const Node& node, const Text& what);
  void check_member(Node& node, const Node& base);
  void check_filter(Node& node, const Type& element);
  Type joined_type(const Type& left, const Type& right) const;

  Node& make(Op op, std::size_t begin);
  Node* closed(Node& node);  ///< sets its end
  Node* null_node(std::size_t begin);
  void finding(const char* code, std::size_t begin, std::size_t end, Text message,
               std::vector<std::string> possible = {});
  /// The finding now, or where lenient, when the node is evaluated.
  Node* failure(const char* code, std::size_t begin, Text message, std::vector<std::string> possible = {});
  void syntax(std::size_t begin, std::size_t end, Text message, std::string suggestion = {});
  void unexpected(const Token& token, std::string_view wanted_da, std::string_view wanted_en);
  void after_end(const Token& token);
  bool expect(std::string_view symbol);
  bool expect_word(std::string_view word);
  std::uint32_t new_local() { return levels_.back().frame_size++; }
  std::uint32_t level() const { return static_cast<std::uint32_t>(levels_.size() - 1); }
  void push_local(std::string name, std::uint32_t index, Type type);

  Unit& unit_;
  const Names& names_;
  bool lenient_;
  Lexer lexer_;
  Symbols symbols_;
  std::vector<Level> levels_{1};
  std::vector<FilterScope> filters_;
  std::vector<Diagnostic> findings_;
  std::size_t depth_ = 0;
  std::size_t input_uses_ = 0;
  bool range_end_ = false;
  bool failed_ = false;
};

/// Counts nesting while it lives, and forgets that a range is being read: inside brackets `[` is a filter again.
class Parser::Deeper {
 public:
  explicit Deeper(Parser& parser);
  ~Deeper();
  Deeper(const Deeper&) = delete;
  Deeper& operator=(const Deeper&) = delete;

 private:
  Parser& parser_;
  bool range_end_;
};

}  // namespace aftale::feel
