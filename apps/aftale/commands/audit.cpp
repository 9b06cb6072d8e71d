#include "apps/aftale/command.h"
#include "apps/aftale/connect.h"
#include "apps/aftale/output.h"
#include "apps/aftale/render/render.h"

namespace aftale::app {
namespace {

int code(const cases::Answer& answer) {
  return std::get<cases::AuditAnswer>(answer.body).well ? kDone : kRefused;
}

int run(const Invocation& invocation) {
  return ask(invocation, cases::Audit{invocation.arguments.value("KEY")}, render::audit, code);
}

}  // namespace

CommandSpec audit_command() {
  return {"audit",
          {"efterprøver journalen: kæden er hel, og afspilning giver det, der er gemt",
           "verifies the journal: the chain is whole, and replay gives what is stored"},
          {{"KEY",
            {"kun denne sags tilstand (kæden efterprøves altid helt)",
             "only the state of this case (the chain is always verified whole)"},
            false}},
          {},
          {"aftale audit"},
          CommandSpec::Kind::question,
          run};
}

}  // namespace aftale::app
