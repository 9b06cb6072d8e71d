#include "engine/machine/ballots.h"

#include <algorithm>
#include <iterator>

#include "engine/base/words.h"
#include "engine/machine/addressees.h"
#include "engine/machine/four_eyes.h"
#include "engine/machine/items.h"
#include "engine/machine/notices.h"
#include "engine/machine/passing.h"
#include "engine/machine/renewals.h"
#include "engine/machine/told.h"
#include "engine/time/format.h"

namespace aftale::machine {

using model::kNone;
using model::StateIx;

namespace {

using Versions = std::vector<std::pair<std::uint16_t, std::uint32_t>>;

/// Everything that is known of one ballot while it is looked at.
struct Ballot {
  Leaf at{};
  bool late = false;  ///< of a body that was passed over: what it said is kept, and has no effect
  std::string kind, event;
  const model::Body* body = nullptr;
  feel::Value body_value;
};

std::vector<std::string> words_only(const std::vector<FittingWord>& fitting) {
  std::vector<std::string> words;
  for (const FittingWord& word : fitting) words.push_back(word.word);
  return words;
}

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

bool is_last_of_chain(const Run& run, BranchNo no) {
  const Branch& branch = run.branch(no);
  if (no == 0) return false;
  const model::State& origin = run.chart(branch.parent).states[branch.origin];
  if (!origin.for_each || !origin.for_each->sequential) return false;
  bool last = true;
  each_child(run, branch.parent, branch.origin,
             [&](const Branch& other) { last = last && other.ordinal <= branch.ordinal; });
  return last;
}

tl::unexpected<ErrorPtr> wrong_word(const Run& run, const Ballot& ballot, const std::string& word) {
  const std::vector<std::string> fitting = words_only(fitting_words(run, ballot.kind));
  const std::string near = nearest(word, fitting);
  if (!near.empty()) {
    return refuse(
        "wrong-word",
        {"»" + word + "« passer ikke her. Mente du »" + near + "«? Skriv ordet, som det står i referatet",
         "\"" + word + "\" does not fit here. Did you mean \"" + near + "\"? Write the word as the minutes have it"},
        fitting);
  }
  return refuse("wrong-word",
                {"»" + word + "« passer ikke her. Skriv ordet, som det står i referatet",
                 "\"" + word + "\" does not fit here. Write the word as the minutes have it"},
                fitting);
}

Result<void> read_word(const Run& run, const Record& record, Ballot& ballot) {
  const decisions::Table* table = run.definition().rules.find("ballot");
  if (!table) {
    return refuse("wrong-word",
                  {"Sagens bundt har ingen tabel ballot, så ordet i referatet kan ikke læses",
                   "The bundle of the case has no table ballot, so the word of the minutes cannot be read"});
  }
  AFTALE_TRY(const feel::Value meaning, decide(run, *table,
                                               {{"word", feel::Value::string(folded(record.outcome))},
                                                {"kind", feel::Value::string(ballot.kind)}}));
  const bool several = meaning.kind() == feel::Kind::context;
  const feel::Value* event = several ? meaning.entries().find("event") : &meaning;
  if (!event || event->kind() != feel::Kind::string || event->text() == "-")
    return wrong_word(run, ballot, record.outcome);
  ballot.event = event->text();
  if (ballot.event == "referred" && is_last_of_chain(run, ballot.at.branch))
    return wrong_word(run, ballot, record.outcome);
  const feel::Value* remark = several ? meaning.entries().find("remark_required") : nullptr;
  if (remark && remark->is_true() && record.remarks.empty()) {
    return refuse(
        "missing-data",
        {"»" + record.outcome + "« kræver en bemærkning, der siger hvad der blev ændret; skriv den med --remark",
         "\"" + record.outcome + "\" needs a remark that says what was changed; write it with --remark"});
  }
  return {};
}

feel::Value number(const std::optional<std::int64_t>& count) {
  return count ? feel::Value::integer(*count) : feel::Value();
}

Result<void> check_votes(const Run& run, const Record& record, const Ballot& ballot) {
  const Votes& votes = record.votes;
  for (const auto& count :
       {votes.votes_for, votes.votes_against, votes.votes_abstained, votes.present, votes.recused}) {
    if (count && *count < 0) return refuse("bad-value", {"Antal kan ikke være negative", "Numbers cannot be negative"});
  }
  const decisions::Table* table = run.definition().rules.find("quorum");
  const bool counted =
      votes.votes_for || votes.votes_against || votes.votes_abstained || votes.present || votes.recused;
  if (!table || !counted || stays(ballot.event)) return {};
  const std::optional<std::int64_t> members = ballot.body ? ballot.body->members : std::nullopt;
  AFTALE_TRY(feel::Value code, decide(run, *table,
                                      {{"members", number(members)},
                                       {"present", number(votes.present)},
                                       {"votes_for", number(votes.votes_for)},
                                       {"votes_against", number(votes.votes_against)},
                                       {"votes_abstained", number(votes.votes_abstained)},
                                       {"recused", number(votes.recused)},
                                       {"outcome", feel::Value::string(ballot.event)}}));
  if (code.kind() == feel::Kind::context) {
    const feel::Value* member = code.entries().find("refusal");
    code = member ? feel::Value(*member) : feel::Value();
  }
  if (code.kind() != feel::Kind::string) return {};
  const std::string present = votes.present ? std::to_string(*votes.present) : "?";
  if (code.text() == "no-quorum") {
    const std::string all = members ? std::to_string(*members) : "?";
    return refuse("no-quorum",
                  {"Kun " + present + " af " + all + " medlemmer var til stede; mindst halvdelen skal være der",
                   "Only " + present + " of " + all + " members were present; at least half must be"});
  }
  if (code.text() == "votes-exceed-present") {
    return refuse("votes-exceed-present",
                  {"Der er flere stemmer, end der var medlemmer til stede (" + present + "). Se efter i referatet",
                   "There are more votes than members present (" + present + "). Look again at the minutes"});
  }
  if (code.text() == "not-a-majority") {
    return refuse("not-a-majority",
                  {"Der er ikke flertal for »" + record.outcome + "«. Ved stemmelighed er forslaget bortfaldet",
                   "There is no majority for \"" + record.outcome + "\". With equal votes the proposal has lapsed"});
  }
  return refuse("check-failed",
                {"Tabellen quorum afviser: " + code.text(), "The table quorum refuses: " + code.text()});
}

/// The last meeting of a body before this one in the chain; those treated at the same time are not before it.
std::optional<time::CivilDate> previous_meeting(const Run& run, BranchNo no) {
  const Branch& branch = run.branch(no);
  if (no == 0) return std::nullopt;
  const model::State& origin = run.chart(branch.parent).states[branch.origin];
  if (!origin.for_each || !origin.for_each->sequential) return std::nullopt;
  const std::vector<BranchNo> chain = children_in_order(run, branch.parent, branch.origin);
  auto group = std::find(chain.begin(), chain.end(), no);
  while (group != chain.begin() && group != chain.end() && run.branch(*group).with_previous) --group;
  std::optional<time::CivilDate> last;
  for (auto before = chain.begin(); before != group; ++before) {
    for (const Decision& decision : run.branch(*before).decisions) {
      if (decision.meeting && (!last || *decision.meeting > *last)) last = decision.meeting;
    }
  }
  return last;
}

// A day as people read it.
Text shown(time::CivilDate day) {
  return {time::short_date(day, Language::da), time::short_date(day, Language::en)};
}

Result<void> check_meeting(const Run& run, const Record& record, const Ballot& ballot) {
  if (record.even_so) return {};
  const Text meeting = shown(record.meeting);
  if (record.meeting > run.today()) {
    const Text today = shown(run.today());
    return refuse("meeting-in-future", {"Mødet den " + meeting.da + " er ikke holdt endnu; i dag er det den " +
                                            today.da + ". Ret datoen, eller brug --even-so",
                                        "The meeting of " + meeting.en + " has not been held; today is " + today.en +
                                            ". Correct the date, or use --even-so"});
  }
  const std::optional<time::CivilDate> before = previous_meeting(run, ballot.at.branch);
  if (!before || record.meeting >= *before) return {};
  return refuse("out-of-order", {"Mødet den " + meeting.da + " ligger før det forrige organs møde den " +
                                     shown(*before).da + ". Ret datoen, eller brug --even-so",
                                 "The meeting of " + meeting.en + " lies before the previous body's of " +
                                     shown(*before).en + ". Correct the date, or use --even-so"});
}

/// Bodies treat a matter before its turn has come, and that holds; but it may be a wrong date as well.
void note_early_meeting(Run& run, const Record& record, const Ballot& ballot) {
  if (!run.keeps_facts() || ballot.late) return;
  const ActiveState* active = find_active(run.branch(ballot.at.branch), ballot.at.state);
  if (!active || record.meeting >= active->entered) return;
  const Text meeting = shown(record.meeting), entered = shown(active->entered);
  add_note(run, "meeting-before-step",
           {"Mødet den " + meeting.da + " ligger før trinnet blev åbnet den " + entered.da,
            "The meeting of " + meeting.en + " lies before the step was opened on " + entered.en});
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

Result<void> put_off(Run& run, const Record& record, const Ballot& ballot) {
  AFTALE_TRY(const bool may, may_act(run, ballot.at.branch, ballot.at.state, {}));
  if (!may) return refuse_word(record.outcome, roles_for(run, ballot.at.branch, ballot.at.state, {}));
  Branch& branch = run.write(ballot.at.branch);
  ActiveState* active = find_active(branch, ballot.at.state);
  const std::optional<time::CivilDate> before = active->next_meeting;
  active->next_meeting =
      record.next ? record.next : next_meeting(run, ballot.at.branch, ballot.at.state, record.meeting.plus_days(1));
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

Result<Answer> transition_for(Run& run, Macrostep& macrostep, const Ballot& ballot, const std::string& word) {
  Answers answers;
  for (const std::string& event : stand_ins(ballot.event)) {
    Leaf at = ballot.at;
    do {
      const model::EventIx ix = run.chart(at.branch).event(event);
      if (ix == kNone) continue;
      AFTALE_TRY(const bool answered, answer_at(run, macrostep, at, ix, answers));
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
  branch.decisions.push_back({record.outcome, ballot.event, record.meeting, versions});
  std::copy(record.remarks.begin(), record.remarks.end(), std::back_inserter(branch.remarks));
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

Result<void> record(Run& run, Macrostep& macrostep, const Record& record) {
  Ballot ballot;
  bool passed_over = false;
  if (record.skip) {
    AFTALE_TRY(passed_over, pass_over_earlier(run, macrostep, record));
  }
  AFTALE_TRY(ballot.at, find_ballot(run, record));
  ballot.late = run.branch(ballot.at.branch).status == BranchStatus::not_reported;
  AFTALE_TRY(ballot.kind, ballot_kind(run, ballot.at.branch, ballot.at.state));
  AFTALE_TRY_VOID(find_body(run, ballot));
  AFTALE_TRY_VOID(read_word(run, record, ballot));
  AFTALE_TRY_VOID(check_meeting(run, record, ballot));
  AFTALE_TRY_VOID(check_votes(run, record, ballot));
  note_early_meeting(run, record, ballot);
  AFTALE_TRY(const Versions versions, versions_before(run, ballot.at.branch, record));

  run.set_effective(record.meeting);
  CurrentEvent& event = run.event();
  event.name = ballot.event;
  event.record = &record;
  event.kind = ballot.kind;
  event.body = ballot.body_value;
  event.versions = versions;
  run.step().where = address_of(run, ballot.at.branch, ballot.at.state);
  run.step().meaning = ballot.event;
  run.step().effective = record.meeting;

  if (ballot.late) return fill_in(run, record, ballot, versions);
  const bool leaves = !stays(ballot.event);
  Answer answer;
  if (leaves) {
    AFTALE_TRY(answer, transition_for(run, macrostep, ballot, record.outcome));
    if (answer.transition && answer.transition->four_eyes) {
      if (passed_over) return refuse_alone(record.outcome);
      AFTALE_TRY(const bool agreed, is_agreed(run, ballot.at, ballot.event, record));
      if (!agreed) return {};
    }
  }
  Branch& branch = run.write(ballot.at.branch);
  branch.decisions.push_back({record.outcome, ballot.event, record.meeting, versions});
  std::copy(record.remarks.begin(), record.remarks.end(), std::back_inserter(branch.remarks));
  if (!leaves) return put_off(run, record, ballot);
  if (!answer.transition) return {};
  Move move;
  move.chosen.push_back({answer.state, answer.transition});
  move.event = ballot.event;
  move.tried = std::move(answer.tried);
  return macrostep.microstep(answer.branch, std::move(move));
}

}  // namespace aftale::machine
