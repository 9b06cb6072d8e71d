#pragma once
#include <string_view>

#include "engine/base/diagnostic.h"
#include "engine/cases/wire/codec.h"
#include "engine/records/journal_head.h"

/// Findings on the wire: of errors, and of an audit.
namespace aftale::cases::wire {

/// A code that may be kept: at most 64 bytes of printable ASCII.
bool is_code(std::string_view code);
/// The same characters for as long as the program runs: each code is kept once, limits::kWireCodesMax of them at most,
/// and `other` stands for the rest. Any thread.
const char* kept_code(std::string_view code);

template <class Wire>
void fields(Wire& wire, Of<Wire, Span>& span) {
  wire.member("file", span.file);
  wire.member("line", span.line);
  wire.member("column", span.column);
  wire.member("length", span.length);
}

template <class Wire>
void fields(Wire& wire, Of<Wire, Diagnostic>& finding) {
  static constexpr std::string_view kSeverities[] = {"note", "warning", "error"};
  wire.code("code", finding.code);
  wire.member("message", finding.message);
  wire.choice("severity", finding.severity, kSeverities);
  wire.maybe("where", finding.where);
  wire.member("possible", finding.possible);
  wire.rarely("suggestion", finding.suggestion);
}

template <class Wire>
void fields(Wire& wire, Of<Wire, records::JournalHead>& head) {
  wire.member("seq", head.seq);
  wire.member("hash", head.hash);
}

template <class Wire>
void fields(Wire& wire, Of<Wire, Error>& error) {
  static constexpr std::string_view kKinds[] = {"refused",     "usage",           "not_found",
                                                "unavailable", "unknown_outcome", "damaged"};
  wire.choice("kind", error.kind, kKinds);
  wire.objects("findings", error.findings);
  if constexpr (Wire::kReads) {
    if (error.findings.empty()) wire.refuse("findings", {"en liste med mindst et fund", "a list of at least one"});
  }
}

}  // namespace aftale::cases::wire
