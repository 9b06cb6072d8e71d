#include "engine/machine/branches/renewed_approval.h"

#include <algorithm>

#include "engine/base/check.h"
#include "engine/base/limits.h"
#include "engine/machine/bodies/addressees.h"
#include "engine/machine/branches/renewals.h"
#include "engine/machine/branches/rounds.h"
#include "engine/machine/chart/children.h"
#include "engine/machine/chart/evaluate.h"
#include "engine/machine/deadlines/notices.h"

namespace aftale::machine::branches {

using model::Document;
using model::StateIx;

namespace {

/// No branch of a for_each lies around it: only its own branches are asked.
bool is_outermost(const Run& run, BranchNo no) {
  for (; no != 0; no = run.branch(no).parent) {
    const Branch& branch = run.branch(no);
    if (run.chart(branch.parent).states[branch.origin].for_each) return false;
  }
  return true;
}

std::uint32_t approved_version(const Run& run, const Branch& branch, std::uint16_t document) {
  const auto in = [&](const Decision& decision) {
    for (const auto& [ix, version] : decision.versions) {
      if (ix == document) return version;
    }
    return std::uint32_t{0};
  };
  const Decision* last = last_decision(run, branch.no);
  std::uint32_t version = last ? in(*last) : 0;
  for (const Decision& decision : branch.decisions) {
    if (decision.word.empty()) version = std::max(version, in(decision));
  }
  return version;
}

feel::Value party_in(const Run& run, const Branch& branch) {
  for (const feel::Value& value : branch.values) {
    if (party_of(run, value)) return value;
  }
  return {};
}

Result<std::string> proposal(const Run& run, const Branch& branch, std::uint16_t document, const Renewal& renewal) {
  const decisions::Table* table = run.definition().rules.find("renewed-approval");
  if (!table) return std::string(kReapprove);
  AFTALE_TRY(feel::Value answer,
             decide(run, *table,
                    {{"document_id", feel::Value::string(run.definition().root().documents[document].id)},
                     {"policy", feel::Value::string("ask")},
                     {"party", party_in(run, branch)},
                     {"outcome", feel::Value::string(branch.outcome)},
                     {"approved_version", feel::Value::integer(renewal.approved_version)},
                     {"new_version", feel::Value::integer(renewal.new_version)}}));
  if (answer.kind() == feel::Kind::context) {
    const feel::Value* member = answer.entries().find("answer");
    answer = member ? *member : feel::Value();
  }
  return answer.kind() == feel::Kind::string ? answer.text() : std::string(kReapprove);
}

}  // namespace

Result<void> attach(Run& run, const Held& held, const Attach& attach) {
  if (attach.size > limits::kAttachmentBytesMax) {
    const std::string size = std::to_string(attach.size);
    run.note("by-reference",
             {"Filen " + attach.name + " er på " + size +
                  " byte og gemmes ikke her, kun dens størrelse og SHA-256. Gem den selv: " + attach.sha256.hex(),
              "The file " + attach.name + " has " + size +
                  " bytes and is not kept here, only its size and SHA-256. Keep it yourself: " + attach.sha256.hex()});
  }
  const bool many = run.definition().root().documents[held.document].many;
  DocumentVersion version;
  version.document = held.document;
  version.branch = held.branch;
  version.name = attach.name;
  version.sha256 = attach.sha256;
  version.size = attach.size;
  version.attached = run.effective();
  for (const DocumentVersion& had : run.documents()) {
    if (held.holds(had) && (!many || had.name == attach.name))
      version.version = std::max(version.version, had.version + 1);
  }
  run.write_documents().push_back(version);
  run.changed_document(version);
  return {};
}

// A rejected or cancelled branch is not asked, nor one that took no decision on a version of the text.
Result<void> renew_approvals(Macrostep& macrostep, BranchNo parent, StateIx state) {
  Run& run = macrostep.run();
  if (!is_outermost(run, parent)) return {};
  const std::vector<Document>& documents = run.definition().root().documents;
  for (const BranchNo no : children_in_order(run, parent, state)) {
    const Branch& child = run.branch(no);
    if (child.status != BranchStatus::ended || child.outcome == "rejected") continue;
    for (std::size_t i = 0; i < documents.size(); ++i) {
      if (documents[i].chart != model::kNone) continue;
      const auto document = static_cast<std::uint16_t>(i);
      const std::uint32_t approved = approved_version(run, run.branch(no), document);
      const std::uint32_t frozen = frozen_version(run, Held{document, 0});
      if (approved == 0 || approved >= frozen || documents[i].changed_after_approval == Document::Changed::keep)
        continue;
      if (documents[i].changed_after_approval == Document::Changed::reapprove) {
        AFTALE_TRY_VOID(new_round(macrostep, no));
        break;
      }
      Branch& branch = run.write(no);
      auto renewal = std::find_if(branch.renewals.begin(), branch.renewals.end(),
                                  [&](const Renewal& had) { return had.document == document; });
      if (renewal == branch.renewals.end()) {
        Renewal fresh;
        fresh.document = document;
        fresh.item = ++branch.items;
        branch.renewals.push_back(fresh);
        renewal = branch.renewals.end() - 1;
      }
      renewal->approved_version = approved;
      renewal->new_version = frozen;
      AFTALE_TRY(renewal->proposed, proposal(run, branch, document, *renewal));
      const WorkItem& row = renewal_row(run, branch, *renewal);
      Notify notice;
      notice.template_name = "renewed-approval";
      notice.place = row.place;
      notice.to = notice.owner = row.owner;
      notice.owes = true;
      send_as_entry(run, std::move(notice));
    }
  }
  return {};
}

Result<void> freeze(Macrostep& macrostep, const Held& held) {
  Run& run = macrostep.run();
  const Document& declared = run.definition().root().documents[held.document];
  std::vector<DocumentVersion*> newest;
  for (DocumentVersion& version : run.write_documents()) {
    if (!held.holds(version)) continue;
    const auto same = std::find_if(newest.begin(), newest.end(), [&](const DocumentVersion* had) {
      return !declared.many || had->name == version.name;
    });
    if (same == newest.end()) {
      newest.push_back(&version);
    } else if (version.version > (*same)->version) {
      *same = &version;
    }
  }
  if (newest.empty()) {
    return fail(Error::Kind::refused, "version-missing",
                Text{"Der er ingen version af " + declared.title.in(Language::da) + " at fastfryse. Vedhæft den først",
                     "There is no version of " + declared.title.in(Language::en) + " to freeze. Attach it first"});
  }
  for (DocumentVersion* version : newest) {
    if (version->frozen) continue;
    version->frozen = run.effective();
    run.changed_document(*version);
  }
  // What a branch has of its own nobody else has approved.
  if (held.branch != 0) return {};
  for (BranchNo no = 0; no < run.branch_count(); ++no) {
    const Branch& branch = run.branch(no);
    if (branch.status != BranchStatus::running || branch.kept || !is_outermost(run, no)) continue;
    std::vector<StateIx> asked;
    for (const ActiveState& active : branch.active) {
      if (run.chart(branch).states[active.state].for_each) asked.push_back(active.state);
    }
    for (const StateIx state : asked) AFTALE_TRY_VOID(renew_approvals(macrostep, no, state));
  }
  return {};
}

Result<void> answer_renewal(Macrostep& macrostep, BranchNo no, std::uint16_t document, bool reapprove) {
  Run& run = macrostep.run();
  Branch& branch = run.write(no);
  const auto found = std::find_if(branch.renewals.begin(), branch.renewals.end(),
                                  [&](const Renewal& renewal) { return renewal.document == document; });
  AFTALE_CHECK(found != branch.renewals.end());
  const Renewal renewal = *found;
  branch.renewals.erase(found);
  WorkItem& row = renewal_row(run, branch, renewal);
  row.status = WorkItem::Status::done;
  row.outcome = reapprove ? kReapprove : kKeep;
  row.decided_on = run.effective();
  macrostep.agenda().watch(branch.parent, branch.origin);
  if (reapprove) return new_round(macrostep, no);
  Decision stands;
  stands.event = kKeep;
  stands.versions.emplace_back(document, renewal.new_version);
  branch.decisions.push_back(std::move(stands));
  return {};
}

}  // namespace aftale::machine::branches
