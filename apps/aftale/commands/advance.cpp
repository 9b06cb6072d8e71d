#include "apps/aftale/command.h"
#include "apps/aftale/connect.h"
#include "apps/aftale/output.h"
#include "apps/aftale/render/render.h"

namespace aftale::app {
namespace {

constexpr std::size_t kCasesABatch = 256;

int run(const Invocation& invocation) {
  const Settings& settings = invocation.settings;
  const Result<std::unique_ptr<Connection>> connection = Connection::open(settings, sqlite::Access::write);
  if (!connection) return report(settings, connection.error());
  time::Instant until = (*connection)->now();
  if (invocation.arguments.has("--to")) {
    const Result<time::Instant> wanted = read_time(invocation.arguments.value("--to"));
    if (!wanted) return report(settings, wanted.error());
    until = *wanted;
  }
  cases::Advanced all;
  for (bool more = true; more;) {
    Result<cases::Advanced> advanced = (*connection)->service().advance(until, kCasesABatch);
    if (!advanced) return report(settings, advanced.error());
    for (cases::Advanced::Fired& fired : advanced->fired) all.fired.push_back(std::move(fired));
    all.delivered += advanced->delivered;
    all.retried += advanced->retried;
    all.dead += advanced->dead;
    more = advanced->more;
  }
  print(render::advanced(all, settings));
  return kDone;
}

}  // namespace

CommandSpec advance_command() {
  return {"advance",
          {"lader forfaldne datoer virke og sender beskeder, én gang",
           "lets due dates take effect and sends messages, once"},
          {},
          {{"--to", "TIME", {"til dette tidspunkt (ellers nu)", "up to this time (else now)"}}},
          {"aftale advance", "aftale advance --to '2022-12-01 09:00'"},
          CommandSpec::Kind::question,
          run};
}

}  // namespace aftale::app
