#include "apps/aftaled/readers.h"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

#include "adapters/sqlite/sqlite_store.h"
#include "engine/cases/answers.h"

namespace aftale::daemon {
namespace {

/// Questions about the whole file; the others are about one case, or lists that rows alone answer.
bool takes_long(const cases::Question& question) {
  if (std::holds_alternative<cases::Audit>(question)) return true;
  if (const auto* all = std::get_if<cases::Export>(&question)) return all->key.empty();
  if (const auto* all = std::get_if<cases::Calendar>(&question)) return all->key.empty();
  return false;
}

}  // namespace

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

  void give(Job job, Reply reply) {
    const std::lock_guard lock(mutex_);
    jobs_.push_back({std::move(job), std::move(reply)});
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
    Reply reply;
  };

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
      wake_.wait(lock, [&] { return stopping_ || !jobs_.empty(); });
      if (stopping_) return;
      Waiting next = std::move(jobs_.front());
      jobs_.pop_front();
      if (std::exchange(has_new_options_, false)) service_.reset();
      lock.unlock();
      next.reply(answer(next.job));
      next = {};
      lock.lock();
    }
  }

  const std::string database_;
  const time::Clock& clock_;
  std::unique_ptr<ports::Store> store_;           // of the thread
  std::unique_ptr<cases::LocalService> service_;  // likewise
  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<Waiting> jobs_;
  cases::LocalService::Options options_;
  bool has_new_options_ = false;
  bool stopping_ = false;
  std::thread thread_;  // last: it uses all of the above
};

Readers::Readers(std::string database, const time::Clock& clock)
    : short_(std::make_unique<Thread>(database, clock)), long_(std::make_unique<Thread>(database, clock)) {}
Readers::~Readers() = default;

void Readers::ask(cases::Question question, machine::Actor asker, Reply reply) {
  Thread& thread = takes_long(question) ? *long_ : *short_;
  const auto job = [question = std::move(question),
                    asker = std::move(asker)](cases::LocalService& service) -> Result<std::string> {
    AFTALE_TRY(const cases::Answer answer, service.ask_for(asker, question));
    std::string text;
    cases::write_json(answer, text);
    return text;
  };
  thread.give(job, std::move(reply));
}

void Readers::tell_as(const cases::Telling& telling, Templates templates) {
  cases::LocalService::Options options;
  options.telling = telling;
  options.templates = [templates = std::move(templates), mutex = std::make_shared<std::mutex>()](std::string_view name,
                                                                                                 Language language) {
    const std::lock_guard lock(*mutex);
    return templates(name, language);
  };
  short_->be(options);
  long_->be(std::move(options));
}

void Readers::run(Job job, Reply reply) {
  long_->give(std::move(job), std::move(reply));
}

}  // namespace aftale::daemon
