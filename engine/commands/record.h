#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/base/result.h"
#include "engine/commands/fields.h"
#include "engine/commands/fingerprint.h"
#include "engine/commands/kind.h"
#include "engine/time/civil.h"

/// What a body decided, as the minutes have it.
namespace aftale::commands {

struct Votes {
  std::optional<std::int64_t> votes_for, votes_against, votes_abstained, present, recused;
};

struct Record {
  using Asked = Record;
  static constexpr Kind kKind{"record", lifecycle::CaseEvent::work, "record"};

  std::string step, outcome;  ///< address; the word of the minutes
  time::CivilDate meeting;
  std::optional<time::CivilDate> next;  ///< the next meeting, for postponed and withdrawn matters
  Votes votes;
  std::vector<std::string> remarks;
  std::string minority, minutes;
  std::vector<std::pair<std::string, std::uint32_t>> versions;  ///< document id (empty: the only frozen one), version
  bool even_so = false;
  bool skip = false;  ///< bodies before it in the chain are passed over, as not reported
  /// Treated behind closed doors: what was remarked stays with the entry and its step, and reaches no data or message.
  bool closed = false;
};

template <class Visitor>
void fields(Visitor& visit, Of<Visitor, Record>& record) {
  visit.name("in", record.step, Unsaid::left_out);
  visit.name("outcome", record.outcome);
  visit.member("meeting", record.meeting);
  visit.member("next", record.next);
  visit.member("present", record.votes.present);
  visit.member("for", record.votes.votes_for);
  visit.member("against", record.votes.votes_against);
  visit.member("abstain", record.votes.votes_abstained);
  visit.member("recused", record.votes.recused);
  visit.texts("remarks", record.remarks);
  visit.text("minority", record.minority, Unsaid::left_out);
  visit.text("minutes", record.minutes, Unsaid::left_out);
  visit.versions("versions", record.versions);
  visit.flag("even_so", record.even_so);
  visit.flag("skip", record.skip);
  visit.flag("closed", record.closed, Unsaid::left_out);
}

Result<void> check(const Record& record, const std::string& key);
/// In the order in which its members came to be.
void add_to(Fingerprint& fingerprint, const Record& record);

}  // namespace aftale::commands
