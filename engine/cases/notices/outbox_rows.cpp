#include "engine/cases/notices/outbox_rows.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "engine/base/json.h"
#include "engine/base/json_writer.h"
#include "engine/cases/titles.h"
#include "engine/lifecycle/delivery_life.h"
#include "engine/machine/possible.h"

namespace aftale::cases {
namespace {

void put(JsonWriter& out, const char* name, const std::string& text) {
  if (!text.empty()) out.field(name, text);
}

constexpr auto kNothing = machine::Notify::Asks::nothing;
constexpr std::array<std::string_view, 4> kAsks{"", "to_come", "missed", "again"};

/// What people call a receiver: a body that could be anybody's with its party, "Socialudvalget i Aalborg Kommune".
Text title_of(const model::Receiver& receiver, const model::Definition& definition) {
  if (receiver.party.empty() || receiver.body.empty()) return receiver.title;
  const model::Party* party = definition.organisation.party(receiver.party);
  if (!party) return receiver.title;
  // Of several owners joined the title is nobody's own.
  const bool itself = std::any_of(party->chain.begin(), party->chain.end(), [&](const model::Body& body) {
    return body.id == receiver.body && body.title == receiver.title;
  });
  return itself ? with_party(receiver.title, party->title) : receiver.title;
}

bool is_secretariat(const model::Receiver& receiver, const model::Definition& definition) {
  const model::Receiver& known = *definition.organisation_values.secretariat();
  return receiver.party.empty() && receiver.body.empty() && receiver.contact == known.contact &&
         receiver.title == known.title;
}

/// Cases of older semantics go on as they began (model::kSemantics): audit finds their messages to the letter as they
/// were written, so what those messages say of themselves follows from their templates.
bool writes_as_before(const machine::Case& instance) {
  return instance.semantics < 3;
}

machine::Notify::Asks asks_by_name(const std::string& template_name) {
  using Asks = machine::Notify::Asks;
  if (template_name == "overdue") return Asks::missed;
  return template_name == "reminder" ? Asks::to_come : template_name == "escalated" ? Asks::again : Asks::nothing;
}

bool waits_for_an_answer(const machine::Notify& notify, const machine::Case& instance) {
  return asks_of(notify, instance) != kNothing;
}

Text name_of(const model::Receiver& receiver, const machine::Case& instance, const model::Definition& definition) {
  return writes_as_before(instance) ? receiver.title : title_of(receiver, definition);
}

void put_receiver(JsonWriter& out, const machine::Notify& notify, const model::Definition& definition) {
  out.field("owes", notify.owes);
  const bool secretariat = is_secretariat(*notify.to, definition);
  if (secretariat) out.field("to_secretariat", true);
  if (!secretariat && notify.to->contact == definition.organisation.secretariat.contact) out.field("to_pass_on", true);
}

// Danish whole, English where it differs: most titles are names.
void put_titles(JsonWriter& out, const machine::Notify& notify, const machine::Case& instance,
                const model::Definition& definition) {
  static const Text none;
  const Text step = title_of(definition, instance, notify.place);
  const Text owner = name_of(*notify.owner, instance, definition), receiver = name_of(*notify.to, instance, definition);
  const bool asks_again = notify.place.renewal != model::kNone;
  const Text& party = asks_again     ? *instance.branches[notify.place.branch]->title
                      : notify.party ? notify.party->title
                                     : none;
  const std::pair<const char*, const Text*> titles[] = {
      {"case_title", &instance.title},
      {"workflow_title", &definition.root().title},
      {"step_title", &step},
      {"owner_title", &owner},
      {"receiver_title", &receiver},
      {"party_title", &party},
      {"body_title", notify.body ? &notify.body->title : &none},
      {"secretariat_title", &definition.organisation.secretariat.title}};
  out.key("da").begin_object();
  for (const auto& [name, title] : titles) put(out, name, title->in(Language::da));
  out.end_object().key("en").begin_object();
  for (const auto& [name, title] : titles) {
    const std::string& english = title->in(Language::en);
    if (english != title->in(Language::da)) put(out, name, english);
  }
  out.end_object();
}

void put_lists(JsonWriter& out, const machine::Notify& notify) {
  if (!notify.attachments.empty()) {
    out.key("attachments").begin_array();
    for (const machine::Attachment& attachment : notify.attachments) {
      out.begin_object();
      put(out, "title_da", attachment.title.in(Language::da));
      put(out, "title_en", attachment.title.in(Language::en));
      put(out, "name", attachment.name);
      out.field("version", static_cast<std::int64_t>(attachment.version)).field("sha256", attachment.sha256.hex());
      out.end_object();
    }
    out.end_array();
  }
  if (!notify.items.empty()) {
    out.key("items").begin_array();
    for (const machine::Listed& item : notify.items) {
      out.begin_object();
      put(out, "title_da", item.title.in(Language::da));
      put(out, "title_en", item.title.in(Language::en));
      put(out, "owner_da", item.owner.in(Language::da));
      put(out, "owner_en", item.owner.in(Language::en));
      if (item.due) out.field("due", item.due->iso());
      out.end_object();
    }
    out.end_array();
  }
}

}  // namespace

records::OutboxRow outbox_row(const machine::Notify& notify, const machine::Case& instance,
                              const model::Definition& definition, time::Instant at) {
  records::OutboxRow row;
  row.case_id = instance.id;
  row.key = notify.key;
  row.message_id = RequestId::derived(notify.key, 0, 0);
  row.channel = notify.channel;
  row.template_name = notify.template_name;
  row.receiver = notify.to->contact;
  if (waits_for_an_answer(notify, instance)) row.thing = address_of(definition, instance, notify.place);
  row.receiver_title = name_of(*notify.to, instance, definition).in(Language::da);
  row.status = static_cast<std::int64_t>(lifecycle::DeliveryStatus::queued);
  row.created_at = at;
  row.next_attempt_at = at;
  JsonWriter out(row.facts);
  out.begin_object().field("case_key", instance.key).field("template", notify.template_name);
  put(out, "step", address_of(definition, instance, notify.place));
  if (notify.due) out.field("due", notify.due->iso());
  out.field("day", definition.calendar.zone.date_of(at).iso());
  if (!writes_as_before(instance)) {
    put(out, "asks", std::string(kAsks[static_cast<std::size_t>(notify.asks)]));
    put_receiver(out, notify, definition);
  }
  if (notify.meeting) {
    out.key("meeting").begin_object().field("date", notify.meeting->date.iso());
    // As the calendar file calls the same day (queries::calendar), so that both are one entry of the receiver's.
    const std::string& branch = instance.branches[notify.place.branch]->key;
    const std::string id = instance.key + "|meeting|" + branch + "|" + std::to_string(notify.meeting->item);
    out.field("uid", RequestId::derived(id, 0, 0).text() + "@aftale");
    out.field("revision", static_cast<std::int64_t>(notify.meeting->revision));
    if (notify.meeting->withdrawn) out.field("withdrawn", true);
    out.end_object();
  }
  put(out, "secretariat", definition.organisation.secretariat.contact);
  put_titles(out, notify, instance, definition);
  put_lists(out, notify);
  out.end_object();
  return row;
}

// What stands between quotation marks never holds one, so this is found nowhere else.
std::string facts_before(std::string facts) {
  constexpr std::string_view kNow = "@aftale\",\"revision\":", kBefore = "@aftale\",\"sequence\":";
  if (const std::size_t at = facts.find(kNow); at != std::string::npos) facts.replace(at, kNow.size(), kBefore);
  return facts;
}

machine::Notify::Asks asks_of(const machine::Notify& notify, const machine::Case& instance) {
  if (!writes_as_before(instance)) return notify.asks;
  return notify.due ? asks_by_name(notify.template_name) : kNothing;
}

machine::Notify::Asks asks_of(const records::OutboxRow& row) {
  const Result<Json> facts = Json::parse(row.facts);
  if (!facts || !facts->has("owes")) return row.thing.empty() ? kNothing : asks_by_name(row.template_name);
  const auto* const found = std::find(kAsks.begin(), kAsks.end(), std::string_view((*facts)["asks"].text()));
  return found == kAsks.end() ? kNothing : static_cast<machine::Notify::Asks>(found - kAsks.begin());
}

}  // namespace aftale::cases
