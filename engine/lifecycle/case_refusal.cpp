#include <string>
#include <utility>

#include "engine/lifecycle/case_life.h"

namespace aftale::lifecycle {

namespace {

struct Reason {
  const char* code;
  Text message;
};

Reason reason_for(CaseStatus status, CaseEvent event, const std::string& word) {
  if (event == CaseEvent::start && status != CaseStatus::registered) {
    return {"already-exists",
            {"Sagen findes allerede. Vælg en anden nøgle, eller arbejd videre med den sag, der er",
             "The case already exists. Choose another key, or go on with the case that is there"}};
  }
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

tl::unexpected<ErrorPtr> refuse(CaseStatus status, CaseEvent event, const std::string& word,
                                std::vector<std::string> possible) {
  Reason reason = reason_for(status, event, word);
  return fail(Error::Kind::refused, reason.code, std::move(reason.message), std::move(possible));
}

bool has_ended(CaseStatus status) {
  return status == CaseStatus::completed || status == CaseStatus::withdrawn;
}

}  // namespace aftale::lifecycle
