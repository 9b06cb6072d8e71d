#include "engine/loader/yaml.h"

#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/mark.h>
#include <yaml-cpp/parser.h>

#include <limits>
#include <sstream>

#include "engine/base/limits.h"
#include "engine/base/words.h"
#include "engine/loader/yaml/brackets.h"
#include "engine/loader/yaml/invisible.h"
#include "engine/loader/yaml/refusals.h"
#include "engine/loader/yaml/slips.h"
#include "engine/loader/yaml/tree_builder.h"
#include "engine/loader/yaml/yaml_source.h"

namespace aftale::loader {
namespace {

/// One valid text to its tree. `stumbled` is the line where the reading ended, where it ended early.
Checked<Node> read_tree(const SourceText& source, Form form, std::uint32_t& stumbled) {
  Checked<Node> out;
  const std::string_view text = source.text();
  const Brackets brackets = look_at_brackets(text);
  if (brackets.too_deep) {
    out.findings.push_back(
        {"too-deep",
         Severity::error,
         {"Her er mere end 60 niveauer inden i hinanden", "There are more than 60 levels inside each other here"},
         source.span(*brackets.too_deep, *brackets.too_deep + 1),
         {}});
    return out;
  }
  TreeBuilder builder(source, brackets, form, out.findings);
  try {
    std::istringstream stream{std::string(text)};
    YAML::Parser parser(stream);
    while (parser.HandleNextDocument(builder)) {
    }
  } catch (const Stop&) {
    stumbled = out.findings.back().where->line;
    return out;
  } catch (const YAML::Exception& error) {
    const std::size_t at = builder.offset(error.mark);
    stumbled = source.span(at, at).line;
    if (has_errors(out.findings)) return out;  // what was found before has led to it
    try {
      if (source.at(at) == '*') {
        builder.refuse_alias(at);
      } else {
        out.findings.push_back(syntax_error(source, error.msg, at, brackets));
      }
    } catch (const Stop&) {
    }
    return out;
  }
  if (has_errors(out.findings)) return out;
  out.value = builder.take();
  if (out.value->is_null()) out.value->at = source.span(0, 0);
  // They are told beside the tree, which a bundle of an earlier release goes on with.
  out.findings = builder.take_slips();
  return out;
}

/// Whether a slip on another line may have led to the finding.
bool may_be_elsewhere(const std::vector<Diagnostic>& findings) {
  if (findings.size() != 1) return false;
  const std::string_view code = findings.front().code;
  return code == "bad-yaml" || code == "unclosed-quote" || code == "key-not-text" || code == "alias";
}

/// Puts the slip that led to what YAML could not read in place of the finding.
void name_slip(const SourceText& source, std::uint32_t stumbled, std::vector<Diagnostic>& findings) {
  if (!may_be_elsewhere(findings)) return;
  const auto reads_until = [&](std::string_view text) {
    const SourceText mended(text, source.file());
    std::uint32_t line = 0;
    const Checked<Node> tree = read_tree(mended, Form::nfc, line);
    if (tree.value && !has_errors(tree.findings)) return std::numeric_limits<std::uint32_t>::max();
    return line ? line : tree.findings.front().where->line;
  };
  if (auto slip = slip_before(source, stumbled, reads_until)) findings.front() = std::move(*slip);
}

}  // namespace

Checked<Node> parse_yaml(std::string_view text, const std::string& file, Form form) {
  if (text.substr(0, 3) == "\xEF\xBB\xBF") text.remove_prefix(3);
  if (auto refusal = unreadable(text, file)) return {std::nullopt, {std::move(*refusal)}};
  const std::string composed = form == Form::nfc ? nfc(text) : std::string();
  const SourceText source(form == Form::nfc ? composed : text, file);
  std::uint32_t stumbled = 0;
  Checked<Node> out = read_tree(source, form, stumbled);
  if (form == Form::nfc && !out.value && !name_invisible(source, out.findings)) {
    name_slip(source, stumbled, out.findings);
  }
  return out;
}

}  // namespace aftale::loader
