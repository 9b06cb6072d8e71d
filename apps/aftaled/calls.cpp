#include "apps/aftaled/calls.h"

#include <unistd.h>

#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>

#include "adapters/folders/folder_sources.h"
#include "adapters/socket/protocol.h"
#include "apps/aftaled/log.h"
#include "engine/base/json.h"
#include "engine/base/limits.h"
#include "engine/cases/wire/wire.h"
#include "engine/time/format.h"
#include "engine/time/zone.h"

namespace aftale::daemon {
namespace {

using socket::Response;
using socket::Server;

constexpr std::int64_t kAdvanceCasesMax = 1'000;

unsigned status_of(const ErrorPtr& error) {
  switch (error->kind) {
    case Error::Kind::refused:
    case Error::Kind::usage:
      return 400;
    case Error::Kind::not_found:
      return 404;
    case Error::Kind::unavailable:
      return 503;
    case Error::Kind::unknown_outcome:
    case Error::Kind::damaged:
      return 500;
  }
  return 500;
}

Response response_of(const Result<std::string>& result) {
  if (result) return {200, *result, {}};
  return {status_of(result.error()), cases::write_error(result.error()), {}};
}

tl::unexpected<ErrorPtr> bad_request(const Text& message) {
  return fail(Error::Kind::refused, "bad-request", message);
}

const std::vector<std::string>& secretariat() {
  static const std::vector<std::string> roles{"secretariat"};
  return roles;
}
const std::vector<std::string>& operators() {
  static const std::vector<std::string> roles{"operator", "secretariat"};
  return roles;
}

/// A case may not be taken out of the rules that the operator has installed: each file that a client brings is one of
/// `folders`, byte for byte.
Result<void> check_sources(const std::vector<model::Source>& sources, const std::vector<std::string>& folders) {
  const folders::FolderSources own(folders);
  for (const model::Source& source : sources) {
    const std::optional<model::Source> known = own.find(source.kind, source.name, source.version);
    if (known && known->bytes == source.bytes) continue;
    const std::string name =
        std::string(model::name_of(source.kind)) + " " + source.name +
        (source.kind == model::SourceKind::workflow ? "@" + std::to_string(source.version) : std::string());
    return fail(Error::Kind::refused, "not-in-path",
                Text{name +
                         (known ? " er en anden end den, som aftaled har i sine mapper"
                                : " findes ikke i de mapper, som aftaled læser (path)") +
                         ". Bed den driftsansvarlige lægge filen dér; en sag flyttes kun til det, der ligger der",
                     name +
                         (known ? " is another than the one that aftaled has in its folders"
                                : " is not in the folders that aftaled reads (path)") +
                         ". Ask the operator to put the file there; a case is moved only to what lies there"});
  }
  return {};
}

const time::Zone& danish_zone() {
  static const time::Zone zone = time::Zone::find("Europe/Copenhagen").value_or(time::Zone());
  return zone;
}

/// In the log beside what came of it.
void tell_who_asked(const cases::Identity& caller, time::Instant until, const cases::Advanced& advanced) {
  const std::string& who = caller.actor.id;
  const std::string user = who == caller.actor.user ? std::string() : " (" + caller.actor.user + ")";
  const std::string fired = std::to_string(advanced.fired.size());
  log::info({who + user + " bad om, at datoer til og med " + time::date_and_time(until, danish_zone(), Language::da) +
                 " blev behandlet: " + fired,
             who + user + " asked for dates up to " + time::date_and_time(until, danish_zone(), Language::en) +
                 " to be handled: " + fired});
}

}  // namespace

Result<void> Calls::admitted(const cases::Identity& caller) const {
  if (!caller.roles.empty()) return {};
  return fail(
      Error::Kind::refused, "not-allowed",
      Text{caller.actor.id + " har ingen rolle her. Den driftsansvarlige giver den i konfigurationen under people",
           caller.actor.id + " has no role here. The operator gives it in the configuration under people"});
}

void Calls::be(cases::People people, Rules rules, const QuotaSettings& quota) {
  const std::lock_guard lock(mutex_);
  quota_.be(quota);
  people_ = std::move(people);
  rules_ = std::move(rules);
  peers_.forget();
}

Calls::Rules Calls::rules() {
  const std::lock_guard lock(mutex_);
  return rules_;
}

Result<void> Calls::check_days(const std::vector<cases::Command>& commands) {
  if (rules().rehearsal) return {};
  const time::CivilDate today = danish_zone().date_of(host_.clock.now());
  for (const cases::Command& command : commands) {
    if (!command.effective || *command.effective <= today) continue;
    return fail(Error::Kind::refused, "in-future",
                Text{time::short_date(*command.effective, Language::da) + " er ikke kommet endnu; i dag er det " +
                         time::short_date(today, Language::da) + ". Skriv det ind, når det er sket",
                     time::short_date(*command.effective, Language::en) + " has not come yet; today is " +
                         time::short_date(today, Language::en) + ". Enter it when it has happened"});
  }
  return {};
}

// A command handles what is due before it, and what fires cannot be taken back.
Result<void> Calls::check_clock() {
  if (!host_.clock_holds()) return {};
  return fail(Error::Kind::unavailable, "clock-held",
              Text{"Maskinens ur er sprunget frem, og intet skrives, før nogen har set på det. Rolle operator eller "
                   "secretariat: ret uret, hvis det går forkert, og kør ellers aftale advance, som bekræfter det. Prøv "
                   "så igen",
                   "The clock of the machine has jumped ahead, and nothing is written until somebody has looked at it. "
                   "Role operator or secretariat: set the clock right if it is wrong, else run aftale advance, which "
                   "confirms it. Then try again"});
}

cases::Identity Calls::identify(std::uint32_t uid) {
  const std::lock_guard lock(mutex_);
  return cases::identify(people_, peers_.of(uid));
}

void Calls::look_at(const ErrorPtr& error) {
  if (code_of(error) != std::string_view("file-gone")) return;
  boost::asio::post(host_.loop, [this, error] { host_.cannot_go_on(error); });
}

void Calls::answer(Server::Reply reply, Response response) {
  boost::asio::post(host_.socket, [reply = std::move(reply), response = std::move(response)]() mutable {
    reply(std::move(response));
  });
}

void Calls::take(socket::Request request, Server::Reply reply) {
  cases::Identity caller = identify(request.uid);
  if (request.path == socket::kExecute) return execute(request.body, caller, std::move(reply));
  if (request.path == socket::kAsk) return ask(request, caller, std::move(reply));
  if (request.path == socket::kBackup) return backup(request, caller, std::move(reply));
  boost::asio::post(
      host_.loop, [this, request = std::move(request), caller = std::move(caller), reply = std::move(reply)]() mutable {
        const Result<std::string> done = carry_out(request, caller);
        answer(std::move(reply), response_of(done));
        if (!done) look_at(done.error());
      });
}

Result<std::string> Calls::carry_out(const socket::Request& request, const cases::Identity& caller) {
  if (request.path == socket::kInstall) return install(request.body, caller);
  if (request.path == socket::kAdvance) return advance(request.body, caller);
  if (request.path == socket::kMove) return move(request.body, caller);
  if (request.path == socket::kRetry) return retry(request.body, caller);
  return fail(Error::Kind::not_found, "bad-request",
              Text{"Der er intet på " + request.path, "There is nothing at " + request.path});
}

void Calls::execute(const std::string& body, const cases::Identity& caller, Server::Reply reply) {
  const Result<void> may = admitted(caller);
  if (!may) return reply(response_of(fail(may.error())));
  Result<std::vector<cases::Command>> commands = cases::read_commands(body);
  if (!commands) return reply(response_of(fail(commands.error())));
  if (const Result<void> days = check_days(*commands); !days) return reply(response_of(fail(days.error())));
  for (cases::Command& command : *commands) command.actor = caller.actor;
  Waiting one{std::move(*commands), std::move(reply), {}, {}, body.size()};
  const std::lock_guard lock(mutex_);
  if (!cases::is_secretariat(caller.actor)) {
    one.person = caller.actor.id;
    one.day = danish_zone().date_of(host_.clock.now());
    const Result<void> taken = quota_.take(one.person, one.day, static_cast<std::int64_t>(one.commands.size()),
                                           static_cast<std::int64_t>(one.bytes));
    if (!taken) return one.reply(response_of(fail(taken.error())));
  }
  waiting_.push_back(std::move(one));
  if (std::exchange(commit_is_posted_, true)) return;
  boost::asio::post(host_.loop, [this] { commit_waiting(); });
}

std::vector<Calls::Waiting> Calls::next_together() {
  const std::lock_guard lock(mutex_);
  std::vector<Waiting> together;
  std::size_t count = 0;
  while (!waiting_.empty() && count + waiting_.front().commands.size() <= limits::kBatchCommandsMax) {
    count += waiting_.front().commands.size();
    together.push_back(std::move(waiting_.front()));
    waiting_.pop_front();
  }
  commit_is_posted_ = !waiting_.empty();
  if (commit_is_posted_) boost::asio::post(host_.loop, [this] { commit_waiting(); });
  return together;
}

void Calls::commit_waiting() {
  std::vector<Waiting> together = next_together();
  std::vector<cases::Command> batch;
  std::vector<std::pair<std::size_t, Server::Reply>> replies;
  for (Waiting& one : together) {
    replies.emplace_back(one.commands.size(), std::move(one.reply));
    std::move(one.commands.begin(), one.commands.end(), std::back_inserter(batch));
  }
  const Result<void> clock = check_clock();
  std::vector<Result<cases::Receipt>> given =
      clock ? host_.service.execute(batch) : std::vector<Result<cases::Receipt>>(batch.size(), fail(clock.error()));
  for (const Result<cases::Receipt>& receipt : given) {
    if (!receipt) look_at(receipt.error());
  }
  for (std::size_t n = 0, first = 0; n < together.size(); first += replies[n].first, ++n) {
    settle_quota(together[n], std::span(given).subspan(first, replies[n].first));
  }
  boost::asio::post(host_.socket, [receipts = std::move(given), replies = std::move(replies)] {
    std::size_t at = 0;
    for (const auto& [count, reply] : replies) {
      reply({200, cases::write_receipts(std::span(receipts).subspan(at, count)), {}});
      at += count;
    }
  });
  host_.something_changed();
}

void Calls::settle_quota(const Waiting& one, std::span<const Result<cases::Receipt>> receipts) {
  if (one.person.empty() || receipts.empty()) return;
  const auto share = static_cast<std::int64_t>(one.bytes / receipts.size());
  std::int64_t entries = 0;
  for (const Result<cases::Receipt>& receipt : receipts) {
    const bool is_written = receipt && !receipt->repeated && !receipt->dry_run;
    entries += (is_written ? static_cast<std::int64_t>(receipt->entries.size()) : 0) - 1;
  }
  const std::lock_guard lock(mutex_);
  quota_.correct(one.person, one.day, entries, entries * share);
}

void Calls::ask(const socket::Request& request, const cases::Identity& caller, Server::Reply reply) {
  Result<cases::Question> question = cases::read_question(request.body);
  if (!question) return reply(response_of(fail(question.error())));
  if (auto* whoami = std::get_if<cases::WhoAmI>(&*question)) {
    whoami->identity = caller;
  } else if (const Result<void> may = admitted(caller); !may) {
    return reply(response_of(fail(may.error())));
  }
  if (auto* possible = std::get_if<cases::Possible>(&*question)) possible->actor = caller.actor;
  if (auto* can = std::get_if<cases::Can>(&*question)) can->actor = caller.actor;
  host_.readers.ask(std::move(*question), {request.uid, caller.actor, request.is_abandoned},
                    [this, reply = std::move(reply)](const Result<std::string>& given) mutable {
                      answer(std::move(reply), response_of(given));
                      if (!given) look_at(given.error());
                    });
}

Result<std::string> Calls::install(const std::string& body, const cases::Identity& caller) {
  AFTALE_TRY_VOID(cases::admit(caller.actor, secretariat(), {"At åbne en sag", "Opening a case"}));
  AFTALE_TRY(const std::vector<model::Source> sources, cases::read_sources(body));
  AFTALE_TRY(const Digest id, host_.service.install(sources));
  std::string text;
  JsonWriter(text).begin_object().field("definition", id.hex()).end_object();
  return text;
}

Result<std::string> Calls::advance(const std::string& body, const cases::Identity& caller) {
  AFTALE_TRY_VOID(cases::admit(caller.actor, operators(), {"At behandle forfaldne datoer", "Handling due dates"}));
  AFTALE_TRY(const Json json, Json::parse(body, limits::kWireValuesMax));
  const time::Instant now = host_.clock.now();
  const std::optional<time::Instant> asked = json.has("until") ? time::Instant::parse(json["until"].text()) : now;
  const std::int64_t limit = json["limit"].integer();
  if (!asked || limit < 1 || limit > kAdvanceCasesMax)
    return bad_request({"until skal være et tidspunkt og limit 1-1000", "until must be a time and limit 1-1000"});
  const time::Instant until = rules().rehearsal ? *asked : std::min(*asked, now);
  const bool held = host_.clock_holds();
  host_.clock_is_right();
  AFTALE_TRY(cases::Advanced advanced,
             host_.service.advance_for(caller.actor, until, static_cast<std::size_t>(limit), held));
  if (until < *asked) advanced.stopped_at = until;
  tell_who_asked(caller, until, advanced);
  host_.something_changed();
  return cases::write_advanced(advanced);
}

Result<std::string> Calls::move(const std::string& body, const cases::Identity& caller) {
  AFTALE_TRY_VOID(admitted(caller));
  AFTALE_TRY(cases::Move order, cases::read_move_order(body));
  order.actor = caller.actor;
  if (const auto folders = rules().definitions) AFTALE_TRY_VOID(check_sources(order.sources, *folders));
  if (order.apply) AFTALE_TRY_VOID(check_clock());
  AFTALE_TRY(const cases::Moved moved, host_.service.move(order));
  host_.something_changed();
  return cases::write_moved(moved);
}

Result<std::string> Calls::retry(const std::string& body, const cases::Identity& caller) {
  AFTALE_TRY_VOID(cases::admit(caller.actor, operators(), {"At sende igen", "Sending again"}));
  AFTALE_TRY(const Json json, Json::parse(body, limits::kWireValuesMax));
  AFTALE_TRY_VOID(host_.service.retry(json["id"].integer()));
  host_.something_changed();
  return std::string("{}");
}

void Calls::backup(const socket::Request& request, const cases::Identity& caller, Server::Reply reply) {
  static const std::vector<std::string> roles{"operator"};
  const Result<void> may = cases::admit(caller.actor, roles, {"En sikkerhedskopi", "A backup"});
  if (!may) return reply(response_of(fail(may.error())));
  std::string copy = host_.database + ".copy-" + std::to_string(::getpid()) + "-" + std::to_string(++copies_);
  const auto job = [copy](cases::LocalService& service) -> Result<std::string> {
    AFTALE_TRY_VOID(service.backup(copy));
    return std::string();
  };
  host_.readers.run(job, {request.uid, caller.actor, request.is_abandoned},
                    [this, copy, reply = std::move(reply)](const Result<std::string>& done) mutable {
                      answer(std::move(reply), done ? Response{200, {}, copy} : response_of(done));
                    });
}

}  // namespace aftale::daemon
