#include "adapters/feeds/feed.h"
#include "apps/aftale/command.h"
#include "apps/aftale/connect.h"
#include "apps/aftale/fetching.h"
#include "apps/aftale/out_file.h"
#include "apps/aftale/output.h"
#include "apps/aftale/render/csv.h"

namespace aftale::app {
namespace {

/// Names the cases that were left out.
int report_damaged(const Settings& settings, const cases::CalendarAnswer& answer) {
  int code = kDone;
  for (const cases::AuditAnswer::Finding& one : answer.damaged)
    code = report(settings, std::make_shared<const Error>(Error{Error::Kind::damaged, {one.diagnostic}}));
  return code;
}

int run_export(const Invocation& invocation) {
  const Arguments& arguments = invocation.arguments;
  const Settings& settings = invocation.settings;
  const std::string form = arguments.value("--as");
  if (form == "html") {
    return report(settings, fail(Error::Kind::refused, "not-yet",
                                 Text{"--as html findes ikke endnu. Brug csv, ics eller json",
                                      "--as html is not built yet. Use csv, ics or json"})
                                .value());
  }
  if (form != "csv" && form != "json" && form != "ics")
    return report(settings, usage({"Angiv formen: --as csv, --as ics eller --as json",
                                   "Name the form: --as csv, --as ics or --as json"})
                                .value());
  if (arguments.has("--with-files") && form != "json") {
    return report(settings, usage({"Filer følger kun med i JSON: --as json --with-files",
                                   "Files come along in JSON only: --as json --with-files"})
                                .value());
  }
  if (arguments.has("KEY") == arguments.has("--all"))
    return report(settings, usage({"Angiv en sag eller --all", "Name a case or --all"}).value());
  const Result<std::unique_ptr<Connection>> connection = Connection::open(settings, sqlite::Access::question);
  if (!connection) return report(settings, connection.error());
  const std::string key = arguments.value("KEY");
  Result<cases::Answer> answer =
      (*connection)->service().ask(form == "ics" ? cases::Question(cases::Calendar{key}) : cases::Export{key});
  if (!answer) return report(settings, answer.error());
  if (arguments.has("--with-files")) {
    const Result<void> had = fetch_files((*connection)->service(), std::get<cases::ExportAnswer>(answer->body));
    if (!had) return report(settings, had.error());
  }
  std::string text;
  if (form == "ics") {
    text = calendar::ics(feeds::feed_of(std::get<cases::CalendarAnswer>(answer->body), settings.language));
  } else if (form == "csv") {
    text = render::csv(std::get<cases::ExportAnswer>(answer->body), settings);
  } else {
    cases::write_json(*answer, text);
    text += "\n";
  }
  if (!arguments.has("-o")) {
    print(text);
  } else if (const Result<void> written = write_out(settings, arguments.value("-o"), text); !written) {
    return report(settings, written.error());
  }
  if ((*connection)->lost()) return report(settings, (*connection)->lost());
  return form == "ics" ? report_damaged(settings, std::get<cases::CalendarAnswer>(answer->body)) : int{kDone};
}

}  // namespace

CommandSpec export_command() {
  return {"export",
          {"sagen som regneark (csv), kalender (ics) eller med alt (json)",
           "the case as a spreadsheet (csv), a calendar (ics) or with everything (json)"},
          {{"KEY", {"sagens nøgle", "the key of the case"}, false}},
          {{"--as",
            "csv|ics|json",
            {"formen; csv åbner i Excel, ics i Outlook", "the form; csv opens in Excel, ics in Outlook"}},
           {"--with-files",
            nullptr,
            {"med alle versioner af dokumenterne (kun json, base64)",
             "with every version of the documents (json only, base64)"}},
           {"--all", nullptr, {"alle sager", "all cases"}},
           {"-o", "FILE", {"skriv i en fil (ellers ud på skærmen)", "write to a file (else to the screen)"}}},
          {"aftale export nordjylland-2023-24 --as csv -o status.csv", "aftale export --all --as ics -o frister.ics"},
          CommandSpec::Kind::question,
          run_export};
}

}  // namespace aftale::app
