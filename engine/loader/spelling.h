#pragma once
#include <string>
#include <string_view>

/// What people write, as the language spells it.
namespace aftale::loader {

/// A name of small letters a-z, digits and `joint` (`_` of ids, `-` of files) out of any text: `Høring om året` is
/// `hoering_om_aaret`. Empty where nothing is left that a name can begin with.
std::string spelled_name(std::string_view text, char joint);

/// `true` or `false` where a text says so in Danish, English or another YAML (`ja`, `off`, `True`); else empty.
std::string spoken_truth(std::string_view text);

}  // namespace aftale::loader
