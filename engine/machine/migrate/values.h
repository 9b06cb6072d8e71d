#pragma once
#include <string>
#include <vector>

#include "engine/machine/migrate/mapping.h"

/// Values on the way from one definition to another.
namespace aftale::machine::migrate {

/// A value in terms of the new organisation: a party or body stands for that of the same code or id. Where there is
/// none it is a plain copy, and `missing` names it: "1081 Region Nordjylland", "kkr KKR".
struct MappedValue {
  feel::Value value;
  std::vector<std::string> missing;
};
/// `now`: the new organisation as it is on the day of the move, whose parties come first.
MappedValue map_value(const Mapping& map, const feel::Value& now, const feel::Value& value);

/// Whether a value may stand where the variable is declared, its allowed words included.
bool fits(const feel::Value& value, const model::Variable& variable);

}  // namespace aftale::machine::migrate
