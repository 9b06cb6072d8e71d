#pragma once
#include <string>
#include <vector>

#include "engine/machine/addressees.h"
#include "engine/machine/items.h"
#include "engine/machine/run.h"

/// Internal: what people are told.
namespace aftale::machine {

/// "0851/council", "0851", "das", a role, else the title: what a receiver is called in the keys of messages.
std::string receiver_id(const Run& run, const Target& target);
Target secretariat_target(const Run& run);
/// The owners of a state; the secretariat where they cannot be found out.
Targets owners_or_secretariat(const Run& run, BranchNo branch, model::StateIx state);
bool all_secretariat(const Run& run, const Targets& targets);
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
/// Sends it to each target, to each contact once; `stem` and the receiver make its key.
void send(Run& run, const Notify& notice, const Targets& to, const std::string& stem);
/// A notice whose key is its journal entry and its number there.
void send_as_entry(Run& run, Notify notice);
void tell_secretariat(Run& run, BranchNo branch, model::StateIx state, const char* template_name);

/// Reminder, overdue mark or its correction, where no table decides. Owner of the state, or of each step still open
/// inside with one list for the secretariat; `secretariat_too` where the state has an owner of its own.
void tell_about_deadline(Run& run, BranchNo branch, const DeadlineState& deadline, const char* template_name,
                         const std::string& moment, bool secretariat_too);

/// The same about any step, due on any day or on none. `stem` begins the keys.
void tell_about_step(Run& run, OpenWork step, std::optional<time::CivilDate> due, const char* template_name,
                     const std::string& stem, bool secretariat_too);

}  // namespace aftale::machine
