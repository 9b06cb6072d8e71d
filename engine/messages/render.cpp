#include "engine/messages/render.h"

#include <algorithm>
#include <string>

#include "engine/base/utf8.h"
#include "engine/base/words.h"
#include "engine/messages/fields.h"
#include "engine/messages/mustache.h"
#include "engine/messages/plain_form.h"
#include "engine/messages/tags.h"
#include "engine/records/header_text.h"

namespace aftale::messages {
namespace {

constexpr std::string_view kSubject = "Subject:";

Diagnostic at_line(const std::string& file, std::uint32_t line, Text message) {
  return {"bad-template", Severity::error, std::move(message), Span{file, line, 1, 1}, {}};
}

/// In normal form C, as all text of a case is; what is no text stays for the finding.
std::string composed(std::string_view text) {
  return invalid_utf8(text) == std::string_view::npos ? nfc(text) : std::string(text);
}

std::string_view line_of(std::string_view text, std::size_t at) {
  const std::string_view line = text.substr(at, text.find('\n', at) - at);
  return line.ends_with('\r') ? line.substr(0, line.size() - 1) : line;
}

/// What is wrong with the shape of a template: the first two lines, and bytes that are no text.
std::vector<Diagnostic> check_shape(std::string_view text, const std::string& file) {
  if (invalid_utf8(text) != std::string_view::npos) {
    return {at_line(
        file, 0,
        {"Skabelonen er ikke gyldig UTF-8. Gem den som UTF-8", "The template is not valid UTF-8. Save it as UTF-8"})};
  }
  if (!line_of(text, 0).starts_with(kSubject)) {
    return {at_line(file, 1,
                    {"Første linje skal være beskedens emne. Skriv fx: Subject: Påmindelse: {{case_title}}",
                     "The first line must be the subject. Write for example: Subject: Reminder: {{case_title}}"})};
  }
  const std::size_t end = text.find('\n');
  if (end == std::string_view::npos || !line_of(text, end + 1).empty()) {
    return {at_line(
        file, 2, {"Sæt en tom linje mellem emnet og teksten", "Leave an empty line between the subject and the text"})};
  }
  return {};
}

std::vector<Diagnostic> check_form(std::string_view text, const std::string& file, Tags& tags) {
  std::vector<Diagnostic> findings = check_shape(text, file);
  if (!findings.empty()) return findings;
  tags = read_tags(text, file);
  return tags.findings;
}

/// Lines without spaces at their ends, never two empty lines together, one line end at the end.
std::string tidy_body(std::string_view text) {
  std::string out;
  bool empty_line = false;
  for (std::size_t at = 0; at < text.size();) {
    std::string_view line = text.substr(at, text.find('\n', at) - at);
    at += line.size() + 1;
    while (!line.empty() && (line.back() == ' ' || line.back() == '\t' || line.back() == '\r')) line.remove_suffix(1);
    if (line.empty()) {
      empty_line = !out.empty();
      continue;
    }
    if (empty_line) out.push_back('\n');
    empty_line = false;
    out.append(line).push_back('\n');
  }
  return out;
}

bool breaks_a_line(const std::string& text) {
  const std::u32string points = to_code_points(text);
  return std::any_of(points.begin(), points.end(), records::breaks_a_header);
}

Result<std::string> receiver_of(const records::OutboxRow& row, const Fields& fields) {
  const std::string& receiver = row.receiver.empty() ? fields.sender : row.receiver;
  if (receiver.empty()) {
    return fail(
        Error::Kind::refused, "no-receiver",
        {"Hverken modtageren eller sekretariatet har en kontakt. Giv sekretariatet en i organisationen",
         "Neither the receiver nor the secretariat has a contact. Give the secretariat one in the organisation"});
  }
  if (breaks_a_line(receiver) || breaks_a_line(fields.sender)) {
    const std::string shown = records::header_text(receiver);
    return fail(
        Error::Kind::refused, "bad-receiver",
        {"Adressen \"" + shown + "\" indeholder et linjeskift eller andre styretegn. Ret kontakten i organisationen",
         "The address \"" + shown +
             "\" holds a line break or other control characters. Mend the contact in the organisation"});
  }
  return receiver;
}

std::string value_of(const Fields& fields, std::string_view name) {
  for (const auto& [known, text] : fields.values) {
    if (known == name) return text;
  }
  return {};
}

/// What the entry in the receiver's calendar is called, as in the calendar file: who meets and about what.
std::string meeting_title(const Fields& fields, Language language) {
  return Text{"Møde: ", "Meeting: "}.in(language) + value_of(fields, "owner_title") + " – " +
         value_of(fields, "case_title");
}

}  // namespace

Result<records::Message> render(const records::OutboxRow& row, std::string_view template_text, Language language) {
  const std::string form = template_text.empty() ? plain_form(row.template_name, language) : composed(template_text);
  Tags tags;
  if (std::vector<Diagnostic> findings = check_form(form, row.template_name, tags); !findings.empty()) {
    return fail(Error::Kind::refused, std::move(findings));
  }
  AFTALE_TRY(const Fields fields, fields_of(row, language));
  records::Message message;
  AFTALE_TRY(message.receiver, receiver_of(row, fields));
  AFTALE_TRY(const std::string filled, fill_in(form, fields, row.template_name));
  const std::size_t end = std::min(filled.find('\n'), filled.size());
  message.id = row.message_id();
  message.key = row.key;
  message.template_name = row.template_name;
  message.case_key = value_of(fields, "case_key");
  message.receiver_title = value_of(fields, "receiver_title");
  if (message.receiver_title.empty()) message.receiver_title = records::header_text(row.receiver_title);
  message.sender = fields.sender;
  message.sender_title = fields.sender_title;
  message.subject = records::header_text(std::string_view(filled).substr(kSubject.size(), end - kSubject.size()));
  message.body = tidy_body(std::string_view(filled).substr(std::min(end + 1, filled.size())));
  message.facts = records::facts_json(row);
  message.language = language;
  message.created_at = row.created_at;
  message.meeting = fields.meeting;
  if (message.meeting) message.meeting->title = meeting_title(fields, language);
  if (const std::string title = value_of(fields, "case_title"); !title.empty())
    message.thread = records::Message::Thread{message.case_key, title, true, row.created_at};
  for (const Fields::Part& part : fields.parts) message.attachments.push_back({part.name, part.sha256, {}});
  return message;
}

std::vector<Diagnostic> check_template(std::string_view template_text, const std::string& file) {
  Tags tags;
  const std::string text = composed(template_text);
  std::vector<Diagnostic> findings = check_form(text, file, tags);
  const std::vector<std::string>& names = field_names();
  for (const Tag& tag : tags.tags) {
    if (tag.kind == Tag::Kind::end || std::find(names.begin(), names.end(), tag.name) != names.end()) continue;
    const std::string near = nearest(tag.name, names);
    Diagnostic finding{
        "unknown-name", Severity::error, {}, tag.where, near.empty() ? names : std::vector<std::string>{near}};
    finding.message = {
        "Ingen besked har et felt \"" + tag.name + "\"" + (near.empty() ? "" : ". Mente du \"" + near + "\"?"),
        "No message has a field \"" + tag.name + "\"" + (near.empty() ? "" : ". Did you mean \"" + near + "\"?")};
    findings.push_back(std::move(finding));
  }
  return findings;
}

}  // namespace aftale::messages
