#include "apps/aftale/command.h"
#include "apps/aftale/connect.h"
#include "apps/aftale/output.h"
#include "apps/aftale/render/render.h"

namespace aftale::app {
namespace {

constexpr std::size_t kCasesABatch = 256;

// What fired, in words: one question for each run of entries of the same case.
std::vector<cases::ExplainAnswer::Line> explain_all(cases::Service& service, const cases::Advanced& advanced,
                                                    const Settings& settings) {
  std::vector<cases::ExplainAnswer::Line> lines;
  for (std::size_t n = 0; n < advanced.fired.size();) {
    cases::Receipt receipt{advanced.fired[n].case_key, false, false, {}};
    for (; n < advanced.fired.size() && advanced.fired[n].case_key == receipt.case_key; ++n)
      receipt.entries.push_back(advanced.fired[n].entry);
    cases::ExplainAnswer told = explain(service, receipt, settings);
    told.lines.resize(receipt.entries.size());
    for (cases::ExplainAnswer::Line& line : told.lines) lines.push_back(std::move(line));
  }
  return lines;
}

int run_advance(const Invocation& invocation) {
  const Settings& settings = invocation.settings;
  std::unique_ptr<records::Channel> channel;
  if (invocation.arguments.has("--channel")) {
    Result<std::unique_ptr<records::Channel>> named = channel_named(invocation.arguments.value("--channel"), settings);
    if (!named) return report(settings, named.error());
    channel = std::move(*named);
  }
  const Result<std::unique_ptr<Connection>> connection =
      Connection::open(settings, sqlite::Access::write, std::move(channel));
  if (!connection) return report(settings, connection.error());
  if ((*connection)->is_remote() && invocation.arguments.has("--channel")) {
    return report(settings, fail(Error::Kind::refused, "not-allowed",
                                 Text{"aftaled passer databasen og sender selv, som dens konfiguration siger. Udelad "
                                      "--channel",
                                      "aftaled owns the database and sends as its configuration says. Leave --channel "
                                      "out"})
                                .value());
  }
  const Result<time::Instant> until =
      invocation.arguments.has("--to") ? read_time(invocation.arguments.value("--to")) : (*connection)->now();
  if (!until) return report(settings, until.error());
  cases::Advanced all;
  for (bool more = true; more;) {
    Result<cases::Advanced> advanced = (*connection)->service().advance(*until, kCasesABatch);
    if (!advanced) return report(settings, advanced.error());
    for (cases::Advanced::Fired& fired : advanced->fired) all.fired.push_back(std::move(fired));
    all.delivered += advanced->delivered;
    all.retried += advanced->retried;
    all.dead += advanced->dead;
    all.stopped_at = advanced->stopped_at;
    more = advanced->more;
  }
  print(render::advanced(all, explain_all((*connection)->service(), all, settings), settings), settings);
  // A message that was given up is one that somebody has to see to.
  return all.dead == 0 ? kDone : kRefused;
}

}  // namespace

CommandSpec advance_command() {
  return {"advance",
          {"lader forfaldne datoer virke og sender beskeder, én gang",
           "lets due dates take effect and sends messages, once"},
          {},
          {{"--to", "TIME", {"til dette tidspunkt (ellers nu)", "up to this time (else now)"}},
           {"--channel",
            "NAME",
            {"files (ellers denne): .eml og JSON ved siden af databasen; log: en linje pr. besked på stderr",
             "files (the default): .eml and JSON beside the database; log: a line a message on stderr"}}},
          {"aftale advance", "aftale advance --to '2022-12-01 09:00'", "aftale advance --channel log"},
          CommandSpec::Kind::question,
          run_advance};
}

}  // namespace aftale::app
