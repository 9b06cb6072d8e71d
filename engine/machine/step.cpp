#include "engine/machine/step.h"

#include <algorithm>

#include "engine/base/check.h"
#include "engine/machine/bodies/addressees.h"
#include "engine/machine/bodies/four_eyes.h"
#include "engine/machine/branches/case_behaviour.h"
#include "engine/machine/branches/ending.h"
#include "engine/machine/branches/linked.h"
#include "engine/machine/branches/renewed_approval.h"
#include "engine/machine/branches/waiting.h"
#include "engine/machine/chart/address.h"
#include "engine/machine/chart/opening.h"
#include "engine/machine/chart/refusal.h"
#include "engine/machine/deadlines/arm.h"
#include "engine/machine/deadlines/fire.h"
#include "engine/machine/deadlines/fired.h"
#include "engine/machine/deadlines/notices.h"
#include "engine/machine/deadlines/rest.h"
#include "engine/machine/deadlines/timers.h"
#include "engine/machine/reach/answers.h"
#include "engine/machine/reach/document_address.h"
#include "engine/machine/reach/places.h"
#include "engine/machine/reach/record.h"
#include "engine/machine/reach/what_is_possible.h"

namespace aftale::machine {

using model::kNone;
using model::StateIx;

namespace {

tl::unexpected<ErrorPtr> refuse_event(const Run& run, const Event& event, const Answers& answers) {
  const std::string& name = event.name;
  if (answers.comes_from_record) {
    return refuse("no-open-step",
                  {"»" + name + "« følger af et referat her: brug »aftale record« med ordet fra mødet",
                   "\"" + name + "\" follows from minutes here: use \"aftale record\" with the word of the meeting"},
                  what_is_possible(run, event.step));
  }
  if (answers.role_said_no) {
    return refuse_role({"»" + name + "«", "\"" + name + "\""}, answers.roles);
  }
  if (answers.guard_said_no) {
    return refuse("guard-false",
                  {"Betingelsen for »" + name + "« er ikke opfyldt endnu: " + answers.guard,
                   "The condition of \"" + name + "\" does not hold yet: " + answers.guard},
                  what_is_possible(run, event.step));
  }
  const std::string there = event.step.empty() ? "" : " i " + event.step,
                    here = event.step.empty() ? "" : " in " + event.step;
  return refuse("no-open-step",
                {"Intet åbent trin" + there + " tager imod »" + name + "« nu",
                 "No open step" + here + " takes \"" + name + "\" now"},
                what_is_possible(run, event.step));
}

Result<void> check_data(const Run& run, const Event& event, BranchNo branch) {
  const model::Chart& chart = run.chart(branch);
  const model::Event& declared = chart.events[chart.event(event.name)];
  std::vector<std::string> fields;
  for (const model::EventField& field : declared.fields) fields.push_back(field.id);
  for (const auto& [name, value] : event.data) {
    if (std::find(fields.begin(), fields.end(), name) != fields.end()) continue;
    return refuse("unknown-name",
                  {"»" + event.name + "« har intet felt " + name, "\"" + event.name + "\" has no field " + name},
                  fields);
  }
  for (const model::EventField& field : declared.fields) {
    const auto given =
        std::find_if(event.data.begin(), event.data.end(), [&](const auto& one) { return one.first == field.id; });
    if (given == event.data.end() || given->second.is_null()) {
      if (field.optional) continue;
      return refuse("missing-data",
                    {"»" + event.name + "« mangler " + field.id + " (" + field.declared.text() + ")",
                     "\"" + event.name + "\" lacks " + field.id + " (" + field.declared.text() + ")"},
                    fields);
    }
    if (feel::conforms(given->second, field.type)) continue;
    return refuse("bad-value", {field.id + " er " + given->second.feel() + ", men skal være " + field.declared.text(),
                                field.id + " is " + given->second.feel() + ", but must be " + field.declared.text()});
  }
  return {};
}

/// SCXML's own rule: every region hears it, and nobody need answer.
Result<void> broadcast(Macrostep& macrostep, const Event& event) {
  Run& run = macrostep.run();
  for (BranchNo no = 0; no < run.branch_count(); ++no) {
    const model::EventIx ix = run.chart(no).event(event.name);
    if (ix == kNone || run.branch(no).status != BranchStatus::running) continue;
    Move move;
    AFTALE_TRY(move.chosen, macrostep.select(no, ix, move.tried));
    if (move.chosen.empty()) continue;
    move.event = event.name;
    AFTALE_TRY_VOID(macrostep.microstep(no, std::move(move)));
  }
  return macrostep.rest();
}

Result<void> take_renewal(Macrostep& macrostep, const Event& event, const std::vector<Place>& questions) {
  Run& run = macrostep.run();
  if (questions.size() > 1) {
    std::vector<std::string> steps;
    for (const Place& question : questions) steps.push_back(renewal_address(run, question.branch, question.renewal));
    return refuse("ambiguous",
                  {"Der er flere spørgsmål om fornyet godkendelse. Vælg ét med --in, eller alle med --in 'TRIN/*'",
                   "There are several questions of renewed approval. Choose one with --in, or all with --in 'STEP/*'"},
                  std::move(steps));
  }
  const Place& question = questions.front();
  static const std::vector<std::string> by{"secretariat"};
  AFTALE_TRY(const bool may, may_act(run, question.branch, 0, by));
  if (!may) {
    return refuse_role({"Svaret på, om en godkendelse skal fornyes,", "The answer whether an approval is renewed"},
                       roles_for(run, question.branch, 0, by));
  }
  run.event().name = event.name;
  run.step().where = renewal_address(run, question.branch, question.renewal);
  run.step().meaning = event.name;
  AFTALE_TRY_VOID(
      branches::answer_renewal(macrostep, question.branch, question.renewal, event.name == branches::kReapprove));
  return macrostep.rest();
}

Result<void> take(Macrostep& macrostep, const Event& event) {
  Run& run = macrostep.run();
  if (run.scxml()) {
    run.event().name = event.name;
    run.event().data = &event.data;
    return broadcast(macrostep, event);
  }
  AFTALE_TRY(const Place place, place_of(run, event.step));
  if (event.name == branches::kKeep || event.name == branches::kReapprove) {
    const std::vector<Place> questions = renewals_under(run, place);
    if (!questions.empty()) return take_renewal(macrostep, event, questions);
  }
  if (!is_known_event(run.definition(), event.name)) {
    return refuse("unknown-event",
                  {"Ingen trin i dette forløb tager imod »" + event.name + "«",
                   "No step of this workflow takes \"" + event.name + "\""},
                  what_is_possible(run));
  }
  AFTALE_TRY_VOID(must_be_open(run, place));
  run.event().name = event.name;
  run.event().data = &event.data;
  AFTALE_TRY(Answers answers, answers_to(run, place, event.name));
  if (answers.found.empty()) return refuse_event(run, event, answers);
  if (answers.found.size() > 1) {
    std::vector<Leaf> places;
    for (const Answer& answer : answers.found) places.push_back({answer.branch, answer.state});
    return refuse_ambiguous(run, event.name, places);
  }
  Answer& answer = answers.found.front();
  AFTALE_TRY_VOID(check_data(run, event, answer.branch));
  run.step().where = address_of(run, answer.branch, answer.state);
  run.step().meaning = event.name;
  if (!answer.transition) return {};
  const bool is_told = run.moment().actor.proof == Proof::process;
  // Another case speaks for nobody in particular: one person could have opened it to say so.
  if (answer.transition->four_eyes && is_told && run.keeps_facts()) {
    return refuse("second-person", {"»" + event.name + "« skal to personer bede om; en anden sag kan ikke gøre det",
                                    "\"" + event.name + "\" takes two people; another case cannot ask for it"});
  }
  if (answer.transition->four_eyes && !is_told) {
    AFTALE_TRY(const bool agreed, is_agreed(run, {answer.branch, answer.state}, event));
    if (!agreed) return {};
  }
  Move move;
  move.chosen.push_back({answer.state, answer.transition});
  move.event = event.name;
  move.tried = std::move(answer.tried);
  AFTALE_TRY_VOID(macrostep.microstep(answer.branch, std::move(move)));
  return macrostep.rest();
}

Result<void> take(Macrostep& macrostep, const Open& open) {
  return open_case(macrostep, open);
}

Result<void> take(Macrostep& macrostep, const Record& given) {
  AFTALE_TRY_VOID(record(macrostep, given));
  return macrostep.rest();
}

Result<void> take(Macrostep& macrostep, const Attach& given) {
  Run& run = macrostep.run();
  AFTALE_TRY(const Held held, document_at(run, given.document));
  run.step().where = address_of(run, held);
  run.step().meaning = "attached";
  return branches::attach(run, held, given);
}

Result<void> take(Macrostep& macrostep, const Freeze& freeze) {
  Run& run = macrostep.run();
  AFTALE_TRY(const Held held, document_at(run, freeze.document));
  run.step().where = address_of(run, held);
  run.step().meaning = "frozen";
  AFTALE_TRY_VOID(branches::freeze(macrostep, held));
  return macrostep.rest();
}

// From then on no clock of the case runs; a fault does the same.
void begin_rest(Run& run) {
  if (!run.follows_data() || run.branch_count() == 0 || run.branch(0).resting_since) return;
  run.write(0).resting_since = run.effective();
}

Result<void> take(Macrostep& macrostep, const Suspend&) {
  Run& run = macrostep.run();
  run.step().meaning = "suspended";
  begin_rest(run);
  return {};
}

Result<void> take(Macrostep& macrostep, const Resume&) {
  Run& run = macrostep.run();
  run.step().meaning = "resumed";
  run.step().fault.clear();
  return deadlines::resume(run);
}

Result<void> take(Macrostep& macrostep, const Withdraw&) {
  Run& run = macrostep.run();
  run.step().meaning = "withdrawn";
  branches::cancel(run, 0);
  tell_opener(run, "withdrawn", {});
  return {};
}

Result<void> take(Macrostep& macrostep, const Fault& fault) {
  Run& run = macrostep.run();
  run.step().meaning = "faulted";
  run.step().fault = fault.reason;
  begin_rest(run);
  Notify notice;
  notice.template_name = "faulted";
  notice.to = notice.owner = secretariat_of(run);
  notice.owes = true;
  send_as_entry(run, std::move(notice));
  return {};
}

const char* word_of(model::TimedRule::Kind kind) {
  static constexpr const char* kWords[] = {"after", "from", "every"};
  return kWords[static_cast<std::size_t>(kind)];
}

// That it has fired for this day is kept. A day of a recurrence that has passed meanwhile is carried out as that day.
void note_day(Run& run, BranchNo branch, const Timer& timer) {
  const model::State& state = run.chart(branch).states[timer.state];
  note_fired(state, run.write(branch), timer.state, timer.rule, timer.date);
  const bool recurs = state.timed[timer.rule].kind == model::TimedRule::Kind::every;
  if (recurs && timer.date < run.today()) run.set_missed({timer.state, timer.rule, timer.date});
}

// What is due is looked at again: a firing that was derived from an older state is noted and has no effect (D2).
Result<void> take(Macrostep& macrostep, const Fire& fire) {
  Run& run = macrostep.run();
  const auto same = [&](const Timer& timer) {
    return timer.kind == fire.timer.kind && timer.state == fire.timer.state && timer.rule == fire.timer.rule &&
           timer.moment == fire.timer.moment && timer.date == fire.timer.date;
  };
  const Branch* branch = fire.branch < run.branch_count() ? &run.branch(fire.branch) : nullptr;
  if (!branch || branch->status != BranchStatus::running || branch->kept ||
      std::none_of(branch->timers.begin(), branch->timers.end(), same)) {
    run.note("late-timer", {"En frist, der ikke længere gælder, blev sprunget over",
                            "A due date that no longer holds was passed over"});
    run.step().meaning = "ignored";
    return {};
  }
  const Timer timer = *std::find_if(branch->timers.begin(), branch->timers.end(), same);
  const model::State& state = run.chart(*branch).states[timer.state];
  drop_timers(run.write(fire.branch), same);
  run.step().where = address_of(run, fire.branch, timer.state);
  const bool timed = timer.kind == Timer::Kind::timed;
  const std::string name = timed ? word_of(state.timed[timer.rule].kind) : state.deadlines[timer.rule].id;
  if (timer.kind == Timer::Kind::remind) {
    run.step().meaning = "reminded " + name;
    return deadlines::remind(run, fire.branch, timer.state, timer.rule, timer.moment);
  }
  const bool delayed = timer.kind == Timer::Kind::then;
  run.step().meaning = (timed ? "fired " : delayed ? "expired " : "missed ") + name;
  if (delayed) deadlines::note_then(run, fire.branch, timer.state, timer.rule);
  if (timer.kind == Timer::Kind::overdue) {
    AFTALE_TRY_VOID(deadlines::miss(run, fire.branch, timer.state, timer.rule));
    if (state.deadlines[timer.rule].grace) return macrostep.rest();
  }
  // Before it acts: what leaves the state takes the next day with it.
  if (timed && run.keeps_facts()) note_day(run, fire.branch, timer);
  if (timed && state.timed[timer.rule].kind == model::TimedRule::Kind::every && !state.timed[timer.rule].once)
    deadlines::arm_next(run, fire.branch, timer.state, timer.rule, timer.date);
  Move move;
  AFTALE_TRY(const model::Transition* found,
             macrostep.first_enabled(fire.branch, timer.state,
                                     timed ? state.timed[timer.rule].transitions : state.deadlines[timer.rule].then,
                                     &move.tried));
  if (found) {
    move.chosen.push_back({timer.state, found});
    move.event = run.step().meaning;
    move.leaving = Leaving::timer;
    AFTALE_TRY_VOID(macrostep.microstep(fire.branch, std::move(move)));
  }
  return macrostep.rest();
}

// Told by another case: nothing that this case answers with is the other's fault, so it is noted where nothing takes
// it.
Result<void> take(Macrostep& macrostep, const Heard& heard) {
  Run& run = macrostep.run();
  if (rests(run)) {
    let_wait(run, heard);
    return {};
  }
  run.event().outcome = heard.outcome;
  run.event().result = heard.result;
  Result<void> taken = commands::admit(run.instance().status, InputKind::event).map([](auto) {});
  if (taken) taken = take(macrostep, heard.event);
  if (!taken && is_for_kept(run, heard, taken.error())) {
    let_wait(run, heard);
    return {};
  }
  if (!taken && is_unheard(taken.error())) {
    leave_unheard(run, heard, taken.error());
    return {};
  }
  return taken;
}

Result<void> take(Macrostep& macrostep, const Unheard& unheard) {
  Run& run = macrostep.run();
  run.step().meaning = "untold";
  run.step().where = unheard.to;
  return {};
}

Result<void> take(Macrostep& macrostep, const Renew& given) {
  Run& run = macrostep.run();
  return renew(run, given);
}

// Kept for the second person, who is looked for by the host.
Result<void> take(Macrostep& macrostep, const Propose& asked) {
  Run& run = macrostep.run();
  run.step().meaning = asked.entry != 0 ? "correct" : "move";
  run.step().where = asked.to;
  run.step().proposed = true;
  return {};
}

// What takes the whole journal, or two definitions, is computed by the host.
Result<void> take(Macrostep&, const Correct&) {
  check_failed("a correction that the host computes", __FILE__, __LINE__);
}
Result<void> take(Macrostep&, const MoveTo&) {
  check_failed("a move that the host computes", __FILE__, __LINE__);
}

}  // namespace

Result<Step> step(const model::Definition& definition, const Case& instance, const Input& input, const Moment& moment,
                  const Semantics& semantics) {
  Run run(definition, instance, moment, semantics);
  AFTALE_TRY(run.step().status, commands::admit(instance.status, kind_of(input)));
  Macrostep macrostep(run, branches::case_behaviour());
  AFTALE_TRY_VOID(std::visit([&](const auto& given) { return take(macrostep, given); }, input));
  AFTALE_TRY_VOID(hear_waiting(run, [&](const Event& event) { return take(macrostep, event); }));
  return run.finish();
}

void apply(Case& instance, const Step& step) {
  instance.status = step.status;
  instance.fault = step.fault;
  if (step.title) instance.title = *step.title;
  for (const BranchPtr& branch : step.changed) {
    if (branch->no >= instance.branches.size()) instance.branches.resize(branch->no + 1);
    instance.branches[branch->no] = branch;
  }
  for (const DocumentVersion& version : step.documents) {
    const auto same =
        std::find_if(instance.documents.begin(), instance.documents.end(), [&](const DocumentVersion& had) {
          return had.document == version.document && had.branch == version.branch && had.version == version.version &&
                 had.name == version.name;
        });
    if (same != instance.documents.end()) {
      *same = version;
    } else {
      instance.documents.push_back(version);
    }
  }
}

}  // namespace aftale::machine
