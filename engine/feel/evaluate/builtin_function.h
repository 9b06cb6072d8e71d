#pragma once
#include <string>
#include <vector>

#include "engine/feel/function.h"

namespace aftale::feel {

/// A built-in as a value: `sort(list, max)`.
class BuiltinFunction final : public Function {
 public:
  explicit BuiltinFunction(const Builtin& builtin) : builtin_(builtin) {}
  std::vector<std::string> parameters() const override;
  Value call(std::span<const Value> arguments, Call& call) const override;
  std::string feel() const override { return builtin_.name; }

 private:
  const Builtin& builtin_;
};

}  // namespace aftale::feel
