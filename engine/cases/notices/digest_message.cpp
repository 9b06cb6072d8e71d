#include "engine/cases/notices/digest_message.h"

#include "engine/cases/notices/rendering.h"

namespace aftale::cases {
bool fits_a_digest(const records::OutboxRow& row) {
  if (is_digest(row)) return false;
  return records::are_readable(row.facts) && row.facts.more.attachments.empty();
}

Result<records::OutboxRow> digest_of(const ReadModel& in, const std::vector<records::OutboxRow>& members,
                                     time::Instant now) {
  const records::OutboxRow& first = members.front();
  records::OutboxRow row;
  row.case_id = first.case_id;
  row.case_key = first.case_key;
  row.key = digest_key_before(first.receiver) + std::to_string(first.id);
  row.channel = first.channel;
  row.template_name = kDigest;
  row.receiver = first.receiver;
  row.receiver_title = first.receiver_title;
  row.created_at = now;
  row.next_attempt_at = now;
  row.facts.day = in.notifications.zone.date_of(now);
  row.facts.secretariat = first.facts.secretariat;
  row.facts.receiver_title = first.facts.receiver_title;
  row.facts.secretariat_title = first.facts.secretariat_title;
  for (const records::OutboxRow& member : members) {
    const Text& title = member.facts.case_title;
    row.facts.more.items.push_back({{subject_of(in, member, Language::da), subject_of(in, member, Language::en)},
                                    {title.da, title.in(Language::en)},
                                    member.facts.due ? member.facts.due->iso() : std::string()});
  }
  return row;
}

}  // namespace aftale::cases
