#include "engine/machine/deadlines/escalation.h"

#include <algorithm>
#include <optional>
#include <vector>

#include "engine/machine/chart/address.h"
#include "engine/machine/chart/evaluate.h"
#include "engine/machine/deadlines/notices.h"
#include "engine/machine/deadlines/timers.h"
#include "engine/machine/deadlines/told.h"

namespace aftale::machine {

using model::StateIx;

namespace {

/// More than a hundred years of daily looks; no moment may become another's.
constexpr std::uint16_t kLooksMax = 40'000;

/// What the table said of one owner.
struct Verdict {
  enum class To : std::uint8_t { owner, party, secretariat };
  std::vector<To> to;  ///< in the order of the table: of two with one contact the first is written to
  std::string template_name, channel;
  std::optional<std::int64_t> again;
};

const feel::Value* output(const feel::Value& outputs, const char* name) {
  const feel::Value* value = outputs.entries().find(name);
  return value && !value->is_null() ? value : nullptr;
}

tl::unexpected<ErrorPtr> wrong(const decisions::Table& table, const char* name, const feel::Value& outputs,
                               const char* da, const char* en) {
  const feel::Value* given = outputs.entries().find(name);
  const std::string shown = given ? given->feel() : "null", column(name);
  return table_failed(
      table, {column + " skal være " + da + ", men er " + shown, column + " must be " + en + ", but is " + shown},
      table.at);
}

Result<Verdict> read_answer(const decisions::Table& table, const feel::Value& outputs) {
  if (outputs.kind() != feel::Kind::context) {
    return table_failed(table, {"ingen række passer", "no row fits"}, table.at);
  }
  Verdict answer;
  const feel::Value* to = output(outputs, "to");
  static constexpr const char *kTo = "en liste af owner, party og secretariat",
                              *kToEn = "a list of owner, party and secretariat";
  if (!to || to->kind() != feel::Kind::list) return wrong(table, "to", outputs, kTo, kToEn);
  for (const feel::Value& word : to->items()) {
    const std::string name = word.kind() == feel::Kind::string ? word.text() : std::string();
    using To = Verdict::To;
    const std::optional<To> known = name == "owner"         ? std::optional(To::owner)
                                    : name == "party"       ? std::optional(To::party)
                                    : name == "secretariat" ? std::optional(To::secretariat)
                                                            : std::nullopt;
    if (!known) return wrong(table, "to", outputs, kTo, kToEn);
    answer.to.push_back(*known);
  }
  const feel::Value* template_name = output(outputs, "template");
  if (!template_name || template_name->kind() != feel::Kind::string || template_name->text().empty()) {
    return wrong(table, "template", outputs, "navnet på en skabelon", "the name of a template");
  }
  answer.template_name = template_name->text();
  if (const feel::Value* channel = output(outputs, "channel")) {
    if (channel->kind() != feel::Kind::string) {
      return wrong(table, "channel", outputs, "navnet på en kanal eller null", "the name of a channel or null");
    }
    answer.channel = channel->text();
  }
  if (const feel::Value* again = output(outputs, "again")) {
    if (again->kind() == feel::Kind::number) answer.again = again->number().integer();
    if (!answer.again || *answer.again < 1) {
      return wrong(table, "again", outputs, "et helt antal arbejdsdage fra 1 eller null",
                   "a whole number of working days from 1 or null");
    }
  }
  return answer;
}

/// One moment of one deadline.
class Look {
 public:
  Look(Run& run, BranchNo no, DeadlineState& deadline, const std::string& moment, bool only_due, bool silent = false)
      : run_(run),
        table_(*escalation_of(run)),
        no_(no),
        deadline_(deadline),
        rule_(run.chart(no).states[deadline.state].deadlines[deadline.deadline]),
        secretariat_(secretariat_target(run)),
        stem_(stem_of(run, no, deadline, moment)),
        only_due_(only_due),
        silent_(silent) {}

  Result<void> take() {
    const bool several = holds_for_steps(run_.chart(no_).states[deadline_.state]);
    if (several) open_ = open_work(run_, no_, deadline_.state);
    if (!several) open_.push_back({no_, deadline_.state});
    Notify list = notice_about(run_, no_, deadline_.state, "");
    list.due = deadline_.due;
    for (const OpenWork& work : open_) {
      const Targets owners = owners_or_secretariat(run_, work.branch, work.state);
      Notify own = notice_about(run_, work.branch, work.state, "");
      own.due = deadline_.due;
      if (several) list.items.push_back(listed(run_, own, work));
      for (const Target& owner : owners) {
        // The list tells the secretariat of its own steps.
        if (several && all_secretariat(run_, {owner})) continue;
        AFTALE_TRY_VOID(ask_for(work, own, owner, several));
      }
    }
    if (several) AFTALE_TRY_VOID(ask_for_list(list));
    arm();
    return {};
  }

