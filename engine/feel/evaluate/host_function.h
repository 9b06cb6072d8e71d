#pragma once
#include <string>
#include <utility>
#include <vector>

#include "engine/feel/function.h"

namespace aftale::feel {

/// A function of the host as a value; only an evaluation that has that host can call it.
class HostFunction final : public Function {
 public:
  HostFunction(std::string name, int id, std::vector<std::string> parameters)
      : name_(std::move(name)), id_(id), parameters_(std::move(parameters)) {}
  std::vector<std::string> parameters() const override { return parameters_; }
  Value call(std::span<const Value> arguments, Call& call) const override;
  std::string feel() const override { return name_; }

 private:
  std::string name_;
  int id_;
  std::vector<std::string> parameters_;
};

}  // namespace aftale::feel
