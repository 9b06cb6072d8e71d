#include "apps/aftaled/workers.h"

#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

namespace aftale::daemon {
namespace {

constexpr std::chrono::milliseconds kPatienceAtEnd{300};

struct Job {
  std::vector<cases::Sending> messages;
  std::shared_ptr<const void> channels;
};

bool has_failed_before(const std::vector<cases::Sending>& messages) {
  return !messages.empty() && messages.front().row.attempts > 1;
}

}  // namespace

struct Workers::State {
  explicit State(boost::asio::io_context& loop_, std::size_t most, Done done_)
      : loop(loop_), threads_max(most), done(std::move(done_)) {}

  boost::asio::io_context& loop;
  const std::size_t threads_max;
  const Done done;

  std::mutex mutex;
  std::condition_variable wake, idle;
  std::deque<Job> first_tries, retries;
  std::size_t threads = 0, busy = 0, busy_with_retries = 0;
  bool stopping = false;

  bool may_retry() const { return !retries.empty() && busy_with_retries < (threads_max + 1) / 2; }

  void work(const std::shared_ptr<State>& self) {
    std::unique_lock lock(mutex);
    for (;;) {
      wake.wait(lock, [&] { return stopping || !first_tries.empty() || may_retry(); });
      if (stopping) return;
      const bool retrying = first_tries.empty();
      std::deque<Job>& queue = retrying ? retries : first_tries;
      Job job = std::move(queue.front());
      queue.pop_front();
      ++busy;
      busy_with_retries += retrying ? 1 : 0;
      lock.unlock();
      for (cases::Sending& sending : job.messages) deliver(self, std::move(sending));
      job = {};
      lock.lock();
      --busy;
      busy_with_retries -= retrying ? 1 : 0;
      if (busy == 0) idle.notify_all();
    }
  }

  void deliver(const std::shared_ptr<State>& self, cases::Sending sending) {
    records::Delivery delivery = cases::hand_over(sending);
    const std::lock_guard lock(mutex);
    if (stopping) return;  // the loop may be gone
    boost::asio::post(loop, [self, sending = std::move(sending), delivery = std::move(delivery)]() mutable {
      self->done(std::move(sending), std::move(delivery));
    });
  }
};

Workers::Workers(boost::asio::io_context& loop, std::size_t threads, Done done)
    : state_(std::make_shared<State>(loop, threads, std::move(done))) {}

Workers::~Workers() {
  std::unique_lock lock(state_->mutex);
  state_->stopping = true;
  state_->wake.notify_all();
  state_->idle.wait_for(lock, kPatienceAtEnd, [&] { return state_->busy == 0; });
}

void Workers::give(std::vector<cases::Sending> job, std::shared_ptr<const void> channels) {
  const std::lock_guard lock(state_->mutex);
  std::deque<Job>& queue = has_failed_before(job) ? state_->retries : state_->first_tries;
  queue.push_back({std::move(job), std::move(channels)});
  if (state_->threads < state_->threads_max && state_->busy == state_->threads) {
    ++state_->threads;
    std::thread([state = state_] { state->work(state); }).detach();
  }
  state_->wake.notify_one();
}

}  // namespace aftale::daemon
