#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "engine/feel/type.h"
#include "engine/feel/value.h"

/// What can stand after a point on values that are no contexts: `first_day.year`, `range.start included`
/// (DMN 1.5 tables 62 and 63).
namespace aftale::feel {

/// The names that values of that kind have; empty for kinds that have none.
const std::vector<std::string>& property_names(Type::Kind kind);
/// All of them that are more than one word, which the parser must know before it knows the kind.
const std::vector<std::string>& long_property_names();
/// What the property is, any where the kind has no such one.
Type property_type(const Type& type, std::string_view name);
/// The property, and whether there is one of that name.
Value property(const Value& value, std::string_view name, bool& found);

}  // namespace aftale::feel
