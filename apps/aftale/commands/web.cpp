#include <sys/random.h>

#include <array>

#include "adapters/web/loopback.h"
#include "adapters/web/site.h"
#include "apps/aftale/command.h"
#include "apps/aftale/connect.h"
#include "apps/aftale/output.h"
#include "apps/aftale/picture.h"
#include "apps/aftale/render/local_time.h"
#include "apps/standard_output.h"
#include "engine/base/hex.h"
#include "engine/base/json_writer.h"

namespace aftale::app {
namespace {

/// What nobody else on the machine can guess: 128 bits. Error: unavailable.
Result<std::string> secret_segment() {
  std::array<std::uint8_t, 16> random{};
  if (::getrandom(random.data(), random.size(), 0) != static_cast<ssize_t>(random.size())) {
    return fail(Error::Kind::unavailable, "no-random",
                Text{"Systemet giver ingen tilfældige tal, så adressen ville kunne gættes",
                     "The system gives no random numbers, so that the address could be guessed"});
  }
  std::string text;
  for (const std::uint8_t byte : random) append_hex(text, byte);
  return text;
}

/// 0: any. Error: usage.
Result<std::uint16_t> port_of(const Arguments& arguments) {
  if (!arguments.has("--port")) return std::uint16_t{0};
  constexpr std::int64_t kMost = 65'535;
  const std::optional<std::int64_t> port = read_whole_number(arguments.value("--port"));
  if (port && *port > 0 && *port <= kMost) return static_cast<std::uint16_t>(*port);
  return fail(Error::Kind::usage, "usage",
              Text{"--port er et tal fra 1 til 65535, ikke " + arguments.value("--port"),
                   "--port is a number from 1 to 65535, not " + arguments.value("--port")});
}

void announce(const std::string& address, const Settings& settings) {
  if (settings.json) {
    std::string text;
    JsonWriter(text).begin_object().field("address", address).end_object();
    print(text + "\n");
  } else {
    print(settings.say({"Åbn i en browser på denne maskine: ", "Open in a browser on this machine: "}) + address +
          "\n");
    complain(settings.say({"Adressen gælder, til du stopper med Ctrl-C; kun den, der har den, kan se noget\n",
                           "The address holds until you stop with Ctrl-C; only who has it sees anything\n"}));
  }
  StandardOutput::flush();
}

Result<void> serve(const Invocation& invocation) {
  const Settings& settings = invocation.settings;
  AFTALE_TRY(const std::uint16_t port, port_of(invocation.arguments));
  web::SiteOptions options;
  AFTALE_TRY(options.base, secret_segment());
  options.language = settings.language;
  options.zone = render::danish_zone();
  if (can_draw()) options.draw = [](const drawing::Drawing& drawing) { return write_picture(drawing, Picture::svg); };
  // Anew for each request: other commands write meanwhile, and a daemon may come and go.
  const web::OpenService open = [&settings]() -> Result<std::shared_ptr<cases::Service>> {
    AFTALE_TRY(std::shared_ptr<Connection> connection, Connection::open(settings, sqlite::Access::question));
    if (connection->lost()) return fail(connection->lost());
    cases::Service* const service = &connection->service();
    return std::shared_ptr<cases::Service>(std::move(connection), service);
  };
  AFTALE_TRY_VOID(open());
  const web::Site site(open, options);
  AFTALE_TRY(const std::unique_ptr<web::Loopback> loopback, web::Loopback::listen(port));
  announce("http://127.0.0.1:" + std::to_string(loopback->port()) + "/" + options.base + "/", settings);
  // Nobody could find the pages.
  if (StandardOutput::failed()) return {};
  loopback->serve([&site](const web::Request& request) { return site.answer(request); });
  return {};
}

int run_web(const Invocation& invocation) {
  const Result<void> served = serve(invocation);
  return served ? kDone : report(invocation.settings, served.error());
}

}  // namespace

CommandSpec web_command() {
  return {"web",
          {"sagerne som sider i en browser på denne maskine: frister, svar, forløb, dokumenter; intet kan ændres der",
           "the cases as pages in a browser on this machine: deadlines, answers, process, documents; nothing can be "
           "changed there"},
          {},
          {{"--port",
            "NUMBER",
            {"porten på 127.0.0.1 (ellers en, der er ledig)", "the port of 127.0.0.1 (else one that is free)"}}},
          {"aftale web", "aftale --db plan.db web --port 8080"},
          CommandSpec::Kind::question,
          run_web};
}

}  // namespace aftale::app
