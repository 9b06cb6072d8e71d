#include "apps/aftale/as_of.h"
#include "apps/aftale/command.h"
#include "apps/aftale/connect.h"
#include "apps/aftale/output.h"
#include "apps/aftale/render/render.h"
#include "engine/time/typed_date.h"

namespace aftale::app {
namespace {

cases::ItemsOf read_items_of(const Arguments& arguments) {
  return {arguments.value("KEY"), arguments.value("--party")};
}

std::vector<Positional> of_a_case() {
  return {{"KEY", {"kun denne sag", "only this case"}, false}};
}
Option of_a_party() {
  return {"--party",
          "PARTY",
          {"kun denne part: kode eller navn, fx Aalborg", "only this party: code or name, such as Aalborg"}};
}

int run_due(const Invocation& invocation) {
  cases::Due question;
  question.of = read_items_of(invocation.arguments);
  if (invocation.arguments.has("--within")) {
    const tl::expected<time::Period, Text> period = time::typed_period(invocation.arguments.value("--within"));
    if (!period) {
      const Text& why = period.error();
      return report(invocation.settings,
                    fail(Error::Kind::usage, "usage", Text{"--within: " + why.da, "--within: " + why.en}).value());
    }
    question.within_days = period->days + period->months * 30;
  }
  return ask(invocation, question, render::due);
}

std::vector<Option> with_party(std::vector<Option> options) {
  options.insert(options.begin(), of_a_party());
  return options;
}

int run_overdue(const Invocation& invocation) {
  const Result<cases::AsOf> as_of = read_as_of(invocation.arguments);
  if (!as_of) return report(invocation.settings, as_of.error());
  return ask(invocation, cases::Overdue{*as_of, read_items_of(invocation.arguments)}, render::overdue);
}

}  // namespace

CommandSpec due_command() {
  return {"due",
          {"hvad der ventes af hvem, efter dato", "what is expected of whom, sorted by date"},
          of_a_case(),
          {of_a_party(),
           {"--within",
            "PERIOD",
            {"kun frister inden for et tidsrum, fx P14D; en måned regnes som 30 dage",
             "only deadlines within a period such as P14D; a month counts as 30 days"}}},
          {"aftale due --within P14D", "aftale due nordjylland-2023-24 --party Aalborg"},
          CommandSpec::Kind::question,
          run_due};
}

CommandSpec overdue_command() {
  return {"overdue",
          {"hvad der er for sent", "what is late"},
          of_a_case(),
          with_party(as_of_options()),
          {"aftale overdue", "aftale overdue --at 2022-12-31"},
          CommandSpec::Kind::question,
          run_overdue};
}

}  // namespace aftale::app
