#pragma once
#include <initializer_list>
#include <string>
#include <vector>

#include "engine/feel/expression.h"
#include "engine/loader/scope/place.h"
#include "engine/loader/yaml/yaml_source.h"

/// FEEL in YAML: compiled where it stands, with the advice of section 4 of the language.
namespace aftale::loader {

/// What an expression must give.
struct Expected {
  std::vector<feel::Type::Kind> kinds;  ///< empty: anything
  Text what;                            ///< "en dato" / "a date"
};
const Expected& expect_anything();
const Expected& expect_truth();
const Expected& expect_date();
const Expected& expect_date_or_duration();
const Expected& expect_text();
const Expected& expect_list();

/// Compiles the scalar `node` at `place`. `what` is the key it stands at. With a finding the result is still not
/// empty, so that a guard which cannot be read does not count as no guard; it is null when evaluated.
feel::Expression read_expression(Bundle& bundle, const Node& node, const Place& place, const char* what,
                                 const Expected& expected = expect_anything());
/// The same for a text that the reader made itself or took from a key.
feel::Expression compile_text(Bundle& bundle, const std::string& text, const Span& at, const Place& place,
                              const char* what, const Expected& expected = expect_anything());
/// Compiles without any finding; empty where it does not fit.
feel::Expression try_compile(const Bundle& bundle, const std::string& text, const Span& at, const Place& place);

/// The pieces of an unquoted text that YAML split at its commas (`{x: date(2022, 10, 15)}`), put together again: a
/// finding with the line to copy for each. For mappings whose keys are free. True where there were any.
bool report_split_text(Bundle& bundle, const Node& mapping);
/// Whether two places begin at the same letter.
bool same_begin(const Span& left, const Span& right);
/// A node as one line of YAML, for advice.
std::string flow_text(const Node& node);

}  // namespace aftale::loader
