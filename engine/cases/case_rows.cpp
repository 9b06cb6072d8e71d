#include "engine/cases/case_rows.h"

#include <algorithm>

#include "engine/base/check.h"
#include "engine/lifecycle/deadline_life.h"
#include "engine/machine/format/codec.h"
#include "engine/machine/possible.h"
#include "engine/model/meeting_for.h"

namespace aftale::cases::case_rows {
namespace {

using machine::Branch;
using machine::BranchStatus;

tl::unexpected<ErrorPtr> damaged(const std::string& key) {
  return fail(Error::Kind::damaged, "damaged",
              Text{"Sagen " + key + " i databasen passer ikke til sit forløb. Kør aftale audit " + key,
                   "The case " + key + " in the database does not fit its workflow. Run aftale audit " + key});
}

// The body whose turn a waiting branch is: the element of a party's chain.
const model::Body* body_of(const Branch& branch, const model::Definition& definition) {
  for (const feel::Value& value : branch.values) {
    if (value.kind() != feel::Kind::context) continue;
    const feel::Value* id = value.entries().find("id");
    const feel::Value* party = value.entries().find("party");
    if (!id || !party || id->kind() != feel::Kind::string) continue;
    if (party->kind() != feel::Kind::string) return definition.organisation.body(id->text());
    const model::Party* owner = definition.organisation.party(party->text());
    if (!owner) continue;
    for (const model::Body& body : owner->chain) {
      if (body.id == id->text()) return &body;
    }
  }
  return nullptr;
}

std::optional<time::CivilDate> meeting_of_older(const Branch& branch, const machine::Case& instance,
                                                const model::Definition& definition) {
  const model::Body* body = body_of(branch, definition);
  if (!body || body->meetings.empty()) return std::nullopt;
  return body->meetings.next_by_libical(definition.calendar.zone.date_of(instance.last_at));
}

/// When those of a chain treat a matter, one after the other.
class ChainDays {
 public:
  ChainDays(const machine::Case& instance, const model::Definition& definition)
      : instance_(instance), definition_(definition), today_(definition.calendar.zone.date_of(instance.last_at)) {}

  /// The meeting of one whose turn has not come: those before it hand the matter over on their day. None where it has
  /// no plan, or where its plan, or that of one before it, ends too early.
  std::optional<time::CivilDate> meeting_of(const Branch& waiting) const {
    const model::Body* body = body_of(waiting, definition_);
    if (!body || body->meetings.empty()) return std::nullopt;
    const std::vector<const Branch*> chain = up_to(waiting);
    std::optional<time::CivilDate> handed_over, latest = today_;
    for (const Branch* one : chain) {
      // Who begins together with the one before has the matter from the same day.
      const bool together = one->with_previous && one != chain.front();
      if (!together) handed_over = latest;
      const std::optional<time::CivilDate> day = treated_on(*one, handed_over);
      if (one == &waiting) return day;
      if (!together || !day || (latest && *day > *latest)) latest = day;
    }
    return std::nullopt;
  }

 private:
  std::vector<const Branch*> up_to(const Branch& last) const {
    std::vector<const Branch*> chain;
    for (const machine::BranchPtr& other : instance_.branches) {
      const bool beside = other->no != 0 && other->parent == last.parent && other->origin == last.origin;
      if (beside && !other->superseded && other->ordinal <= last.ordinal) chain.push_back(other.get());
    }
    std::sort(chain.begin(), chain.end(),
              [](const Branch* left, const Branch* right) { return left->ordinal < right->ordinal; });
    return chain;
  }

  /// The day on which one has treated the matter, or is to; none where nobody can say, because its plan has ended.
  std::optional<time::CivilDate> treated_on(const Branch& branch, std::optional<time::CivilDate> handed_over) const {
    if (branch.status == BranchStatus::running) return planned_in(branch);
    if (branch.status != BranchStatus::waiting) return branch.ended_on ? branch.ended_on : handed_over;
    const model::Body* body = body_of(branch, definition_);
    if (!body || body->meetings.empty() || !handed_over) return handed_over;
    return model::meeting_for(*body, definition_.calendar, *handed_over, today_);
  }

