#pragma once
#include <cstddef>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

#include "engine/feel/syntax/parsing.h"

/// How far names reach that are not in scope: those that are declared, and those that nobody knows.
namespace aftale::feel {

/// The end of a key or parameter name at `from` if a `:` follows it.
std::optional<std::size_t> key_end(const Parsing& parse, std::size_t from);
/// The end of the words from `from` on that could be one name: an operand is never followed by a word of a name.
std::size_t joined_words_end(const Parsing& parse, std::size_t from);
/// Reads a name as it is declared: everything up to one of `stops`, or to the word `in`.
std::string read_declared_name(Parsing& parse, std::initializer_list<std::string_view> stops, bool stop_at_in);

}  // namespace aftale::feel
