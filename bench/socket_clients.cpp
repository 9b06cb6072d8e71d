#include <filesystem>
#include <latch>
#include <thread>

#include "bench/daemon_process.h"
#include "bench/drivers.h"
#include "bench/office.h"

namespace aftale::bench {
namespace {

/// A thread that drives `cases` cases from their first event to their last.
class Client {
 public:
  Client(const DaemonProcess& daemon, const Approval& approval, std::size_t number, Digest definition)
      : service_(daemon.connect()),
        approval_(approval),
        number_(number),
        definition_(definition),
        sender_(static_cast<std::uint16_t>(number)) {}

  void drive(std::size_t cases) {
    for (std::size_t n = 0; n < cases; ++n) {
      const std::string key = "client-" + std::to_string(number_) + "-" + std::to_string(n);
      send(key, cases::OpenCase{definition_, approval_inputs()});
      for (const OutsideEvent& event : approval_.events) send(key, cases::SendEvent{event.step, event.name, {}});
    }
  }
  const Stopwatch& watch() const { return watch_; }

 private:
  void send(const std::string& key, cases::Intent intent) {
    const cases::Command command = sender_.command(key, time::SystemClock().now(), std::move(intent));
    watch_.ask();
    const std::vector<Result<cases::Receipt>> receipts = service_->execute({&command, 1});
    if (!receipts.front()) stop("refused: " + receipts.front().error()->findings.front().message.en);
    watch_.acknowledged();
  }

  std::unique_ptr<socket::RemoteService> service_;
  const Approval& approval_;
  std::size_t number_;
  Digest definition_;
  Sender sender_;
  Stopwatch watch_;
};

}  // namespace

Measured socket_clients(const Approval& approval, const Shape& shape, const std::string& folder) {
  const std::string database = folder + "/daemon.db";
  Measured measured;
  {
    const DaemonProcess daemon(folder, database, first_moment(approval.definition()));
    const Result<Digest> definition = daemon.connect()->install(approval.loaded.sources);
    if (!definition) stop("the workflow cannot be installed");
    std::vector<std::unique_ptr<Client>> clients;
    for (std::size_t n = 0; n < shape.at_once; ++n)
      clients.push_back(std::make_unique<Client>(daemon, approval, n, *definition));
    std::latch start(1);
    std::vector<std::thread> threads;
    for (const std::unique_ptr<Client>& client : clients) {
      threads.emplace_back([&start, &client, cases = shape.cases / shape.at_once] {
        start.wait();
        client->drive(cases);
      });
    }
    Stopwatch watch;
    watch.begin();
    start.count_down();
    for (std::thread& thread : threads) thread.join();
    for (const std::unique_ptr<Client>& client : clients) watch.add(client->watch());
    measured = watch.end(static_cast<std::int64_t>(shape.cases * approval.events.size()));
    measured.rss_kb = daemon.usage().rss_most_kb;
  }
  measured.bytes_an_event =
      static_cast<double>(std::filesystem::file_size(database)) / static_cast<double>(measured.events);
  return measured;
}

}  // namespace aftale::bench