  std::optional<time::CivilDate> planned_in(const Branch& branch) const {
    const model::Body* body = body_of(branch, definition_);
    const std::vector<model::State>& states = definition_.charts[branch.chart].states;
    for (const machine::ActiveState& active : branch.active) {
      if (active.next_meeting) return active.next_meeting;
      if (active.item != 0 && states[active.state].ballot && body && !body->meetings.empty()) return std::nullopt;
    }
    return today_;
  }

  const machine::Case& instance_;
  const model::Definition& definition_;
  time::CivilDate today_;
};

void join(std::string& joined, const std::string& word) {
  joined += (joined.empty() ? "" : ", ") + word;
}

// Titles of the states that hold no other active one.
Text innermost_steps(const Branch& branch, const machine::Case& instance, const model::Definition& definition) {
  const model::Chart& chart = definition.charts[branch.chart];
  Text steps;
  for (std::size_t n = 0; n < branch.active.size(); ++n) {
    const model::StateIx state = branch.active[n].state;
    const bool inner = n + 1 == branch.active.size() || branch.active[n + 1].state >= chart.states[state].end;
    if (!inner) continue;
    const Text title = machine::filled(chart.states[state].title, definition, instance, branch);
    join(steps.da, title.in(Language::da));
    join(steps.en, title.in(Language::en));
  }
  return steps;
}

void read_deadlines(const Branch& branch, records::BranchRow& row) {
  for (const machine::DeadlineState& deadline : branch.deadlines) {
    if (lifecycle::is_overdue(deadline.status)) row.overdue = true;
    const bool waits = lifecycle::is_open(deadline.status) || lifecycle::is_overdue(deadline.status);
    if (waits && deadline.due && (!row.due_on || *deadline.due < *row.due_on)) row.due_on = deadline.due;
  }
}

}  // namespace

bool knows_semantics(const records::CaseRow& row) {
  return row.semantics >= model::kSemanticsOldest && row.semantics <= model::kSemantics;
}

Text other_semantics(const records::CaseRow& row) {
  const std::string theirs = std::to_string(row.semantics), ours = std::to_string(model::kSemantics);
  return {"Sagen " + row.key + " føres efter regler nr. " + theirs + ", men dette program kender nr. " + ours +
              " og ældre. Brug det program, der skrev den",
          "The case " + row.key + " is run by rules no. " + theirs + ", but this program knows no. " + ours +
              " and older. Use the program that wrote it"};
}

Result<machine::Case> read_case(const records::LoadedCase& loaded, const model::Definition& definition) {
  machine::Case instance;
  instance.id = loaded.row.id;
  instance.key = loaded.row.key;
  instance.title = loaded.row.title;
  instance.definition = loaded.row.definition;
  if (!knows_semantics(loaded.row)) return fail(Error::Kind::damaged, "newer-file", other_semantics(loaded.row));
  instance.semantics = static_cast<int>(loaded.row.semantics);
  instance.revision = static_cast<std::uint64_t>(loaded.revision);
  instance.opened = loaded.row.opened_at;
  instance.last_at = loaded.last_at;
  instance.status = loaded.row.status;
  instance.fault = loaded.row.fault;
  for (const records::BranchRow& row : loaded.branches) {
    AFTALE_TRY(Branch branch, machine::decode(row.state, definition));
    const bool in_place = branch.no == instance.branches.size() && branch.parent <= branch.no;
    if (!in_place || row.no != branch.no || row.parent != branch.parent || row.key != branch.key)
      return damaged(instance.key);
    instance.branches.push_back(std::make_shared<const Branch>(std::move(branch)));
  }
  const std::vector<model::Document>& declared = definition.root().documents;
  for (const records::DocumentRow& row : loaded.documents) {
    const std::size_t slash = row.document.rfind('/');
    const std::string id = slash == std::string::npos ? row.document : row.document.substr(slash + 1);
    const auto found = std::find_if(declared.begin(), declared.end(),
                                    [&](const model::Document& document) { return document.id == id; });
    const Branch* branch =
        slash == std::string::npos ? instance.find({}) : instance.find(std::string_view(row.document).substr(0, slash));
    if (found == declared.end() || !branch) return damaged(instance.key);
    if (found->chart == model::kNone ? branch->no != 0 : branch->chart != found->chart) return damaged(instance.key);
    machine::DocumentVersion version;
    version.branch = branch->no;
    version.document = static_cast<std::uint16_t>(found - declared.begin());
    version.version = static_cast<std::uint32_t>(row.version);
    version.name = row.name;
    version.sha256 = row.sha256;
    version.size = static_cast<std::uint64_t>(row.size);
    version.attached = row.attached;
    version.frozen = row.frozen;
    instance.documents.push_back(std::move(version));
  }
  if (instance.branches.empty()) return damaged(instance.key);
  return instance;
}

void update(records::CaseRow& row, const machine::Case& instance, std::optional<time::Instant> closed_at) {
  row.status = instance.status;
  row.fault = instance.fault;
  row.closed_at = closed_at;
  row.wake_at = instance.wake_at();
}

records::CaseRow new_case(const machine::Case& instance, const model::Definition& definition) {
  records::CaseRow row;
  row.id = instance.id;
  row.key = instance.key;
  row.title = instance.title;
  row.workflow = definition.root().name + "@" + std::to_string(definition.root().version);
  row.workflow_title = definition.root().title;
  row.organisation = definition.organisation.name;
  row.definition = instance.definition;
  row.semantics = instance.semantics;
  row.opened_at = instance.opened;
  return row;
}

records::BranchRow branch_row(const Branch& branch, const machine::Case& instance,
                              const model::Definition& definition) {
  records::BranchRow row;
  row.case_id = instance.id;
  row.no = branch.no;
  row.parent = branch.parent;
  row.ordinal = branch.ordinal;
  row.round = branch.round;
  row.key = branch.key;
  row.title = *branch.title;
  row.status = branch.status;
  row.kept = branch.kept;
  row.outcome = branch.outcome;
  if (!branch.decisions.empty()) row.word = branch.decisions.back().word;
  row.ended_on = branch.ended_on;
  if (branch.no != 0) {
    const Branch& parent = *instance.branches[branch.parent];
    row.group =
        machine::filled(definition.charts[parent.chart].states[branch.origin].title, definition, instance, parent);
  }
  if (branch.status == BranchStatus::waiting) {
    row.planned_on = instance.semantics >= 5 ? ChainDays(instance, definition).meeting_of(branch)
                                             : meeting_of_older(branch, instance, definition);
  }
  if (branch.status == BranchStatus::running) row.step = innermost_steps(branch, instance, definition);
  read_deadlines(branch, row);
  machine::encode(branch, definition, row.state);
  return row;
}

records::WorkItemRow item_row(machine::WorkItem item, const machine::Case& instance,
                              const model::Definition& definition) {
  records::WorkItemRow row;
  row.case_id = instance.id;
  row.branch = item.place.branch;
  row.item = item.item;
  row.status = item.status;
  row.step = address_of(definition, instance, item.place);
  row.title = item.title ? *item.title : title_of(definition, instance, item.place);
  row.owner = item.owner->title;
  row.contact = item.owner->contact;
  row.party = item.owner->party;
  row.body = item.owner->body;
  row.ballot = item.ballot;
  row.opened_on = item.opened_on;
  row.due_on = item.due_on;
  row.planned_on = item.planned_on;
  row.decided_on = item.decided_on;
  row.overdue = item.overdue;
  row.outcome = std::move(item.outcome);
  row.word = std::move(item.word);
  row.votes_for = item.votes.votes_for;
  row.votes_against = item.votes.votes_against;
  row.votes_abstained = item.votes.votes_abstained;
  row.present = item.votes.present;
  row.recused = item.votes.recused;
  for (const std::string& remark : item.remarks) row.remarks += (row.remarks.empty() ? "" : "\n") + remark;
  row.postponed = item.postponed;
  return row;
}

// What a branch has of its own is listed under its address, and named after it.
records::DocumentRow document_row(const machine::DocumentVersion& version, const machine::Case& instance,
                                  const model::Definition& definition) {
  const model::Document& document = definition.root().documents[version.document];
  const Branch& branch = *instance.branches[version.branch];
  const auto title = [&](Language language) { return branch.title->in(language) + ": " + document.title.in(language); };
  return {instance.id,
          version.branch == 0 ? document.id : branch.key + "/" + document.id,
          version.branch == 0 ? document.title : Text{title(Language::da), title(Language::en)},
          version.version,
          version.name,
          version.sha256,
          static_cast<std::int64_t>(version.size),
          version.attached,
          version.frozen};
}

}  // namespace aftale::cases::case_rows
