#pragma once
#include <string>
#include <vector>

#include "engine/base/result.h"
#include "engine/machine/case.h"
#include "engine/machine/input.h"
#include "engine/machine/migrate/mapping.h"

/// What a case is in terms of another definition, before anything is computed anew.
namespace aftale::machine::migrate {

/// Reasons why a case cannot move, each said once.
class Obstacles {
 public:
  explicit Obstacles(const Mapping& map) : map_(map) {}
  void in_new(Text message, const Span& at) { add(std::move(message), at); }
  /// `chart`: in whose file it stands.
  void in_old(Text message, Span at, model::ChartIx chart);
  void add(Text message, const Span& at);

  bool empty() const { return findings_.empty(); }
  std::vector<Diagnostic> take() { return std::move(findings_); }

 private:
  const Mapping& map_;
  std::vector<Diagnostic> findings_;
};

/// Somebody whom the new organisation does not have, in a branch that is under way.
struct Missing {
  BranchNo branch = 0;
  std::string who, variable;
};

/// A case in the new terms, and who stands in its way.
struct Plan {
  Case instance;  ///< no timers; what is new in the definition has no value yet
  std::vector<Missing> missing;
};
/// Puts every branch into the new terms, by itself and together with what it lies in. What cannot be goes into
/// `obstacles`.
Plan plan_move(const Mapping& map, const Case& instance, const NamedValues& given, time::CivilDate today,
               Obstacles& obstacles);

/// Somebody may still act in it, now or when its `for_each` is entered again.
bool is_under_way(const Branch& branch);

}  // namespace aftale::machine::migrate
