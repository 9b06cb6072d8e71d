#include "engine/cases/notices/outbox_rows.h"

#include <algorithm>

#include "engine/cases/titles.h"
#include "engine/machine/possible.h"

namespace aftale::cases {
namespace {

constexpr auto kNothing = machine::Notify::Asks::nothing;

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
  using enum machine::Notify::Asks;
  if (template_name == "overdue") return missed;
  return template_name == "reminder" ? to_come : template_name == "escalated" ? again : nothing;
}

bool waits_for_an_answer(const machine::Notify& notify, const machine::Case& instance) {
  return asks_of(notify, instance) != kNothing;
}

Text name_of(const model::Receiver& receiver, const machine::Case& instance, const model::Definition& definition) {
  return writes_as_before(instance) ? receiver.title : title_of(receiver, definition);
}

void put_receiver(records::Facts& facts, const machine::Notify& notify, const model::Definition& definition) {
  facts.owes = notify.owes;
  facts.to_secretariat = is_secretariat(*notify.to, definition);
  facts.to_pass_on = !facts.to_secretariat && notify.to->contact == definition.organisation.secretariat.contact;
}

void put_titles(records::Facts& facts, const machine::Notify& notify, const machine::Case& instance,
                const model::Definition& definition) {
  facts.case_title = records::told_title(instance.title);
  facts.workflow_title = records::told_title(definition.root().title);
  facts.step_title = records::told_title(title_of(definition, instance, notify.place));
  facts.owner_title = records::told_title(name_of(*notify.owner, instance, definition));
  facts.receiver_title = records::told_title(name_of(*notify.to, instance, definition));
  if (notify.place.renewal != model::kNone)
    facts.party_title = records::told_title(*instance.branches[notify.place.branch]->title);
  else if (notify.party)
    facts.party_title = records::told_title(notify.party->title);
  if (notify.body) facts.body_title = records::told_title(notify.body->title);
  facts.secretariat_title = records::told_title(definition.organisation.secretariat.title);
}

Text in_both(const Text& title) {
  return {title.in(Language::da), title.in(Language::en)};
}

void put_lists(records::FactsMore& more, const machine::Notify& notify) {
  for (const machine::Attachment& attachment : notify.attachments) {
    more.attachments.push_back(
        {in_both(attachment.title), attachment.name, attachment.version, attachment.sha256.hex()});
  }
  for (const machine::Listed& item : notify.items) {
    more.items.push_back({in_both(item.title), in_both(item.owner), item.due ? item.due->iso() : std::string()});
  }
}

}  // namespace

records::OutboxRow outbox_row(const machine::Notify& notify, const machine::Case& instance,
                              const model::Definition& definition, time::Instant at) {
  records::OutboxRow row;
  row.case_id = instance.id;
  row.case_key = instance.key;
  row.key = notify.key;
  row.channel = notify.channel;
  row.template_name = notify.template_name;
  row.receiver = notify.to->contact;
  row.created_at = at;
  row.next_attempt_at = at;
  records::Facts& facts = row.facts;
  facts.step = address_of(definition, instance, notify.place);
  if (waits_for_an_answer(notify, instance)) row.thing = facts.step;
  facts.due = notify.due;
  facts.day = definition.calendar.zone.date_of(at);
  if (!writes_as_before(instance)) {
    facts.asks = notify.asks;
    put_receiver(facts, notify, definition);
  }
  if (notify.meeting) {
    // As the calendar file calls the same day (queries::calendar), so that both are one entry of the receiver's.
    const std::string& branch = instance.branches[notify.place.branch]->key;
    const std::string id = instance.key + "|meeting|" + branch + "|" + std::to_string(notify.meeting->item);
    facts.more.meeting = records::FactsMore::Meeting{
        notify.meeting->date.iso(), RequestId::derived(id, 0, 0).text() + "@aftale",
        static_cast<std::int64_t>(notify.meeting->revision), notify.meeting->withdrawn, std::nullopt};
  }
  facts.secretariat = definition.organisation.secretariat.contact;
  put_titles(facts, notify, instance, definition);
  row.receiver_title = facts.receiver_title.da;
  put_lists(facts.more, notify);
  return row;
}

void put_as_before(records::Facts& facts) {
  if (!facts.more.meeting) return;
  facts.more.meeting->sequence = facts.more.meeting->revision;
  facts.more.meeting->revision = 0;
}

machine::Notify::Asks asks_of(const machine::Notify& notify, const machine::Case& instance) {
  if (!writes_as_before(instance)) return notify.asks;
  return notify.due ? asks_by_name(notify.template_name) : kNothing;
}

machine::Notify::Asks asks_of(const records::OutboxRow& row) {
  if (row.facts.owes) return row.facts.asks;
  return row.thing.empty() ? kNothing : asks_by_name(row.template_name);
}

std::string digest_key_before(const std::string& receiver) {
  return "digest|" + receiver + "|";
}

bool is_digest(const records::OutboxRow& row) {
  return row.template_name == kDigest && row.key.starts_with(digest_key_before(row.receiver));
}

}  // namespace aftale::cases
