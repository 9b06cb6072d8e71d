#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>
#include <vector>

#include "engine/base/diagnostic.h"
#include "engine/loader/yaml/yaml_source.h"

/// Slips of the hand: a space, a quote, a dash or an indentation that is missing or wrong. YAML stumbles over them
/// lines later, or reads them as something else; internal to this folder.
namespace aftale::loader {

/// The line (from 1) at which a text cannot be read any further; past every line where it can be read as a whole.
using ReadsUntil = std::function<std::uint32_t(std::string_view text)>;

/// The slip whose mending lets the source be read further than line `stumbled`: each mend is tried, and the one that
/// gets furthest is told, at its own line and with the text to write instead. None where no mend helps.
std::optional<Diagnostic> slip_before(const SourceText& source, std::uint32_t stumbled, const ReadsUntil& reads_until);

/// What an unquoted text that goes over several lines, from byte `begin` to `end`, was meant to be instead: a list, or
/// keys. None where it is ordinary prose.
std::optional<Diagnostic> slip_in_folded(const SourceText& source, std::size_t begin, std::size_t end);

/// An unquoted text from byte `begin` to `end` with a word processor's quotes around it, or with a quote at its end
/// that was never opened: a warning, since they may be meant.
std::optional<Diagnostic> slip_in_quotes(const SourceText& source, std::size_t begin, std::size_t end);

/// A word processor's quote where an expression wants a straight one, or what nobody sees (invisible.h); `at` is where
/// the expression begins.
std::optional<Diagnostic> odd_sign_in_expression(std::string_view text, const Span& at);

}  // namespace aftale::loader
