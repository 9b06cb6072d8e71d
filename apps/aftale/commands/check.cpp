#include <algorithm>

#include "adapters/folders/watch.h"
#include "apps/aftale/checking.h"
#include "apps/aftale/command.h"
#include "apps/aftale/output.h"
#include "apps/aftale/render/local_time.h"
#include "apps/aftale/render/table.h"
#include "apps/standard_output.h"
#include "engine/base/json_writer.h"
#include "engine/base/words.h"

namespace aftale::app {
namespace {

/// What is saved within this time is one change.
constexpr std::chrono::milliseconds kQuiet{150};

std::string findings_json(const std::vector<Diagnostic>& findings, const Settings& settings) {
  std::string text;
  JsonWriter out(text);
  out.begin_object().key("findings").begin_array();
  for (const Diagnostic& finding : findings) write_finding(out, finding, settings);
  out.end_array().end_object();
  return text + "\n";
}

std::string files_counted(std::size_t files, const Settings& settings) {
  return render::counted(static_cast<std::int64_t>(files), {"fil", "file"}, {"filer", "files"}, settings);
}

/// "3 filer, 1 fejl, 0 advarsler".
std::string counts(const CheckedFiles& checked, const Settings& settings) {
  const auto errors = std::count_if(checked.findings.begin(), checked.findings.end(),
                                    [](const Diagnostic& finding) { return finding.severity == Severity::error; });
  return files_counted(checked.files, settings) + ", " +
         render::counted(errors, {"fejl", "error"}, {"fejl", "errors"}, settings) + ", " +
         render::counted(std::ssize(checked.findings) - errors, {"advarsel", "warning"}, {"advarsler", "warnings"},
                         settings);
}

int check_once(const std::vector<std::string>& paths, const Settings& settings) {
  const Result<CheckedFiles> checked = check_files(paths, settings);
  if (!checked) return report(settings, checked.error());
  if (settings.json) {
    print(findings_json(checked->findings, settings));
  } else {
    print(findings_text(settings, checked->findings, checked->sources.get()));
    print(counts(*checked, settings) + "\n");
  }
  return has_errors(checked->findings) ? kRefused : kDone;
}

/// One round of `--watch`: the time, what is wrong, and how many; each round stands below the one before.
void check_again(const std::vector<std::string>& paths, const Settings& settings) {
  const std::string at = render::local_clock(ProgramClock(settings).now(), settings);
  const Result<CheckedFiles> checked = check_files(paths, settings);
  if (!checked && settings.json) {
    report(settings, checked.error());
  } else if (!checked) {
    print(at + "\n" + findings_text(settings, checked.error()->findings, nullptr));
  } else if (settings.json) {
    print(findings_json(checked->findings, settings));
  } else if (checked->findings.empty()) {
    print(at + "  " + settings.say({"alt er i orden", "all is well"}) + " (" + files_counted(checked->files, settings) +
          ")\n");
  } else {
    print(at + "\n" + findings_text(settings, checked->findings, checked->sources.get()));
    print(counts(*checked, settings) + "\n");
  }
  StandardOutput::flush();
}

int watch(const std::vector<std::string>& paths, const Settings& settings) {
  // What is not there when it begins is a slip of the hand; what goes away later may come back.
  if (const auto files = files_to_check(paths); !files) return report(settings, files.error());
  std::vector<std::string> watched = paths;
  for (std::string& folder : folders_of(paths, settings)) watched.push_back(std::move(folder));
  const Result<std::unique_ptr<folders::Watch>> watch = folders::Watch::begin(std::move(watched));
  if (!watch) return report(settings, watch.error());
  if (!settings.json) {
    complain(settings.say({"Holder øje med " + joined(paths, "og") + "; stop med Ctrl-C\n",
                           "Watching " + joined(paths, "and") + "; stop with Ctrl-C\n"}));
  }
  for (;;) {
    check_again(paths, settings);
    const Result<folders::Watch::Woken> woken = (*watch)->wait(kQuiet);
    if (!woken) return report(settings, woken.error());
    if (*woken != folders::Watch::Woken::changed) return kDone;
  }
}

int run_check(const Invocation& invocation) {
  const Settings& settings = invocation.settings;
  std::vector<std::string> paths = invocation.arguments.values("PATH");
  if (paths.empty()) paths = settings.paths;
  return invocation.arguments.has("--watch") ? watch(paths, settings) : check_once(paths, settings);
}

}  // namespace

CommandSpec check_command() {
  return {"check",
          {"læser forløb, organisationer, regler, scenarier og skabeloner, og viser hver fejl med linje og råd",
           "reads workflows, organisations, rules, scenarios and templates, and shows every mistake with its line and "
           "advice"},
          {{"PATH",
            {"filer eller mapper (ellers dem i søgestien)", "files or folders (else those of the search path)"},
            false,
            true}},
          {{"--watch",
            nullptr,
            {"læs igen, hver gang noget bliver gemt; stop med Ctrl-C",
             "read again whenever something is saved; stop with Ctrl-C"}}},
          {"aftale check", "aftale check workflows/nordjysk-socialaftale", "aftale check --watch workflows"},
          CommandSpec::Kind::question,
          run_check};
}

}  // namespace aftale::app
