#include "engine/loader/workflow/recurs.h"

#include "engine/loader/fields/fields.h"
#include "engine/loader/scope/expressions.h"
#include "engine/loader/workflow/other_cases.h"

namespace aftale::loader {

void read_recurs(WorkflowFile& file) {
  const Node* node = file.root.find("recurs");
  if (!node || node->is_null()) return;
  if (file.workflow != 0) return;  // of a called workflow: the case is another's
  if (!file.reading.keys(*node, {"rule", "after", "key", "with"})) return;
  Place place;
  place.chart = file.top;
  place.state = 0;
  model::OpenAction open;
  open.workflow = file.bundle.workflows[file.workflow].name;
  open.next_cycle = true;
  open.at = node->at;
  read_open_key(file, *node, place, open);
  open.with = read_given(file, node->find("with"), place);
  file.bundle.opened.push_back({open.workflow, {}, file.root.at, given_at(node->find("with")), false});
  model::TimedRule rule;
  rule.at = node->at;
  const Node *day = node->find("after"), *recurrence = node->find("rule");
  if (day && recurrence) {
    file.reading.error("not-both", recurrence->at,
                       {"recurs har enten after eller rule, ikke begge", "recurs has either after or rule, not both"});
  }
  if (day) {
    rule.when = read_expression(file.bundle, *day, place, "after", expect_date());
  } else if (recurrence) {
    rule.kind = model::TimedRule::Kind::every;
    rule.rule = read_recurrence(*recurrence, file.reading);
    rule.once = true;
  } else {
    file.missing(node->at, "after",
                 {"skriv, hvornår den næste sag åbnes, for eksempel after: 'last_day - duration(\"P1Y\")'",
                  "write when the next case is opened, for instance after: 'last_day - duration(\"P1Y\")'"});
  }
  model::Transition transition;
  transition.at = node->at;
  transition.actions.emplace_back(open);
  rule.transitions.push_back(std::move(transition));
  file.chart(file.top).states[0].timed.push_back(std::move(rule));
  file.bundle.workflows[file.workflow].next_cycle = std::move(open);
}

}  // namespace aftale::loader
