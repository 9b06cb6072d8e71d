#pragma once
#include <string>
#include <vector>

#include "engine/machine/input.h"
#include "engine/machine/migrate/mapping.h"
#include "engine/machine/migrate/move.h"

/// Internal: what a case is in terms of another definition, before anything is computed anew.
namespace aftale::machine {

/// Reasons why a case cannot move, each said once.
class Obstacles {
 public:
  explicit Obstacles(const Correspondence& map) : map_(map) {}
  void in_new(Text message, const Span& at) { add(std::move(message), at); }
  /// `chart`: in whose file it stands.
  void in_old(Text message, Span at, model::ChartIx chart);
  void add(Text message, const Span& at);

  bool empty() const { return findings_.empty(); }
  std::vector<Diagnostic> take() { return std::move(findings_); }

 private:
  const Correspondence& map_;
  std::vector<Diagnostic> findings_;
};

/// Somebody whom the new organisation does not have, in a branch that is under way.
struct Missing {
  BranchNo branch = 0;
  std::string who, variable;
};

struct Carriage {
  Case instance;  ///< no timers; what is new in the definition has no value yet
  std::vector<Missing> missing;
};
/// Every branch by itself and together with what it lies in.
Carriage carry_structure(const Correspondence& map, const Case& instance, const NamedValues& given,
                         time::CivilDate today, Obstacles& obstacles);

/// Somebody may still act in it, now or when its `for_each` is entered again.
bool is_under_way(const Branch& branch);

}  // namespace aftale::machine
