#pragma once
#include <string>
#include <vector>

#include "engine/machine/addressees.h"
#include "engine/machine/items.h"
#include "engine/machine/run.h"

/// Internal: what people are told.
namespace aftale::machine {

/// A notice about a state, its facts filled in; the receiver and the key are the caller's.
Notify notice_about(const Run& run, BranchNo branch, model::StateIx state, const char* template_name);
/// Sends it to each target once; `stem` and the receiver make its key.
void send(Run& run, const Notify& notice, const Targets& to, const std::string& stem);
/// A notice whose key is its journal entry and its number there.
void send_as_entry(Run& run, Notify notice);
void tell_secretariat(Run& run, BranchNo branch, model::StateIx state, const char* template_name);

/// Reminder, overdue mark or its correction. Owner of the state, or of each step still open inside with one list for
/// the secretariat; `secretariat_too` where the state has an owner of its own.
void tell_about_deadline(Run& run, BranchNo branch, const DeadlineState& deadline, const char* template_name,
                         const std::string& moment, bool secretariat_too);

/// The same about any step, due on any day or on none. `stem` begins the keys.
void tell_about_step(Run& run, OpenWork step, std::optional<time::CivilDate> due, const char* template_name,
                     const std::string& stem, bool secretariat_too);

}  // namespace aftale::machine
