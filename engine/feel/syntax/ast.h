#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "engine/base/diagnostic.h"
#include "engine/feel/expression.h"
#include "engine/feel/function.h"
#include "engine/feel/type.h"
#include "engine/feel/value.h"
#include "engine/feel/value/op.h"

/// The tree that a text is compiled to: nodes with slots, frame indices and functions resolved.
namespace aftale::feel {

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

}  // namespace aftale::feel
