#pragma once
#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <vector>

#include "engine/base/diagnostic.h"
#include "engine/feel/expression.h"
#include "engine/feel/function.h"
#include "engine/feel/type.h"
#include "engine/feel/value.h"

/// The compiled form of one text: a tree of nodes with slots, frame indices and functions resolved.
namespace aftale::feel {

enum class Op : std::uint8_t {
  constant,      ///< constant
  slot,          ///< index: the host's slot
  local,         ///< index: in the frame
  unknown_name,  ///< name; null with a diagnostic
  item_member,   ///< name of the filtered item (local `index`) if it has one, else `a`, else unknown
  negate,        ///< a
  add,
  subtract,
  multiply,
  divide,
  power,  ///< a, b
  fold,   ///< rest, steps: a chain of arithmetic from the left
  equal,
  not_equal,
  less,
  less_equal,
  greater,
  greater_equal,  ///< a, b
  between,        ///< a, b, c
  in,             ///< a, b as a test
  conjunction,
  disjunction,  ///< rest
  instance_of,  ///< a, operand_type
  choice,       ///< if a then b else c
  iteration,    ///< for: iterators return a; index: the local `partial`, if flag
  some,
  every,          ///< iterators satisfies a
  filter,         ///< a[b]; index: the local `item`; flag: b looks at the item
  path,           ///< a.name
  list,           ///< rest
  context,        ///< names, rest, locals
  range,          ///< a..b; low_included, high_included
  comparison,     ///< `< a` with step; a value (range) or a test
  tests,          ///< rest, any of them
  input_test,     ///< a, which looks at the input through `?`
  not_tests,      ///< rest, none of them
  any_test,       ///< `-`
  call_builtin,   ///< builtin, rest
  call_host,      ///< index: the host's id; name, rest
  call_value,     ///< a, rest, names where given by name
  builtin_value,  ///< builtin
  host_value,     ///< index: the host's id; name, names
  function,       ///< shape, a: the body
  failure         ///< null with the diagnostic in `finding`
};

struct Node;

/// One `name in a`, or `name in a..b`.
struct Iterator {
  std::uint32_t local = 0;
  const Node* domain = nullptr;
  const Node* end = nullptr;
};

/// What a function literal needs beside its body.
struct FunctionShape {
  struct Capture {
    bool from_slot = false;
    std::uint32_t from = 0, to = 0;
  };
  std::vector<std::string> parameters;
  std::vector<Type> types;
  std::vector<std::uint32_t> locals;  ///< of the parameters
  std::vector<Capture> captures;
  std::uint32_t frame_size = 0;
};

struct Node {
  Op op = Op::constant;
  Op step = Op::constant;  ///< of `comparison`
  bool flag = false;
  bool low_included = true, high_included = true;
  std::uint32_t index = 0;
  std::uint32_t begin = 0, end = 0;  ///< bytes of the text
  const Node* a = nullptr;
  const Node* b = nullptr;
  const Node* c = nullptr;
  const Builtin* builtin = nullptr;
  Value constant;
  std::vector<const Node*> rest;
  std::vector<Op> steps;
  std::string name;
  std::vector<std::string> names;
  std::vector<std::uint32_t> locals;
  std::vector<Iterator> iterators;
  std::unique_ptr<FunctionShape> shape;
  std::unique_ptr<Diagnostic> finding;
  Type type, operand_type;
};

/// One compiled text. Immutable once made; closures keep it alive.
struct Unit : std::enable_shared_from_this<Unit> {
  std::string text;
  Span at;
  std::deque<Node> nodes;
  const Node* root = nullptr;
  std::uint32_t frame_size = 0;
  bool unary_tests = false;  ///< local 0 is `?`
  std::vector<Slot> uses;

  /// The place of bytes [begin, end) in the source.
  Span span(std::size_t begin, std::size_t end) const;
};

}  // namespace aftale::feel
