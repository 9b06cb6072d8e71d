#include "engine/machine/reach/record.h"

#include <algorithm>
#include <iterator>

#include "engine/machine/bodies/addressees.h"
#include "engine/machine/bodies/ballot_checks.h"
#include "engine/machine/bodies/ballot_reading.h"
#include "engine/machine/bodies/ballot_words.h"
#include "engine/machine/bodies/four_eyes.h"
#include "engine/machine/chart/address.h"
#include "engine/machine/chart/documents.h"
#include "engine/machine/chart/evaluate.h"
#include "engine/machine/chart/refusal.h"
#include "engine/machine/deadlines/meeting_plan.h"
#include "engine/machine/deadlines/meetings.h"
#include "engine/machine/deadlines/work_items.h"
#include "engine/machine/reach/answers.h"
#include "engine/machine/reach/places.h"
#include "engine/machine/reach/skipped_bodies.h"
#include "engine/machine/reach/what_is_possible.h"

namespace aftale::machine {

using model::kNone;
using model::StateIx;

namespace {

Result<Leaf> find_ballot(const Run& run, const Record& record) {
  AFTALE_TRY(const Place place, place_of(run, record.step));
  if (run.branch(place.branch).status == BranchStatus::not_reported) return step_of_passed_over(run, place.branch);
  AFTALE_TRY_VOID(must_have_begun(run, place));
  AFTALE_TRY_VOID(must_be_open(run, place));
  std::vector<Leaf> found;
  for (Leaf at : leaves_under(run, place)) {
    do {
      if (!run.chart(at.branch).states[at.state].ballot) continue;
      const auto same = [&](const Leaf& had) { return had.branch == at.branch && had.state == at.state; };
      if (std::none_of(found.begin(), found.end(), same)) found.push_back(at);
      break;
    } while (outwards(run, at));
  }
  if (found.empty()) {
    return refuse(
        "no-open-step",
        {"Her er intet, som et møde skal tage stilling til nu. »do« bruges til det, der ikke besluttes på et møde",
         "There is nothing here for a meeting to decide now. \"do\" is for what is not decided at a meeting"},
        what_is_possible(run));
  }
  if (found.size() > 1) return refuse_ambiguous(run, "record", found);
  return found.front();
}

Result<void> find_body(const Run& run, Ballot& ballot) {
  for (const model::Addressee& owner : run.chart(ballot.at.branch).states[ballot.at.state].owner) {
    if (!owner.who) continue;
    AFTALE_TRY(feel::Value value, value_of(run, ballot.at.branch, ballot.at.state, owner.who));
    if (value.kind() == feel::Kind::list && !value.items().empty()) value = feel::Value(value.items().front());
    ballot.body = body_of(run, value);
    if (ballot.body) ballot.body_value = std::move(value);
    break;
  }
  return {};
}

Result<Versions> versions_before(const Run& run, BranchNo branch, const Record& record) {
  Versions out;
  const std::vector<model::Document>& documents = run.definition().root().documents;
  for (std::size_t i = 0; i < documents.size(); ++i) {
    const std::optional<Held> held = held_in(run, branch, static_cast<std::uint16_t>(i));
    const std::uint32_t version = held ? frozen_version(run, *held, record.meeting) : 0;
    if (version != 0) out.emplace_back(held->document, version);
  }
  for (const auto& [id, version] : record.versions) {
    std::optional<Held> document;
    if (!id.empty()) {
      AFTALE_TRY(document, document_named(run, branch, id));
    } else {
      for (std::size_t i = 0; i < documents.size(); ++i) {
        const std::optional<Held> held = held_in(run, branch, static_cast<std::uint16_t>(i));
        if (!held || frozen_version(run, *held) == 0) continue;
        if (document) {
          return refuse(
              "ambiguous",
              {"Flere dokumenter er fastfrosset. Skriv hvilket: --version DOKUMENT=" + std::to_string(version),
               "Several documents are frozen. Say which: --version DOCUMENT=" + std::to_string(version)});
        }
        document = held;
      }
    }
    std::vector<std::string> frozen;
    bool fits = false;
    for (const DocumentVersion& had : run.documents()) {
      if (!document || !document->holds(had) || !had.frozen) continue;
      frozen.push_back(std::to_string(had.version));
      fits = fits || had.version == version;
    }
    if (!fits) {
      const std::string number = std::to_string(version);
      return refuse("version-missing",
                    {"Version " + number + " er ikke fastfrosset, så intet organ kan have behandlet den",
                     "Version " + number + " is not frozen, so no body can have treated it"},
                    std::move(frozen));
    }
    const auto same =
        std::find_if(out.begin(), out.end(), [&](const auto& had) { return had.first == document->document; });
    if (same != out.end()) {
      same->second = version;
    } else {
      out.emplace_back(document->document, version);
    }
  }
  return out;
}

tl::unexpected<ErrorPtr> refuse_word(const std::string& word, const std::vector<Role>& roles) {
  return refuse_role({"At registrere »" + word + "« her", "Recording \"" + word + "\" here"}, roles);
}

/// When a matter that was put off comes back.
std::optional<time::CivilDate> next_after(const Run& run, const Record& record, const Ballot& ballot) {
  if (record.next) return record.next;
  return next_meeting(run, ballot.at.branch, ballot.at.state, record.meeting.plus_days(1));
}

Result<void> put_off(Run& run, const Record& record, const Ballot& ballot) {
  AFTALE_TRY(const bool may, may_act(run, ballot.at.branch, ballot.at.state, {}));
  if (!may) return refuse_word(record.outcome, roles_for(run, ballot.at.branch, ballot.at.state, {}));
  Branch& branch = run.write(ballot.at.branch);
  ActiveState* active = find_active(branch, ballot.at.state);
  const std::optional<time::CivilDate> before = active->next_meeting;
  active->next_meeting = next_after(run, record, ballot);
  active->meeting_named = run.keeps_facts() && record.next;
  refresh_item(run, ballot.at.branch, *active);
  refresh_followers(run, ballot.at.branch);
  if (before) tell_of_meeting(run, ballot.at.branch, *active, *before, active->next_meeting);
  Microstep trace;
  trace.branch = ballot.at.branch;
  trace.chart = branch.chart;
  trace.event = ballot.event;
  run.step().trace.push_back(std::move(trace));
  return {};
}

/// The same minutes once more: the matter was put off at that meeting to that day, and is not put off twice.
Result<void> must_be_news(const Run& run, const Record& record, const Ballot& ballot) {
  if (!run.keeps_facts()) return {};
  const std::vector<Decision> said = said_before(run, ballot);
  const bool same = !said.empty() && said.back().event == ballot.event && said.back().meeting == record.meeting;
  const Branch& branch = run.branch(ballot.at.branch);
  const auto active = std::find_if(branch.active.begin(), branch.active.end(),
                                   [&](const ActiveState& one) { return one.state == ballot.at.state; });
  if (!same || active == branch.active.end()) return {};
  if (active->next_meeting != next_after(run, record, ballot)) return {};
  return refuse("already-recorded", {"»" + record.outcome +
                                         "« fra det møde er allerede registreret. Er mødet flyttet, så skriv den nye "
                                         "dag med --next",
                                     "\"" + record.outcome +
                                         "\" of that meeting is recorded already. If the meeting has been moved, write "
                                         "the new day with --next"});
}

Result<Answer> transition_for(const Run& run, const Ballot& ballot, const std::string& word) {
  Answers answers;
  for (const std::string& event : stand_ins(ballot.event, ballot.kind)) {
    Leaf at = ballot.at;
    do {
      const model::EventIx ix = run.chart(at.branch).event(event);
      if (ix == kNone) continue;
      AFTALE_TRY(const bool answered, answer_at(run, at, ix, answers));
      if (answered) return answers.found.front();
    } while (outwards(run, at));
  }
  if (answers.role_said_no) {
    return refuse_word(word, answers.roles);
  }
  if (answers.guard_said_no) {
    return refuse("guard-false", {"Betingelsen for »" + ballot.event + "« er ikke opfyldt: " + answers.guard,
                                  "The condition of \"" + ballot.event + "\" does not hold: " + answers.guard});
  }
  return refuse("no-open-step", {"Trinnet svarer ikke på »" + ballot.event + "«; det mangler i forløbet",
                                 "The step does not answer \"" + ballot.event + "\"; the workflow lacks it"});
}

/// What was said behind closed doors stays with the entry and its step: `branches(..)` reaches data and messages.
void keep_remarks(const Record& record, Branch& branch) {
  if (record.closed) return;
  std::copy(record.remarks.begin(), record.remarks.end(), std::back_inserter(branch.remarks));
}

/// Minutes of a body that was passed over: they are kept for those who read the case, and nothing follows.
Result<void> fill_in(Run& run, const Record& record, const Ballot& ballot, const Versions& versions) {
  AFTALE_TRY(const bool may, may_act(run, ballot.at.branch, ballot.at.state, {}));
  if (!may) return refuse_word(record.outcome, roles_for(run, ballot.at.branch, ballot.at.state, {}));
  Branch& branch = run.write(ballot.at.branch);
  const auto decided = [](const Decision& decision) { return !decision.word.empty() && !stays(decision.event); };
  if (std::any_of(branch.decisions.begin(), branch.decisions.end(), decided)) {
    return refuse("no-open-step", {branch.key + " blev sprunget over, og dets ord er allerede indført. Er det forkert, "
                                                "så stryg posten med »aftale correct«",
                                   branch.key + " was passed over, and its word is in already. If it is wrong, strike "
                                                "the entry with \"aftale correct\""});
  }
  branch.decisions.push_back({ballot.word, ballot.event, record.meeting, versions});
  keep_remarks(record, branch);
  branch.ended_on = record.meeting;
  ActiveState treated;
  treated.state = ballot.at.state;
  treated.entered = record.meeting;
  treated.item = ++branch.items;
  close_item(run, branch.no, treated, WorkItem::Status::done, ballot.event);
  note_without_effect(run, branch.no, record.outcome);
  return {};
}

}  // namespace

Result<void> record(Macrostep& macrostep, const Record& record) {
  Run& run = macrostep.run();
  Ballot ballot;
  bool passed_over = false;
  if (record.skip) {
    AFTALE_TRY(passed_over, pass_over_earlier(macrostep, record));
  }
  AFTALE_TRY(ballot.at, find_ballot(run, record));
  ballot.late = run.branch(ballot.at.branch).status == BranchStatus::not_reported;
  AFTALE_TRY(ballot.kind, ballot_kind(run, ballot.at.branch, ballot.at.state));
  AFTALE_TRY_VOID(find_body(run, ballot));
  AFTALE_TRY_VOID(read_word(run, record, ballot));
  AFTALE_TRY(const Versions versions, versions_before(run, ballot.at.branch, record));
  AFTALE_TRY_VOID(check_meeting(run, record, ballot, versions));
  AFTALE_TRY_VOID(check_votes(run, record, ballot));
  note_early_meeting(run, record, ballot);

  run.set_effective(record.meeting);
  CurrentEvent& event = run.event();
  event.name = ballot.event;
  event.record = &record;
  event.kind = ballot.kind;
  event.word = ballot.word;
  event.body = ballot.body_value;
  event.versions = versions;
  run.step().where = address_of(run, ballot.at.branch, ballot.at.state);
  run.step().meaning = ballot.event;
  run.step().effective = record.meeting;

  if (ballot.late) return fill_in(run, record, ballot, versions);
  const bool leaves = !stays(ballot.event);
  if (!leaves) AFTALE_TRY_VOID(must_be_news(run, record, ballot));
  Answer answer;
  if (leaves) {
    AFTALE_TRY(answer, transition_for(run, ballot, record.outcome));
    if (answer.transition && answer.transition->four_eyes) {
      if (passed_over) return refuse_alone(record.outcome);
      AFTALE_TRY(const bool agreed, is_agreed(run, ballot.at, ballot.event, record));
      if (!agreed) return {};
    }
  }
  Branch& branch = run.write(ballot.at.branch);
  branch.decisions.push_back({ballot.word, ballot.event, record.meeting, versions});
  keep_remarks(record, branch);
  if (!leaves) return put_off(run, record, ballot);
  if (!answer.transition) return {};
  Move move;
  move.chosen.push_back({answer.state, answer.transition});
  move.event = ballot.event;
  move.tried = std::move(answer.tried);
  return macrostep.microstep(answer.branch, std::move(move));
}

}  // namespace aftale::machine
