#include "bench/office.h"

#include "adapters/sqlite/sqlite_store.h"

namespace aftale::bench {
namespace {

std::unique_ptr<records::Store> open_store(const std::string& path) {
  sqlite::configure_library();
  Result<std::unique_ptr<records::Store>> store = sqlite::open_store(path);
  if (!store) stop("no database at " + path);
  return std::move(*store);
}

cases::LocalService::Options options() {
  cases::LocalService::Options out;
  out.cached_cases = 500;
  out.delivers = false;
  out.templates = shipped_template;
  return out;
}

}  // namespace

cases::Command Sender::command(const std::string& key, time::Instant now, cases::Intent intent) {
  ++commands_;
  std::array<std::uint8_t, 10> tail{};
  for (std::size_t n = 0; n < 7; ++n) tail[9 - n] = static_cast<std::uint8_t>(commands_ >> (8 * n));
  tail[1] = static_cast<std::uint8_t>(number_ >> 8);
  tail[2] = static_cast<std::uint8_t>(number_);
  cases::Command command;
  command.request = RequestId::v7(now.micros / 1'000, tail);
  command.key = key;
  command.actor = moment_at({}).actor;
  command.intent = std::move(intent);
  return command;
}

Office::Office(const loader::Loaded& loaded, const std::string& path, std::uint16_t sender)
    : store_(open_store(path)),
      clock_(first_moment(*loaded.definition)),
      service_(*store_, clock_, options()),
      sender_(sender) {
  const Result<Digest> installed = service_.install(loaded.sources);
  if (!installed) stop("the workflow cannot be installed");
  definition_ = *installed;
}

void Office::add(const std::string& key, cases::Intent intent) {
  clock_.set(time::Instant{clock_.now().micros + 2'000});
  commands_.push_back(sender_.command(key, clock_.now(), std::move(intent)));
}

void Office::open_case(const std::string& key, cases::Words inputs) {
  add(key, cases::OpenCase{definition_, std::move(inputs)});
}

void Office::send(const std::string& key, const OutsideEvent& event) {
  add(key, cases::SendEvent{event.step, event.name, {}});
}

void Office::commit() {
  if (commands_.empty()) return;
  watch_.ask();
  for (const Result<cases::Receipt>& receipt : service_.execute(commands_)) {
    if (!receipt) stop("refused: " + receipt.error()->findings.front().message.da);
  }
  watch_.acknowledged();
  commands_.clear();
}

std::size_t Office::fire_due(std::size_t limit) {
  std::size_t fired = 0;
  for (bool more = true; more;) {
    watch_.ask();
    const Result<cases::Advanced> advanced = service_.advance(clock_.now(), limit);
    if (!advanced) stop("not fired: " + advanced.error()->findings.front().message.da);
    watch_.acknowledged();
    for (const cases::Advanced::Fired& one : advanced->fired) {
      if (one.failed) stop("a deadline failed: " + *one.failed);
    }
    fired += advanced->fired.size();
    more = advanced->more;
  }
  return fired;
}

}  // namespace aftale::bench
