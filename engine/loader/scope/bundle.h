#pragma once
#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/loader/loader.h"
#include "engine/loader/yaml.h"
#include "engine/model/definition.h"

/// What the readers of one bundle share; internal to this folder.
namespace aftale::loader {

/// The bundle while it is read. Charts and workflows keep their places while others are added.
struct Bundle {
  Bundle(const Sources& from, int edition_) : sources(from), reading(findings), edition(edition_) {}
  Bundle(const Bundle&) = delete;
  Bundle& operator=(const Bundle&) = delete;

  const Sources& sources;
  std::vector<Diagnostic> findings;
  Reading reading;
  std::deque<model::Workflow> workflows;
  std::deque<model::Chart> charts;
  /// Of the charts: targets of theirs that were not found, so that what follows from that is not told as well.
  std::vector<bool> unresolved;
  std::optional<model::Organisation> organisation;
  feel::Type organisation_type = model::organisation_type(nullptr);  ///< made once: every expression sees it
  std::optional<time::Calendar> calendar;
  std::vector<model::Source> used;
  std::map<std::string, Span, std::less<>> tables;  ///< that expressions name
  bool ballots = false;                             ///< some state has a ballot
  /// Cases that actions open: checked when everything has been read.
  struct Opened {
    std::string workflow, link;
    Span at;
    std::vector<std::pair<std::string, Span>> given;  ///< inputs by name, and where
    bool named = true;                                ///< false: `recurs`, inputs are taken over
  };
  std::vector<Opened> opened;
  /// What actions tell cases that were opened under a name.
  struct Told {
    std::string link;
    Span at;
    std::string event;
    Span event_at;
    std::vector<std::pair<std::string, Span>> given;  ///< data by name, and where
  };
  std::vector<Told> told;
  std::deque<Node> trees;  ///< the sources, while readers point into them

  const model::Organisation* organisation_or_null() const { return organisation ? &*organisation : nullptr; }
  /// The documents of the case: those of the root workflow.
  const std::vector<model::Document>& documents() const { return workflows.front().documents; }
  model::Chart& chart(model::ChartIx ix) { return charts[ix]; }
  const model::Chart& chart(model::ChartIx ix) const { return charts[ix]; }

  /// Reads the called workflow (once); kNone with a finding at `at` where it cannot.
  std::function<std::optional<model::ChartIx>(std::string_view reference, const Span& at)> call;
  /// Reads a calendar by name; none with a finding.
  std::function<std::optional<time::Calendar>(std::string_view name, const Span& at)> find_calendar;
  /// The table that `decision` asks by name, read at the first call; null where it is not found, without a finding.
  std::function<const decisions::Table*(const std::string& name)> find_table;
  int edition;  ///< model::kReading
};

}  // namespace aftale::loader
