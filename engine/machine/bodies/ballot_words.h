#pragma once
#include <map>
#include <string>
#include <vector>

#include "engine/machine/chart/run.h"

/// The words of the table `ballot` and the events that they mean.
namespace aftale::machine {

/// `approve`, `recommend` ... at a state with a ballot. Error: expression-failed.
Result<std::string> ballot_kind(const Run& run, BranchNo branch, model::StateIx state);

/// A word of the minutes that fits a kind, and the event it means.
struct FittingWord {
  std::string word, event;
};

/// What the table `ballot` says of kinds, each looked up once: a case has a hundred bodies and a handful of kinds.
/// Borrows the run.
class BallotWords {
 public:
  explicit BallotWords(const Run& run) : run_(run) {}

  /// In the order of the table; a word that can mean several things fits nowhere.
  const std::vector<FittingWord>& fitting(const std::string& kind);
  /// The table can give `event` for a kind that this state's ballot can be, so only `record` brings it: also where the
  /// body at hand is asked for another kind (a committee is never made to approve by `do`).
  bool can_give(const model::State& state, const std::string& event);

 private:
  const Run& run_;
  std::map<std::string, std::vector<FittingWord>> fitting_;  ///< by kind
};

/// Where an event of a ballot of `kind` goes if its state does not answer it itself: the events to try, in order.
std::vector<std::string> stand_ins(const std::string& event, const std::string& kind);
/// The matter stays with the body; no state is left.
inline bool stays(const std::string& event) {
  return event == "postponed" || event == "withdrawn";
}

}  // namespace aftale::machine
