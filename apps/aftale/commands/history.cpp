#include <iterator>

#include "apps/aftale/command.h"
#include "apps/aftale/connect.h"
#include "apps/aftale/output.h"
#include "apps/aftale/render/render.h"

namespace aftale::app {
namespace {

/// Page after page, so that no other question waits for all of it; what is printed is whole.
template <class Pages>
Result<cases::Answer> read_on(cases::Service& service, cases::History asked, cases::Answer answer) {
  auto& all = std::get<Pages>(answer.body);
  while (all.more && !all.entries.empty()) {
    asked.after = all.entries.back().row.seq;
    AFTALE_TRY(cases::Answer next, service.ask(asked));
    auto& page = std::get<Pages>(next.body);
    std::move(page.entries.begin(), page.entries.end(), std::back_inserter(all.entries));
    all.more = page.more && !page.entries.empty();
  }
  return answer;
}

Result<cases::Answer> whole(cases::Service& service, const cases::Question& question) {
  const auto& asked = std::get<cases::History>(question);
  AFTALE_TRY(cases::Answer first, service.ask(question));
  return asked.key.empty() ? read_on<cases::FileHistoryAnswer>(service, asked, std::move(first))
                           : read_on<cases::HistoryAnswer>(service, asked, std::move(first));
}

int run_history(const Invocation& invocation) {
  cases::History asked;
  asked.key = invocation.arguments.value("KEY");
  if (invocation.arguments.has("--since")) {
    const Result<time::CivilDate> since = read_date(invocation.arguments.value("--since"), "--since");
    if (!since) return report(invocation.settings, since.error());
    asked.since = *since;
  }
  return ask(invocation, asked, whole, asked.key.empty() ? render::file_history : render::history);
}

}  // namespace

CommandSpec history_command() {
  return {
      "history",
      {"sagens journal, en linje for hver post; uden nøgle databasens egne poster: ændringer af konfigurationen",
       "the journal of a case, one line an entry; without a key the database's own: changes of the configuration"},
      {{"KEY", {"sagens nøgle", "the key of the case"}, false}},
      {{"--since", "DATE", {"kun poster fra den dag og frem", "only entries of that day and later"}}},
      {"aftale history nordjylland-2023-24", "aftale history nordjylland-2023-24 --since 2022-11-21", "aftale history"},
      CommandSpec::Kind::question,
      run_history};
}

}  // namespace aftale::app
