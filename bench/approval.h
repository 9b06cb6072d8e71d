#pragma once
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/base/text.h"
#include "engine/loader/loader.h"
#include "engine/machine/case.h"
#include "engine/machine/input.h"

/// The case of W1 and W2: workflows/approval-benchmark.workflow.yaml and the 40 events that take it to its end.
namespace aftale::bench {

struct OutsideEvent {
  std::string step, name;
};

struct Approval {
  loader::Loaded loaded;
  /// draft, start, recommend; all committees, all finance committees, all councils; submit.
  std::vector<OutsideEvent> events;

  const model::Definition& definition() const { return *loaded.definition; }
};

/// Read from the files of this checkout; ends the program where they have findings.
Approval load_approval();
/// Of bench/workflows, with the organisation and the calendar that both cases name.
loader::Loaded load_workflow(const std::string& name);
/// What a case is opened with.
std::vector<std::pair<std::string, std::string>> approval_inputs();

/// 2 January 2023, 09:00 in Copenhagen: far enough from every deadline that nothing falls due on the way.
time::Instant first_moment(const model::Definition& definition);

/// A case that was opened, and not yet anything else.
machine::Case opened_case(const model::Definition& definition);
/// What an outside event is to the machine, sent by the secretariat.
machine::Input input_of(const OutsideEvent& event);
machine::Moment moment_at(time::Instant now);

/// A message's template as it is shipped.
std::optional<std::string> shipped_template(std::string_view name, Language language);

std::string file_text(const std::string& path_from_root);
[[noreturn]] void stop(const std::string& why);

}  // namespace aftale::bench
