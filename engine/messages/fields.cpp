#include "engine/messages/fields.h"

#include <optional>

#include "engine/base/json.h"
#include "engine/records/header_text.h"
#include "engine/time/civil.h"
#include "engine/time/format.h"

namespace aftale::messages {
namespace {

void put(Fields::Values& values, const char* name, const std::string& text) {
  std::string line = records::header_text(text);
  if (!line.empty()) values.emplace_back(name, std::move(line));
}

std::string in(const Json& facts, const char* da, const char* en, Language language) {
  return Text{facts[da].text(), facts[en].text()}.in(language);
}

void put_titles(Fields& fields, const Json& facts, Language language) {
  const Json& own = facts[language == Language::da ? "da" : "en"];
  const Json& other = facts[language == Language::da ? "en" : "da"];
  for (const char* name : {"case_title", "workflow_title", "step_title", "owner_title", "receiver_title", "party_title",
                           "body_title", "secretariat_title"}) {
    put(fields.values, name, (own.has(name) ? own : other)[name].text());
  }
  const char* name = "secretariat_title";
  fields.sender_title = records::header_text((own.has(name) ? own : other)[name].text());
}

void put_dates(Fields& fields, const Json& facts, Language language) {
  const std::optional<time::CivilDate> day = time::CivilDate::parse_iso(facts["day"].text());
  const std::optional<time::CivilDate> due = time::CivilDate::parse_iso(facts["due"].text());
  if (day) put(fields.values, "today", time::long_date(*day, language));
  if (!due) return;
  put(fields.values, "due_date", time::long_date(*due, language));
  put(fields.values, "due_day", time::plain_date(*due, language));
  put(fields.values, "due_iso", due->iso());
  if (day && *day <= *due) put(fields.values, "days_left", std::to_string(due->days() - day->days()));
}

void put_attachments(Fields& fields, const Json& facts, Language language) {
  for (const Json& attachment : facts["attachments"].items()) {
    Fields::Values& values = fields.attachments.emplace_back();
    put(values, "document_title", in(attachment, "title_da", "title_en", language));
    put(values, "name", attachment["name"].text());
    put(values, "version", attachment["version"].text());
    fields.parts.push_back({records::header_text(attachment["name"].text()), attachment["sha256"].text()});
  }
}

void put_items(Fields& fields, const Json& facts, Language language) {
  for (const Json& item : facts["items"].items()) {
    Fields::Values& values = fields.items.emplace_back();
    put(values, "title", in(item, "title_da", "title_en", language));
    put(values, "owner_title", in(item, "owner_da", "owner_en", language));
    if (const auto due = time::CivilDate::parse_iso(item["due"].text())) {
      put(values, "due_date", time::long_date(*due, language));
    }
  }
}

/// What a correction takes back, and why.
void put_correction(Fields::Values& values, const Json& facts, Language language) {
  put(values, "said", in(facts, "said_da", "said_en", language));
  if (const auto day = time::CivilDate::parse_iso(facts["said_on"].text()))
    put(values, "said_date", time::long_date(*day, language));
  put(values, "reason", facts["reason"].text());
}

/// What it is to the receiver. Older rows do not say it.
void put_receiver(Fields::Values& values, const Json& facts) {
  const Json& titles = facts["da"];
  const auto is_called = [&](const char* name) { return titles["receiver_title"].text() == titles[name].text(); };
  const bool says = facts.has("owes");
  if (says ? facts["owes"].boolean() : is_called("owner_title")) put(values, "receiver_owes", "1");
  if (says ? facts["to_secretariat"].boolean() : is_called("secretariat_title")) put(values, "to_secretariat", "1");
  if (facts["to_pass_on"].boolean()) put(values, "to_pass_on", "1");
}

}  // namespace

Result<Fields> fields_of(const records::OutboxRow& row, Language language) {
  const Result<Json> facts = Json::parse(row.facts);
  if (!facts || facts->kind() != Json::Kind::object) {
    return fail(Error::Kind::refused, "bad-facts",
                {"Oplysningerne i beskeden " + row.key + " kan ikke læses. Kør: aftale audit",
                 "The facts of the message " + row.key + " cannot be read. Run: aftale audit"});
  }
  Fields fields;
  put(fields.values, "case_key", (*facts)["case_key"].text());
  put(fields.values, "template", row.template_name);
  put(fields.values, "step_path", (*facts)["step"].text());
  put_receiver(fields.values, *facts);
  put(fields.values, "secretariat_contact", (*facts)["secretariat"].text());
  put_titles(fields, *facts, language);
  put_dates(fields, *facts, language);
  put_attachments(fields, *facts, language);
  put_items(fields, *facts, language);
  put_correction(fields.values, *facts, language);
  fields.sender = (*facts)["secretariat"].text();
  const Json& meeting = (*facts)["meeting"];
  if (const auto date = time::CivilDate::parse_iso(meeting["date"].text())) {
    put(fields.values, "meeting_date", time::long_date(*date, language));
    put(fields.values, "meeting_day", time::plain_date(*date, language));
    fields.meeting = records::Message::Meeting{meeting["uid"].text(), 0, *date, {}, meeting["withdrawn"].boolean()};
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
