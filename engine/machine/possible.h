#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/result.h"
#include "engine/base/text.h"
#include "engine/machine/case.h"
#include "engine/machine/effects.h"
#include "engine/machine/input.h"

/// Questions about a case as it stands: what could be done in it, by whom, under which names, and who would be told.
/// Pure functions that change nothing; they ask the code that `step` asks.
namespace aftale::machine {

/// Something that could be done now.
struct Offer {
  std::string step;
  Text step_title;
  std::string event;  ///< or the ballot's event
  bool ballot = false;
  std::vector<std::string> words;  ///< for a ballot: the minutes' words that fit
  bool guard_holds = true;         ///< false: known, but its guard says no at this moment
  std::string proposed_by = {};    ///< who asked for it and waits for a second person; empty: nobody
  std::optional<time::Instant> proposed_at = {};
};
/// What `actor` could do, by address and document order; the selection code of `step`, without actions.
std::vector<Offer> possible(const model::Definition& definition, const Case& instance, const Moment& moment);

/// An open step at which something could be done, and the line of a file that says who may.
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

/// The address of a place: `approval/0851/chain/committee/treats`; of the case the empty text.
std::string address_of(const model::Definition& definition, const Case& instance, const Place& place);
/// What people call a place; the title of the case for the case.
Text title_of(const model::Definition& definition, const Case& instance, const Place& place);
/// A title with its values: `Møder i {{year}}`, `{{service.name}}` are variables of the branch or of one around it, and
/// members of theirs; what has no value is left out.
Text filled(const Text& title, const model::Definition& definition, const Case& instance, const Branch& branch);
/// What a chart has come to that ended with this outcome: the title of its end, else the outcome.
Text title_of_end(const model::Chart& chart, const std::string& outcome);
/// What people call that which a body said, "godkendt"; empty where `event` is none that a ballot means.
Text title_of_word(const std::string& event);

/// The addresses that a command's `--in` stands for: one, or for `.../*` each open branch under it that answers; of
/// `attach` and `freeze` the document's. Steps may be titles and names where they are unambiguous (`Aalborg/byråd`).
/// Errors: unknown-step, ambiguous; unknown-document.
Result<std::vector<std::string>> resolve(const model::Definition& definition, const Case& instance, const Input& input);
/// The address of a step that is asked about: as above, and where nothing that is open answers to the name, a branch
/// that the case has left behind. Errors: unknown-step, ambiguous.
Result<std::string> find_step(const model::Definition& definition, const Case& instance, const std::string& name);

/// Types what a person wrote for an event's fields, or for the inputs of a case. Errors: bad-value, missing-data,
/// unknown-name with what is possible.
Result<NamedValues> type_event(const model::Definition& definition, const Case& instance, const std::string& event,
                               const std::vector<std::pair<std::string, std::string>>& words);
Result<NamedValues> type_inputs(const model::Definition& definition,
                                const std::vector<std::pair<std::string, std::string>>& words);

/// What people would be told about an open step now, under `template_name` (empty: what its deadline says next,
/// `reminder`, or `overdue` when its day has passed); nothing is told. Where the step itself sends that message: as it
/// says, to whom and with which documents. Else as its nearest deadline would: to its owners, or to those of every open
/// step inside with one list for the secretariat. `step` is a full address. The keys are none that is ever sent.
/// Errors: unknown-step, no-open-step, kept-branch, expression-failed.
Result<std::vector<Notify>> preview_of_effects(const model::Definition& definition, const Case& instance,
                                               const std::string& step, const std::string& template_name,
                                               const Moment& moment);

}  // namespace aftale::machine
