#include "apps/aftale/render/coverage.h"

#include <algorithm>
#include <span>

#include "apps/aftale/output.h"
#include "engine/base/json_writer.h"

namespace aftale::app::render {
namespace {

using testing::ChartCoverage;
using testing::Coverage;
using testing::Tally;
using testing::TallyKind;

/// The kinds that are told of.
std::span<const TallyKind> kinds_of(CoverageDetail detail) {
  constexpr std::size_t kWays = 2;
  const std::span<const TallyKind> all = testing::tally_kinds();
  return detail == CoverageDetail::ways ? all.first(kWays) : all;
}

std::string part(const Tally& tally) {
  return std::to_string(tally.touched) + "/" + std::to_string(tally.all);
}

const std::vector<Diagnostic>& notes_of(const Coverage::Report& report, CoverageDetail detail) {
  return detail == CoverageDetail::ways ? report.untouched : report.untried;
}

std::string total_line(const std::vector<Coverage::Report>& reports, const Settings& settings) {
  Tally sum;
  for (const Coverage::Report& report : reports) sum += report.touched.all();
  // Rounded down: 100 % is everything.
  const std::string percent = std::to_string(sum.all == 0 ? 100 : sum.touched * 100 / sum.all);
  const std::string touched = std::to_string(sum.touched), all = std::to_string(sum.all);
  return settings.say({"I alt er " + touched + " af " + all + " prøvet (" + percent + " %)\n",
                       "In all " + touched + " of " + all + " are touched (" + percent + "%)\n"});
}

std::int64_t number(std::size_t value) {
  return static_cast<std::int64_t>(value);
}

void write_tally(JsonWriter& out, const char* name, const Tally& tally) {
  out.key(name).begin_object().field("all", number(tally.all)).field("touched", number(tally.touched)).end_object();
}

void write_place(JsonWriter& out, const Span& at) {
  out.field("file", at.file).field("line", static_cast<std::int64_t>(at.line));
  out.field("column", static_cast<std::int64_t>(at.column));
}

void write_states(JsonWriter& out, const ChartCoverage& chart) {
  out.key("states").begin_array();
  for (std::size_t n = 0; n < chart.states().size(); ++n) {
    const ChartCoverage::StateMark& mark = chart.states()[n];
    if (!mark.counts) continue;
    out.begin_object().field("index", number(n)).field("path", mark.path);
    write_place(out, mark.at);
    out.field("touched", mark.touched).end_object();
  }
  out.end_array();
}

void write_transitions(JsonWriter& out, const ChartCoverage& chart) {
  out.key("transitions").begin_array();
  for (std::size_t n = 0; n < chart.transitions().size(); ++n) {
    const ChartCoverage::TransitionMark& mark = chart.transitions()[n];
    if (!mark.counts()) continue;
    out.begin_object().field("number", number(n));
    out.key("text").begin_object().field("da", mark.text.da).field("en", mark.text.en).end_object();
    write_place(out, mark.at);
    out.field("touched", mark.touched);
    out.key("guard");
    if (mark.guard.empty()) {
      out.null();
    } else {
      out.begin_object().field("text", mark.guard).field("held", mark.held).field("said_no", mark.said_no).end_object();
    }
    out.end_object();
  }
  out.end_array();
}

void write_deadlines(JsonWriter& out, const ChartCoverage& chart) {
  out.key("deadlines").begin_array();
  for (const ChartCoverage::DeadlineMark& mark : chart.deadlines()) {
    out.begin_object().field("state", static_cast<std::int64_t>(mark.state)).field("path", mark.path);
    write_place(out, mark.at);
    out.key("warnings").begin_array();
    for (std::size_t n = 0; n < mark.warnings.size(); ++n)
      out.begin_object().field("before", mark.warnings[n]).field("touched", bool{mark.warned[n]}).end_object();
    out.end_array().field("missed", mark.missed).end_object();
  }
  out.end_array();
}

void write_ballots(JsonWriter& out, const ChartCoverage& chart) {
  out.key("ballots").begin_array();
  for (const ChartCoverage::BallotMark& mark : chart.ballots()) {
    out.begin_object().field("state", static_cast<std::int64_t>(mark.state)).field("path", mark.path);
    write_place(out, mark.at);
    out.key("outcomes").begin_array();
    for (std::size_t n = 0; n < mark.events.size(); ++n)
      out.begin_object().field("event", mark.events[n]).field("touched", bool{mark.given[n]}).end_object();
    out.end_array().end_object();
  }
  out.end_array();
}

}  // namespace

std::string coverage(const Coverage& coverage, CoverageDetail detail, bool lists, const Settings& settings,
                     const SourceLines& lines) {
  std::string text;
  const std::vector<Coverage::Report> reports = coverage.reports();
  for (const Coverage::Report& report : reports) {
    text += report.workflow;
    const char* between = ": ";
    for (const TallyKind& kind : kinds_of(detail)) {
      text += between + settings.say(kind.title) + " " + part(report.touched.*kind.tally);
      between = ", ";
    }
    const std::vector<Diagnostic>& notes = notes_of(report, detail);
    if (notes.empty()) {
      text += settings.say({"; alt er prøvet\n", "; all are touched\n"});
    } else if (lists) {
      text += settings.say({"; ingen scenarier når:\n", "; no scenario touches:\n"});
      text += findings_text(settings, notes, &lines);
    } else {
      text += "\n";
    }
  }
  return detail == CoverageDetail::everything ? text + total_line(reports, settings) : text;
}

void write_coverage(JsonWriter& out, const Coverage& coverage, CoverageDetail detail, const Settings& settings) {
  out.begin_array();
  for (const Coverage::Report& report : coverage.reports()) {
    out.begin_object().field("workflow", report.workflow);
    for (const TallyKind& kind : kinds_of(detail)) {
      const Tally& tally = report.touched.*kind.tally;
      out.field(kind.name, number(tally.all)).field(std::string(kind.name) + "_touched", number(tally.touched));
    }
    out.key("untouched").begin_array();
    for (const Diagnostic& note : notes_of(report, detail)) write_finding(out, note, settings);
    out.end_array().end_object();
  }
  out.end_array();
}

std::string coverage_file(const Coverage& coverage, const std::vector<testing::ScenarioResult>& results) {
  const std::vector<Coverage::Report> reports = coverage.reports();
  const auto passed = std::count_if(results.begin(), results.end(),
                                    [](const testing::ScenarioResult& result) { return result.passed; });
  Tally sum;
  for (const Coverage::Report& report : reports) sum += report.touched.all();
  std::string text;
  JsonWriter out(text);
  out.begin_object().field("scenarios", number(results.size())).field("passed", static_cast<std::int64_t>(passed));
  write_tally(out, "total", sum);
  out.key("workflows").begin_array();
  for (const Coverage::Report& report : reports) {
    out.begin_object().field("workflow", report.workflow);
    for (const TallyKind& kind : testing::tally_kinds()) write_tally(out, kind.name, report.touched.*kind.tally);
    out.key("charts").begin_array();
    for (const auto& [name, chart] : report.charts) {
      out.begin_object().field("chart", name);
      write_states(out, *chart);
      write_transitions(out, *chart);
      write_deadlines(out, *chart);
      write_ballots(out, *chart);
      out.end_object();
    }
    out.end_array().end_object();
  }
  out.end_array().end_object();
  return text + "\n";
}

}  // namespace aftale::app::render
