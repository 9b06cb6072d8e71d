#pragma once
#include <cstdint>

namespace aftale::feel {

/// What a node of a compiled text does; beside each, the fields of `Node` that it uses.
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

}  // namespace aftale::feel
