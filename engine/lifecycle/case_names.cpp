#include "engine/lifecycle/case_life.h"

namespace aftale::lifecycle {

std::string_view name(CaseStatus status) {
  switch (status) {
    case CaseStatus::registered:
      return "registered";
    case CaseStatus::running:
      return "running";
    case CaseStatus::suspended:
      return "suspended";
    case CaseStatus::completed:
      return "completed";
    case CaseStatus::withdrawn:
      return "withdrawn";
    case CaseStatus::faulted:
      return "faulted";
  }
  check_failed("a case status that exists", __FILE__, __LINE__);
}

std::string_view name(CaseEvent event) {
  switch (event) {
    case CaseEvent::start:
      return "start";
    case CaseEvent::work:
      return "work";
    case CaseEvent::suspend:
      return "suspend";
    case CaseEvent::resume:
      return "resume";
    case CaseEvent::withdraw:
      return "withdraw";
    case CaseEvent::complete:
      return "complete";
    case CaseEvent::fault:
      return "fault";
    case CaseEvent::mend:
      return "mend";
    case CaseEvent::correct:
      return "correct";
    case CaseEvent::move:
      return "move";
    case CaseEvent::note:
      return "note";
  }
  check_failed("a case event that exists", __FILE__, __LINE__);
}

template <>
std::optional<CaseStatus> from_name<CaseStatus>(std::string_view word) {
  return find_named(kCaseStatuses, word);
}
template <>
std::optional<CaseEvent> from_name<CaseEvent>(std::string_view word) {
  return find_named(kCaseEvents, word);
}

Text title(CaseStatus status) {
  switch (status) {
    case CaseStatus::registered:
      return {"registreret", "registered"};
    case CaseStatus::running:
      return {"i gang", "running"};
    case CaseStatus::suspended:
      return {"sat i bero", "suspended"};
    case CaseStatus::completed:
      return {"afsluttet", "completed"};
    case CaseStatus::withdrawn:
      return {"trukket tilbage", "withdrawn"};
    case CaseStatus::faulted:
      return {"standset af en fejl", "stopped by a fault"};
  }
  check_failed("a case status that exists", __FILE__, __LINE__);
}

}  // namespace aftale::lifecycle
