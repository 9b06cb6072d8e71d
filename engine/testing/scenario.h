#pragma once
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "engine/base/diagnostic.h"
#include "engine/base/result.h"
#include "engine/cases/service.h"
#include "engine/loader/yaml.h"
#include "engine/time/civil.h"

/// A scenario as data: what `*.scenario.yaml` says, with the places where it says it.
namespace aftale::testing {

/// A local time; a date alone is noon.
struct LocalTime {
  time::CivilDate date;
  std::int64_t second_of_day = 12 * 3600;
  friend auto operator<=>(const LocalTime&, const LocalTime&) = default;
};

/// Something that is expected, and where it stands.
struct Named {
  std::string text;
  Span at;
};
struct Dated {
  Named path;
  std::optional<time::CivilDate> date;  ///< none: it has no due date
};
struct Sent {
  std::string template_name, to;  ///< empty: any
  Span at;
};

/// The `then` of a step: what must hold after it. What is not there is not looked at.
struct Expectations {
  /// A list that must be contained; `none`: there is nothing of the kind.
  template <class T>
  struct Contains {
    std::vector<T> listed;
    Span at;
  };
  struct Count {
    std::int64_t number = 0;
    Span at;
  };
  std::vector<Named> in;
  std::optional<Count> branches;
  std::optional<Count> open_count;
  std::optional<Contains<Named>> open;
  std::optional<Named> ended;
  std::vector<std::pair<Named, std::string>> outcome;  ///< path, outcome
  std::vector<std::pair<Named, std::string>> data;     ///< name, value as plain text
  std::vector<std::pair<Named, std::string>> result;   ///< the same of what the case's final hands over
  std::vector<Dated> due;
  std::optional<Contains<Named>> overdue;
  std::optional<Contains<Sent>> sent;
  std::optional<Contains<Sent>> not_sent;  ///< none of these
  std::optional<Contains<Named>> possible;
};

struct Opening {
  std::string key, workflow;  ///< empty: the scenario's
  std::string organisation;   ///< empty: the workflow's
  cases::Words inputs;
  Span at;
};

/// Takes a case to another version of its workflow, or back.
struct ScenarioMove {
  int to = 0;
  std::string organisation;  ///< empty: the case's own
  cases::Words inputs;
  bool undo = false;
  std::string reason;  ///< with `undo`
};

using ScenarioCommand = std::variant<std::monostate, Opening, cases::SendEvent, cases::RecordDecision,
                                     cases::AttachDocument, machine::Freeze, machine::Suspend, machine::Resume,
                                     machine::Withdraw, cases::RenewCase, machine::Correct, ScenarioMove>;

struct ScenarioStep {
  Span at;
  LocalTime when;        ///< that of the step before where it says none
  std::string case_key;  ///< empty: the first
  ScenarioCommand command;
  std::string actor;               ///< id of the person; empty: the secretariat
  std::vector<std::string> roles;  ///< empty: one that is called as the actor
  std::optional<time::CivilDate> effective;
  std::optional<Named> refused, says;
  Expectations then;
};

struct Scenario {
  std::string file, title, workflow;
  Span workflow_at;
  LocalTime clock;
  Opening open;
  std::vector<ScenarioStep> steps;
};

/// Reads the tree of a scenario file. Findings: those of loader::Reading, `bad-value` for what is no date, time or
/// number, `out-of-order` where time goes back, `two-commands`.
Checked<Scenario> read_scenario(const loader::Node& root);

}  // namespace aftale::testing
