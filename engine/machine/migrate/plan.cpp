#include "engine/machine/migrate/plan.h"

#include <algorithm>
#include <tuple>

#include "engine/base/words.h"
#include "engine/machine/chart/configuration.h"
#include "engine/machine/chart/titles.h"
#include "engine/machine/deadlines/deadline_state.h"
#include "engine/machine/migrate/values.h"

namespace aftale::machine::migrate {

using model::kNone;
using model::State;
using model::StateIx;

namespace {

std::string version_of(const model::Definition& definition) {
  return "version " + std::to_string(definition.root().version);
}

Text in_step(const model::Chart& chart, const Branch& branch, StateIx state) {
  const Text title = title_of_state(chart.states[state]);
  const std::string address = " (" + address_in(chart, branch, state) + ")";
  return {"»" + title.in(Language::da) + "«" + address, "\"" + title.in(Language::en) + "\"" + address};
}

/// That a rule has fired is true of the rule in its place, however it says its day now.
std::vector<FiredDay> mapped_days(const Mapping& map, const Branch& old) {
  std::vector<FiredDay> days;
  for (const FiredDay& fired : old.fired) {
    const std::uint16_t rule = map.timed_in_place(old.chart, fired.state, fired.rule);
    if (rule == model::kNone) continue;
    days.push_back({map.state(old.chart, fired.state), rule, fired.day});
  }
  std::sort(days.begin(), days.end());
  days.erase(std::unique(days.begin(), days.end()), days.end());
  return days;
}

/// One branch, whose parent has been carried already.
class BranchCarrier {
 public:
  BranchCarrier(const Mapping& map, const Case& instance, time::CivilDate today, Plan& out, Obstacles& obstacles)
      : map_(map),
        instance_(instance),
        now_(map.to().organisation_values.on(today, instance.semantics >= 4)),
        out_(out),
        obstacles_(obstacles) {}

  void carry(const Branch& old, const NamedValues& given) {
    Branch branch = old;
    for (Decision& decision : branch.decisions) carry_versions(decision.versions);
    branch.result = map_value(map_, now_, old.result).value;
    for (WaitingMessage& message : branch.waiting) {
      for (auto& [name, value] : message.data) value = map_value(map_, now_, value).value;
    }
    if (!find_chart(old, branch)) {
      set_aside(branch);
    } else {
      carry_states(old, branch);
      carry_history(old, branch);
      carry_deadlines(old, branch);
      carry_timers(old, branch);
      branch.fired = mapped_days(map_, old);
      carry_words(old, branch);
      carry_values(old, branch, given);
    }
    out_.instance.branches.push_back(std::make_shared<const Branch>(std::move(branch)));
  }

 private:
  const model::Chart& old_chart(const Branch& old) const { return map_.old_chart(old.chart); }
  const Branch& parent_of(const Branch& branch) const { return *out_.instance.branches[branch.parent]; }

  // False: its step is gone, and nobody acts in it any more.
  bool find_chart(const Branch& old, Branch& branch) {
    branch.chart = map_.chart(old.chart);
    if (old.no == 0) return true;
    const Branch& around = *instance_.branches[old.parent];
    const model::Chart& chart = map_.old_chart(around.chart);
    const bool known = map_.chart(around.chart) != kNone && parent_of(old).chart == map_.chart(around.chart);
    branch.origin = known ? map_.state(around.chart, old.origin) : kNone;
    const State& was = chart.states[old.origin];
    const std::string version = version_of(map_.to());
    if (branch.origin == kNone) {
      if (is_under_way(old)) {
        const Text step = in_step(chart, around, old.origin);
        obstacles_.in_old(
            {"Grenen " + old.key + " er i gang under " + step.da + ", som ikke findes i " + version,
             "The branch " + old.key + " is under way below " + step.en + ", which " + version + " does not have"},
            was.at, around.chart);
      }
      return false;
    }
    const State& is = map_.new_chart(parent_of(old).chart).states[branch.origin];
    if (branch.chart != kNone && inner_chart(is) == branch.chart && kind_of(was) == kind_of(is)) return true;
    if (is_under_way(old)) {
      const Text step = in_step(chart, around, old.origin);
      obstacles_.in_new(
          {step.da + " fører sine grene på en anden måde i " + version + ", og " + old.key + " er i gang",
           step.en + " runs its branches in another way in " + version + ", and " + old.key + " is under way"},
          is.at);
    }
    return false;
  }

  // What was said and decided stays; where it was, nothing counts it any more.
  void set_aside(Branch& branch) const {
    branch.chart = parent_of(branch).chart;
    branch.origin = 0;
    branch.superseded = true;
    branch.kept = false;
    branch.kept_since.reset();
    branch.active.clear();
    branch.history.clear();
    branch.timers.clear();
    branch.fired.clear();
    branch.deadlines.clear();
    branch.proposals.clear();
    branch.renewals.clear();
    branch.values.clear();
  }

