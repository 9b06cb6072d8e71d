#include <algorithm>

#include "apps/aftale/command.h"
#include "apps/aftale/connect.h"
#include "apps/aftale/output.h"
#include "apps/aftale/render/render.h"

namespace aftale::app {
namespace {

/// That entries are gone or others is damage of the file; anything else was found by looking.
int code(const cases::Answer& answer) {
  const auto& audit = std::get<cases::AuditAnswer>(answer.body);
  const auto is_lost = [](const cases::AuditAnswer::Finding& finding) {
    const std::string_view code = finding.diagnostic.code;
    return code == "truncated" || code == "rewritten";
  };
  if (std::any_of(audit.findings.begin(), audit.findings.end(), is_lost)) return kDamaged;
  return audit.well ? kDone : kRefused;
}

int run_audit(const Invocation& invocation) {
  const Settings& settings = invocation.settings;
  cases::Audit asked{invocation.arguments.value("KEY")};
  for (const std::string& word : invocation.arguments.values("--expect")) {
    const std::optional<records::JournalHead> kept = records::JournalHead::parse(word);
    if (!kept) {
      return report(settings, fail(Error::Kind::usage, "usage",
                                   Text{"--expect skal være en posts nummer og hash, som aftale audit skriver dem, fx "
                                        "57:9f86d081… med alle 64 cifre, ikke \"" +
                                            word + "\"",
                                        "--expect must be the number and hash of an entry as aftale audit prints them, "
                                        "such as 57:9f86d081… with all 64 digits, not \"" +
                                            word + "\""})
                                  .value());
    }
    asked.kept.push_back(*kept);
  }
  // Beside the database, where it can be read; with a daemon too.
  if (const std::optional<records::JournalHead> kept = sqlite::remembered_head(settings.database);
      kept && kept->seq > 0)
    asked.kept.push_back(*kept);
  return ask(invocation, asked, render::audit, code);
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
          {{"--expect",
            "SEQ:HASH",
            {"en post, der er husket et andet sted, fx den seneste i går: journalen skal have den",
             "an entry that was kept elsewhere, such as the newest of yesterday: the journal must have it"},
            Option::Use::repeated}},
          {"aftale audit",
           "aftale audit --expect "
           "57:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"},
          CommandSpec::Kind::question,
          run_audit};
}

}  // namespace aftale::app
