#include "apps/aftale/as_of.h"
#include "apps/aftale/command.h"
#include "apps/aftale/connect.h"
#include "apps/aftale/output.h"
#include "apps/aftale/render/render.h"
#include "engine/time/period.h"

namespace aftale::app {
namespace {

int run_due(const Invocation& invocation) {
  cases::Due question;
  if (invocation.arguments.has("--within")) {
    const std::string word = invocation.arguments.value("--within");
    const std::optional<time::Period> period = time::Period::parse(word);
    if (!period) {
      return report(invocation.settings,
                    fail(Error::Kind::usage, "usage",
                         Text{"--within: \"" + word + "\" er intet tidsrum. Skriv fx P14D eller P1M",
                              "--within: \"" + word + "\" is no period. Write for example P14D or P1M"})
                        .value());
    }
    question.within_days = period->days + period->months * 30;
  }
  return ask(invocation, question, render::due);
}

int run_overdue(const Invocation& invocation) {
  const Result<cases::AsOf> as_of = read_as_of(invocation.arguments);
  if (!as_of) return report(invocation.settings, as_of.error());
  return ask(invocation, cases::Overdue{*as_of}, render::overdue);
}

}  // namespace

CommandSpec due_command() {
  return {"due",
          {"hvad der ventes af hvem, efter dato", "what is expected of whom, sorted by date"},
          {},
          {{"--within",
            "PERIOD",
            {"kun frister inden for et tidsrum, fx P14D; en måned regnes som 30 dage",
             "only deadlines within a period such as P14D; a month counts as 30 days"}}},
          {"aftale due --within P14D"},
          CommandSpec::Kind::question,
          run_due};
}

CommandSpec overdue_command() {
  return {"overdue",
          {"hvad der er for sent", "what is late"},
          {},
          as_of_options(),
          {"aftale overdue", "aftale overdue --at 2022-12-31"},
          CommandSpec::Kind::question,
          run_overdue};
}

}  // namespace aftale::app