  // kNone with an obstacle where somebody waits for it.
  StateIx carry_state(const Branch& old, StateIx at, const Text& stands) {
    const StateIx now = map_.state(old.chart, at);
    const State& was = old_chart(old).states[at];
    const std::string version = version_of(map_.to());
    if (now == kNone) {
      if (!is_under_way(old)) return kNone;
      const Text step = in_step(old_chart(old), old, at);
      obstacles_.in_old({stands.da + " " + step.da + ", som ikke findes i " + version +
                             ". Flyt sagen, når det er forladt, eller behold trinnet",
                         stands.en + " " + step.en + ", which " + version +
                             " does not have. Move the case when it is left, or keep the step"},
                        was.at, old.chart);
      return kNone;
    }
    const State& is = map_.new_chart(map_.chart(old.chart)).states[now];
    if (kind_of(was) == kind_of(is)) return now;
    if (!is_under_way(old)) return kNone;
    const Text step = in_step(old_chart(old), old, at), before = name_of(kind_of(was)), after = name_of(kind_of(is));
    obstacles_.in_new(
        {stands.da + " " + step.da + ", som var " + before.da + ", men er " + after.da + " i " + version,
         stands.en + " " + step.en + ", which was " + before.en + " but is " + after.en + " in " + version},
        is.at);
    return kNone;
  }

  void carry_states(const Branch& old, Branch& branch) {
    branch.active.clear();
    const Text stands = old.kept ? Text{"En gren, der er lagt til side, står i", "A branch that was put aside is in"}
                                 : Text{"Sagen står i", "The case is in"};
    for (ActiveState active : old.active) {
      active.state = carry_state(old, active.state, stands);
      if (active.state != kNone) branch.active.push_back(active);
    }
    std::sort(branch.active.begin(), branch.active.end(),
              [](const ActiveState& left, const ActiveState& right) { return left.state < right.state; });
    if (old.status == BranchStatus::running) expect_parts(old, branch);
  }

  // All parts of what runs side by side are running, or none is.
  void expect_parts(const Branch& old, const Branch& branch) {
    const model::Chart& chart = map_.new_chart(branch.chart);
    for (StateIx part = 1; part < chart.states.size(); ++part) {
      const State& is = chart.states[part];
      const bool around = is.parent == 0 || is_active(branch, is.parent);
      if (chart.states[is.parent].type != State::Type::parallel || !around || is.is_history()) continue;
      if (is_active(branch, part)) continue;
      const bool was_there = std::any_of(old.active.begin(), old.active.end(), [&](const ActiveState& active) {
        return map_.state(old.chart, active.state) == part;
      });
      if (was_there) continue;  // said already
      const Text step = in_step(chart, branch, part);
      const std::string version = version_of(map_.to());
      obstacles_.in_new({"Sagen står i et trin, der i " + version + " også har den sideløbende del " + step.da +
                             ", som den ikke er begyndt på",
                         "The case is in a step that in " + version + " also has the parallel part " + step.en +
                             ", which it has not begun"},
                        is.at);
    }
  }

  void carry_history(const Branch& old, Branch& branch) {
    branch.history.clear();
    const Text stands{"Sagen husker", "The case remembers"};
    for (const HistoryEntry& entry : old.history) {
      const StateIx now = map_.state(old.chart, entry.history);
      if (now == kNone || !map_.new_chart(branch.chart).states[now].is_history()) continue;
      HistoryEntry carried{now, {}};
      for (const StateIx state : entry.states) {
        const StateIx there = carry_state(old, state, stands);
        if (there != kNone) carried.states.push_back(there);
      }
      std::sort(carried.states.begin(), carried.states.end());
      if (!carried.states.empty()) branch.history.push_back(std::move(carried));
    }
    std::sort(branch.history.begin(), branch.history.end(),
              [](const HistoryEntry& left, const HistoryEntry& right) { return left.history < right.history; });
  }

  void carry_deadlines(const Branch& old, Branch& branch) {
    branch.deadlines.clear();
    for (DeadlineState deadline : old.deadlines) {
      const std::uint16_t now = map_.deadline(old.chart, deadline.state, deadline.deadline);
      if (now == kNone) continue;
      const model::Deadline& was = old_chart(old).states[deadline.state].deadlines[deadline.deadline];
      deadline.state = map_.state(old.chart, deadline.state);
      deadline.deadline = now;
      deadline.reminded =
          carry_moments(deadline, was, map_.new_chart(branch.chart).states[deadline.state].deadlines[now]);
      for (Told& told : deadline.told) told.state = step_of(told);
      std::erase_if(deadline.told, [](const Told& told) { return told.state == kNone; });
      branch.deadlines.push_back(std::move(deadline));
    }
    std::sort(branch.deadlines.begin(), branch.deadlines.end(), [](const auto& left, const auto& right) {
      return std::tie(left.state, left.deadline) < std::tie(right.state, right.deadline);
    });
  }

