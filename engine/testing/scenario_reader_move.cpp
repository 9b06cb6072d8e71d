#include "engine/testing/scenario_reader.h"

namespace aftale::testing {

using loader::Node;
using loader::Reading;

ScenarioMove read_move(Reading& reading, const Node& node) {
  ScenarioMove move;
  if (!reading.keys(node, {"to", "organisation", "with", "undo", "reason"})) return move;
  if (const Node* undo = node.find("undo")) move.undo = reading.boolean(undo, "undo").value_or(false);
  if (const Node* reason = node.find("reason")) move.reason = reading.text(reason, "reason").value_or("");
  if (const Node* organisation = node.find("organisation"))
    move.organisation = reading.text(organisation, "organisation").value_or("");
  if (const Node* with = node.find("with")) move.inputs = read_words(reading, *with);
  const Node* to = move.undo ? node.find("to") : reading.need(node, "to");
  if (to) move.to = static_cast<int>(reading.integer(to, "to", 1, INT32_MAX).value_or(1));
  if (move.undo && to) {
    reading.error("unknown-key", to->at,
                  {"undo tager den seneste flytning tilbage; skriv det uden to",
                   "undo takes back the last move; write it without to"});
  }
  return move;
}

}  // namespace aftale::testing
