#pragma once
#include <memory>
#include <string>
#include <vector>

#include "engine/feel/function.h"
#include "engine/feel/syntax/unit.h"

namespace aftale::feel {

/// A function literal with the values it reads from around it. Keeps its text alive.
class Closure final : public Function {
 public:
  Closure(std::shared_ptr<const Unit> unit, const Node& literal, std::vector<Value> captured);

  std::vector<std::string> parameters() const override { return literal_.shape->parameters; }
  Value call(std::span<const Value> arguments, Call& call) const override;
  std::string feel() const override;
  Type type() const override { return literal_.type; }
  std::uint32_t nesting() const override { return nesting_; }

 private:
  std::shared_ptr<const Unit> unit_;
  const Node& literal_;
  std::vector<Value> captured_;  ///< in the order of the shape's captures
  std::uint32_t nesting_ = 1;
};

}  // namespace aftale::feel
