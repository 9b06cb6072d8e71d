#include <algorithm>
#include <cctype>

#include "engine/model/checks.h"
#include "engine/model/graph.h"

/// Lists of transitions: the first that can be taken is, so one behind an unguarded one never is.
namespace aftale::model {
namespace {

bool always_holds(const Transition& transition) {
  if (!transition.guard) return true;
  const auto literal = transition.guard.literal();
  return literal && literal->is_true();
}

/// Whether everybody who may send the later one may send the earlier one as well.
bool covers(const std::vector<std::string>& earlier, const std::vector<std::string>& later) {
  if (earlier.empty()) return later.empty();
  return !later.empty() && std::all_of(later.begin(), later.end(), [&](const std::string& role) {
    return std::find(earlier.begin(), earlier.end(), role) != earlier.end();
  });
}

std::string without_space(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (std::isspace(static_cast<unsigned char>(c)) == 0) out += c;
  }
  return out;
}

void check_list(const TransitionList& list, std::vector<Diagnostic>& findings) {
  const std::vector<Transition>& all = *list.transitions;
  for (std::size_t later = 1; later < all.size(); ++later) {
    for (std::size_t earlier = 0; earlier < later; ++earlier) {
      if (!covers(all[earlier].by, all[later].by)) continue;
      if (always_holds(all[earlier])) {
        findings.push_back(finding(
            "never-taken", Severity::error, all[later].at,
            {"Denne overgang tages aldrig, for en før den har ingen betingelse; byt om, eller giv den første en guard",
             "This transition is never taken, since one before it has no guard; swap them, or give the first a "
             "guard"}));
        break;
      }
      if (all[later].guard && without_space(all[earlier].guard.text()) == without_space(all[later].guard.text())) {
        findings.push_back(finding("same-guard", Severity::warning, all[later].at,
                                   {"To overgange har samme betingelse; den første tages altid",
                                    "Two transitions have the same guard; the first is always taken"}));
        break;
      }
    }
  }
}

}  // namespace

void check_order(const Definition& definition, std::vector<Diagnostic>& findings) {
  for (const Chart& chart : definition.charts) {
    for (const State& state : chart.states) {
      for (const TransitionList& list : lists_of(state)) check_list(list, findings);
    }
  }
}

}  // namespace aftale::model
