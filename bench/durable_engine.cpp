#include <filesystem>

#include "adapters/sqlite/sqlite_store.h"
#include "bench/drivers.h"
#include "engine/cases/local_service.h"
#include "engine/testing/manual_clock.h"

namespace aftale::bench {
namespace {

/// The service as the daemon would hold it, with nothing switched off.
class Office {
 public:
  Office(const Approval& approval, const std::string& path)
      : store_(open(path)), clock_(first_moment(approval.definition())), service_(*store_, clock_, options()) {
    const Result<Digest> installed = service_.install(approval.loaded.sources);
    if (!installed) stop("the workflow cannot be installed");
    definition_ = *installed;
  }

  static std::string key_of(std::size_t number) { return "bench-" + std::to_string(number); }

  void open_case(std::size_t number) { add(number, cases::OpenCase{definition_, {{"first_day", "2024-01-01"}}}); }
  void send(std::size_t number, const OutsideEvent& event) {
    add(number, cases::SendEvent{event.step, event.name, {}});
  }
  std::size_t waiting() const { return commands_.size(); }

  /// One transaction; everything in it is durable when this returns.
  void commit() {
    if (commands_.empty()) return;
    watch_.ask();
    for (const Result<cases::Receipt>& receipt : service_.execute(commands_)) {
      if (!receipt) stop("refused: " + receipt.error()->findings.front().message.da);
    }
    watch_.acknowledged();
    commands_.clear();
  }
  Stopwatch& watch() { return watch_; }

 private:
  static std::unique_ptr<ports::Store> open(const std::string& path) {
    Result<std::unique_ptr<ports::Store>> store = sqlite::open_store(path);
    if (!store) stop("no database at " + path);
    return std::move(*store);
  }
  static cases::LocalService::Options options() {
    cases::LocalService::Options out;
    out.templates = shipped_template;
    return out;
  }

  // 2 ms between commands; ids as the command line makes them, with a count where it has random bytes.
  void add(std::size_t number, cases::Intent intent) {
    clock_.set(time::Instant{clock_.now().micros + 2'000});
    std::array<std::uint8_t, 10> tail{};
    for (std::size_t n = 0; n < 8; ++n) tail[9 - n] = static_cast<std::uint8_t>(requests_ >> (8 * n));
    ++requests_;
    cases::Command command;
    command.request = RequestId::v7(clock_.now().micros / 1'000, tail);
    command.key = key_of(number);
    command.actor = moment_at({}).actor;
    command.intent = std::move(intent);
    commands_.push_back(std::move(command));
  }

  std::unique_ptr<ports::Store> store_;
  testing::ManualClock clock_;
  cases::LocalService service_;
  Digest definition_;
  std::uint64_t requests_ = 1;
  std::vector<cases::Command> commands_;
  Stopwatch watch_;
};

}  // namespace

Measured durable_engine(const Approval& approval, const Shape& shape, const std::string& folder) {
  const std::string path = folder + "/engine.db";
  sqlite::configure_library();
  Measured measured;
  {
    Office office(approval, path);
    const auto commit_when_full = [&] {
      if (office.waiting() == shape.per_transaction) office.commit();
    };
    office.watch().begin();
    for (std::size_t first = 0; first < shape.cases; first += shape.at_once) {
      for (std::size_t n = 0; n < shape.at_once; ++n) {
        office.open_case(first + n);
        commit_when_full();
      }
      for (const OutsideEvent& event : approval.events) {
        for (std::size_t n = 0; n < shape.at_once; ++n) {
          office.send(first + n, event);
          commit_when_full();
        }
      }
    }
    office.commit();
    measured = office.watch().end(static_cast<std::int64_t>(shape.cases * approval.events.size()));
  }
  measured.bytes_an_event =
      static_cast<double>(std::filesystem::file_size(path)) / static_cast<double>(measured.events);
  return measured;
}

std::string make_waiting_cases(const Approval& approval, std::size_t cases, const std::string& folder) {
  const std::string path = folder + "/waiting.db";
  Office office(approval, path);
  for (std::size_t n = 0; n < cases; ++n) {
    office.open_case(n);
    for (std::size_t event = 0; event < 3; ++event) office.send(n, approval.events[event]);
    if (office.waiting() + 4 > 256) office.commit();
  }
  office.commit();
  return path;
}

}  // namespace aftale::bench
