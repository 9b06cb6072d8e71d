#include "engine/lifecycle/case_life.h"

#include "engine/lifecycle/chart.h"

namespace aftale::lifecycle {

namespace {

using chart::Goes;
using chart::list;
using chart::Named;
using chart::Stays;
using chart::sc::custom_reaction;
using chart::sc::result;
using chart::sc::simple_state;
using enum CaseEvent;

struct Boot;
struct CaseChart : chart::Machine<CaseChart, Boot, CaseStatus> {};

struct Registered;
struct Running;
struct Suspended;
struct Completed;
struct Withdrawn;
struct Faulted;

struct Registered : Named<Registered, CaseChart, CaseStatus::registered> {
  using Named::Named;
  using reactions = list<Goes<start, Running>, Goes<withdraw, Withdrawn>>;
};

struct Running : Named<Running, CaseChart, CaseStatus::running> {
  using Named::Named;
  using reactions = list<Stays<work>, Goes<suspend, Suspended>, Goes<withdraw, Withdrawn>, Goes<complete, Completed>,
                         Goes<fault, Faulted>, Stays<correct>, Stays<move>, Stays<note>>;
};

struct Suspended : Named<Suspended, CaseChart, CaseStatus::suspended> {
  using Named::Named;
  using reactions = list<Goes<resume, Running>, Goes<withdraw, Withdrawn>, Stays<correct>, Stays<move>, Stays<note>>;
};

struct Completed : Named<Completed, CaseChart, CaseStatus::completed> {
  using Named::Named;
  using reactions = list<Stays<correct>, Stays<note>>;
};

struct Withdrawn : Named<Withdrawn, CaseChart, CaseStatus::withdrawn> {
  using Named::Named;
  using reactions = list<Stays<correct>, Stays<note>>;
};

struct Faulted : Named<Faulted, CaseChart, CaseStatus::faulted> {
  using Named::Named;
  using reactions = list<Goes<mend, Suspended>, Goes<withdraw, Withdrawn>, Stays<correct>, Stays<move>, Stays<note>>;
};

struct Boot : simple_state<Boot, CaseChart> {
  using reactions = custom_reaction<chart::Restore<CaseStatus>>;

  result react(const chart::Restore<CaseStatus>& event) {
    switch (event.to) {
      case CaseStatus::registered:
        return transit<Registered>();
      case CaseStatus::running:
        return transit<Running>();
      case CaseStatus::suspended:
        return transit<Suspended>();
      case CaseStatus::completed:
        return transit<Completed>();
      case CaseStatus::withdrawn:
        return transit<Withdrawn>();
      case CaseStatus::faulted:
        return transit<Faulted>();
    }
    check_failed("a case status that exists", __FILE__, __LINE__);
  }
};

}  // namespace

const CaseTable& case_table() {
  static const CaseTable table = chart::drive<CaseChart, kCaseStatuses, kCaseEvents>();
  return table;
}

std::optional<CaseStatus> next(CaseStatus status, CaseEvent event) {
  return case_table().next(status, event);
}

std::vector<CaseEvent> allowed(CaseStatus status) {
  return case_table().allowed(status);
}

}  // namespace aftale::lifecycle
