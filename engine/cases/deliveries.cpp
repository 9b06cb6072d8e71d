#include "engine/cases/deliveries.h"

#include <algorithm>
#include <array>
#include <exception>
#include <limits>
#include <string>
#include <utility>

#include "engine/base/check.h"
#include "engine/lifecycle/delivery_life.h"
#include "engine/messages/render.h"
#include "engine/ports/header_text.h"

namespace aftale::cases {
namespace {

using ports::Delivery;
using ports::OutboxRow;

constexpr std::size_t kDetailBytesMax = 500;

Result<DeliveryStatus> status_of(const OutboxRow& row) {
  if (row.status < 0 || row.status >= static_cast<std::int64_t>(lifecycle::kDeliveryStatuses.size())) {
    const std::string id = std::to_string(row.id);
    return fail(Error::Kind::damaged, "damaged",
                {"Besked " + id + " har en ukendt status. Kør: aftale audit",
                 "Message " + id + " has an unknown status. Run: aftale audit"});
  }
  return static_cast<DeliveryStatus>(row.status);
}

/// The chart decides; an event that it does not know here would be our own mistake.
void take(DeliveryStatus& status, DeliveryEvent event) {
  const std::optional<DeliveryStatus> after = lifecycle::next(status, event);
  AFTALE_CHECK(after.has_value());
  status = *after;
}

/// One line of at most kDetailBytesMax bytes, whole code points.
std::string detail_text(const std::string& text) {
  std::string line = ports::header_text(text);
  if (line.size() <= kDetailBytesMax) return line;
  std::size_t end = kDetailBytesMax;
  while (end > 0 && (static_cast<unsigned char>(line[end]) & 0xC0u) == 0x80u) --end;
  return line.substr(0, end);
}

std::string reason_of(const ErrorPtr& error) {
  const Diagnostic& first = error->findings.front();
  std::string place;
  if (first.where) {
    place = first.where->file + ":";
    if (first.where->line != 0)
      place += std::to_string(first.where->line) + ":" + std::to_string(first.where->column) + ":";
    place += " ";
  }
  return place + first.message.in(Language::da);
}

/// A message, and what had to be done without.
struct Rendered {
  ports::Message message;
  std::string note;
};

/// Danish, or English where only that was stored, or the plain form.
Result<std::pair<std::string, Language>> template_of(Engine& engine, const OutboxRow& row) {
  const std::pair<const Digest&, Language> stored[] = {{row.template_da, Language::da},
                                                       {row.template_en, Language::en}};
  for (const auto& [digest, language] : stored) {
    if (digest == Digest{}) continue;
    AFTALE_TRY(std::optional<std::string> text, engine.store.content(digest));
    if (text) return std::pair{std::move(*text), language};
  }
  return std::pair{std::string(), Language::da};
}

Result<Rendered> rendered(const OutboxRow& row, const std::pair<std::string, Language>& form) {
  Result<ports::Message> message = messages::render(row, form.first, form.second);
  if (message) return Rendered{std::move(*message), {}};
  if (form.first.empty()) return fail(message.error());
  AFTALE_TRY(ports::Message plain, messages::render(row, {}, form.second));
  return Rendered{std::move(plain), "Sendt uden skabelon. " + reason_of(message.error())};
}

ports::Channel* channel_of(const Engine& engine, const std::string& name) {
  const std::vector<ports::Channel*>& channels = engine.options.channels;
  if (name.empty()) return channels.front();
  const auto found =
      std::find_if(channels.begin(), channels.end(), [&](const ports::Channel* one) { return one->name() == name; });
  return found == channels.end() ? nullptr : *found;
}

Delivery refused(Delivery::Outcome outcome, std::string why) {
  Delivery delivery;
  delivery.outcome = outcome;
  delivery.detail = std::move(why);
  return delivery;
}

/// Channels are other people's code as well: what one throws is a failure of that message alone.
Delivery hand_over(const Engine& engine, const OutboxRow& row, const ports::Message& message) {
  ports::Channel* channel = channel_of(engine, row.channel);
  if (!channel) return refused(Delivery::Outcome::try_again, "Kanalen " + row.channel + " er ikke sat op");
  try {
    return channel->deliver(message);
  } catch (const std::exception& error) {
    return refused(Delivery::Outcome::try_again, error.what());
  }
}

void fail_or_give_up(OutboxRow& row, DeliveryStatus& status, const Delivery& delivery, time::Instant now,
                     Advanced& advanced) {
  row.last_error = detail_text(delivery.detail);
  if (delivery.outcome == Delivery::Outcome::refused || row.attempts >= kDeliveryAttemptsMax) {
    take(status, DeliveryEvent::give_up);
    row.next_attempt_at.reset();
    ++advanced.dead;
    return;
  }
  take(status, DeliveryEvent::fail);
  const std::int64_t asked =
      std::clamp<std::int64_t>(delivery.retry_after_seconds.value_or(0), 0, kRetryAfterMaxSeconds);
  row.next_attempt_at = now.plus_seconds(std::max(asked, retry_wait_seconds(row.message_id, row.attempts)));
  ++advanced.retried;
}

Result<void> attempt(Engine& engine, OutboxRow& row, time::Instant now, Advanced& advanced) {
  AFTALE_TRY(DeliveryStatus status, status_of(row));
  // Whoever marked it is gone, for this file has one owner, and we are it.
  if (status == DeliveryStatus::sending) take(status, DeliveryEvent::interrupted);
  take(status, DeliveryEvent::attempt);
  ++row.attempts;
  AFTALE_TRY(const auto form, template_of(engine, row));
  const Result<Rendered> made = rendered(row, form);
  const Delivery delivery =
      made ? hand_over(engine, row, made->message) : refused(Delivery::Outcome::refused, reason_of(made.error()));
  if (delivery.outcome == Delivery::Outcome::delivered) {
    take(status, DeliveryEvent::succeed);
    row.next_attempt_at.reset();
    row.delivered_at = now;
    row.last_error = detail_text(made->note);
    ++advanced.delivered;
  } else {
    fail_or_give_up(row, status, delivery, now, advanced);
  }
  row.status = static_cast<std::int64_t>(status);
  return {};
}

Result<void> write(Engine& engine, std::vector<OutboxRow> rows) {
  if (rows.empty()) return {};
  if (!engine.head) {
    AFTALE_TRY(engine.head, engine.store.head());
  }
  ports::Commit commit;
  commit.expected_seq = engine.head->seq;
  commit.expected_head = engine.head->hash;
  commit.deliveries = std::move(rows);
  Result<void> written = engine.store.commit(commit);
  if (!written) engine.forget();
  return written;
}

bool is_finished(const OutboxRow& row) {
  return row.status == static_cast<std::int64_t>(DeliveryStatus::delivered) ||
         row.status == static_cast<std::int64_t>(DeliveryStatus::dead);
}

}  // namespace

std::int64_t retry_wait_seconds(const RequestId& message, std::int64_t attempt) {
  constexpr std::array<std::int64_t, 7> kWaits{60, 300, 1'800, 7'200, 21'600, 43'200, 86'400};
  AFTALE_CHECK(attempt >= 1);
  const auto at = static_cast<std::size_t>(attempt - 1);
  const std::int64_t wait = kWaits[std::min(at, kWaits.size() - 1)];
  return wait + wait * message.bytes[at % message.bytes.size()] / (255 * 5);
}

Result<void> deliver_due(Engine& engine, time::Instant now, std::size_t limit, Advanced& advanced) {
  if (engine.options.channels.empty()) return {};
  AFTALE_TRY(std::vector<OutboxRow> due, engine.store.outbox_due(now, limit));
  std::vector<OutboxRow> done;
  for (OutboxRow& row : due) {
    if (is_finished(row)) continue;
    if (due.size() == limit) advanced.more = true;
    if (const Result<void> attempted = attempt(engine, row, now, advanced); !attempted) {
      // What was sent before is written first, so that it is not sent again for another's fault.
      AFTALE_TRY_VOID(write(engine, std::move(done)));
      return attempted;
    }
    done.push_back(std::move(row));
    if (done.size() < kDeliveriesACommit) continue;
    AFTALE_TRY_VOID(write(engine, std::exchange(done, {})));
  }
  return write(engine, std::move(done));
}

Result<void> retry_delivery(Engine& engine, std::int64_t outbox_id, time::Instant now) {
  constexpr auto kAll = static_cast<std::size_t>(std::numeric_limits<std::int64_t>::max());
  for (const bool undelivered_only : {true, false}) {
    AFTALE_TRY(std::vector<OutboxRow> rows, engine.store.outbox(undelivered_only, kAll));
    const auto found =
        std::find_if(rows.begin(), rows.end(), [&](const OutboxRow& row) { return row.id == outbox_id; });
    if (found == rows.end()) continue;
    AFTALE_TRY(const DeliveryStatus status, status_of(*found));
    AFTALE_TRY(const DeliveryStatus after, lifecycle::admit_retry(status));
    found->status = static_cast<std::int64_t>(after);
    found->attempts = 0;
    found->next_attempt_at = now;
    return write(engine, {std::move(*found)});
  }
  const std::string id = std::to_string(outbox_id);
  return fail(Error::Kind::not_found, "unknown-message",
              {"Der er ingen besked " + id + ". Se numrene med: aftale outbox --all",
               "There is no message " + id + ". See the numbers with: aftale outbox --all"});
}

}  // namespace aftale::cases
