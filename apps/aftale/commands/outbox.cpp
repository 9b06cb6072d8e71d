#include "apps/aftale/command.h"
#include "apps/aftale/connect.h"
#include "apps/aftale/output.h"
#include "apps/aftale/render/render.h"
#include "engine/base/json_writer.h"

namespace aftale::app {
namespace {

int retry(const Invocation& invocation) {
  const Settings& settings = invocation.settings;
  const std::string word = invocation.arguments.value("ID");
  const std::optional<std::int64_t> id = read_whole_number(word);
  if (!id) {
    return report(settings, fail(Error::Kind::usage, "usage",
                                 Text{"Skriv beskedens nummer, fx: aftale outbox retry 12",
                                      "Write the number of the message, for example: aftale outbox retry 12"})
                                .value());
  }
  const Result<std::unique_ptr<Connection>> connection = Connection::open(settings, sqlite::Access::write);
  if (!connection) return report(settings, connection.error());
  if (const Result<void> done = (*connection)->service().retry(*id); !done) return report(settings, done.error());
  if (settings.json) {
    std::string text;
    JsonWriter(text).begin_object().field("id", *id).field("status", "queued").end_object();
    print(text + "\n");
    return kDone;
  }
  print(settings.say({"Besked " + word + " er sat i kø igen. Send den med: aftale advance\n",
                      "Message " + word + " is queued again. Send it with: aftale advance\n"}));
  return kDone;
}

int run_outbox(const Invocation& invocation) {
  cases::Outbox asked{!invocation.arguments.has("--all"), invocation.arguments.value("KEY")};
  if (asked.key == "retry") return retry(invocation);
  if (invocation.arguments.has("ID")) {
    return report(invocation.settings, fail(Error::Kind::usage, "usage",
                                            Text{"Skriv: aftale outbox [KEY] eller: aftale outbox retry ID",
                                                 "Write: aftale outbox [KEY] or: aftale outbox retry ID"})
                                           .value());
  }
  if (invocation.arguments.has("--since")) {
    const Result<time::CivilDate> since = read_date(invocation.arguments.value("--since"), "--since");
    if (!since) return report(invocation.settings, since.error());
    asked.since = *since;
  }
  return ask(invocation, asked, render::outbox);
}

}  // namespace

CommandSpec outbox_command() {
  return {"outbox",
          {"beskeder, der venter, er fejlet eller opgivet; retry sætter en i kø igen",
           "messages that wait, failed or were given up; retry queues one again"},
          {{"KEY", {"kun denne sag; eller ordet retry", "only this case; or the word retry"}, false},
           {"ID", {"beskedens nummer", "the number of the message"}, false}},
          {{"--all", nullptr, {"også dem, der er sendt", "those that were sent as well"}},
           {"--since", "DATE", {"kun dem fra den dag og frem", "only those of that day and later"}}},
          {"aftale outbox", "aftale outbox nordjylland-2023-24 --all --since 2022-11-21", "aftale outbox retry 12"},
          CommandSpec::Kind::question,
          run_outbox};
}

}  // namespace aftale::app
