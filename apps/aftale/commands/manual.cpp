#include "apps/aftale/manual.h"

#include "apps/aftale/command.h"
#include "apps/aftale/output.h"
#include "engine/time/zone.h"

namespace aftale::app {
namespace {

int run_manual(const Invocation& invocation) {
  const Result<time::Zone> zone = time::Zone::find("Europe/Copenhagen");
  if (!zone) return report(invocation.settings, zone.error());
  const time::CivilDate today = zone->date_of(ProgramClock(invocation.settings).now());
  print(manual(invocation.settings.language, today));
  return kDone;
}

}  // namespace

CommandSpec manual_command() {
  return {"manual",
          {"skriver manualsiden i roff", "prints the manual page in roff"},
          {},
          {},
          {"aftale manual | man -l -"},
          CommandSpec::Kind::question,
          run_manual,
          true};
}

}  // namespace aftale::app
