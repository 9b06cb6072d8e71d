#pragma once
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "engine/cases/engine.h"
#include "engine/cases/journal.h"
#include "engine/cases/move.h"
#include "engine/cases/replay/correction.h"
#include "engine/cases/service.h"

namespace aftale::cases {

/// The unit of work and the only writer of cases: commands and firings are computed on copies, then written in one
/// transaction. Lives for one call of the service.
class Batch {
 public:
  static Result<Batch> begin(Engine& engine, time::Instant now);

  /// Done on the batch's copies, or refused with nothing changed (but what was due before it has fired).
  Result<Receipt> run(const Command& command);
  /// Fires what is due in a case until `until`; a step that fails makes the case faulted.
  Result<void> settle(const std::string& key, time::Instant until);
  /// An entry of the file: who asked for dates until then to be handled, and whether he confirmed the clock by it.
  Result<void> note_advance(const machine::Actor& by, time::Instant until, bool confirms_clock);
  /// What striking an entry would come to.
  Result<Corrected> if_struck(const std::string& key, const machine::Correct& wish);
  /// Takes a case to `input.to` (batch_move.cpp), or only says what that would change. Errors: those of machine::carry.
  Result<void> move(const Move& order, machine::MoveTo input, Moved::Verdict& verdict);
  /// Says so in the verdict where this order has moved the case before.
  Result<void> find_repeated(const Move& order, const Digest& to, Moved::Verdict& verdict);
  /// A bundle to be written with the cases that follow it.
  void keep(const Definitions::Installed& installed);
  const std::vector<Advanced::Fired>& fired() const { return fired_; }
  bool empty() const { return works_.empty(); }

  /// Writes everything. After an error the engine has forgotten what it kept.
  Result<void> commit();

 private:
  Batch(Engine& engine, time::Instant now, records::Head head);
  Result<std::optional<Receipt>> repeated(const RequestId& request, const std::string& key, const std::string& digest);
  Result<WorkingCopy*> touch(const std::string& key);
  Result<Receipt> open(const Command& command, const std::string& digest);
  Result<void> settle(WorkingCopy& work, time::Instant until);
  Result<void> act(WorkingCopy& work, const Command& command, const std::string& digest, Receipt& receipt);
  /// Whether the case has room for what this command comes to; for the secretariat it always has. Errors: those of
  /// StepEntries::admit, and of the store.
  Result<void> has_room(WorkingCopy& work, const Command& command, const machine::Step& step);
  /// Strikes an entry; in the place of `work` comes the case without it.
  Result<void> strike(WorkingCopy& work, const Command& command, const std::string& digest, Receipt& receipt);
  Result<Corrected> struck(const WorkingCopy& work, const machine::Correct& wish, const machine::Moment& moment);
  /// Keeps what takes two people as a proposal of the first.
  Result<void> propose(WorkingCopy& work, const machine::Propose& asked, const machine::Moment& moment,
                       const RequestId& request, const std::string& digest);
  void enter(WorkingCopy& work, const Journal::Entry& entry);
  Result<bool> may_move(const WorkingCopy& work, const machine::Propose& asked, const model::Definition& to,
                        const machine::Actor& actor);
  /// A case that is not there yet, at its beginning.
  WorkingCopy begin_case(const std::string& key, std::int64_t id, model::DefinitionPtr definition,
                         time::Instant at) const;
  tl::unexpected<ErrorPtr> explained(const WorkingCopy& work, const Command& command, const ErrorPtr& refused);
  Result<void> verify();

  // outgoing commands.cpp
  /// What an entry of a case asks of another one.
  struct OutgoingCommand {
    std::string from;
    std::uint64_t entry, n;  ///< n from 1
    time::Instant at;
    time::CivilDate effective;
    machine::Outward what;
    RequestId request() const;
  };
  /// Does them and what follows from them, in order. Where one cannot be done the case that asked is faulted, or it is
  /// noted there; an error is one of the store, and nothing of the batch is committed.
  Result<void> run_outgoing();
  Result<void> run_one_outgoing(const OutgoingCommand& command);
  Result<void> give_up(const OutgoingCommand& command, const std::string& reason);
  Result<void> open_other(WorkingCopy& from, const OutgoingCommand& command, const machine::Opening& opening);
  Result<void> tell_other(WorkingCopy& from, const OutgoingCommand& command, const machine::Telling& telling);
  Result<void> cannot_open(WorkingCopy& from, const OutgoingCommand& command, const machine::Opening& opening,
                           const ErrorPtr& why);
  Result<void> not_taken(WorkingCopy& from, const machine::Telling& telling, const std::string& code);
  Result<void> enter_by_process(WorkingCopy& work, const machine::Input& input, time::Instant at);
  /// Gives the cases back to the engine for the next batch: as committed, or untouched.
  void keep();

  Engine* engine_;
  time::Instant now_;
  records::Head before_;
  Journal journal_;
  std::int64_t last_case_;
  std::map<std::string, WorkingCopy, std::less<>> works_;  ///< taken out of the engine's cache
  std::vector<Advanced::Fired> fired_;
  std::vector<OutgoingCommand> outgoing_;            ///< still to be done
  std::vector<records::DefinitionRow> definitions_;  ///< of cases opened by others or moved, not installed yet
  ErrorPtr broken_;                                  ///< the store failed in the middle of outgoing commands
  std::vector<records::ContentRow> content_;         ///< their sources
};

/// The id of what the process itself asks for: it is made from what asks, so that asking again is known. Its first byte
/// is zero, so that it is less than any id a command line makes, and those stay known to be new.
RequestId request_of_process(std::string_view from, std::uint64_t entry, std::uint64_t n);
/// The refusal of a key that no case has, with the nearest one there is.
tl::unexpected<ErrorPtr> unknown_case(records::Store& store, const std::string& key);

}  // namespace aftale::cases
