#include <string>
#include <utility>

#include "engine/lifecycle/case_life.h"

namespace aftale::lifecycle {

namespace {

/// The word of the command line for an input that a person gives; empty for those of the engine.
std::string_view command_of(CaseInput input) {
  switch (input) {
    case CaseInput::event:
      return "do";
    case CaseInput::open:
    case CaseInput::record:
    case CaseInput::attach:
    case CaseInput::freeze:
    case CaseInput::suspend:
    case CaseInput::resume:
    case CaseInput::withdraw:
    case CaseInput::correct:
    case CaseInput::move:
    case CaseInput::renew:
      return name(input);
    case CaseInput::fire:
    case CaseInput::fault:
    case CaseInput::heard:
    case CaseInput::unheard:
      return {};
  }
  return {};
}

std::vector<std::string> possible_commands(CaseStatus status) {
  std::vector<std::string> commands;
  for (const CaseInput input : kCaseInputs) {
    const std::string_view command = command_of(input);
    if (!command.empty() && takes(status, input)) commands.emplace_back(command);
  }
  return commands;
}

struct Reason {
  const char* code;
  Text message;
};

Reason reason_for(CaseStatus status, CaseInput input) {
  if (input == CaseInput::open && status != CaseStatus::registered) {
    return {"already-exists",
            {"Sagen findes allerede. Vælg en anden nøgle, eller arbejd videre med den sag, der er",
             "The case already exists. Choose another key, or go on with the case that is there"}};
  }
  const std::string_view command = command_of(input);
  const std::string word(command.empty() ? name(input) : command);
  switch (status) {
    case CaseStatus::registered:
      return {"registered",
              {"Sagen er registreret, men ikke begyndt, så »" + word + "« er ikke muligt endnu",
               "The case is registered but has not begun, so \"" + word + "\" is not possible yet"}};
    case CaseStatus::running:
      return {"running",
              {"Sagen er i gang, så »" + word + "« giver ingen mening nu",
               "The case is running, so \"" + word + "\" makes no sense now"}};
    case CaseStatus::suspended:
      return {"suspended",
              {"Sagen er sat i bero, så »" + word + "« er ikke muligt. Genoptag den først med »resume«",
               "The case is suspended, so \"" + word + "\" is not possible. Resume it first with \"resume\""}};
    case CaseStatus::completed:
      return {
          "ended",
          {"Sagen er afsluttet, så »" + word + "« er ikke muligt. Skal arbejdet fortsætte, så åbn en ny sag med »open«",
           "The case is completed, so \"" + word + "\" is not possible. To go on, open a new case with \"open\""}};
    case CaseStatus::withdrawn:
      return {"ended",
              {"Sagen er trukket tilbage, så »" + word +
                   "« er ikke muligt. Var det en fejl, så stryg den post med »correct«",
               "The case is withdrawn, so \"" + word +
                   "\" is not possible. If that was a mistake, strike that entry with \"correct\""}};
    case CaseStatus::faulted:
      return {"faulted",
              {"Sagen er standset af en fejl, så »" + word +
                   "« er ikke muligt. Se fejlen med »show«. Stryg den post, den kommer af, med »correct«, eller bed "
                   "den, der passer forløbet, om at rette det",
               "The case was stopped by a fault, so \"" + word +
                   "\" is not possible. See the fault with \"show\". Strike the entry that it comes from with "
                   "\"correct\", or ask whoever keeps the process to mend that"}};
  }
  check_failed("a case status that exists", __FILE__, __LINE__);
}

}  // namespace

CaseEvent event_of(CaseInput input) {
  switch (input) {
    case CaseInput::open:
      return CaseEvent::start;
    case CaseInput::event:
    case CaseInput::record:
    case CaseInput::attach:
    case CaseInput::freeze:
    case CaseInput::fire:
      return CaseEvent::work;
    case CaseInput::suspend:
      return CaseEvent::suspend;
    case CaseInput::resume:
      return CaseEvent::resume;
    case CaseInput::withdraw:
      return CaseEvent::withdraw;
    case CaseInput::correct:
      return CaseEvent::correct;
    case CaseInput::move:
      return CaseEvent::move;
    case CaseInput::fault:
      return CaseEvent::fault;
    case CaseInput::heard:
    case CaseInput::unheard:
    case CaseInput::renew:
      return CaseEvent::note;
  }
  check_failed("an input that exists", __FILE__, __LINE__);
}

bool takes(CaseStatus status, CaseInput input) {
  return next(status, event_of(input)).has_value();
}

Result<CaseStatus> admit(CaseStatus status, CaseInput input) {
  if (const auto after = next(status, event_of(input))) return *after;
  Reason reason = reason_for(status, input);
  return fail(Error::Kind::refused, reason.code, std::move(reason.message), possible_commands(status));
}

bool has_ended(CaseStatus status) {
  return status == CaseStatus::completed || status == CaseStatus::withdrawn;
}

}  // namespace aftale::lifecycle
