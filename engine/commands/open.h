#pragma once
#include <optional>
#include <string>

#include "engine/base/digest.h"
#include "engine/base/result.h"
#include "engine/commands/fields.h"
#include "engine/commands/kind.h"
#include "engine/commands/values.h"
#include "engine/commands/vocabulary.h"

/// The beginning of a case.
namespace aftale::commands {

/// Asks for a case of a definition that is installed.
struct OpenCase {
  Digest definition;
  Words inputs;
};

/// Where a case comes from; kept in its branch 0.
struct Origin {
  std::string opener;    ///< key of the case that opened it; empty: a person did
  std::string branch;    ///< key of the branch that did, and hears of its end
  std::string link;      ///< what it is called there
  std::string previous;  ///< key of the case whose next cycle this is; such a case tells nobody of its end
  bool empty() const { return opener.empty() && previous.empty(); }
};

/// `origin` is set where another case opens it, or where it is the next cycle of one.
struct Open {
  using Asked = OpenCase;
  static constexpr Kind kKind{"open", lifecycle::CaseEvent::start, "open"};

  NamedValues inputs;
  Origin origin = {};
};

template <class Visitor>
void fields(Visitor& visit, Of<Visitor, OpenCase>& open) {
  visit.member("definition", open.definition);
  visit.words("with", open.inputs);
}

template <class Visitor>
void fields(Visitor& visit, Of<Visitor, Open>& open) {
  visit.name("opener", open.origin.opener, Unsaid::left_out);
  visit.name("branch", open.origin.branch, Unsaid::left_out);
  visit.name("link", open.origin.link, Unsaid::left_out);
  visit.name("previous", open.origin.previous, Unsaid::left_out);
  visit.values("with", open.inputs);
}

/// The key is new, so it is held to more than one that is there already.
Result<void> check(const OpenCase& open, const std::string& key);
Text act_of(const OpenCase& open);
Result<Open> taken(const OpenCase& open, const Vocabulary& vocabulary);
Text done(const Open& open);

}  // namespace aftale::commands
