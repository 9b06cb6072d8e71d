#pragma once
#include <string>

#include "apps/aftale/settings.h"
#include "engine/cases/move.h"
#include "engine/cases/service.h"

/// Answers as people read them: plain text with columns, in the language of the call. Everything that comes out of a
/// database is shown without control characters. Ends with a newline.
namespace aftale::app::render {

/// `told`: what the service says of the receipt's entries.
std::string receipt(const cases::Receipt& receipt, const cases::ExplainAnswer& told, const RequestId& request,
                    const Settings& settings);
std::string status_all(const cases::Answer& answer, const Settings& settings);
std::string status_of(const cases::Answer& answer, const Settings& settings);
std::string due(const cases::Answer& answer, const Settings& settings);
std::string overdue(const cases::Answer& answer, const Settings& settings);
std::string show(const cases::Answer& answer, const Settings& settings);
/// In sentences, a paragraph for each thing that is told of.
std::string situation(const cases::Answer& answer, const Settings& settings);
std::string history(const cases::Answer& answer, const Settings& settings);
/// The case before and after, side by side.
std::string correction(const cases::Answer& answer, const Settings& settings);
std::string file_history(const cases::Answer& answer, const Settings& settings);
std::string outbox(const cases::Answer& answer, const Settings& settings);
/// As mails: from, to, subject, text.
std::string preview(const cases::Answer& answer, const Settings& settings);
std::string audit(const cases::Answer& answer, const Settings& settings);
std::string can(const cases::Answer& answer, const Settings& settings);
std::string whoami(const cases::Answer& answer, const Settings& settings);
std::string possible(const cases::Answer& answer, const Settings& settings);
/// `told`: one line for each that fired.
std::string advanced(const cases::Advanced& advanced, const std::vector<cases::ExplainAnswer::Line>& told,
                     const Settings& settings);
/// What a move did or would do, case by case.
std::string moved(const cases::Moved& moved, const RequestId& request, const Settings& settings);

}  // namespace aftale::app::render
