#pragma once
#include <string>
#include <vector>

#include "engine/machine/bodies/addressees.h"
#include "engine/machine/chart/run.h"
#include "engine/machine/deadlines/work_items.h"

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
/// Sends it to each target, to each contact once; `stem` and the receiver make its key. Those of them who are among
/// `owing` are told as who is to act. Gives back who was written to.
Targets send(Run& run, const Notify& notice, const Targets& to, const std::string& stem, const Targets& owing);
/// Whether a target is one of these, by what it is called in keys.
bool is_among(const Run& run, const Target& target, const Targets& others);
/// A remark on the step, for whoever gave the command and for the journal.
void add_note(Run& run, const char* code, Text message);
/// A notice whose key is its journal entry and its number there.
void send_as_entry(Run& run, Notify notice);
/// What a missed day of a recurrence says. Its key is the same for each of the days that are caught up together, so
/// that a receiver has one message about them: the first. `receiver`: receiver_id.
void send_for_missed_days(Run& run, BranchNo branch, model::StateIx state, Notify notice, const std::string& receiver);
void tell_secretariat(Run& run, BranchNo branch, model::StateIx state, const char* template_name);

/// What is said about a deadline, apart from who hears it.
struct Saying {
  std::string template_name;
  std::optional<time::CivilDate> due;
  Notify::Asks asks = Notify::Asks::nothing;
  bool secretariat_too = false;  ///< also where the state has an owner of its own
};
/// Reminder, overdue mark or, for older cases, its correction, where no table decides; its due date is the deadline's.
/// Owner of the state, or of each step still open inside with one list for the secretariat.
void tell_about_deadline(Run& run, BranchNo branch, DeadlineState& deadline, Saying saying, const std::string& moment);

/// The same about any step, due on any day or on none. `stem` begins the keys. `remembers`: there is kept who is told
/// that the day has passed, or of a meeting.
void tell_about_step(Run& run, OpenWork step, const Saying& saying, const std::string& stem,
                     DeadlineState* remembers = nullptr);

}  // namespace aftale::machine
