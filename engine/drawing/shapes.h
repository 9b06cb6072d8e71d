#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Expressions looked at as text: the few shapes that can be said in words. Whatever is none of them is shown as it is
/// written, so that a picture never says something else than the file.
namespace aftale::drawing {

/// The names, numbers, texts and signs of an expression; empty where it holds anything else.
std::vector<std::string> tokens_of(std::string_view expression);

/// The parts of `tokens` that stand for the holes of `shape`, whose words are separated by spaces: `%` a name, `#` a
/// whole number, `$` a text (its content), `*` whatever follows. None where the expression has another shape.
std::optional<std::vector<std::string>> matched(const std::vector<std::string>& tokens, std::string_view shape);

/// Both sides of every `word` ("and") outside of brackets; the whole where there is none.
std::vector<std::vector<std::string>> split_at(const std::vector<std::string>& tokens, std::string_view word);

}  // namespace aftale::drawing
