#pragma once
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "engine/base/digest.h"
#include "engine/decisions/table.h"
#include "engine/model/organisation.h"
#include "engine/model/workflow.h"
#include "engine/time/calendar.h"

namespace aftale::model {

/// Raised when what `step` can compute changes (design decision 7); a case goes on by the number it was opened with.
/// 1: every receiver has a message of its own. 2: what is said about one deadline reaches each contact once, whomever
/// the contact stands for. 3: whoever was told that a deadline has passed, and nobody else, is told when it was kept
/// after all, a party as soon as its own branch shows it; and who was told of a meeting, when it is moved or off.
/// 4: dates and living lists follow the data that they name; days on which a case rested are not counted.
/// 5: what has fired is a fact of the branch, missed days are carried out each on its own day, kept branches and
/// suspended cases rest whole, and what they are told waits for them; what minutes may say is refused more strictly.
inline constexpr int kSemantics = 5, kSemanticsOldest = 1;

/// How the sources of a bundle are read. It stands in the manifest, so that a case goes on with what its sources meant
/// when it was opened. 1 (where none stands): text as it is written. 2: all text is in normal form C, as what people
/// type is; calls of decision tables have the types of their columns; templates of messages are sources.
inline constexpr int kReading = 2, kReadingOldest = 1;

enum class SourceKind : std::uint8_t { workflow, organisation, calendar, rules, template_, scenario };
const char* name_of(SourceKind kind);

/// One file as it was read: the bytes decide.
struct Source {
  SourceKind kind = SourceKind::workflow;
  std::string name;
  int version = 0;   ///< of a workflow; 0 for the others. A template's name ends in its language: `reminder.da`
  std::string file;  ///< for messages only
  std::string bytes;
};

/// The digests of a template's texts; zero where there is none in that language.
struct TemplateTexts {
  Digest da, en;
};

/// The closed bundle that a case is pinned to: workflow, called workflows, rules, organisation, calendar, templates.
/// Immutable and checked; shared by all cases on it; any thread may read.
struct Definition {
  Digest id;  ///< SHA-256 of the manifest
  /// One line a source, sorted: kind, name, version, SHA-256 of the bytes, with tabs between; among them `reading` and
  /// its number, from 2 on.
  std::string manifest;
  std::vector<Workflow> workflows;  ///< the first is the case's own
  std::vector<Chart> charts;
  std::vector<std::string> opens;  ///< workflows that its actions open; their sources are in the manifest
  decisions::Library rules;
  Organisation organisation;
  OrganisationValues organisation_values;
  time::Calendar calendar;
  std::map<std::string, TemplateTexts, std::less<>> templates;  ///< of messages, by name: those that were found

  const Workflow& root() const { return workflows.front(); }
  const Chart& root_chart() const { return charts[root().chart]; }
};
using DefinitionPtr = std::shared_ptr<const Definition>;

/// The manifest of these sources, and its digest: the id of the bundle.
std::string manifest_of(const std::vector<Source>& sources, int reading = kReading);

}  // namespace aftale::model