  // Those of deadlines are set with their dates.
  void carry_timers(const Branch& old, Branch& branch) const {
    branch.timers.clear();
    for (Timer timer : old.timers) {
      if (timer.kind != Timer::Kind::timed) continue;
      timer.rule = instance_.semantics >= 5 ? map_.timed_in_place(old.chart, timer.state, timer.rule)
                                            : map_.timed(old.chart, timer.state, timer.rule);
      timer.state = map_.state(old.chart, timer.state);
      if (timer.rule == kNone) continue;
      timer.due = instant_of(map_.to(), map_.new_chart(branch.chart), timer);
      branch.timers.push_back(timer);
    }
    std::sort(branch.timers.begin(), branch.timers.end(), [](const Timer& left, const Timer& right) {
      return std::tie(left.due, left.kind, left.state, left.rule) <
             std::tie(right.due, right.kind, right.state, right.rule);
    });
  }

  StateIx step_of(const Told& told) const {
    if (told.branch >= instance_.branches.size()) return kNone;
    const model::ChartIx chart = instance_.branches[told.branch]->chart;
    return told.state < map_.old_chart(chart).states.size() ? map_.state(chart, told.state) : kNone;
  }

  // A day on which people were reminded stays that, whichever number its moment has now.
  std::uint16_t carry_moments(const DeadlineState& deadline, const model::Deadline& was,
                              const model::Deadline& is) const {
    const std::uint16_t others = kToldOverdue | kToldLifted | (was.grace ? kThenTaken : std::uint16_t{0});
    auto reminded = static_cast<std::uint16_t>(deadline.reminded & others);
    if (!deadline.due) return reminded;
    const auto day = [&](const model::Deadline& rule, const model::Definition& definition, std::size_t moment) {
      const time::Calendar& calendar = rule.calendar ? *rule.calendar : definition.calendar;
      return calendar.roll(calendar.subtract(*deadline.due, rule.warn[moment]), time::Roll::back);
    };
    for (std::size_t after = 0; after < is.warn.size(); ++after) {
      for (std::size_t before = 0; before < was.warn.size(); ++before) {
        const bool sent = before < kMomentsMax && (deadline.reminded & (1u << before)) != 0;
        if (!sent || after >= kMomentsMax || day(was, map_.from(), before) != day(is, map_.to(), after)) continue;
        reminded = static_cast<std::uint16_t>(reminded | (1u << after));
      }
    }
    return reminded;
  }

  void carry_versions(std::vector<std::pair<std::uint16_t, std::uint32_t>>& versions) const {
    for (auto& [document, version] : versions) document = map_.document(document);
    std::erase_if(versions, [](const auto& version) { return version.first == kNone; });
  }

  void carry_words(const Branch& old, Branch& branch) const {
    for (Renewal& renewal : branch.renewals) renewal.document = map_.document(renewal.document);
    std::erase_if(branch.renewals, [](const Renewal& renewal) { return renewal.document == kNone; });
    for (Proposal& proposal : branch.proposals) proposal.state = map_.state(old.chart, proposal.state);
    std::erase_if(branch.proposals, [](const Proposal& proposal) { return proposal.state == kNone; });
  }

  void carry_values(const Branch& old, Branch& branch, const NamedValues& given) {
    const model::Chart& chart = map_.new_chart(branch.chart);
    branch.values.clear();
    if (old.values.empty() && !is_under_way(old)) return;
    branch.values.resize(chart.variables.size());
    for (std::size_t i = 0; i < old.values.size(); ++i) {
      if (!old.values[i].is_null()) carry_one(old, branch, static_cast<model::VariableIx>(i), given);
    }
    if (old.no == 0) take_given(branch, given);
  }

