#pragma once
#include <deque>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "engine/cases/read_model.h"
#include "engine/cases/replay/timeline.h"
#include "engine/machine/settle.h"

namespace aftale::cases {

/// The journal and the engine disagree at an entry of the file.
tl::unexpected<ErrorPtr> disagrees(std::int64_t seq, const Text& what);

/// Plays the journal of one case: commands are done again, firings are computed and compared with the evidence, and at
/// each correction the case is rebuilt as it was then. What strikes an entry of a living case is the same player, at
/// the journal's end. Borrows the entries.
class Replayer {
 public:
  /// `start`: the case without any entry.
  Replayer(Definitions& definitions, WorkingCopy start, const std::vector<records::JournalRow>& entries);

  /// The next entry. Errors: damaged, where the journal and the engine disagree.
  Result<void> play(const records::JournalRow& row);
  /// Nothing that the machine fires may be missing at the end.
  Result<void> finish(std::int64_t last_seq) const;

  /// What striking an entry comes to.
  struct Struck {
    machine::Step step;                  ///< of the correction's entry
    std::vector<std::string> withdrawn;  ///< keys of messages that no longer hold
    std::vector<std::int64_t> undone;    ///< entries of which one person alone would change what took two
  };
  /// Rebuilds the case without an entry, as entry `number` at `at`. Errors: refused `would-break` with the entry that
  /// no longer fits in `unfit` (0: a timer fails), `already-struck`, `not-struck`, `unknown-entry`.
  Result<Struck> strike(const machine::Correct& correct, std::uint64_t number, time::Instant at, std::int64_t& unfit);

  /// The case as it stands, and what it would be stored as: all but the messages of `told`.
  WorkingCopy& work() { return work_; }
  /// Every message that the case has ever asked for, but those that still wait in `work`.
  std::vector<records::OutboxRow>& told() { return told_; }

 private:
  Result<void> fired(const records::JournalRow& row);
  Result<void> done(const records::JournalRow& row);
  Result<void> corrected(const records::JournalRow& row);
  Result<machine::Step> step_of(const records::JournalRow& row, const machine::Moment& moment);
  void fire_until(time::Instant until);
  /// What a step said and did to others, under its number.
  void remember(const machine::Step& step, std::uint64_t number);
  void gather_messages();
  Result<void> may_strike(const machine::Correct& correct) const;
  void sort_messages(WorkingCopy& course, std::uint64_t number, time::Instant at, Struck& struck);
  void sort_posted(const std::vector<Posted>& posted, machine::Step& step);

  Definitions& definitions_;
  WorkingCopy start_, work_;
  const std::vector<records::JournalRow>& entries_;
  std::size_t played_ = 0;
  Strikes strikes_;
  Numbers numbers_;
  std::deque<machine::Firing> pending_;
  std::vector<records::OutboxRow> told_;
  std::set<std::string, std::less<>> keys_;  ///< of `told_`
  std::set<std::string, std::less<>> said_;  ///< the same, before a correction made another key of one
  std::map<std::string, std::string, std::less<>>
      standing_;  ///< key -> the key under which it was queued; empty: never
  std::vector<Posted> posted_;
  HandsByEntry hands_;
};

/// A player of the whole journal of a case, before its first entry; borrows `entries`. Errors: damaged.
Result<Replayer> player_of(const ReadModel& in, const records::CaseRow& row,
                           const std::vector<records::JournalRow>& entries);

}  // namespace aftale::cases
