#pragma once
#include <string>
#include <vector>

#include "engine/machine/chart/evaluate.h"

/// What stands in the minutes, in the words of the table `ballot` (language, section 8: ballots).
namespace aftale::machine {

/// A row of the table `ballot`.
struct Meaning {
  std::string event;  ///< empty: no row has the word for that kind
  bool remark_required = false;
  std::vector<std::string> ways;  ///< of kAsk: the words that say each of the things it can mean
};
/// The event of a word that can mean several things.
inline constexpr const char* kAsk = "ask";
/// The event of a word that says nothing by itself, beside another one (discussed *and* approved).
inline constexpr const char* kNeutral = "-";

/// The body wants what lies before it.
bool says_yes(const std::string& event);

/// What a word means for a kind; `word` as the table writes it. Errors: those of `decide`.
Result<Meaning> meaning_of(const Run& run, const decisions::Table& ballot, const std::string& word,
                           const std::string& kind, Noted noted);

/// What a body has said.
struct Said {
  std::string word;  ///< as the table `ballot` writes it; empty where it was not understood, or can mean several things
  Meaning meaning;   ///< without an event: not understood; kAsk: `ways` says which
};
/// Reads what somebody copied: a word of the table `ballot`, else a sentence by the table `minutes`, if there is one.
/// A sentence is read only where each of its words is known; a denial never becomes what it denies, and a condition is
/// never left out. In cases before semantics 5 only the words of `ballot` are read, as they were typed.
Result<Said> understand(const Run& run, const decisions::Table& ballot, const std::string& text,
                        const std::string& kind);

}  // namespace aftale::machine
