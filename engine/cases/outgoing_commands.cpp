#include <algorithm>

#include "engine/base/limits.h"
#include "engine/cases/batch.h"
#include "engine/cases/replay/timeline.h"
#include "engine/machine/format/declared.h"

/// What one case asks of others: commands of their own in the same transaction, each once (language, section 12: other
/// cases).
namespace aftale::cases {
namespace {

/// Whoever acts for a case; what the process says needs no role.
machine::Actor process_of(const machine::Case& instance) {
  return {"case:" + instance.key, machine::Proof::process, {"*"}};
}

ErrorPtr key_is_taken(const std::string& key) {
  return fail(
             Error::Kind::refused, "already-exists",
             Text{"Sagen " + key + " findes allerede og er en anden", "The case " + key + " exists and is another one"})
      .value();
}

}  // namespace

RequestId request_of_process(std::string_view from, std::uint64_t entry, std::uint64_t n) {
  RequestId id = RequestId::derived(from, entry, n);
  id.bytes[0] = 0;
  return id;
}

RequestId Batch::OutgoingCommand::request() const {
  return request_of_process(from, entry, n);
}

Result<void> Batch::run_outgoing() {
  for (std::size_t done = 0; !outgoing_.empty(); ++done) {
    const OutgoingCommand command = std::move(outgoing_.front());
    outgoing_.erase(outgoing_.begin());
    Result<void> result;
    if (done < limits::kOutgoingMax) {
      result = run_one_outgoing(command);
    } else {
      const std::string most = std::to_string(limits::kOutgoingMax);
      const Text reason{"Mere end " + most +
                            " kommandoer til andre sager fulgte af én. Se efter sager, der fortæller "
                            "hinanden det samme i ring",
                        "More than " + most +
                            " commands to other cases followed from one. Look for cases that tell "
                            "each other the same in a circle"};
      result = give_up(command, reason.da + "\n" + reason.en);
      outgoing_.clear();
    }
    if (!result) {
      broken_ = result.error();
      return result;
    }
  }
  return {};
}

// Where the case runs it is stopped; else there is nothing more that it could do.
Result<void> Batch::give_up(const OutgoingCommand& command, const std::string& reason) {
  AFTALE_TRY(WorkingCopy * from, touch(command.from));
  if (from->instance().status != lifecycle::CaseStatus::running) return {};
  return enter_by_process(*from, machine::Fault{reason}, command.at);
}

Result<void> Batch::run_one_outgoing(const OutgoingCommand& command) {
  // Done already: the case has been rebuilt, and asks again for what it had asked for.
  AFTALE_TRY(const std::optional<records::JournalRow> before, engine_->store.find_request(command.request()));
  if (before) return {};
  AFTALE_TRY(WorkingCopy * from, touch(command.from));
  if (const auto* opening = std::get_if<machine::Opening>(&command.what)) return open_other(*from, command, *opening);
  return tell_other(*from, command, std::get<machine::Telling>(command.what));
}

Result<void> Batch::enter_by_process(WorkingCopy& work, const machine::Input& input, time::Instant at) {
  const machine::Moment moment{std::max(at, work.instance().last_at), std::nullopt, process_of(work.instance())};
  AFTALE_TRY(machine::Step step, machine::step(work.definition(), work.instance(), input, moment));
  enter(work, {input, moment, step, std::nullopt, {}});
  work.take(std::move(step), moment.now);
  return {};
}

Result<void> Batch::open_other(WorkingCopy& from, const OutgoingCommand& command, const machine::Opening& opening) {
  AFTALE_TRY(const std::optional<records::CaseRow> row, engine_->store.find_case(opening.key));
  if (row || works_.count(opening.key) != 0) {
    AFTALE_TRY(const WorkingCopy* other, touch(opening.key));
    const machine::Origin& origin = other->instance().branches.front()->opened_by;
    const bool same = origin.opener == opening.origin.opener && origin.previous == opening.origin.previous &&
                      other->definition().root().name == opening.workflow;
    return same ? Result<void>() : cannot_open(from, command, opening, key_is_taken(opening.key));
  }
  AFTALE_TRY(Definitions::Opened opened, engine_->definitions.opened(from.definition_ptr(), opening.workflow));
  Result<machine::NamedValues> inputs = machine::carry_inputs(opening.with, from.definition(), *opened.definition);
  if (!inputs) return cannot_open(from, command, opening, inputs.error());

  WorkingCopy work = begin_case(opening.key, last_case_ + 1, opened.definition, command.at);
  const machine::Input input = machine::Open{std::move(*inputs), opening.origin};
  machine::Moment moment{command.at, std::nullopt, process_of(from.instance())};
  if (command.effective != opened.definition->calendar.zone.date_of(command.at)) moment.effective = command.effective;
  Result<machine::Step> step = machine::step(work.definition(), work.instance(), input, moment);
  if (!step) return cannot_open(from, command, opening, step.error());
  ++last_case_;
  if (opened.row) definitions_.push_back(std::move(*opened.row));
  WorkingCopy& placed = works_.emplace(opening.key, std::move(work)).first->second;
  enter(placed, {input, moment, *step, command.request(), {}});
  placed.take(std::move(*step), moment.now);
  return settle(placed, moment.now);
}

Result<void> Batch::cannot_open(WorkingCopy& from, const OutgoingCommand& command, const machine::Opening& opening,
                                const ErrorPtr& why) {
  if (from.instance().status != lifecycle::CaseStatus::running) {
    return enter_by_process(from, machine::Unheard{opening.key, "open", why->findings.front().code}, command.at);
  }
  const Text& reason = why->findings.front().message;
  const std::string da = "Sagen " + opening.key + " kunne ikke åbnes: " + reason.in(Language::da),
                    en = "The case " + opening.key + " could not be opened: " + reason.in(Language::en);
  return enter_by_process(from, machine::Fault{da + "\n" + en}, command.at);
}

Result<void> Batch::tell_other(WorkingCopy& from, const OutgoingCommand& command, const machine::Telling& telling) {
  Result<WorkingCopy*> found = touch(telling.to);
  if (!found && found.error()->kind == Error::Kind::not_found) return not_taken(from, telling, "unknown-case");
  if (!found) return fail(found.error());
  WorkingCopy& other = **found;
  AFTALE_TRY_VOID(settle(other, std::max(command.at, other.instance().last_at)));
  Result<machine::NamedValues> data =
      machine::carry_event(telling.with, from.definition(), other.definition(), telling.event);
  if (!data) return not_taken(from, telling, data.error()->findings.front().code);

  const machine::Input input = machine::Heard{from.instance().key,
                                              {telling.in, telling.event, std::move(*data)},
                                              telling.outcome,
                                              machine::plain_copy(telling.result)};
  machine::Moment moment{std::max(command.at, other.instance().last_at), std::nullopt, process_of(from.instance())};
  if (command.effective != other.definition().calendar.zone.date_of(moment.now)) moment.effective = command.effective;
  Result<machine::Step> step = machine::step(other.definition(), other.instance(), input, moment);
  if (!step) {
    const std::string code = step.error()->findings.front().code;
    AFTALE_TRY_VOID(enter_by_process(other, machine::Fault{reason_of(step.error())}, moment.now));
    return not_taken(from, telling, code);
  }
  const bool unheard = step->meaning == "unheard";
  const std::string code = unheard ? step->notes.front().code : std::string();
  enter(other, {input, moment, *step, command.request(), {}});
  other.take(std::move(*step), moment.now);
  AFTALE_TRY_VOID(settle(other, moment.now));
  // Nobody waits for the answer to what everybody is told who opened something.
  if (!unheard || telling.event == machine::kLinkEnded) return {};
  return not_taken(from, telling, code);
}

Result<void> Batch::not_taken(WorkingCopy& from, const machine::Telling& telling, const std::string& code) {
  return enter_by_process(from, machine::Unheard{telling.to, telling.event, code}, from.instance().last_at);
}

}  // namespace aftale::cases