 private:
  time::CivilDate today() const { return run_.today(); }

  Told& told(const OpenWork& work, const Target& target) { return told_of(run_, deadline_, work, target); }

  bool is_known(const OpenWork& work, const Target& target) const {
    const std::string id = receiver_id(run_, target);
    return std::any_of(deadline_.told.begin(), deadline_.told.end(), [&](const Told& had) {
      return had.branch == work.branch && had.state == work.state && had.receiver == id;
    });
  }

  /// Somebody of whom the table has said "no more", or "not yet", is left alone until the deadline has another moment.
  bool rests(const OpenWork& work, const Target& target) {
    if (!only_due_ || !is_known(work, target)) return false;
    const Told& had = told(work, target);
    return !had.again || *had.again > today();
  }

  std::string kind_of(const Target& target) const {
    if (all_secretariat(run_, {target})) return "secretariat";
    if (target.body) return target.party ? target.body->id : "common";
    return target.party ? "party" : "other";
  }

  std::int64_t earlier(const Target& target) const {
    const std::string id = receiver_id(run_, target);
    std::int64_t count = 0;
    for (const Told& had : deadline_.told) {
      if (had.receiver == id) count += had.times;
    }
    return count;
  }

  Result<Verdict> answer_for(const Target& target) const {
    const std::int64_t days = today().days() - deadline_.due->days();
    AFTALE_TRY(const feel::Value outputs, decide(run_, table_,
                                                 {{"days", feel::Value::integer(days)},
                                                  {"body", feel::Value::string(kind_of(target))},
                                                  {"decides", feel::Value(target.body && target.body->decides)},
                                                  {"earlier", feel::Value::integer(earlier(target))}},
                                                 Noted::once, true));
    return read_answer(table_, outputs);
  }

  void note_again(const OpenWork& work, const Target& target, const Verdict& answer) {
    Told& entry = told(work, target);
    entry.again.reset();
    if (!answer.again) return;
    const time::Calendar& calendar = rule_.calendar ? *rule_.calendar : run_.definition().calendar;
    // A calendar that never works gives the day back; nobody is told twice on one day.
    entry.again = std::max(calendar.add_working_days(today(), *answer.again), today().plus_days(1));
  }

  std::optional<Target> party_of(const Target& owner, const Notify& own) const {
    Target target;
    target.party = owner.party ? owner.party : own.party;
    if (!target.party) return std::nullopt;
    const model::Organisation& organisation = run_.definition().organisation;
    const model::OrganisationValues& values = run_.definition().organisation_values;
    const auto index = static_cast<std::size_t>(target.party - organisation.parties.data());
    const model::Registered* known = values.registered(values.party(index));
    target.receiver = known->receiver;
    target.borrowed = known->borrowed;
    return target;
  }

  Result<void> ask_for(const OpenWork& work, const Notify& own, const Target& owner, bool several) {
    if (rests(work, owner)) return {};
    AFTALE_TRY(const Verdict answer, answer_for(owner));
    note_again(work, owner, answer);
    const std::string stem = several ? stem_ + "|" + address_of(run_, work.branch, work.state) : stem_;
    for (const Verdict::To to : answer.to) {
      if (to == Verdict::To::owner) tell(work, own, owner, answer, stem, true);
      if (to == Verdict::To::party) {
        const std::optional<Target> party = party_of(owner, own);
        if (party) tell(work, own, *party, answer, stem, false);
      }
      if (to != Verdict::To::secretariat) continue;
      // How it is told, its own row says: what is written to an owner is not written to the secretariat.
      AFTALE_TRY(Verdict how, answer_for(secretariat_));
      if (!several) tell(work, own, secretariat_, how, stem, all_secretariat(run_, {owner}));
      if (several && !for_list_) for_list_ = std::move(how);
    }
    return {};
  }

  /// The secretariat has one list, of its own accord or because a step's owner is one to tell it of.
  Result<void> ask_for_list(const Notify& list) {
    const OpenWork here{no_, deadline_.state};
    if (!rests(here, secretariat_)) {
      AFTALE_TRY(Verdict answer, answer_for(secretariat_));
      note_again(here, secretariat_, answer);
      const auto itself = [](Verdict::To to) { return to != Verdict::To::party; };
      if (std::any_of(answer.to.begin(), answer.to.end(), itself)) for_list_ = std::move(answer);
    }
    if (for_list_) tell(here, list, secretariat_, *for_list_, stem_, false);
    return {};
  }

