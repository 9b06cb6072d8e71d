#include "engine/messages/fields.h"

#include <optional>

#include "engine/records/header_text.h"
#include "engine/time/civil.h"
#include "engine/time/format.h"

namespace aftale::messages {
namespace {

void put(Fields::Values& values, const char* name, const std::string& text) {
  std::string line = records::header_text(text);
  if (!line.empty()) values.emplace_back(name, std::move(line));
}

void put_titles(Fields& fields, const records::Facts& facts, Language language) {
  const std::pair<const char*, const Text*> titles[] = {
      {"case_title", &facts.case_title},         {"workflow_title", &facts.workflow_title},
      {"step_title", &facts.step_title},         {"owner_title", &facts.owner_title},
      {"receiver_title", &facts.receiver_title}, {"party_title", &facts.party_title},
      {"body_title", &facts.body_title},         {"secretariat_title", &facts.secretariat_title}};
  for (const auto& [name, title] : titles) put(fields.values, name, title->in(language));
  fields.sender_title = records::header_text(facts.secretariat_title.in(language));
}

void put_dates(Fields& fields, const records::Facts& facts, Language language) {
  const std::optional<time::CivilDate>& day = facts.day;
  const std::optional<time::CivilDate>& due = facts.due;
  if (day) put(fields.values, "today", time::long_date(*day, language));
  if (!due) return;
  put(fields.values, "due_date", time::long_date(*due, language));
  put(fields.values, "due_day", time::plain_date(*due, language));
  put(fields.values, "due_iso", due->iso());
  if (day && *day <= *due) put(fields.values, "days_left", std::to_string(due->days() - day->days()));
}

void put_attachments(Fields& fields, const records::FactsMore& facts, Language language) {
  for (const records::FactsMore::Attachment& attachment : facts.attachments) {
    Fields::Values& values = fields.attachments.emplace_back();
    put(values, "document_title", attachment.title.in(language));
    put(values, "name", attachment.name);
    put(values, "version", std::to_string(attachment.version));
    fields.parts.push_back({records::header_text(attachment.name), attachment.sha256});
  }
}

void put_items(Fields& fields, const records::FactsMore& facts, Language language) {
  for (const records::FactsMore::Item& item : facts.items) {
    Fields::Values& values = fields.items.emplace_back();
    put(values, "title", item.title.in(language));
    put(values, "owner_title", item.owner.in(language));
    if (const auto due = time::CivilDate::parse_iso(item.due)) {
      put(values, "due_date", time::long_date(*due, language));
    }
  }
}

/// What a correction takes back, and why.
void put_correction(Fields::Values& values, const records::FactsMore& facts, Language language) {
  put(values, "said", facts.said.in(language));
  if (const auto day = time::CivilDate::parse_iso(facts.said_on))
    put(values, "said_date", time::long_date(*day, language));
  put(values, "reason", facts.reason);
}

/// What it is to the receiver. Older rows do not say it.
void put_receiver(Fields::Values& values, const records::Facts& facts) {
  const auto is_called = [&](const Text& title) { return facts.receiver_title.da == title.da; };
  if (facts.owes ? *facts.owes : is_called(facts.owner_title)) put(values, "receiver_owes", "1");
  if (facts.owes ? facts.to_secretariat : is_called(facts.secretariat_title)) put(values, "to_secretariat", "1");
  if (facts.to_pass_on) put(values, "to_pass_on", "1");
}

}  // namespace

Result<Fields> fields_of(const records::OutboxRow& row, Language language) {
  const records::Facts& facts = row.facts;
  if (!records::are_readable(facts)) {
    return fail(Error::Kind::refused, "bad-facts",
                {"Oplysningerne i beskeden " + row.key + " kan ikke læses. Kør: aftale audit",
                 "The facts of the message " + row.key + " cannot be read. Run: aftale audit"});
  }
  Fields fields;
  put(fields.values, "case_key", row.case_key);
  put(fields.values, "template", row.template_name);
  put(fields.values, "step_path", facts.step);
  put_receiver(fields.values, facts);
  put(fields.values, "secretariat_contact", facts.secretariat);
  put_titles(fields, facts, language);
  put_dates(fields, facts, language);
  put_attachments(fields, facts.more, language);
  put_items(fields, facts.more, language);
  put_correction(fields.values, facts.more, language);
  fields.sender = facts.secretariat;
  if (!facts.more.meeting) return fields;
  const records::FactsMore::Meeting& meeting = *facts.more.meeting;
  if (const auto date = time::CivilDate::parse_iso(meeting.date)) {
    put(fields.values, "meeting_date", time::long_date(*date, language));
    put(fields.values, "meeting_day", time::plain_date(*date, language));
    fields.meeting = records::Message::Meeting{meeting.uid, 0, *date, {}, meeting.withdrawn};
  }
  return fields;
}

const std::vector<std::string>& field_names() {
  static const std::vector<std::string> names{"case_key",
                                              "case_title",
                                              "workflow_title",
                                              "step_title",
                                              "step_path",
                                              "owner_title",
                                              "receiver_title",
                                              "receiver_owes",
                                              "to_secretariat",
                                              "to_pass_on",
                                              "party_title",
                                              "body_title",
                                              "due_date",
                                              "due_day",
                                              "due_iso",
                                              "days_left",
                                              "today",
                                              "template",
                                              "meeting_date",
                                              "meeting_day",
                                              "secretariat_title",
                                              "secretariat_contact",
                                              "attachments",
                                              "document_title",
                                              "name",
                                              "version",
                                              "items",
                                              "title",
                                              "said",
                                              "said_date",
                                              "reason"};
  return names;
}

}  // namespace aftale::messages
