#include "engine/loader/workflow/ballots.h"

#include <algorithm>

#include "engine/base/words.h"
#include "engine/loader/scope/expressions.h"

namespace aftale::loader {

void read_ballot(WorkflowFile& file, const Node& node, const Place& place) {
  static const std::vector<std::string> kinds{"approve", "recommend", "advise", "note", "discuss"};
  file.bundle.ballots = true;
  const bool word = node.is_scalar() && std::all_of(node.text.begin(), node.text.end(),
                                                    [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; });
  const auto report = [&](const std::string& text, const Span& at) {
    const std::string near = nearest(text, kinds);
    file.reading.error("unknown-ballot", at,
                       {"Der er ingen slags behandling " + text + (near.empty() ? "" : "; mente du " + near + "?"),
                        "There is no kind of ballot " + text + (near.empty() ? "" : "; did you mean " + near + "?")},
                       kinds, near);
  };
  if (word && !find_variable(file.bundle, place.chart, node.text)) {
    const bool known = std::find(kinds.begin(), kinds.end(), node.text) != kinds.end();
    if (!known) report(node.text, node.at);
    const std::string near = known ? node.text : nearest(node.text, kinds);
    file.state(place).ballot =
        try_compile(file.bundle, "\"" + (near.empty() ? kinds.front() : near) + "\"", node.at, place);
    return;
  }
  file.state(place).ballot = read_expression(file.bundle, node, place, "ballot", expect_text());
  for (const feel::Value& value : file.state(place).ballot.possible_literals()) {
    if (value.kind() != feel::Kind::string) continue;
    if (std::find(kinds.begin(), kinds.end(), value.text()) == kinds.end()) report(value.text(), node.at);
  }
}

}  // namespace aftale::loader