  /// Whoever is told for the first time that the day has passed is told so even if the answer comes meanwhile.
  Notify::Asks asks_of(const Told& had) const {
    if (today() <= *deadline_.due) return Notify::Asks::to_come;
    return was_told_it_passed(deadline_, had) ? Notify::Asks::again : Notify::Asks::missed;
  }

  void tell(const OpenWork& work, const Notify& notice, const Target& target, const Verdict& answer,
            const std::string& stem, bool owes) {
    if (silent_) return;
    const std::string& contact = target.receiver->contact;
    const std::string id = receiver_id(run_, target);
    for (const Told& had : deadline_.told) {
      const bool same = had.branch == work.branch && had.state == work.state && had.last == today();
      if (same && (had.receiver == id || (!contact.empty() && had.contact == contact))) return;
    }
    Notify one = notice;
    one.template_name = answer.template_name;
    one.channel = answer.channel;
    one.to = target.receiver;
    one.asks = asks_of(told(work, target));
    one.owes = owes;
    one.key = stem + "|" + id;
    note_told(run_, deadline_, work, target);
    run_.step().effects.emplace_back(std::move(one));
  }

  bool is_open(const Told& entry) const {
    if (entry.branch == no_ && entry.state == deadline_.state) return true;
    return std::any_of(open_.begin(), open_.end(),
                       [&](const OpenWork& work) { return work.branch == entry.branch && work.state == entry.state; });
  }

  /// The next look: the earliest that anybody is to be asked for again. What an earlier look had set is over.
  void arm() {
    std::optional<time::CivilDate> next;
    for (Told& entry : deadline_.told) {
      if (!is_open(entry)) entry.again.reset();
      if (entry.again && *entry.again > today() && (!next || *entry.again < *next)) next = entry.again;
    }
    Branch& branch = run_.write(no_);
    drop_timers(branch, [&](const Timer& timer) {
      return timer.kind == Timer::Kind::remind && timer.state == deadline_.state && timer.rule == deadline_.deadline &&
             timer.moment >= kAgainMoment;
    });
    if (!next || deadline_.looks >= kLooksMax) return;
    ++deadline_.looks;
    Timer timer;
    timer.date = *next;
    timer.kind = Timer::Kind::remind;
    timer.state = deadline_.state;
    timer.rule = deadline_.deadline;
    timer.moment = static_cast<std::uint16_t>(kAgainMoment + deadline_.looks);
    add_timer(run_, branch, timer);
  }

  Run& run_;
  const decisions::Table& table_;
  BranchNo no_;
  DeadlineState& deadline_;
  const model::Deadline& rule_;
  Target secretariat_;
  std::string stem_;
  bool only_due_, silent_;
  std::vector<OpenWork> open_;
  std::optional<Verdict> for_list_;
};

}  // namespace

const decisions::Table* escalation_of(const Run& run) {
  const std::string& name = run.definition().root().escalation;
  return name.empty() ? nullptr : run.definition().rules.find(name);
}

Result<void> escalate(Run& run, BranchNo branch, DeadlineState& deadline, const std::string& moment) {
  return Look(run, branch, deadline, moment, false).take();
}

Result<void> look_again(Run& run, BranchNo branch, DeadlineState& deadline, std::uint16_t moment) {
  return Look(run, branch, deadline, "again " + std::to_string(moment - kAgainMoment), true).take();
}

Result<void> look_in_silence(Run& run, BranchNo branch, DeadlineState& deadline, bool again) {
  return Look(run, branch, deadline, {}, again, true).take();
}

void look_again_on_return(Run& run, BranchNo no, DeadlineState& deadline) {
  std::optional<time::CivilDate> next;
  for (const Told& entry : deadline.told) {
    if (entry.again && (!next || *entry.again < *next)) next = entry.again;
  }
  if (!next || deadline.looks == 0) return;
  const model::Deadline& rule = run.chart(no).states[deadline.state].deadlines[deadline.deadline];
  const time::Calendar& calendar = rule.calendar ? *rule.calendar : run.definition().calendar;
  Timer timer;
  timer.date = calendar.roll(std::max(*next, run.today()), time::Roll::forward);
  timer.kind = Timer::Kind::remind;
  timer.state = deadline.state;
  timer.rule = deadline.deadline;
  timer.moment = static_cast<std::uint16_t>(kAgainMoment + deadline.looks);
  add_timer(run, run.write(no), timer);
}

}  // namespace aftale::machine