  void carry_one(const Branch& old, Branch& branch, model::VariableIx ix, const NamedValues& given) {
    const model::Variable& was = old_chart(old).variables[ix];
    const auto said = [&](const auto& one) { return one.first == was.id; };
    if (old.no == 0 && std::any_of(given.begin(), given.end(), said)) return;
    const model::VariableIx now = map_.variable(old.chart, ix);
    MappedValue carried = map_value(map_, now_, old.values[ix]);
    const std::string where = old.key.empty() ? was.id : old.key + "/" + was.id;
    const std::string version = version_of(map_.to());
    if (now == kNone) {
      if (is_under_way(old)) {
        obstacles_.in_old({where + " er " + old.values[ix].plain() + ", men findes ikke i " + version,
                           where + " is " + old.values[ix].plain() + ", but " + version + " does not have it"},
                          was.at, old.chart);
      }
      return;
    }
    const model::Variable& is = map_.new_chart(branch.chart).variables[now];
    if (is_under_way(old) && carried.missing.empty() && !fits(carried.value, is)) {
      const std::string type = is.declared.text();
      obstacles_.in_new(
          {where + " er " + old.values[ix].plain() + ", men skal være " + type + " i " + version + one_of(is, "eller"),
           where + " is " + old.values[ix].plain() + ", but must be " + type + " in " + version + one_of(is, "or")},
          is.at);
      return;
    }
    if (is_under_way(old)) {
      for (std::string& who : carried.missing) out_.missing.push_back({old.no, std::move(who), was.id});
    }
    branch.values[now] = std::move(carried.value);
  }

  static std::string one_of(const model::Variable& variable, const char* word) {
    const std::vector<std::string>& allowed = variable.declared.one_of;
    return allowed.empty() ? std::string() : " (" + joined(allowed, word) + ")";
  }

  void take_given(Branch& branch, const NamedValues& given) {
    const std::vector<model::Variable>& variables = map_.to().root_chart().variables;
    for (const auto& [name, value] : given) {
      const auto found = std::find_if(variables.begin(), variables.end(), [n = &name](const model::Variable& variable) {
        return variable.role == model::Variable::Role::input && variable.id == *n;
      });
      if (found != variables.end()) branch.values[static_cast<std::size_t>(found - variables.begin())] = value;
    }
    for (std::size_t i = 0; i < variables.size(); ++i) {
      const model::Variable& variable = variables[i];
      if (variable.role != model::Variable::Role::input || variable.optional || !branch.values[i].is_null()) continue;
      const std::string version = version_of(map_.to());
      const std::string word = variable.id + "=… (" + variable.declared.text() + ")";
      obstacles_.in_new({variable.id + " skal oplyses i " + version + "; skriv " + word,
                         variable.id + " must be given in " + version + "; write " + word},
                        variable.at);
    }
  }

  const Mapping& map_;
  const Case& instance_;
  const feel::Value& now_;  // the organisation
  Plan& out_;
  Obstacles& obstacles_;
};

void carry_documents(const Mapping& map, Case& instance, Obstacles& obstacles) {
  const std::string there = version_of(map.to());
  for (DocumentVersion& version : instance.documents) {
    const model::Document& was = map.from().root().documents[version.document];
    version.document = map.document(version.document);
    if (version.document == kNone) {
      obstacles.in_old({"Dokumentet " + was.id + " er vedhæftet, men findes ikke i " + there,
                        "The document " + was.id + " is attached, but " + there + " does not have it"},
                       was.at, map.from().root().chart);
      continue;
    }
    const model::Document& is = map.to().root().documents[version.document];
    if (was.many == is.many) continue;
    obstacles.in_new({"Dokumentet " + was.id + " er vedhæftet, og i " + there + " er " +
                          (is.many ? "der flere af det" : "der kun ét af det"),
                      "The document " + was.id + " is attached, and " + there + " has " +
                          (is.many ? "several of it" : "only one of it")},
                     is.at);
  }
}

}  // namespace

bool is_under_way(const Branch& branch) {
  return branch.status == BranchStatus::running || branch.status == BranchStatus::waiting;
}

void Obstacles::add(Text message, const Span& at) {
  const auto same = [&](const Diagnostic& had) { return had.message == message; };
  if (std::any_of(findings_.begin(), findings_.end(), same)) return;
  Diagnostic finding;
  finding.code = "cannot-move";
  finding.message = std::move(message);
  if (!at.file.empty() || at.line != 0) finding.where = at;
  findings_.push_back(std::move(finding));
}

// Two versions of a file mostly have one name.
void Obstacles::in_old(Text message, Span at, model::ChartIx chart) {
  const model::Workflow& workflow = map_.from().workflows[map_.old_chart(chart).workflow];
  at.file = workflow.name + "@" + std::to_string(workflow.version);
  add(std::move(message), at);
}

Plan plan_move(const Mapping& map, const Case& instance, const NamedValues& given, time::CivilDate today,
               Obstacles& obstacles) {
  Plan out;
  out.instance = instance;
  out.instance.definition = map.to().id;
  out.instance.branches.clear();
  BranchCarrier carrier(map, instance, today, out, obstacles);
  for (const BranchPtr& branch : instance.branches) carrier.carry(*branch, given);
  carry_documents(map, out.instance, obstacles);
  return out;
}

}  // namespace aftale::machine::migrate
