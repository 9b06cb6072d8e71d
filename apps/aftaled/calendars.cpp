#include "apps/aftaled/calendars.h"

#include <unistd.h>

#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <map>
#include <set>

#include "adapters/calendar/calendar_folder.h"
#include "adapters/feeds/feed.h"
#include "apps/aftaled/log.h"

namespace aftale::daemon {
namespace {

constexpr std::chrono::milliseconds kAfterChange{500};

Result<std::string> write(cases::LocalService& service, const std::string& folder, Language language) {
  AFTALE_TRY(const cases::Answer answer, service.ask(cases::Calendar{}));
  const auto& days = std::get<cases::CalendarAnswer>(answer.body);
  for (const cases::AuditAnswer::Finding& left_out : days.damaged) log::error(left_out.diagnostic.message);
  std::set<std::string> contacts;
  for (const cases::CalendarDay& day : days.days) contacts.insert(day.contacts.begin(), day.contacts.end());
  std::map<std::string, calendar::Feed> feeds;
  for (const std::string& contact : contacts) feeds.emplace(contact, feeds::feed_for(contact, days, language));
  AFTALE_TRY_VOID(calendar::write_folder(folder, feeds::feed_of(days, language), feeds));
  return std::string();
}

}  // namespace

struct Calendars::Parts : std::enable_shared_from_this<Calendars::Parts> {
  Parts(boost::asio::io_context& loop_, Readers& readers_) : loop(loop_), timer(loop_), readers(readers_) {}

  boost::asio::io_context& loop;
  boost::asio::steady_timer timer;
  Readers& readers;
  std::string folder;
  Language language = Language::da;
  bool waits = false, writes = false, again = false;

  void changed() {
    if (folder.empty() || waits) return;
    waits = true;
    timer.expires_after(kAfterChange);
    timer.async_wait([self = shared_from_this()](const boost::system::error_code& error) {
      if (!error) self->begin();
    });
  }

  void begin() {
    waits = false;
    if (writes) {
      again = true;
      return;
    }
    writes = true;
    const auto job = [in = folder, tongue = language](cases::LocalService& service) {
      return write(service, in, tongue);
    };
    readers.run(job, {::geteuid(), {}}, [self = shared_from_this()](const Result<std::string>& done) mutable {
      boost::asio::io_context& on = self->loop;
      boost::asio::post(on, [self = std::move(self), done] { self->ended(done); });
    });
  }

  void ended(const Result<std::string>& done) {
    writes = false;
    if (!done) log::error(done.error()->findings.front().message);
    if (std::exchange(again, false)) changed();
  }
};

Calendars::Calendars(boost::asio::io_context& loop, Readers& readers)
    : parts_(std::make_shared<Parts>(loop, readers)) {}
Calendars::~Calendars() {
  parts_->timer.cancel();
}

void Calendars::use(std::string folder, Language language) {
  parts_->folder = std::move(folder);
  parts_->language = language;
  parts_->changed();
}

void Calendars::something_changed() {
  parts_->changed();
}

}  // namespace aftale::daemon
