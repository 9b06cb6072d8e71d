#include "apps/aftaled/turns.h"

#include <algorithm>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <cstdlib>
#include <map>

#include "adapters/disk/whole_file.h"
#include "apps/aftaled/log.h"

namespace aftale::daemon {
namespace {

/// Cases of one transaction; commands get in between, and wait for some 15 ms at most.
constexpr std::size_t kCasesATurn = 256;
constexpr std::size_t kMessagesATurn = 64;
/// Whoever waits for an answer comes before whoever gets a message: while commands come with less than a pause between
/// them, messages are handed over, and written as delivered, this far apart.
constexpr std::chrono::milliseconds kPause{20}, kMessagesApart{100};
constexpr std::size_t kClockBytesMax = 200;
constexpr std::int64_t kDriftMicros = 1'000'000;

std::string days_text(std::int64_t micros) {
  return std::to_string(micros / ClockGuard::kJumpMaxMicros);
}

/// What a timer came to: a word of the machine's, and the name that the workflow gives its deadline.
Text what_fired(const std::string& meaning) {
  const std::size_t space = std::min(meaning.find(' '), meaning.size());
  const std::string word = meaning.substr(0, space), name = meaning.substr(std::min(space + 1, meaning.size()));
  if (word == "reminded") return {"der er mindet om fristen " + name, "the deadline " + name + " was reminded of"};
  if (word == "missed") return {"fristen " + name + " er overskredet", "the deadline " + name + " has passed"};
  if (word == "fired") return {"en dato er nået", "a date has come"};
  return {"en dato, der ikke gælder længere, er sprunget over", "a date that no longer holds was passed over"};
}

void tell_of(const cases::Advanced& advanced) {
  for (const cases::Advanced::Fired& fired : advanced.fired) {
    const std::string at = fired.at.rfc3339() + " " + fired.case_key + ": ";
    if (!fired.failed) {
      const Text what = what_fired(fired.what);
      log::info({at + what.da, at + what.en});
      continue;
    }
    const std::size_t line = fired.failed->find('\n');
    log::error({at + "fejl: " + fired.failed->substr(0, line),
                at + "failed: " + (line == std::string::npos ? *fired.failed : fired.failed->substr(line + 1))});
  }
}

}  // namespace

Turns::Turns(Host host)
    : host_(std::move(host)),
      guard_(disk::read_whole(host_.clock_file, kClockBytesMax).value_or(std::string()), read_clocks()),
      witnesses_(host_.witness_file),
      later_(host_.loop) {}

Result<std::unique_ptr<Turns>> Turns::make(Host host) {
  std::unique_ptr<Turns> turns(new Turns(std::move(host)));
  Turns* self = turns.get();
  AFTALE_TRY(turns->alarm_, Alarm::make(self->host_.loop, self->host_.clock, [self] { self->soon(); }));
  turns->workers_ = std::make_unique<Workers>(self->host_.loop, self->host_.workers,
                                              [self](cases::Sending sending, const records::Delivery& delivery) {
                                                self->brought_back(std::move(sending), delivery);
                                              });
  return turns;
}

void Turns::soon() {
  if (posted_ || stopped_) return;
  posted_ = true;
  boost::asio::post(host_.loop, [this] {
    posted_ = false;
    turn();
  });
}

void Turns::turn() {
  if (stopped_) return;
  if (host_.clock.pace() == Pace::standing) return;  // `aftale advance` does it all
  const bool wait = messages_wait();
  if (!wait && failed(host_.service.deliveries().write())) return;
  if (!look_at_clock()) return;
  if (fire() || (!wait && (deliver() || !tell_witnesses()))) return soon();
  if (!stopped_) arm();
}

void Turns::commands_came() {
  commanded_ = std::chrono::steady_clock::now();
  soon();
}

bool Turns::messages_wait() {
  const auto now = std::chrono::steady_clock::now();
  if (now - commanded_ < kPause && now - delivered_ < kMessagesApart) {
    later_.expires_after(kPause);
    later_.async_wait([this](const boost::system::error_code& error) {
      if (!error) soon();
    });
    return true;
  }
  delivered_ = now;
  return false;
}

bool Turns::look_at_clock() {
  if (host_.clock.pace() != Pace::real) return true;
  const bool held = holds_;
  holds_ = guard_.holds(read_clocks());
  if (holds_ && !held) {
    const std::string days = days_text(guard_.ahead());
    log::error(
        {"Uret er sprunget " + days + " dage frem. Intet behandles, før nogen bekræfter uret med: aftale advance",
         "The clock has jumped " + days +
             " days ahead. Nothing is handled until somebody confirms the clock with: aftale advance"});
  }
  if (held && !holds_) log::info({"Uret passer igen", "The clock is right again"});
  // Kept where the clock was set; that the two drift apart a little tells nothing.
  if (!holds_ && std::abs(guard_.offset() - kept_offset_) > kDriftMicros) {
    disk::write_whole(host_.clock_file, guard_.keep(), 0600);
    kept_offset_ = guard_.offset();
  }
  if (holds_) alarm_->set(std::nullopt);
  return !holds_;
}

bool Turns::fire() {
  const time::Instant now = host_.clock.now();
  const Result<std::optional<time::Instant>> next = host_.store.next_wake();
  if (!next) return failed(fail(next.error()));
  if (!*next || **next > now) return false;
  const Result<cases::Advanced> advanced = host_.service.advance(now, kCasesATurn);
  if (!advanced) return failed(fail(advanced.error()));
  tell_of(*advanced);
  host_.something_changed();
  return true;
}

bool Turns::deliver() {
  Result<cases::Deliveries::Taken> taken = host_.service.deliveries().take(host_.clock.now(), kMessagesATurn);
  if (!taken) return failed(fail(taken.error()));
  std::map<std::string, std::vector<cases::Sending>> jobs;
  for (cases::Sending& sending : taken->sendings) jobs[sending.row.receiver].push_back(std::move(sending));
  for (auto& [receiver, job] : jobs) workers_->give(std::move(job), channels_);
  return taken->more;
}

bool Turns::tell_witnesses() {
  const time::Instant now = host_.clock.now();
  const std::optional<time::Instant> next = witnesses_.next(now);
  if (!next || *next > now) return true;
  const Result<records::Head> head = host_.store.head();
  if (!head) return !failed(fail(head.error()));
  for (cases::Sending& sending : witnesses_.take(now, {head->seq, head->hash}, *channels_)) {
    std::vector<cases::Sending> job;
    job.push_back(std::move(sending));
    workers_->give(std::move(job), channels_);
  }
  return true;
}

void Turns::arm() {
  const time::Instant now = host_.clock.now();
  const Result<std::optional<time::Instant>> wake = host_.store.next_wake();
  if (!wake) {
    failed(fail(wake.error()));
    return;
  }
  const Result<std::optional<time::Instant>> delivery = host_.store.next_delivery(now);
  if (!delivery) {
    failed(fail(delivery.error()));
    return;
  }
  std::optional<time::Instant> next = *wake;
  if (*delivery && (!next || **delivery < *next)) next = *delivery;
  if (const auto told = witnesses_.next(now); told && *told > now && (!next || *told < *next)) next = told;
  alarm_->set(next);
}

void Turns::brought_back(cases::Sending sending, const records::Delivery& delivery) {
  cases::Advanced counts;
  const std::string id = sending.row.message_id().text(), name = sending.row.template_name;
  const Text what{"besked " + id + " (" + name + ") til " + sending.row.receiver,
                  "message " + id + " (" + name + ") to " + sending.row.receiver};
  if (Witnesses::sent(sending)) {
    witnesses_.finish(std::move(sending), delivery, host_.clock.now(), counts);
  } else {
    host_.service.deliveries().finish(std::move(sending), delivery, host_.clock.now(), counts);
  }
  if (counts.delivered > 0) {
    log::info({what.da + ": leveret", what.en + ": delivered"});
  } else if (counts.retried > 0) {
    log::warn({what.da + ": prøves igen (" + delivery.detail + ")",
               what.en + ": to be tried again (" + delivery.detail + ")"});
  } else {
    log::error({what.da + ": opgivet (" + delivery.detail + ")", what.en + ": given up (" + delivery.detail + ")"});
  }
  soon();
}

void Turns::clock_is_right() {
  if (holds_) log::info({"Uret er bekræftet", "The clock was confirmed"});
  guard_.confirm(read_clocks());
  soon();
}

void Turns::finish() {
  stopped_ = true;
  workers_.reset();
  if (const Result<void> written = host_.service.deliveries().write(); !written)
    log::error(written.error()->findings.front().message);
}

bool Turns::failed(const Result<void>& result) {
  if (result) return false;
  host_.cannot_go_on(result.error());
  return true;
}

}  // namespace aftale::daemon
