#include "engine/loader/bundle/definition_checks.h"

#include <algorithm>
#include <string_view>
#include <tuple>

#include "engine/model/checks.h"

namespace aftale::loader {
namespace {

/// Whether what is unused may stand in an expression that could not be read, or has a worse mistake itself.
bool stands_in_unread(const Bundle& bundle, const Diagnostic& unused) {
  return std::any_of(bundle.findings.begin(), bundle.findings.end(), [&](const Diagnostic& finding) {
    const std::string_view code = finding.code;
    return finding.where == unused.where || code == "feel-syntax" || code == "unquoted-expression" ||
           code == "unquoted-text" || code == "odd-quotes" || code == "wrong-type" || code == "wrong-period" ||
           code == "unknown-name" || code == "unknown-function";
  });
}

/// Whether a part of the file that could not be read for a slip of the hand may hold what is missed: an event that
/// was not seen leads nowhere, and its data are not used.
bool may_follow_from_slip(const Bundle& bundle, const Diagnostic& missed) {
  static const std::vector<std::string_view> kMissed{"unused", "unreachable", "no-way-out", "unanswered-ballot",
                                                     "unanswered-outcome"};
  static const std::vector<std::string_view> kSlips{"unknown-key",  "missing-space",    "missing-colon",
                                                    "missing-dash", "bad-indentation",  "odd-dash",
                                                    "bad-id",       "missing-brackets", "wrong-shape"};
  const auto among = [](const std::vector<std::string_view>& codes, std::string_view code) {
    return std::find(codes.begin(), codes.end(), code) != codes.end();
  };
  if (!missed.where || !among(kMissed, missed.code)) return false;
  return std::any_of(bundle.findings.begin(), bundle.findings.end(), [&](const Diagnostic& finding) {
    return finding.where && finding.where->file == missed.where->file && among(kSlips, finding.code);
  });
}

bool in_unresolved(const Bundle& bundle, const model::Definition& definition, const Span& where) {
  for (std::size_t i = 0; i < definition.charts.size(); ++i) {
    if (!bundle.unresolved[i]) continue;
    for (const model::State& state : definition.charts[i].states) {
      if (state.at == where) return true;
    }
  }
  return false;
}

}  // namespace

void check_definition(Bundle& bundle, const model::Definition& definition) {
  for (Diagnostic& finding : model::check(definition)) {
    // Where a target could not be found, what it would have reached is not known.
    const bool follows =
        std::string_view(finding.code) == "unreachable" || std::string_view(finding.code) == "no-way-out";
    if (follows && finding.where && in_unresolved(bundle, definition, *finding.where)) continue;
    if (may_follow_from_slip(bundle, finding)) continue;
    if (std::string_view(finding.code) == "unused" && stands_in_unread(bundle, finding)) continue;
    bundle.findings.push_back(std::move(finding));
  }
}

std::vector<Diagnostic> sorted_findings(std::vector<Diagnostic> all) {
  const auto order = [](const Diagnostic& finding) {
    const Span span = finding.where.value_or(Span{});
    return std::tuple(span.file, span.line, span.column);
  };
  std::stable_sort(all.begin(), all.end(),
                   [&](const auto& left, const auto& right) { return order(left) < order(right); });
  const auto same = [](const Diagnostic& left, const Diagnostic& right) {
    return left.where == right.where && left.message == right.message;
  };
  all.erase(std::unique(all.begin(), all.end(), same), all.end());
  return all;
}

}  // namespace aftale::loader
