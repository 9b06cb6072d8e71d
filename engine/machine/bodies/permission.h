#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/machine/step.h"

/// Who may do something, and the line of a file that says so: what `aftale can` is answered with.
namespace aftale::machine {

/// One open step at which it could be done.
struct Permission {
  std::string step;  ///< address
  Text step_title;
  std::string event;  ///< or the ballot's event
  bool ballot = false;
  std::vector<std::string> roles;  ///< that may: `secretariat`, `party:0851`, `body:0851/committee`, or of `roles:`
  Text people;                     ///< the same as people say it, "a or b"
  bool allowed = false;            ///< this actor may
  std::string through;             ///< by this of his roles; `*` is every role; empty where he may not
  std::optional<Span> decided_by;  ///< the `by` that decides, else the transition; none where nothing of a file does
  bool by_default = false;         ///< no `by` there: owner and secretariat, as everywhere
  bool guard_holds = true;         ///< false: its condition says no at this moment
  bool four_eyes = false;          ///< a second person must ask for the same
  std::string proposed_by;         ///< who has asked for it and waits for a second person; empty: nobody
};

/// For each open step that takes `event`, by address and document order; empty where none does or the case does not
/// run. `event` is an event's name, what a word of minutes means (`approved`), such a word (`godkendt`), or `record`
/// for every ballot. Pure, and asks the code that `step` asks.
std::vector<Permission> permissions(const model::Definition& definition, const Case& instance, const Moment& moment,
                                    std::string_view event);

}  // namespace aftale::machine
