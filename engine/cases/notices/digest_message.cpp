#include "engine/cases/notices/digest_message.h"

#include "engine/base/json.h"
#include "engine/cases/notices/rendering.h"
#include "engine/lifecycle/delivery_life.h"

namespace aftale::cases {
namespace {

constexpr const char* kDigest = "digest";

std::string digest_key_before(const std::string& receiver) {
  return "digest|" + receiver + "|";
}

}  // namespace

bool fits_a_digest(const records::OutboxRow& row) {
  if (is_digest(row)) return false;
  const Result<Json> facts = Json::parse(row.facts);
  return facts && (*facts)["attachments"].items().empty();
}

bool is_digest(const records::OutboxRow& row) {
  return row.template_name == kDigest && row.key.starts_with(digest_key_before(row.receiver));
}

Result<records::OutboxRow> digest_of(Engine& engine, const std::vector<records::OutboxRow>& members,
                                     time::Instant now) {
  const records::OutboxRow& first = members.front();
  AFTALE_TRY(const Json about, Json::parse(first.facts));
  records::OutboxRow row;
  row.case_id = first.case_id;
  row.key = digest_key_before(first.receiver) + std::to_string(first.id);
  row.message_id = RequestId::derived(row.key, 0, 0);
  row.channel = first.channel;
  row.template_name = kDigest;
  row.receiver = first.receiver;
  row.receiver_title = first.receiver_title;
  row.status = static_cast<std::int64_t>(lifecycle::DeliveryStatus::queued);
  row.created_at = now;
  row.next_attempt_at = now;
  JsonWriter out(row.facts);
  out.begin_object().field("template", kDigest).field("case_key", about["case_key"].text());
  out.field("day", engine.options.notifications.zone.date_of(now).iso())
      .field("secretariat", about["secretariat"].text());
  for (const char* language : {"da", "en"}) {
    out.key(language).begin_object();
    for (const char* name : {"receiver_title", "secretariat_title"}) {
      if (about[language].has(name)) out.field(name, about[language][name].text());
    }
    out.end_object();
  }
  out.key("items").begin_array();
  for (const records::OutboxRow& member : members) {
    AFTALE_TRY(const Json facts, Json::parse(member.facts));
    out.begin_object();
    out.field("title_da", subject_of(engine, member, Language::da));
    out.field("title_en", subject_of(engine, member, Language::en));
    out.field("owner_da", facts["da"]["case_title"].text());
    const Json& english = facts["en"]["case_title"];
    out.field("owner_en", english.is_null() ? facts["da"]["case_title"].text() : english.text());
    if (facts.has("due")) out.field("due", facts["due"].text());
    out.end_object();
  }
  out.end_array().end_object();
  return row;
}

}  // namespace aftale::cases
