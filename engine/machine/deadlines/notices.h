#pragma once
#include <string>
#include <vector>

#include "engine/machine/bodies/addressees.h"
#include "engine/machine/chart/run.h"
#include "engine/machine/deadlines/work_items.h"

/// Messages to people about steps: to whom, what they say, under which key.
namespace aftale::machine {

/// "0851/council", "0851", "das", a role, else the title: what a receiver is called in the keys of messages.
std::string receiver_id(const Run& run, const Target& target);
Target secretariat_target(const Run& run);
/// The owners of a state; the secretariat where they cannot be found out.
Targets owners_or_secretariat(const Run& run, BranchNo branch, model::StateIx state);
bool all_secretariat(const Run& run, const Targets& targets);
/// A receiver that has several of the steps or roles at hand is written to once. Older cases go on as they began: every
/// receiver has a message of its own (model::kSemantics).
bool each_contact_once(const Run& run);
/// A mailbox is written to once, whomever it stands for.
bool same_contact(const Target& left, const Target& right);
/// A deadline of something with steps inside holds for each of them, and the secretariat has one list.
bool holds_for_steps(const model::State& state);
/// What messages about a deadline have in common in their keys.
std::string stem_of(const Run& run, BranchNo branch, const DeadlineState& deadline, const std::string& moment);
/// The line of a step in the secretariat's list.
Listed listed(const Run& run, const Notify& about_step, const OpenWork& work);

/// A notice about a state, its facts filled in; the receiver and the key are the caller's.
Notify notice_about(const Run& run, BranchNo branch, model::StateIx state, const char* template_name);
/// The same where the caller has the owners at hand (owners_or_secretariat).
Notify notice_about(const Run& run, BranchNo branch, model::StateIx state, const char* template_name,
                    const Targets& owners);
/// Sends it to each target, to each contact once; `stem` and the receiver make its key. Those of them who are among
/// `owing` are told as who is to act. Gives back who was written to.
Targets send(Run& run, const Notify& notice, const Targets& to, const std::string& stem, const Targets& owing);
/// Whether a target is one of these, by what it is called in keys.
bool is_among(const Run& run, const Target& target, const Targets& others);
/// A notice whose key is its journal entry and its number there.
void send_as_entry(Run& run, Notify&& notice);
/// What a missed day of a recurrence says. Its key is the same for each of the days that are caught up together, so
/// that a receiver has one message about them: the first. `receiver`: receiver_id.
void send_for_missed_days(Run& run, BranchNo branch, model::StateIx state, Notify notice, const std::string& receiver);
void tell_secretariat(Run& run, BranchNo branch, model::StateIx state, const char* template_name);

}  // namespace aftale::machine
