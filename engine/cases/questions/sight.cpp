#include "engine/cases/questions/sight.h"

#include <algorithm>

#include "engine/cases/case_rows.h"
#include "engine/machine/format/payload.h"
#include "engine/machine/possible.h"
#include "engine/machine/step.h"

namespace aftale::cases {
namespace {

using machine::InputKind;

constexpr std::string_view kParty = "party:", kBody = "body:";

/// What everybody may know of the life of a case.
bool is_public(InputKind kind) {
  return kind == InputKind::freeze || kind == InputKind::suspend || kind == InputKind::resume ||
         kind == InputKind::withdraw;
}

}  // namespace

Sight::Sight(const machine::Actor& actor) : person_(actor.id) {
  for (const std::string& role : actor.roles) {
    if (role == "party") all_parties_ = true;
    if (role.starts_with(kParty)) parties_.insert(role.substr(kParty.size()));
    if (!role.starts_with(kBody)) continue;
    const std::string body = role.substr(kBody.size());
    const std::size_t slash = body.find('/');
    if (slash == std::string::npos) {
      bodies_.insert(body);
    } else {
      parties_.insert(body.substr(0, slash));
    }
  }
}

Sight Sight::of(const ReadModel& in, const std::string& key, const machine::Actor& actor, time::Instant now) {
  Sight sight(actor);
  const Result<std::optional<records::LoadedCase>> loaded = in.store.load(key);
  if (!loaded || !*loaded) return sight;
  const Result<model::DefinitionPtr> definition = in.definitions.get((*loaded)->row.definition);
  if (!definition) return sight;
  const Result<machine::Case> instance = case_rows::read_case(**loaded, **definition);
  if (!instance) return sight;

  const model::Organisation& organisation = (*definition)->organisation;
  std::vector<bool> own;
  for (const machine::BranchPtr& branch : instance->branches) {
    bool names_any = false, names_own = false;
    for (const feel::Value& value : branch->values) {
      const model::Registered* known = (*definition)->organisation_values.registered(value);
      if (!known) continue;
      names_any = true;
      names_own = names_own || (known->party ? sight.all_parties_ ||
                                                   sight.parties_.contains(organisation.parties[*known->party].code)
                                             : sight.bodies_.contains(organisation.bodies[*known->body].id));
    }
    own.push_back(names_any || branch->no == 0 ? names_own : own[branch->parent]);
    if (branch->no != 0) sight.branches_[branch->key] = own.back();
  }
  for (const machine::Offer& offer : machine::possible(**definition, *instance, {now, std::nullopt, actor}))
    sight.steps_.insert(offer.step);
  return sight;
}

const bool* Sight::branch_of(const std::string& address) const {
  for (std::string key = address; !key.empty();) {
    if (const auto found = branches_.find(key); found != branches_.end()) return &found->second;
    const std::size_t slash = key.rfind('/');
    key.resize(slash == std::string::npos ? 0 : slash);
  }
  return nullptr;
}

bool Sight::is_own(const std::string& address) const {
  const bool* own = branch_of(address);
  return (own && *own) || steps_.contains(address);
}

bool Sight::is_common(const std::string& address) const {
  return branch_of(address) == nullptr;
}

bool Sight::is_own(const records::WorkItemRow& row) const {
  if (is_own(row.step)) return true;
  return row.party.empty() ? bodies_.contains(row.body) : all_parties_ || parties_.contains(row.party);
}

bool Sight::may_read(const records::WorkItemRow& row) const {
  return is_own(row) || (row.party.empty() && is_common(row.step));
}

bool Sight::may_read(const records::BranchRow& row) const {
  return row.no == 0 || is_own(row.key);
}

bool Sight::may_read(const records::DocumentRow& row) const {
  return row.frozen.has_value() || is_own(row.document);
}

bool Sight::may_read(const records::JournalRow& row) const {
  return row.actor == person_ || is_public(static_cast<InputKind>(row.kind)) || is_own(details(row.outcome).step);
}

}  // namespace aftale::cases
