#include "engine/loader/workflow/state_keys.h"

#include <algorithm>

namespace aftale::loader {

using model::State;

namespace {

const std::vector<std::string>& state_keys() {
  static const std::vector<std::string> keys{"title",     "type",  "depth",  "default",  "initial", "states",   "owner",
                                             "ballot",    "on",    "ignore", "always",   "every",   "after",    "from",
                                             "deadlines", "entry", "exit",   "for_each", "decide",  "done",     "empty",
                                             "call",      "with",  "data",   "outcome",  "result",  "documents"};
  return keys;
}

}  // namespace

bool report_outdented(WorkflowFile& file, const State& state, const Node& node) {
  const std::vector<std::string>& keys = state_keys();
  const auto known = [&](const std::string& word) { return std::find(keys.begin(), keys.end(), word) != keys.end(); };
  if (!known(state.id) || node.is_null()) return false;
  const bool holds_states_keys = std::any_of(node.entries.begin(), node.entries.end(),
                                             [&](const Node::Entry& entry) { return known(entry.key.text); });
  if (holds_states_keys || (node.is_mapping() && node.entries.empty())) return false;
  file.reading.error(
      "bad-indentation", state.at,
      {state.id + " er en nøgle i en tilstand, men står her som navnet på en; ryk linjen og dem under den "
                  "ind under tilstanden",
       state.id + " is a key of a state, but stands here as the name of one; indent the line and those below "
                  "it under the state"});
  return true;
}

void check_keys(WorkflowFile& file, const State& state, const Node& node) {
  file.reading.keys(node, state_keys());
  const auto refuse = [&](const std::vector<std::string>& keys, const Text& why) {
    for (const auto& entry : node.entries) {
      if (std::find(keys.begin(), keys.end(), entry.key.text) == keys.end()) continue;
      file.reading.error(
          "key-not-here", entry.key.at,
          {entry.key.text + " hører ikke til her: " + why.da, entry.key.text + " does not belong here: " + why.en});
    }
  };
  static const std::vector<std::string> leaving{"on",    "ignore",    "always", "after",  "from",
                                                "every", "deadlines", "done",   "decide", "empty"};
  static const std::vector<std::string> inner{"states", "initial", "for_each",  "call",
                                              "with",   "data",    "documents", "ballot"};
  if (state.type == State::Type::final || state.is_history()) {
    const Text why = state.type == State::Type::final
                         ? Text{"en final er slut og forlades aldrig", "a final is an end and is never left"}
                         : Text{"en history-tilstand er kun en genvej", "a history state is only a way back"};
    refuse(leaving, why);
    refuse(inner, why);
    if (state.is_history()) refuse({"owner", "entry", "exit", "outcome", "result"}, why);
  }
  if (state.type != State::Type::final) {
    refuse({"outcome", "result"},
           {"kun en tilstand med type: final har et udfald", "only a state with type: final has an outcome"});
  }
  if (!state.is_history()) {
    refuse({"depth", "default"}, {"det er nøgler for type: history", "these are keys of type: history"});
  }
  if (state.type == State::Type::parallel) {
    refuse({"initial"},
           {"i en parallel tilstand begynder alle dele på én gang", "all regions of a parallel state begin at once"});
  }
  const bool branches = node.find("for_each") != nullptr;
  if (!branches) {
    refuse({"decide", "empty", "data", "documents"},
           {"de hører til en tilstand med for_each", "they belong to a state with for_each"});
    if (!node.find("call")) refuse({"with"}, {"with hører til call", "with belongs to call"});
    if (!node.find("states")) refuse({"initial"}, {"tilstanden har ingen states", "the state has no states"});
  } else {
    refuse({"call", "with"},
           {"skriv call og with inde i for_each: {...}", "write call and with inside for_each: {...}"});
    refuse({"ballot"}, {"ballot hører til i grenens tilstande", "a ballot belongs to the states of the branch"});
  }
  if (node.find("call") && node.find("states")) {
    refuse({"call"}, {"en tilstand har enten call eller states", "a state has either call or states"});
  }
}

}  // namespace aftale::loader
