#include "engine/machine/reach/what_is_possible.h"

#include <algorithm>

#include "engine/machine/possible.h"

namespace aftale::machine {

namespace {

// "approval/0851/chain/council" lies in "approval/0851".
std::string_view outermost_branch(std::string_view address) {
  const std::size_t first = address.find('/');
  return first == std::string_view::npos ? std::string_view() : address.substr(0, address.find('/', first + 1));
}

bool lies_in(const std::string& entry, std::string_view branch) {
  return entry.size() > branch.size() && entry.compare(0, branch.size(), branch) == 0 && entry[branch.size()] == '/';
}

}  // namespace

std::vector<std::string> what_is_possible(const Run& run, std::string_view near) {
  constexpr std::size_t kShownMax = 10;
  std::vector<std::string> out;
  for (const Offer& offer : possible(run.definition(), run.instance(), run.moment())) {
    if (!offer.guard_holds) continue;  // known, but refused at this moment
    std::string entry = offer.step.empty() ? std::string() : offer.step + ": ";
    entry += offer.ballot ? std::string("record") : offer.event;
    if (std::find(out.begin(), out.end(), entry) == out.end()) out.push_back(std::move(entry));
  }
  const std::string_view branch = outermost_branch(near);
  const auto beside = [&](const std::string& entry) { return !branch.empty() && lies_in(entry, branch); };
  if (std::any_of(out.begin(), out.end(), beside))
    std::erase_if(out, [&](const std::string& entry) { return !beside(entry); });
  if (out.size() > kShownMax) {
    out.resize(kShownMax);
    out.emplace_back("…");
  }
  return out;
}

}  // namespace aftale::machine
