#include "engine/cases/deliveries.h"

#include <algorithm>
#include <array>
#include <exception>
#include <string>
#include <utility>

#include "engine/base/check.h"
#include "engine/cases/notices/digest_message.h"
#include "engine/cases/notices/outbox_rows.h"
#include "engine/cases/notices/rendering.h"
#include "engine/cases/notices/templates.h"
#include "engine/lifecycle/delivery_life.h"
#include "engine/records/header_text.h"

namespace aftale::cases {
namespace {

using lifecycle::Asks;
using lifecycle::DeliveryEvent;
using lifecycle::DeliveryStatus;
using records::Delivery;
using records::OutboxRow;
using records::SupersededBy;

constexpr std::size_t kDetailBytesMax = 500;

Result<DeliveryStatus> status_of(const OutboxRow& row) {
  if (static_cast<std::size_t>(row.status) >= lifecycle::kDeliveryStatuses.size()) {
    const std::string id = std::to_string(row.id);
    return fail(Error::Kind::damaged, "damaged",
                {"Besked " + id + " har en ukendt status. Kør: aftale audit",
                 "Message " + id + " has an unknown status. Run: aftale audit"});
  }
  return row.status;
}

/// The chart decides; an event that it does not know here would be our own mistake.
void take_event(OutboxRow& row, DeliveryEvent event) {
  const std::optional<DeliveryStatus> after = lifecycle::next(row.status, event);
  AFTALE_CHECK(after.has_value());
  row.status = *after;
}

/// One line of at most kDetailBytesMax bytes, whole code points.
std::string detail_text(const std::string& text) {
  std::string line = records::header_text(text);
  if (line.size() <= kDetailBytesMax) return line;
  std::size_t end = kDetailBytesMax;
  while (end > 0 && (static_cast<unsigned char>(line[end]) & 0xC0u) == 0x80u) --end;
  return line.substr(0, end);
}

records::Channel* channel_of(const Engine& engine, const OutboxRow& row) {
  const std::vector<records::Channel*>& channels = engine.options.channels;
  const std::string& wished = engine.options.notifications.wish_of(row.receiver).channel;
  const std::string& name = row.channel.empty() ? wished : row.channel;
  if (name.empty()) return channels.front();
  const auto found =
      std::find_if(channels.begin(), channels.end(), [&](const records::Channel* one) { return one->name() == name; });
  return found == channels.end() ? nullptr : *found;
}

Delivery refused(Delivery::Outcome outcome, std::string why) {
  Delivery delivery;
  delivery.outcome = outcome;
  delivery.detail = std::move(why);
  return delivery;
}

bool is_finished(const OutboxRow& row) {
  const auto status = row.status;
  return status == DeliveryStatus::delivered || status == DeliveryStatus::dead || status == DeliveryStatus::superseded;
}

void supersede(OutboxRow& row, SupersededBy by, std::int64_t number = 0) {
  take_event(row, DeliveryEvent::supersede);
  row.next_attempt_at.reset();
  row.superseded_by = by;
  row.superseding = number;
}

bool is_within(const std::string& step, const std::string& thing) {
  return step == thing || (step.size() > thing.size() && step.starts_with(thing) && step[thing.size()] == '/');
}

/// Whether the newer of two messages about one thing tells what the older one would. A reminder of the next date does
/// not tell that the last one was missed.
bool tells_as_well(const OutboxRow& newer, const OutboxRow& older) {
  return asks_of(older) != Asks::missed || asks_of(newer) != Asks::to_come;
}

}  // namespace

std::int64_t retry_wait_seconds(const RequestId& message, std::int64_t attempt) {
  constexpr std::array<std::int64_t, 6> kWaits{300, 1'800, 7'200, 21'600, 43'200, 86'400};
  AFTALE_CHECK(attempt >= 1);
  const auto at = static_cast<std::size_t>(attempt - 1);
  const std::int64_t wait = kWaits[std::min(at, kWaits.size() - 1)];
  return wait + wait * message.bytes[at % message.bytes.size()] / (255 * 5);
}

Delivery hand_over(const Sending& sending) {
  if (!sending.channel) return sending.refusal;
  try {
    return sending.channel->deliver(sending.message);
  } catch (const std::exception& error) {
    return refused(Delivery::Outcome::try_again, error.what());
  }
}

/// Rows that are not given out now, and why: written before anything is handed over.
struct Deliveries::Aside {
  std::vector<OutboxRow> rows, added;
  bool holds(std::int64_t id) const {
    return std::any_of(rows.begin(), rows.end(), [&](const OutboxRow& row) { return row.id == id; });
  }
};

Result<bool> Deliveries::overtaken(OutboxRow& row, time::Instant now) {
  if (row.thing.empty()) return false;
  records::ItemFilter open;
  open.case_id = row.case_id;
  AFTALE_TRY(const std::vector<records::ItemWithCase> items, engine_.store.work_items(open));
  const bool asked = std::any_of(items.begin(), items.end(),
                                 [&](const records::ItemWithCase& one) { return is_within(one.item.step, row.thing); });
  if (!asked && asks_of(row) != Asks::missed) {
    supersede(row, SupersededBy::answer);
    return true;
  }
  AFTALE_TRY(const std::vector<OutboxRow> others, engine_.store.outbox_about(row.case_id, row.thing, row.receiver));
  const time::Zone& zone = engine_.options.notifications.zone;
  bool told_today = false;
  for (const OutboxRow& other : others) {
    const bool is_due = !is_finished(other) && other.next_attempt_at && *other.next_attempt_at <= now;
    if (other.id > row.id && is_due && tells_as_well(other, row)) {
      supersede(row, SupersededBy::message, other.id);
      return true;
    }
    told_today = told_today ||
                 (other.id != row.id && other.delivered_at && zone.date_of(*other.delivered_at) == zone.date_of(now));
  }
  if (!told_today && !engine_.options.notifications.quiet(now)) return false;
  row.next_attempt_at = engine_.options.notifications.next_morning(now);
  return true;
}

Result<void> Deliveries::gather(const OutboxRow& row, time::Instant now, Aside& aside) {
  constexpr std::size_t kMembersMax = 500;
  AFTALE_TRY(const std::vector<OutboxRow> due, engine_.store.outbox_to(row.receiver, now, kMembersMax));
  std::vector<OutboxRow> members;
  for (const OutboxRow& one : due) {
    if (is_finished(one) || one.attempts != 0 || aside.holds(one.id) || !fits_a_digest(one)) continue;
    OutboxRow member = one;
    AFTALE_TRY(const bool aside_already, overtaken(member, now));
    if (aside_already) {
      aside.rows.push_back(std::move(member));
    } else if (engine_.options.notifications.morning_after(one.created_at) <= now) {
      members.push_back(std::move(member));
    }
  }
  if (members.size() < 2) return {};
  AFTALE_TRY(OutboxRow digest, digest_of(engine_, members, now));
  aside.added.push_back(std::move(digest));
  for (OutboxRow& member : members) {
    supersede(member, SupersededBy::digest);
    aside.rows.push_back(std::move(member));
  }
  return {};
}

Result<bool> Deliveries::put_aside(OutboxRow& row, time::Instant now, Aside& aside) {
  if (aside.holds(row.id)) return true;
  AFTALE_TRY_VOID(status_of(row));
  if (row.status == DeliveryStatus::sending) return false;
  AFTALE_TRY(const bool is_overtaken, overtaken(row, now));
  if (is_overtaken) {
    aside.rows.push_back(row);
    return true;
  }
  if (!engine_.options.notifications.wish_of(row.receiver).digest || row.attempts != 0 || !fits_a_digest(row))
    return false;
  if (const time::Instant slot = engine_.options.notifications.morning_after(row.created_at); slot > now) {
    row.next_attempt_at = slot;
    aside.rows.push_back(row);
    return true;
  }
  AFTALE_TRY_VOID(gather(row, now, aside));
  return aside.holds(row.id);
}

Result<Sending> Deliveries::prepare(OutboxRow row) {
  Sending sending;
  AFTALE_TRY_VOID(status_of(row));
  // Whoever marked it is gone, for this file has one owner, and we are it.
  if (row.status == DeliveryStatus::sending) take_event(row, DeliveryEvent::interrupted);
  take_event(row, DeliveryEvent::attempt);
  ++row.attempts;
  Result<Rendered> made = rendered(engine_, row);
  if (!made && made.error()->kind != Error::Kind::refused) return fail(made.error());
  if (!made) {
    sending.refusal = refused(Delivery::Outcome::refused, one_line(made.error()));
  } else {
    sending.message = std::move(made->message);
    sending.note = std::move(made->note);
    sending.channel = channel_of(engine_, row);
    if (!sending.channel)
      sending.refusal = refused(Delivery::Outcome::try_again, "Kanalen " + row.channel + " er ikke sat op");
  }
  sending.row = std::move(row);
  return sending;
}

Result<Deliveries::Taken> Deliveries::take(time::Instant now, std::size_t limit) {
  Taken taken;
  if (engine_.options.channels.empty()) return taken;
  std::vector<std::string> busy;
  for (const auto& [receiver, count] : under_way_) busy.push_back(receiver);
  AFTALE_TRY(std::vector<OutboxRow> due, engine_.store.outbox_due(now, limit, busy));
  taken.more = due.size() == limit && limit != 0;
  Aside aside;
  std::vector<OutboxRow> chosen;
  for (OutboxRow& row : due) {
    if (is_finished(row)) continue;
    AFTALE_TRY(const bool is_aside, put_aside(row, now, aside));
    if (!is_aside) chosen.push_back(std::move(row));
  }
  if (!aside.rows.empty()) {
    taken.more = true;
    AFTALE_TRY_VOID(commit(std::move(aside.rows), std::move(aside.added)));
  }
  for (OutboxRow& row : chosen) {
    AFTALE_TRY(Sending sending, prepare(std::move(row)));
    taken.sendings.push_back(std::move(sending));
  }
  for (const Sending& sending : taken.sendings) ++under_way_[sending.row.receiver];
  return taken;
}

void Deliveries::bring_back(const std::string& receiver) {
  const auto found = under_way_.find(receiver);
  if (found != under_way_.end() && --found->second == 0) under_way_.erase(found);
}

void Deliveries::finish(Sending sending, const Delivery& delivery, time::Instant now, Advanced& advanced) {
  OutboxRow& row = sending.row;
  if (delivery.outcome == Delivery::Outcome::delivered) {
    take_event(row, DeliveryEvent::succeed);
    row.next_attempt_at.reset();
    row.delivered_at = now;
    row.last_error = detail_text(sending.note);
    ++advanced.delivered;
  } else {
    row.last_error = detail_text(delivery.detail);
    if (delivery.outcome == Delivery::Outcome::refused || row.attempts >= kDeliveryAttemptsMax) {
      take_event(row, DeliveryEvent::give_up);
      row.next_attempt_at.reset();
      ++advanced.dead;
    } else {
      take_event(row, DeliveryEvent::fail);
      const std::int64_t asked =
          std::clamp<std::int64_t>(delivery.retry_after_seconds.value_or(0), 0, kRetryAfterMaxSeconds);
      row.next_attempt_at = now.plus_seconds(std::max(asked, retry_wait_seconds(row.message_id(), row.attempts)));
      ++advanced.retried;
    }
  }
  finished_.push_back(std::move(row));
}

Result<void> Deliveries::write() {
  if (finished_.empty()) return {};
  // Whatever becomes of the commit, these are no longer under way: after an error they are found due again.
  for (const OutboxRow& row : finished_) bring_back(row.receiver);
  return commit(std::exchange(finished_, {}), {});
}

Result<void> Deliveries::commit(std::vector<OutboxRow> rows, std::vector<OutboxRow> added) {
  if (!engine_.head) {
    AFTALE_TRY(engine_.head, engine_.store.head());
  }
  records::Commit commit;
  commit.expected_seq = engine_.head->seq;
  commit.expected_head = engine_.head->hash;
  commit.deliveries = std::move(rows);
  commit.outbox = std::move(added);
  pin_templates(engine_.options.templates, engine_.templates, commit);
  Result<void> written = engine_.store.commit(commit);
  if (!written) engine_.forget();
  return written;
}

Result<void> deliver_due(Engine& engine, time::Instant now, std::size_t limit, Advanced& advanced) {
  Deliveries deliveries(engine);
  for (std::size_t done = 0;;) {
    AFTALE_TRY(Deliveries::Taken taken, deliveries.take(now, std::min(limit - done, kDeliveriesACommit)));
    done += taken.sendings.size();
    for (Sending& sending : taken.sendings) {
      const Delivery delivery = hand_over(sending);
      deliveries.finish(std::move(sending), delivery, now, advanced);
    }
    AFTALE_TRY_VOID(deliveries.write());
    if (taken.more && done == limit) advanced.more = true;
    if (!taken.more || done == limit) return {};
  }
}

Result<void> retry_delivery(Engine& engine, std::int64_t outbox_id, time::Instant now) {
  AFTALE_TRY(std::optional<OutboxRow> row, engine.store.find_outbox(outbox_id));
  if (!row) {
    const std::string id = std::to_string(outbox_id);
    return fail(Error::Kind::not_found, "unknown-message",
                {"Der er ingen besked " + id + ". Se numrene med: aftale outbox --all",
                 "There is no message " + id + ". See the numbers with: aftale outbox --all"});
  }
  AFTALE_TRY(const DeliveryStatus status, status_of(*row));
  AFTALE_TRY(const DeliveryStatus after, lifecycle::admit_retry(status));
  row->status = after;
  row->attempts = 0;
  row->next_attempt_at = now;
  if (!engine.head) {
    AFTALE_TRY(engine.head, engine.store.head());
  }
  records::Commit commit;
  commit.expected_seq = engine.head->seq;
  commit.expected_head = engine.head->hash;
  commit.deliveries.push_back(std::move(*row));
  Result<void> written = engine.store.commit(commit);
  if (!written) engine.forget();
  return written;
}

}  // namespace aftale::cases
