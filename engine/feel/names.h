#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

/// How FEEL spells names (DMN 1.5 section 10.3.1.2, rules 25 to 30): parts of letters and digits, with
/// white space and `. / - ' + *` between them.
namespace aftale::feel {

/// A letter, `_`, `?`, or anything beyond ASCII that is no white space.
bool starts_name_part(std::string_view text, std::size_t at);
/// The length in bytes of the run of letters and digits at `at`; 0 if there is none.
std::size_t name_part_length(std::string_view text, std::size_t at);
/// The length in bytes of the white space character at `at`; 0 if it is none.
std::size_t white_space_length(std::string_view text, std::size_t at);
/// The name as parts: `a-b` is `a`, `-`, `b`; a run of white space is the part ` `.
std::vector<std::string> name_parts(std::string_view name);
/// The name with every run of white space as one space, and none at its ends.
std::string normalised_name(std::string_view name);
/// Words that the grammar needs: `if`, `then`, `and`, `true` ...
bool is_keyword(std::string_view word);
/// A name of one part that is no keyword, so that it needs no quotes as a key.
bool is_plain_name(std::string_view name);

}  // namespace aftale::feel
