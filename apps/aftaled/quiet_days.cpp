#include "apps/aftaled/quiet_days.h"

#include <algorithm>

#include "engine/base/words.h"

namespace aftale::daemon {
namespace {

Result<time::Calendar> calendar_of(const Config& config, const folders::FolderSources& sources) {
  const std::string& name = config.quiet.calendar;
  const auto source = sources.find(model::SourceKind::calendar, name, 0);
  if (!source) {
    const std::vector<std::string> known = sources.names(model::SourceKind::calendar);
    const std::string near = nearest(name, known);
    Diagnostic finding{"unknown-name", Severity::error, {}, {}, near.empty() ? known : std::vector<std::string>{near}};
    finding.message = {
        "Der er ingen kalender " + name + " i mapperne under path" + (near.empty() ? "" : "; mente du " + near + "?"),
        "There is no calendar " + name + " in the folders of path" +
            (near.empty() ? "" : "; did you mean " + near + "?")};
    for (const Mention& mention : config.mentions) {
      if (mention.kind == Mention::Kind::calendar) finding.where = mention.at;
    }
    return fail(Error::Kind::not_found, {std::move(finding)});
  }
  const Checked<loader::Node> tree = loader::parse_yaml(source->bytes, source->file);
  if (!tree.value) return fail(Error::Kind::refused, tree.findings);
  Checked<time::Calendar> read = loader::read_calendar(*tree.value);
  if (!read.ok()) return fail(Error::Kind::refused, std::move(read.findings));
  return std::move(*read.value);
}

}  // namespace

Result<std::function<bool(time::CivilDate)>> quiet_days(const Config& config, const folders::FolderSources& sources) {
  if (config.quiet.calendar.empty() && config.quiet.periods.empty()) return std::function<bool(time::CivilDate)>();
  std::optional<time::Calendar> calendar;
  if (!config.quiet.calendar.empty()) {
    AFTALE_TRY(calendar, calendar_of(config, sources));
  }
  return std::function<bool(time::CivilDate)>([calendar, periods = config.quiet.periods](time::CivilDate day) {
    if (calendar && !calendar->is_working_day(day)) return true;
    return std::any_of(periods.begin(), periods.end(),
                       [&](const auto& period) { return period.first <= day && day <= period.second; });
  });
}

}  // namespace aftale::daemon
