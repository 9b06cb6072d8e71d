#pragma once
#include <string_view>

#include "engine/base/result.h"
#include "engine/base/text.h"
#include "engine/records/channel.h"
#include "engine/records/rows.h"

/// Facts and a template become a message. Pure; any thread.
namespace aftale::messages {

/// The message of a row in `language`, from its facts (their members: engine/cases/notices/outbox_rows.h) and the text
/// of its template; an empty text asks for the plain built-in form, so nothing is ever unsendable for want of a
/// template.
///
/// A template is mustache without partials and other delimiters. Its first line is `Subject: ...`, then comes an empty
/// line and the body. Names: case_key case_title workflow_title step_title step_path owner_title receiver_title
/// party_title body_title secretariat_title secretariat_contact due_date due_day due_iso days_left today meeting_date
/// meeting_day template, the sections receiver_owes, to_secretariat and to_pass_on (each there where it is so),
/// attachments ({document_title, name, version}) and items ({title, owner_title, due_date}). What is not known leaves
/// its section out. Dates are written out (`torsdag den 24. november 2022`, a _day without the weekday); days_left
/// counts from the day of the facts and is left out when that is past. Values are plain text in one line: they are
/// never read as mustache, and nothing is escaped, since mails are text.
///
/// How often its meeting was set, and when its case was opened, is for the host to say: the sequence is 0, and the
/// thread begins with the row.
///
/// Sender is the secretariat; a row without receiver goes to the secretariat too.
/// Errors: refused `bad-template` (with line and column, file = the name of the template), `bad-facts`, `no-receiver`,
/// `bad-receiver` (an address with control characters is never mended in silence).
Result<records::Message> render(const records::OutboxRow& row, std::string_view template_text, Language language);

/// What is wrong with a template, for whoever writes one: `bad-template` for what `render` refuses, `unknown-name` for
/// a name that no message fills in. `file` is shown in the findings.
std::vector<Diagnostic> check_template(std::string_view template_text, const std::string& file);

}  // namespace aftale::messages
