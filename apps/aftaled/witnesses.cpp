#include "apps/aftaled/witnesses.h"

#include <algorithm>

#include "adapters/disk/whole_file.h"
#include "engine/base/json_writer.h"

namespace aftale::daemon {
namespace {

constexpr std::size_t kDayBytesMax = 20;
constexpr const char* kTemplate = "head";

Text subject(time::CivilDate day) {
  return {"Journalens seneste post " + day.iso(), "The journal's newest entry " + day.iso()};
}

Text body(const records::JournalHead& head) {
  const std::string word = head.text();
  return {"Den seneste post i aftales journal har dette nummer og denne hash:\n\n" + word +
              "\n\nGem beskeden. Så kan det efterprøves, at intet før den er ændret eller fjernet siden:\n\n"
              "aftale audit --expect " +
              word + "\n",
          "The newest entry in the journal of aftale has this number and hash:\n\n" + word +
              "\n\nKeep this message. It lets anybody verify that nothing before it was changed or removed since:\n\n"
              "aftale audit --expect " +
              word + "\n"};
}

records::Channel* channel_of(const Channels& channels, const std::string& wished) {
  for (const std::unique_ptr<records::Channel>& one : channels.all) {
    if (wished.empty() || one->name() == wished) return one.get();
  }
  return nullptr;
}

}  // namespace

Witnesses::Witnesses(std::string file) : file_(std::move(file)) {
  day_ = time::CivilDate::parse_iso(disk::read_whole(file_, kDayBytesMax).value_or(std::string()));
}

void Witnesses::use(std::vector<std::string> contacts, cases::NotificationSettings notifications) {
  contacts_ = std::move(contacts);
  notifications_ = std::move(notifications);
  std::erase_if(again_, [&](const Again& one) {
    return std::find(contacts_.begin(), contacts_.end(), one.sending.row.receiver) == contacts_.end();
  });
}

std::optional<time::Instant> Witnesses::next(time::Instant now) const {
  if (contacts_.empty()) return std::nullopt;
  const time::CivilDate day = day_ ? day_->plus_days(1) : notifications_.zone.date_of(now);
  time::Instant next = notifications_.zone.instant_of(day, notifications_.morning);
  for (const Again& one : again_) next = std::min(next, one.at);
  return next;
}

cases::Sending Witnesses::sending_to(const std::string& contact, time::Instant now,
                                     const records::JournalHead& head) const {
  const cases::Wish& wish = notifications_.wish_of(contact);
  const Language language = wish.language.value_or(Language::da);
  const time::CivilDate day = notifications_.zone.date_of(now);
  cases::Sending sending;
  sending.row.receiver = contact;
  sending.row.template_name = kTemplate;
  records::Message& message = sending.message;
  message.key = sending.row.key = std::string(kTemplate) + "|" + contact + "|" + day.iso();
  message.id = sending.row.message_id();
  message.case_key = "journal";
  message.template_name = kTemplate;
  message.receiver = contact;
  message.sender_title = "aftale";
  message.subject = subject(day).in(language);
  message.body = body(head).in(language);
  message.language = language;
  message.created_at = now;
  JsonWriter(message.facts)
      .begin_object()
      .field("template", kTemplate)
      .field("day", day.iso())
      .field("seq", head.seq)
      .field("hash", head.hash.hex())
      .end_object();
  return sending;
}

std::vector<cases::Sending> Witnesses::take(time::Instant now, const records::JournalHead& head,
                                            const Channels& channels) {
  std::vector<cases::Sending> taken;
  const time::CivilDate today = notifications_.zone.date_of(now);
  const bool is_new_day = !contacts_.empty() && head.seq > 0 && (!day_ || *day_ < today) &&
                          notifications_.zone.instant_of(today, notifications_.morning) <= now;
  if (is_new_day) {
    again_.clear();
    for (const std::string& contact : contacts_) taken.push_back(sending_to(contact, now, head));
    day_ = today;
    disk::write_whole(file_, today.iso(), 0600);
  }
  for (Again& one : again_) {
    if (one.at <= now) taken.push_back(std::move(one.sending));
  }
  std::erase_if(again_, [&](const Again& one) { return one.at <= now; });
  for (cases::Sending& sending : taken) {
    const std::string& wished = notifications_.wish_of(sending.row.receiver).channel;
    ++sending.row.attempts;
    sending.channel = channel_of(channels, wished);
    if (!sending.channel)
      sending.refusal = {records::Delivery::Outcome::try_again, "Kanalen " + wished + " er ikke sat op", std::nullopt};
  }
  return taken;
}

void Witnesses::finish(cases::Sending sending, const records::Delivery& delivery, time::Instant now,
                       cases::Advanced& advanced) {
  if (delivery.outcome == records::Delivery::Outcome::delivered) {
    ++advanced.delivered;
  } else if (delivery.outcome == records::Delivery::Outcome::refused) {
    ++advanced.dead;
  } else {
    ++advanced.retried;
    const std::int64_t wait = cases::retry_wait_seconds(sending.row.message_id(), sending.row.attempts);
    again_.push_back({now.plus_seconds(wait), std::move(sending)});
  }
}

}  // namespace aftale::daemon
