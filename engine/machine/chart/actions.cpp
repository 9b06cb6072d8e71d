#include <algorithm>

#include "engine/base/check.h"
#include "engine/machine/branches/linked.h"
#include "engine/machine/chart/macrostep.h"
#include "engine/machine/deadlines/notices.h"

namespace aftale::machine {

using model::StateIx;

// In SCXML's own form an action that fails ends its block and is told as an event (section 3.13); else the whole step
// is undone (D3).
Result<void> Macrostep::act(BranchNo branch, StateIx state, const std::vector<model::Action>& actions) {
  for (const model::Action& action : actions) {
    Result<void> done = act_one(branch, state, action);
    if (done) continue;
    if (!run_.scxml()) return fail(std::move(done).error());
    raised_.push_back({branch, model::kNone, "error.execution", {}, {}});
    break;
  }
  return {};
}

Result<void> Macrostep::act_one(BranchNo branch, StateIx state, const model::Action& action) {
  if (const auto* one = std::get_if<model::SetAction>(&action)) return set(branch, state, *one);
  if (const auto* one = std::get_if<model::NotifyAction>(&action)) return notify(branch, state, *one);
  if (const auto* one = std::get_if<model::FreezeAction>(&action)) {
    const std::optional<Held> held = held_in(run_, branch, one->document);
    AFTALE_CHECK(held.has_value());
    return freeze(*held);
  }
  if (const auto* one = std::get_if<model::OpenAction>(&action)) return open_other(run_, branch, state, *one);
  if (const auto* one = std::get_if<model::TellAction>(&action)) return tell_other(run_, branch, state, *one);
  raised_.push_back({branch, model::kNone, std::get<model::RaiseAction>(action).event, {}, {}});
  return {};
}

Result<void> Macrostep::set(BranchNo no, StateIx state, const model::SetAction& action) {
  AFTALE_TRY(feel::Value value, value_of(run_, no, state, action.value));
  BranchNo home = no;
  for (std::uint8_t depth = action.depth; depth > 0; --depth) home = run_.branch(home).parent;
  Branch& branch = run_.write(home);
  feel::Value& variable = branch.values[action.variable];
  const feel::Value before = run_.follows_data() ? variable : feel::Value();
  AFTALE_TRY_VOID(assign(action.value, run_.chart(branch).variables[action.variable], std::move(value), variable));
  if (run_.follows_data() && !feel::identical(before, variable)) changed_.push_back({home, action.variable});
  return {};
}

namespace {

/// The newest version of a document, or of each of its names where there may be many.
std::vector<Attachment> newest(const Run& run, const Held& held) {
  std::vector<Attachment> out;
  const model::Document& declared = run.definition().root().documents[held.document];
  for (const DocumentVersion& version : run.documents()) {
    if (!held.holds(version)) continue;
    Attachment attachment{declared.title, version.name, version.version, version.sha256};
    const auto same = std::find_if(out.begin(), out.end(),
                                   [&](const Attachment& had) { return !declared.many || had.name == version.name; });
    if (same == out.end()) {
      out.push_back(std::move(attachment));
    } else {
      *same = std::move(attachment);
    }
  }
  return out;
}

}  // namespace

Result<void> Macrostep::notify(BranchNo branch, StateIx state, const model::NotifyAction& action) {
  AFTALE_TRY(const Targets to, targets_of(run_, branch, state, action.to));
  Notify notice = notice_about(run_, branch, state, action.template_name.c_str());
  const Nearest nearest = nearest_deadline(run_, branch, state);
  if (nearest.deadline) notice.due = nearest.deadline->due;
  for (const std::uint16_t document : action.attach) {
    const std::optional<Held> held = held_in(run_, branch, document);
    AFTALE_CHECK(held.has_value());
    std::vector<Attachment> found = newest(run_, *held);
    if (found.empty()) {
      const Text& title = run_.definition().root().documents[document].title;
      Diagnostic note;
      note.code = "version-missing";
      note.severity = Severity::note;
      note.message = {title.in(Language::da) + " er ikke vedlagt, for der er ingen version af det",
                      title.in(Language::en) + " is not attached, because there is no version of it"};
      run_.note(std::move(note));
    }
    std::move(found.begin(), found.end(), std::back_inserter(notice.attachments));
  }
  const Targets owners = owners_or_secretariat(run_, branch, state);
  for (const Target& target : to) {
    Notify one = notice;
    one.to = target.receiver;
    one.owes = is_among(run_, target, owners);
    if (target.body) one.body = target.body;
    if (target.party) one.party = target.party;
    if (target.borrowed && target.role != "secretariat") {
      Diagnostic note;
      note.code = "no-contact";
      note.severity = Severity::note;
      note.message = {
          target.receiver->title.in(Language::da) + " har ingen kontakt i organisationen; sekretariatet får beskeden",
          target.receiver->title.in(Language::en) +
              " has no contact in the organisation; the secretariat gets the message"};
      run_.note(std::move(note));
    }
    if (run_.missed()) {
      send_for_missed_days(run_, branch, state, std::move(one), receiver_id(run_, target));
    } else {
      send_as_entry(run_, std::move(one));
    }
  }
  return {};
}

}  // namespace aftale::machine
