#include "apps/aftaled/alarm.h"

#include <sys/timerfd.h>
#include <unistd.h>

#include <boost/asio/buffer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/steady_timer.hpp>
#include <cerrno>
#include <cstring>

namespace aftale::daemon {
namespace {

namespace asio = boost::asio;
using boost::system::error_code;

/// Far away, and yet a time the kernel takes: a timer that is not set would not notice that the clock is.
constexpr std::int64_t kNeverSeconds = 253'402'300'800;  // the year 10000

class KernelAlarm final : public Alarm {
 public:
  KernelAlarm(asio::io_context& loop, int descriptor, std::function<void()> wake)
      : timer_(loop, descriptor), wake_(std::move(wake)) {
    wait();
  }

  void set(std::optional<time::Instant> at) override {
    itimerspec spec{};
    const std::int64_t micros = at ? std::max<std::int64_t>(at->micros, 1) : kNeverSeconds * 1'000'000;
    spec.it_value.tv_sec = micros / 1'000'000;
    spec.it_value.tv_nsec = (micros % 1'000'000) * 1'000;
    // ECANCELED: the clock was set since we last looked; the timer is set all the same, and the read below tells.
    ::timerfd_settime(timer_.native_handle(), TFD_TIMER_ABSTIME | TFD_TIMER_CANCEL_ON_SET, &spec, nullptr);
  }

 private:
  void wait() {
    timer_.async_wait(asio::posix::stream_descriptor::wait_read, [this](error_code error) {
      if (error) return;
      std::uint64_t count = 0;
      // Whether it is due or the clock was set (ECANCELED), whoever is woken looks at the clock himself.
      static_cast<void>(!::read(timer_.native_handle(), &count, sizeof count));
      wait();
      wake_();
    });
  }

  asio::posix::stream_descriptor timer_;
  std::function<void()> wake_;
};

/// For rehearsals, whose clock nobody sets.
class RehearsalAlarm final : public Alarm {
 public:
  RehearsalAlarm(asio::io_context& loop, const DaemonClock& clock, std::function<void()> wake)
      : timer_(loop), clock_(clock), wake_(std::move(wake)) {}

  void set(std::optional<time::Instant> at) override {
    timer_.cancel();
    if (!at || clock_.pace() == Pace::standing) return;
    timer_.expires_after(clock_.until(*at));
    timer_.async_wait([this](error_code error) {
      if (!error) wake_();
    });
  }

 private:
  asio::steady_timer timer_;
  const DaemonClock& clock_;
  std::function<void()> wake_;
};

}  // namespace

Result<std::unique_ptr<Alarm>> Alarm::make(asio::io_context& loop, const DaemonClock& clock,
                                           std::function<void()> wake) {
  if (clock.pace() != Pace::real)
    return std::unique_ptr<Alarm>(std::make_unique<RehearsalAlarm>(loop, clock, std::move(wake)));
  const int descriptor = ::timerfd_create(CLOCK_REALTIME, TFD_NONBLOCK | TFD_CLOEXEC);
  if (descriptor < 0) {
    const std::string why = std::strerror(errno);  // NOLINT(concurrency-mt-unsafe): before any thread is started
    return fail(Error::Kind::unavailable, "no-timer",
                Text{"Kernen giver ingen timer (" + why + ")", "The kernel gives no timer (" + why + ")"});
  }
  return std::unique_ptr<Alarm>(std::make_unique<KernelAlarm>(loop, descriptor, std::move(wake)));
}

}  // namespace aftale::daemon
