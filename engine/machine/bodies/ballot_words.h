#pragma once
#include <string>
#include <vector>

#include "engine/machine/chart/run.h"

/// The words of the table `ballot` and the events that they mean.
namespace aftale::machine {

/// `approve`, `recommend` ... at a state with a ballot. Error: expression-failed.
Result<std::string> ballot_kind(const Run& run, BranchNo branch, model::StateIx state);
/// The table `ballot` can give `event` for a kind that this state's ballot can be, so only `record` brings it: also
/// where the body at hand is asked for another kind (a committee is never made to approve by `do`).
bool is_ballot_event(const Run& run, const model::State& state, const std::string& event);

/// A word of the minutes that fits a kind, and the event it means.
struct FittingWord {
  std::string word, event;
};
/// In the order of the table `ballot`; a word that can mean several things fits nowhere.
std::vector<FittingWord> fitting_words(const Run& run, const std::string& kind);

/// Where an event of a ballot of `kind` goes if its state does not answer it itself: the events to try, in order.
std::vector<std::string> stand_ins(const std::string& event, const std::string& kind);
/// The matter stays with the body; no state is left.
inline bool stays(const std::string& event) {
  return event == "postponed" || event == "withdrawn";
}

}  // namespace aftale::machine
