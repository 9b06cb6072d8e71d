#include "engine/machine/deadlines/notify.h"

#include <algorithm>
#include <iterator>

#include "engine/base/check.h"
#include "engine/machine/chart/documents.h"
#include "engine/machine/deadlines/notices.h"

namespace aftale::machine {

using model::StateIx;

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

Result<void> notify(Run& run, BranchNo branch, StateIx state, const model::NotifyAction& action) {
  AFTALE_TRY(const Targets to, targets_of(run, branch, state, action.to));
  const Targets owners = owners_or_secretariat(run, branch, state);
  Notify notice = notice_about(run, branch, state, action.template_name.c_str(), owners);
  const Nearest nearest = nearest_deadline(run, branch, state);
  if (nearest.deadline) notice.due = nearest.deadline->due;
  for (const std::uint16_t document : action.attach) {
    const std::optional<Held> held = held_in(run, branch, document);
    AFTALE_CHECK(held.has_value());
    std::vector<Attachment> found = newest(run, *held);
    if (found.empty()) {
      const Text& title = run.definition().root().documents[document].title;
      run.note("version-missing", {title.in(Language::da) + " er ikke vedlagt, for der er ingen version af det",
                                   title.in(Language::en) + " is not attached, because there is no version of it"});
    }
    std::move(found.begin(), found.end(), std::back_inserter(notice.attachments));
  }
  for (const Target& target : to) {
    Notify one = &target == &to.back() ? std::move(notice) : notice;
    one.to = target.receiver;
    one.owes = is_among(run, target, owners);
    if (target.body) one.body = target.body;
    if (target.party) one.party = target.party;
    if (target.borrowed && target.role != "secretariat") {
      run.note("no-contact", {target.receiver->title.in(Language::da) +
                                  " har ingen kontakt i organisationen; sekretariatet får beskeden",
                              target.receiver->title.in(Language::en) +
                                  " has no contact in the organisation; the secretariat gets the message"});
    }
    if (run.missed()) {
      send_for_missed_days(run, branch, state, std::move(one), receiver_id(run, target));
    } else {
      send_as_entry(run, std::move(one));
    }
  }
  return {};
}

}  // namespace aftale::machine
