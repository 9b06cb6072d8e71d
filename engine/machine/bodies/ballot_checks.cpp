#include "engine/machine/bodies/ballot_checks.h"

#include <algorithm>

#include "engine/machine/bodies/ballot_words.h"
#include "engine/machine/chart/children.h"
#include "engine/machine/chart/configuration.h"
#include "engine/machine/chart/documents.h"
#include "engine/machine/chart/evaluate.h"
#include "engine/machine/chart/refusal.h"
#include "engine/time/format.h"

namespace aftale::machine {

namespace {

feel::Value number(const std::optional<std::int64_t>& count) {
  return count ? feel::Value::integer(*count) : feel::Value();
}

// The numbers as they stand in the minutes.
Text counted(const Votes& votes, const std::optional<std::int64_t>& members) {
  Text text;
  const auto add = [&](const std::optional<std::int64_t>& count, const char* da, const char* en) {
    if (!count) return;
    const std::string lead = (text.da.empty() ? "" : ", ") + std::to_string(*count) + " ";
    text.da += lead + da;
    text.en += lead + en;
  };
  add(members, "medlemmer", "members");
  add(votes.present, "til stede", "present");
  add(votes.votes_for, "for", "for");
  add(votes.votes_against, "imod", "against");
  add(votes.votes_abstained, "undlod", "abstained");
  add(votes.recused, "inhabile", "disqualified");
  return text;
}

tl::unexpected<ErrorPtr> refuse_votes(const std::string& code, const Record& record,
                                      const std::optional<std::int64_t>& members) {
  const Votes& votes = record.votes;
  const std::string present = votes.present ? std::to_string(*votes.present) : "?";
  if (code == "bad-value") {
    const Text numbers = counted(votes, members);
    return refuse(
        "bad-value",
        {"Tallene kan ikke passe med »" + record.outcome + "«: " + numbers.da + ". Se efter i referatet",
         "The numbers cannot go with \"" + record.outcome + "\": " + numbers.en + ". Look again at the minutes"});
  }
  if (code == "no-quorum") {
    const std::string all = members ? std::to_string(*members) : "?";
    return refuse("no-quorum",
                  {"Kun " + present + " af " + all + " medlemmer var til stede; mindst halvdelen skal være der",
                   "Only " + present + " of " + all + " members were present; at least half must be"});
  }
  if (code == "votes-exceed-present") {
    return refuse("votes-exceed-present",
                  {"Der er flere stemmer, end der var medlemmer til stede (" + present + "). Se efter i referatet",
                   "There are more votes than members present (" + present + "). Look again at the minutes"});
  }
  if (code == "not-a-majority") {
    return refuse("not-a-majority",
                  {"Der er ikke flertal for »" + record.outcome + "«. Ved stemmelighed er forslaget bortfaldet",
                   "There is no majority for \"" + record.outcome + "\". With equal votes the proposal has lapsed"});
  }
  return refuse("check-failed", {"Tabellen quorum afviser: " + code, "The table quorum refuses: " + code});
}

}  // namespace

Result<void> check_votes(const Run& run, const Record& record, const Ballot& ballot) {
  const Votes& votes = record.votes;
  for (const auto& count :
       {votes.votes_for, votes.votes_against, votes.votes_abstained, votes.present, votes.recused}) {
    if (count && *count < 0) return refuse("bad-value", {"Antal kan ikke være negative", "Numbers cannot be negative"});
  }
  const decisions::Table* table = run.definition().rules.find("quorum");
  const bool any = votes.votes_for || votes.votes_against || votes.votes_abstained || votes.present || votes.recused;
  const bool puts_off = stays(ballot.event);
  if (!table || !any || (puts_off && !run.keeps_facts())) return {};
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
  // Those who are too few to decide may put the matter off; numbers that cannot be are wrong all the same.
  if (puts_off && code.text() != "bad-value" && code.text() != "votes-exceed-present") return {};
  return refuse_votes(code.text(), record, members);
}

namespace {

using Day = std::optional<time::CivilDate>;

/// The last meeting of a body before this one in the chain; those treated at the same time are not before it.
Day previous_meeting(const Run& run, BranchNo no) {
  const Branch& branch = run.branch(no);
  if (no == 0) return std::nullopt;
  const model::State& origin = run.chart(branch.parent).states[branch.origin];
  if (!origin.for_each || !origin.for_each->sequential) return std::nullopt;
  const std::vector<BranchNo> chain = children_in_order(run, branch.parent, branch.origin);
  auto group = std::find(chain.begin(), chain.end(), no);
  while (group != chain.begin() && group != chain.end() && run.branch(*group).with_previous) --group;
  Day last;
  for (auto before = chain.begin(); before != group; ++before) {
    for (const Decision& decision : run.branch(*before).decisions) {
      if (decision.meeting && (!last || *decision.meeting > *last)) last = decision.meeting;
    }
  }
  return last;
}

Day earlier_meeting(const Run& run, const Ballot& ballot) {
  Day last;
  for (const Decision& decision : said_before(run, ballot)) last = std::max(last, decision.meeting);
  return last;
}

/// When the case can first have been treated here: it was opened, or the step begun, whichever came first.
time::CivilDate first_day(const Run& run, const Ballot& ballot) {
  const time::CivilDate opened = run.definition().calendar.zone.date_of(run.instance().opened);
  const Branch& branch = run.branch(ballot.at.branch);
  const auto active = std::find_if(branch.active.begin(), branch.active.end(),
                                   [&](const ActiveState& one) { return one.state == ballot.at.state; });
  return active == branch.active.end() ? opened : std::min(opened, active->entered);
}

/// The day on which the text that the body is said to have treated was there, if that is after the meeting.
Day text_came_later(const Run& run, const Record& record, const Ballot& ballot, const Versions& versions) {
  if (ballot.kind == "discuss") return std::nullopt;
  Day first;
  const std::size_t documents = run.definition().root().documents.size();
  for (std::size_t n = 0; n < documents; ++n) {
    const std::optional<Held> held = held_in(run, ballot.at.branch, static_cast<std::uint16_t>(n));
    if (!held) continue;
    for (const DocumentVersion& version : run.documents()) {
      if (!held->holds(version) || !version.frozen) continue;
      const std::pair<std::uint16_t, std::uint32_t> treated{held->document, version.version};
      const bool before_it = std::find(versions.begin(), versions.end(), treated) != versions.end();
      if (before_it && *version.frozen > record.meeting) return version.frozen;
      if (!first || *version.frozen < *first) first = version.frozen;
    }
  }
  return versions.empty() && first && *first > record.meeting ? first : std::nullopt;
}

/// Why nobody meets that day; empty where people do.
Text day_off(const Run& run, time::CivilDate day) {
  const time::Calendar& calendar = run.definition().calendar;
  const time::DayRule* rule = calendar.day_off(day);
  const auto is_rule = [rule](const time::DayRule& holiday) { return &holiday == rule; };
  if (std::any_of(calendar.holidays.begin(), calendar.holidays.end(), is_rule)) return rule->title;
  const bool sunday =
      day.weekday() == time::Weekday::sunday &&
      std::find(calendar.weekend.begin(), calendar.weekend.end(), day.weekday()) != calendar.weekend.end();
  return sunday ? Text{"en søndag", "a Sunday"} : Text{};
}

// A day as people read it.
Text shown(time::CivilDate day) {
  return {time::short_date(day, Language::da), time::short_date(day, Language::en)};
}

tl::unexpected<ErrorPtr> out_of_order(const Record& record, const Text& why) {
  const Text meeting = shown(record.meeting);
  return refuse(
      "out-of-order",
      {"Mødet den " + meeting.da + " ligger " + why.in(Language::da) + ". Ret datoen, eller brug --even-so",
       "The meeting of " + meeting.en + " lies " + why.in(Language::en) + ". Correct the date, or use --even-so"});
}

tl::unexpected<ErrorPtr> lies_before(const Record& record, const Text& what, time::CivilDate day) {
  const Text on = shown(day);
  return out_of_order(record, {"før " + what.da + " den " + on.da, "before " + what.en + " of " + on.en});
}

/// What cases before semantics 5 did not look at.
Result<void> check_order(const Run& run, const Record& record, const Ballot& ballot, const Versions& versions) {
  if (const time::CivilDate first = first_day(run, ballot); record.meeting < first)
    return lies_before(record, {"sagens åbning", "the opening of the case"}, first);
  if (const Day own = earlier_meeting(run, ballot); own && record.meeting < *own)
    return lies_before(record, {"organets eget tidligere møde", "the body's own earlier meeting"}, *own);
  if (const Day text = text_came_later(run, record, ballot, versions))
    return lies_before(record, {"fastfrysningen af teksten", "the freezing of the text"}, *text);
  if (const Text why = day_off(run, record.meeting); !why.empty())
    return out_of_order(record, {"på " + why.da, "on " + why.in(Language::en)});
  return {};
}

std::string without_rounds(const std::string& key) {
  std::string plain;
  for (std::size_t at = 0; at < key.size(); ++at) {
    if (key[at] != '#') {
      plain += key[at];
      continue;
    }
    while (at + 1 < key.size() && key[at + 1] != '/') ++at;
  }
  return plain;
}

}  // namespace

std::vector<Decision> said_before(const Run& run, const Ballot& ballot) {
  const Branch& branch = run.branch(ballot.at.branch);
  const model::Chart& chart = run.chart(branch);
  const auto is_ballot = [&](model::StateIx state) { return static_cast<bool>(chart.states[state].ballot); };
  const auto ballots = std::count_if(chart.states.begin(), chart.states.end(),
                                     [](const model::State& state) { return static_cast<bool>(state.ballot); });
  std::vector<Decision> said;
  if (ballots == 1) {
    for (BranchNo no = 0; no <= branch.no; ++no) {
      const Branch& round = run.branch(no);
      if (round.chart != branch.chart || without_rounds(round.key) != without_rounds(branch.key)) continue;
      for (const Decision& decision : round.decisions) {
        if (!decision.word.empty()) said.push_back(decision);
      }
    }
    return said;
  }
  // Where bodies share a branch, only what has been put off since this step began is surely of this one.
  const ActiveState* mine = nullptr;
  for (const ActiveState& active : branch.active) {
    if (active.state == ballot.at.state) mine = &active;
    if (active.state != ballot.at.state && is_ballot(active.state)) return said;
  }
  if (!mine) return said;
  for (auto decision = branch.decisions.rbegin(); decision != branch.decisions.rend(); ++decision) {
    if (!stays(decision->event) || !decision->meeting || *decision->meeting < mine->entered) break;
    said.insert(said.begin(), *decision);
  }
  return said;
}

Result<void> check_meeting(const Run& run, const Record& record, const Ballot& ballot, const Versions& versions) {
  if (run.keeps_facts() && record.next && *record.next <= record.meeting) {
    return refuse("bad-value", {"Det næste møde (" + shown(*record.next).da + ") skal ligge efter mødet den " +
                                    shown(record.meeting).da + ". Ret --next",
                                "The next meeting (" + shown(*record.next).en + ") must come after the meeting of " +
                                    shown(record.meeting).en + ". Correct --next"});
  }
  if (record.even_so) return {};
  if (record.meeting > run.today()) {
    const Text meeting = shown(record.meeting), today = shown(run.today());
    return refuse("meeting-in-future", {"Mødet den " + meeting.da + " er ikke holdt endnu; i dag er det den " +
                                            today.da + ". Ret datoen, eller brug --even-so",
                                        "The meeting of " + meeting.en + " has not been held; today is " + today.en +
                                            ". Correct the date, or use --even-so"});
  }
  if (const Day before = previous_meeting(run, ballot.at.branch); before && record.meeting < *before)
    return lies_before(record, {"det forrige organs møde", "the previous body's"}, *before);
  return run.keeps_facts() ? check_order(run, record, ballot, versions) : Result<void>();
}

void note_early_meeting(Run& run, const Record& record, const Ballot& ballot) {
  if (!run.keeps_facts() || ballot.late) return;
  const ActiveState* active = find_active(run.branch(ballot.at.branch), ballot.at.state);
  if (!active || record.meeting >= active->entered) return;
  const Text meeting = shown(record.meeting), entered = shown(active->entered);
  run.note("meeting-before-step",
           {"Mødet den " + meeting.da + " ligger før trinnet blev åbnet den " + entered.da,
            "The meeting of " + meeting.en + " lies before the step was opened on " + entered.en});
}

}  // namespace aftale::machine
