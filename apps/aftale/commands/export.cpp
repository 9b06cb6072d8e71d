#include <unistd.h>

#include <algorithm>
#include <array>

#include "adapters/feeds/feed.h"
#include "adapters/reports/case_page.h"
#include "adapters/reports/case_workbook.h"
#include "adapters/sheets/xlsx.h"
#include "apps/aftale/as_of.h"
#include "apps/aftale/command.h"
#include "apps/aftale/connect.h"
#include "apps/aftale/fetching.h"
#include "apps/aftale/out_file.h"
#include "apps/aftale/output.h"
#include "apps/aftale/render/csv.h"
#include "apps/aftale/render/local_time.h"

namespace aftale::app {
namespace {

/// Names the cases that were left out.
int report_damaged(const Settings& settings, const cases::CalendarAnswer& answer) {
  int code = kDone;
  for (const cases::AuditAnswer::Finding& one : answer.damaged)
    code = report(settings, std::make_shared<const Error>(Error{Error::Kind::damaged, {one.diagnostic}}));
  return code;
}

/// What a form can do beside the others.
struct Form {
  std::string_view name;
  bool other_days = false;  ///< shows another day than now
  bool for_people = false;  ///< a report, in the language of the call
};
constexpr std::array kForms{Form{"csv", true}, Form{"html", true, true}, Form{"ics"}, Form{"json"},
                            Form{"xlsx", true, true}};

/// What is wrong with the words of the call; no text: nothing.
Text complaint(const Arguments& arguments, const Form* form) {
  if (!form)
    return {"Angiv formen: --as csv, html, ics, json eller xlsx", "Name the form: --as csv, html, ics, json or xlsx"};
  if (arguments.has("--with-files") && form->name != "json")
    return {"Filer følger kun med i JSON: --as json --with-files",
            "Files come along in JSON only: --as json --with-files"};
  if ((arguments.has("--at") || arguments.has("--known-at")) && !form->other_days)
    return {"En anden dag vises kun med --as csv, html eller xlsx",
            "Another day is shown with --as csv, html or xlsx only"};
  if (arguments.has("KEY") == arguments.has("--all")) return {"Angiv en sag eller --all", "Name a case or --all"};
  if (form->name == "xlsx" && !arguments.has("-o") && ::isatty(STDOUT_FILENO) != 0)
    return {"Et regneark kan ikke vises her. Skriv det i en fil: -o sag.xlsx",
            "A workbook cannot be shown here. Write it to a file: -o case.xlsx"};
  return {};
}

/// A page or a workbook, and what has to be said of it.
Result<std::string> report_of(const Form& form, const cases::Answer& answer, time::Instant written, bool one_case,
                              const Settings& settings) {
  const auto& exported = std::get<cases::ExportAnswer>(answer.body);
  const reports::Edition edition{settings.language, render::local_date(answer.now),
                                 written,           render::local_time(written, settings),
                                 one_case,          answer.not_shown,
                                 answer.notes};
  if (form.name == "html") return reports::case_page(exported, edition);
  AFTALE_TRY(sheets::Xlsx made, sheets::xlsx(reports::case_workbook(exported, edition)));
  if (made.cut > 0) {
    const std::string count = std::to_string(made.cut);
    complain(settings.say(
        {(made.cut == 1 ? "1 tekst" : count + " tekster") + " er afkortet: Excel tager højst 32.767 tegn i en celle\n",
         (made.cut == 1 ? "1 text is" : count + " texts are") +
             " cut: Excel takes at most 32,767 characters in a cell\n"}));
  }
  return std::move(made.bytes);
}

Result<std::string> text_of(const Form& form, cases::Answer& answer, Connection& connection, const Arguments& arguments,
                            const Settings& settings) {
  if (form.name == "ics")
    return calendar::ics(feeds::feed_of(std::get<cases::CalendarAnswer>(answer.body), settings.language));
  auto& exported = std::get<cases::ExportAnswer>(answer.body);
  if (form.name == "csv") return render::csv(exported, settings);
  if (form.for_people) {
    AFTALE_TRY(const time::Instant written, connection.now());
    return report_of(form, answer, written, arguments.has("KEY"), settings);
  }
  if (arguments.has("--with-files")) AFTALE_TRY_VOID(fetch_files(connection.service(), exported));
  std::string text;
  cases::write_json(answer, text);
  return text + "\n";
}

int run_export(const Invocation& invocation) {
  const Arguments& arguments = invocation.arguments;
  const Settings& settings = invocation.settings;
  const std::string asked = arguments.value("--as");
  const auto form = std::find_if(kForms.begin(), kForms.end(), [&](const Form& each) { return each.name == asked; });
  if (const Text wrong = complaint(arguments, form == kForms.end() ? nullptr : &*form); !wrong.empty())
    return report(settings, usage(wrong).value());
  const Result<cases::AsOf> as_of = read_as_of(arguments);
  if (!as_of) return report(settings, as_of.error());
  const Result<std::unique_ptr<Connection>> connection = Connection::open(settings, sqlite::Access::question);
  if (!connection) return report(settings, connection.error());
  const std::string key = arguments.value("KEY");
  const bool days = form->name == "ics";
  Result<cases::Answer> answer =
      (*connection)->service().ask(days ? cases::Question(cases::Calendar{key}) : cases::Export{key, *as_of});
  if (!answer) return report(settings, answer.error());
  const Result<std::string> text = text_of(*form, *answer, **connection, arguments, settings);
  if (!text) return report(settings, text.error());
  if (!arguments.has("-o")) {
    print(*text);
  } else if (const Result<void> written = write_out(settings, arguments.value("-o"), *text); !written) {
    return report(settings, written.error());
  }
  if (form->for_people || !as_of->is_now()) mention_missing(settings, *answer);
  if ((*connection)->lost()) return report(settings, (*connection)->lost());
  return days ? report_damaged(settings, std::get<cases::CalendarAnswer>(answer->body)) : int{kDone};
}

}  // namespace

CommandSpec export_command() {
  std::vector<Option> options{
      {"--as",
       "csv|html|ics|json|xlsx",
       {"formen; html kan udskrives, xlsx og csv åbner i Excel, ics i Outlook",
        "the form; html can be printed, xlsx and csv open in Excel, ics in Outlook"}},
      {"--with-files",
       nullptr,
       {"med alle versioner af dokumenterne (kun json, base64)",
        "with every version of the documents (json only, base64)"}},
      {"--all", nullptr, {"alle sager", "all cases"}},
      {"-o", "FILE", {"skriv i en fil (ellers ud på skærmen)", "write to a file (else to the screen)"}}};
  for (Option& option : as_of_options()) options.push_back(std::move(option));
  return {"export",
          {"sagen på papir (html), som regneark (xlsx, csv), kalender (ics) eller med alt (json)",
           "the case on paper (html), as a spreadsheet (xlsx, csv), a calendar (ics) or with everything (json)"},
          {{"KEY", {"sagens nøgle", "the key of the case"}, false}},
          std::move(options),
          {"aftale export nordjylland-2023-24 --as html -o status.html",
           "aftale export nordjylland-2023-24 --as xlsx -o status.xlsx",
           "aftale export nordjylland-2023-24 --as html --at 2022-11-24 -o status.html",
           "aftale export --all --as ics -o frister.ics"},
          CommandSpec::Kind::question,
          run_export};
}

}  // namespace aftale::app
