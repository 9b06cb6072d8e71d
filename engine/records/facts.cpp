#include "engine/records/facts.h"

#include <array>
#include <utility>

#include "engine/base/json.h"
#include "engine/base/json_writer.h"
#include "engine/records/rows.h"

namespace aftale::records {
namespace {

constexpr std::array<std::string_view, 4> kAsks{"", "to_come", "missed", "again"};

using Title = std::pair<const char*, Text Facts::*>;
constexpr std::array<Title, 8> kTitles{{{"case_title", &Facts::case_title},
                                        {"workflow_title", &Facts::workflow_title},
                                        {"step_title", &Facts::step_title},
                                        {"owner_title", &Facts::owner_title},
                                        {"receiver_title", &Facts::receiver_title},
                                        {"party_title", &Facts::party_title},
                                        {"body_title", &Facts::body_title},
                                        {"secretariat_title", &Facts::secretariat_title}}};

void put(JsonWriter& out, const char* name, const std::string& text) {
  if (!text.empty()) out.field(name, text);
}

void put_meeting(JsonWriter& out, const FactsMore::Meeting& meeting) {
  out.key("meeting").begin_object().field("date", meeting.date).field("uid", meeting.uid);
  if (meeting.sequence)
    out.field("sequence", *meeting.sequence);
  else
    out.field("revision", meeting.revision);
  if (meeting.withdrawn) out.field("withdrawn", true);
  out.end_object();
}

void put_said(JsonWriter& out, const FactsMore& more) {
  put(out, "said_da", more.said.da);
  put(out, "said_en", more.said.en);
  put(out, "said_on", more.said_on);
  put(out, "reason", more.reason);
}

void put_lists(JsonWriter& out, const FactsMore& more) {
  if (!more.attachments.empty()) {
    out.key("attachments").begin_array();
    for (const FactsMore::Attachment& attachment : more.attachments) {
      out.begin_object();
      put(out, "title_da", attachment.title.da);
      put(out, "title_en", attachment.title.en);
      put(out, "name", attachment.name);
      out.field("version", attachment.version).field("sha256", attachment.sha256).end_object();
    }
    out.end_array();
  }
  if (!more.items.empty()) {
    out.key("items").begin_array();
    for (const FactsMore::Item& item : more.items) {
      out.begin_object();
      put(out, "title_da", item.title.da);
      put(out, "title_en", item.title.en);
      put(out, "owner_da", item.owner.da);
      put(out, "owner_en", item.owner.en);
      put(out, "due", item.due);
      out.end_object();
    }
    out.end_array();
  }
}

void put_titles(JsonWriter& out, const Facts& facts) {
  out.key("da").begin_object();
  for (const auto& [name, title] : kTitles) put(out, name, (facts.*title).da);
  out.end_object().key("en").begin_object();
  for (const auto& [name, title] : kTitles) put(out, name, (facts.*title).en);
  out.end_object();
}

FactsMore read_more(const Json& json) {
  FactsMore more;
  if (const Json& meeting = json["meeting"]; !meeting.is_null()) {
    more.meeting = FactsMore::Meeting{meeting["date"].text(), meeting["uid"].text(), meeting["revision"].integer(),
                                      meeting["withdrawn"].boolean(), std::nullopt};
    if (meeting.has("sequence")) more.meeting->sequence = meeting["sequence"].integer();
  }
  for (const Json& attachment : json["attachments"].items()) {
    more.attachments.push_back({{attachment["title_da"].text(), attachment["title_en"].text()},
                                attachment["name"].text(),
                                attachment["version"].integer(),
                                attachment["sha256"].text()});
  }
  for (const Json& item : json["items"].items()) {
    more.items.push_back({{item["title_da"].text(), item["title_en"].text()},
                          {item["owner_da"].text(), item["owner_en"].text()},
                          item["due"].text()});
  }
  more.said = {json["said_da"].text(), json["said_en"].text()};
  more.said_on = json["said_on"].text();
  more.reason = json["reason"].text();
  return more;
}

Asks asks_named(std::string_view word) {
  for (std::size_t n = 1; n < kAsks.size(); ++n) {
    if (kAsks[n] == word) return static_cast<Asks>(n);
  }
  return Asks::nothing;
}

}  // namespace

std::string json_of(const FactsMore& more) {
  if (more == FactsMore()) return {};
  std::string text;
  JsonWriter out(text);
  out.begin_object();
  put_said(out, more);
  if (more.meeting) put_meeting(out, *more.meeting);
  put_lists(out, more);
  out.end_object();
  return text;
}

FactsMore more_from(std::string_view json) {
  const Result<Json> read = Json::parse(json);
  return read ? read_more(*read) : FactsMore();
}

std::string facts_json(const OutboxRow& row) {
  const Facts& facts = row.facts;
  if (!facts.as_written.empty()) return facts.as_written;
  std::string text;
  JsonWriter out(text);
  out.begin_object().field("case_key", row.case_key).field("template", row.template_name);
  put(out, "step", facts.step);
  if (facts.due) out.field("due", facts.due->iso());
  if (facts.day) out.field("day", facts.day->iso());
  put_said(out, facts.more);
  if (facts.asks != Asks::nothing) out.field("asks", kAsks[static_cast<std::size_t>(facts.asks)]);
  if (facts.owes) out.field("owes", *facts.owes);
  if (facts.to_secretariat) out.field("to_secretariat", true);
  if (facts.to_pass_on) out.field("to_pass_on", true);
  if (facts.more.meeting) put_meeting(out, *facts.more.meeting);
  put(out, "secretariat", facts.secretariat);
  put_titles(out, facts);
  put_lists(out, facts.more);
  out.end_object();
  return text;
}

void read_facts(OutboxRow& row, std::string_view json) {
  Facts& facts = row.facts;
  facts = {};
  if (const Result<Json> read = Json::parse(json)) {
    row.case_key = (*read)["case_key"].text();
    facts.step = (*read)["step"].text();
    facts.due = time::CivilDate::parse_iso((*read)["due"].text());
    facts.day = time::CivilDate::parse_iso((*read)["day"].text());
    facts.asks = asks_named((*read)["asks"].text());
    if (read->has("owes")) facts.owes = (*read)["owes"].boolean();
    facts.to_secretariat = (*read)["to_secretariat"].boolean();
    facts.to_pass_on = (*read)["to_pass_on"].boolean();
    facts.secretariat = (*read)["secretariat"].text();
    for (const auto& [name, title] : kTitles) {
      facts.*title = {(*read)["da"][name].text(), (*read)["en"][name].text()};
    }
    facts.more = read_more(*read);
  }
  // Nothing at all is no facts either.
  if (facts_json(row) != json) facts.as_written = json.empty() ? std::string_view("null") : json;
}

bool are_readable(const Facts& facts) {
  if (facts.as_written.empty()) return true;
  const Result<Json> read = Json::parse(facts.as_written);
  return read && read->kind() == Json::Kind::object;
}

Text told_title(const Text& title) {
  const std::string& danish = title.in(Language::da);
  const std::string& english = title.in(Language::en);
  return {danish, english == danish ? std::string() : english};
}

}  // namespace aftale::records
