#include "engine/machine/bodies/four_eyes.h"

#include <algorithm>

#include "engine/base/words.h"
#include "engine/machine/chart/refusal.h"
#include "engine/machine/format/payload.h"
#include "engine/time/format.h"

namespace aftale::machine {

namespace {

Actor asker_of(const Proposal& proposal) {
  return {proposal.by, Proof::solo, {}, proposal.user, proposal.uid};
}

/// Who proposed, and when, as people read it.
Text proposer(const Run& run, const Proposal& proposal) {
  const time::Zone& zone = run.definition().calendar.zone;
  return {proposal.by + " den " + time::date_and_time(proposal.at, zone, Language::da),
          proposal.by + " on " + time::date_and_time(proposal.at, zone, Language::en)};
}

// Where it is asked for may be written in several ways, and the order of named things says nothing.
Digest content_of(const Run& run, Event event) {
  event.step.clear();
  std::erase_if(event.data, [](const auto& field) { return field.second.is_null(); });
  std::sort(event.data.begin(), event.data.end(),
            [](const auto& left, const auto& right) { return left.first < right.first; });
  std::string text;
  write_input(Input(std::move(event)), run.definition(), text);
  if (run.moment().effective) text += run.moment().effective->iso();
  return sha256(text);
}

Digest content_of(const Run& run, Record record) {
  record.step.clear();
  record.outcome = folded(record.outcome);
  std::sort(record.versions.begin(), record.versions.end());
  std::string text;
  write_input(Input(std::move(record)), run.definition(), text);
  return sha256(text);
}

Result<bool> agree(Run& run, Leaf at, const Proposal& asked) {
  Branch& branch = run.write(at.branch);
  // Of minutes there can be one proposal for a step, whatever they say; of events one for each.
  const auto had = std::find_if(branch.proposals.begin(), branch.proposals.end(), [&](const Proposal& one) {
    return one.state == asked.state && one.ballot == asked.ballot && (one.ballot || one.event == asked.event);
  });
  if (had == branch.proposals.end()) {
    branch.proposals.push_back(asked);
    run.step().proposed = true;
    return false;
  }
  const Text before = proposer(run, *had);
  const bool same = had->content == asked.content;
  if (same && is_same_person(asker_of(*had), asker_of(asked))) {
    return refuse_same_person({"»" + asked.event + "«", "\"" + asked.event + "\""}, before);
  }
  if (same) {
    run.note("second-person", {"Foreslået af " + before.da + ", bekræftet af " + asked.by,
                               "Proposed by " + before.en + ", confirmed by " + asked.by});
    branch.proposals.erase(had);
    return true;
  }
  run.note("proposal-replaced", {"Erstatter forslaget fra " + before.da + ", som havde et andet indhold",
                                 "Replaces the proposal of " + before.en + ", which had other content"});
  *had = asked;
  run.step().proposed = true;
  return false;
}

Proposal asked_for(const Run& run, Leaf at, const std::string& event, bool ballot) {
  Proposal asked;
  asked.state = at.state;
  asked.event = event;
  asked.ballot = ballot;
  asked.by = run.moment().actor.id;
  asked.user = run.moment().actor.user;
  asked.uid = run.moment().actor.uid;
  asked.at = run.moment().now;
  return asked;
}

}  // namespace

tl::unexpected<ErrorPtr> refuse_same_person(const Text& what, const Text& proposer) {
  return refuse("second-person", {what.da + " er allerede foreslået af " + proposer.da +
                                      ". En anden person skal bekræfte det med det samme indhold",
                                  what.en + " has already been proposed by " + proposer.en +
                                      ". Another person must confirm it with the same content"});
}

Result<bool> is_agreed(Run& run, Leaf at, const Event& event) {
  Proposal asked = asked_for(run, at, event.name, false);
  asked.content = content_of(run, event);
  return agree(run, at, asked);
}

Result<bool> is_agreed(Run& run, Leaf at, const std::string& event, const Record& record) {
  Proposal asked = asked_for(run, at, event, true);
  asked.content = content_of(run, record);
  return agree(run, at, asked);
}

const Proposal* find_proposal(const Run& run, Leaf at, const std::string& event, bool ballot) {
  for (const Proposal& proposal : run.branch(at.branch).proposals) {
    if (proposal.state == at.state && proposal.ballot == ballot && proposal.event == event) return &proposal;
  }
  return nullptr;
}

}  // namespace aftale::machine
