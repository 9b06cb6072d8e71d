#include "apps/aftaled/readers.h"

#include <condition_variable>
#include <deque>
#include <map>
#include <mutex>
#include <thread>

#include "adapters/sqlite/sqlite_store.h"
#include "engine/cases/answers.h"

namespace aftale::daemon {
class Readers::Thread {
 public:
  Thread(std::string database, const time::Clock& clock)
      : database_(std::move(database)), clock_(clock), thread_([this] { run(); }) {}
  ~Thread() {
    {
      const std::lock_guard lock(mutex_);
      stopping_ = true;
    }
    wake_.notify_all();
    thread_.join();
  }
  Thread(const Thread&) = delete;
  Thread& operator=(const Thread&) = delete;

  void give(Job job, Asker asker, Reply reply) {
    const std::lock_guard lock(mutex_);
    std::deque<Waiting>& own = jobs_[asker.uid];
    if (own.empty()) turns_.push_back(asker.uid);
    own.push_back({std::move(job), std::move(asker), std::move(reply)});
    wake_.notify_one();
  }

  void be(cases::LocalService::Options options) {
    const std::lock_guard lock(mutex_);
    options_ = std::move(options);
    has_new_options_ = true;
  }

 private:
  struct Waiting {
    Job job;
    Asker asker;
    Reply reply;
  };

  /// The oldest job of whoever's turn it is; whoever has more comes again behind the others.
  Waiting take_next() {
    const std::uint32_t uid = turns_.front();
    turns_.pop_front();
    const auto own = jobs_.find(uid);
    Waiting next = std::move(own->second.front());
    own->second.pop_front();
    if (own->second.empty()) {
      jobs_.erase(own);
    } else {
      turns_.push_back(uid);
    }
    return next;
  }

  Result<std::string> answer(const Waiting& waiting) {
    if (waiting.asker.is_abandoned && waiting.asker.is_abandoned()) {
      return fail(Error::Kind::unavailable, "abandoned", Text{"Ingen venter på svaret", "Nobody waits for the answer"});
    }
    return answer(waiting.job);
  }

  Result<std::string> answer(const Job& job) {
    if (!store_) {
      AFTALE_TRY(store_, sqlite::open_store(database_, {sqlite::Access::question, {}, {}}));
    }
    if (!service_) service_ = std::make_unique<cases::LocalService>(*store_, clock_, options());
    Result<std::string> result = job(*service_);
    // What a store cannot do any more a new one may: it is opened again for the next question.
    if (!result && (result.error()->kind == Error::Kind::unavailable || result.error()->kind == Error::Kind::damaged)) {
      service_.reset();
      store_.reset();
    }
    return result;
  }

  cases::LocalService::Options options() {
    const std::lock_guard lock(mutex_);
    return options_;
  }

  void run() {
    std::unique_lock lock(mutex_);
    for (;;) {
      wake_.wait(lock, [&] { return stopping_ || !turns_.empty(); });
      if (stopping_) return;
      Waiting next = take_next();
      if (std::exchange(has_new_options_, false)) service_.reset();
      lock.unlock();
      next.reply(answer(next));
      next = {};
      lock.lock();
    }
  }

  const std::string database_;
  const time::Clock& clock_;
  std::unique_ptr<records::Store> store_;         // of the thread
  std::unique_ptr<cases::LocalService> service_;  // likewise
  std::mutex mutex_;
  std::condition_variable wake_;
  std::map<std::uint32_t, std::deque<Waiting>> jobs_;  ///< by who asks; none is empty
  std::deque<std::uint32_t> turns_;                    ///< of those who have jobs, each once
  cases::LocalService::Options options_;
  bool has_new_options_ = false;
  bool stopping_ = false;
  std::thread thread_;  // last: it uses all of the above
};

Readers::Readers(std::string database, const time::Clock& clock)
    : short_(std::make_unique<Thread>(database, clock)), long_(std::make_unique<Thread>(database, clock)) {}
Readers::~Readers() = default;

void Readers::ask(cases::Question question, Asker asker, Reply reply) {
  Thread& thread = cases::takes_long(question) ? *long_ : *short_;
  const auto job = [question = std::move(question),
                    actor = asker.actor](cases::LocalService& service) -> Result<std::string> {
    AFTALE_TRY(const cases::Answer answer, service.ask_for(actor, question));
    std::string text;
    cases::write_json(answer, text);
    return text;
  };
  thread.give(job, std::move(asker), std::move(reply));
}

void Readers::notify_as(const cases::NotificationSettings& notifications, Templates templates) {
  cases::LocalService::Options options;
  options.notifications = notifications;
  options.templates = [templates = std::move(templates), mutex = std::make_shared<std::mutex>()](std::string_view name,
                                                                                                 Language language) {
    const std::lock_guard lock(*mutex);
    return templates(name, language);
  };
  short_->be(options);
  long_->be(std::move(options));
}

void Readers::run(Job job, Asker asker, Reply reply) {
  long_->give(std::move(job), std::move(asker), std::move(reply));
}

}  // namespace aftale::daemon
