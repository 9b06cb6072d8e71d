#include <algorithm>

#include "engine/cases/explanation/scene.h"

namespace aftale::cases::explanation {
namespace {

using records::WorkItemRow;

/// Bodies that are named one by one; of more the others are counted.
constexpr std::size_t kBodiesNamed = 4;

std::string body_of(const Scene& scene, const WorkItemRow& item, const Speech& speech) {
  return speech.say(scene.titles.body_at(item.step, item.owner));
}

/// One sentence for the bodies that have the same day.
template <class Tell>
void add_by_day(const Scene& scene, const std::vector<const WorkItemRow*>& items, Tell tell, Sentences& out) {
  std::size_t told = 0;
  for (std::size_t n = 0; n < items.size();) {
    std::size_t end = n;
    while (end < items.size() && items[end]->planned_on == items[n]->planned_on) ++end;
    if (told == kBodiesNamed) {
      const std::string more = std::to_string(items.size() - n);
      out.push_back({"Der er " + more + " møder mere efter det.", "There are " + more + " more meetings after that."});
      return;
    }
    out.push_back(in_both(scene, [&](const Speech& speech) {
      std::vector<std::string> names;
      for (std::size_t at = n; at < end; ++at) names.push_back(body_of(scene, *items[at], speech));
      return tell(speech, speech.names(names), *items[n]->planned_on, names.size());
    }));
    ++told;
    n = end;
  }
}

}  // namespace

Sentences meetings(const Scene& scene) {
  Sentences out;
  if (scene.instance.status != lifecycle::CaseStatus::running) return out;
  std::vector<const WorkItemRow*> missing, coming;
  std::size_t without = 0;
  for (const WorkItemRow* item : scene.open_items()) {
    if (!item->ballot) continue;
    if (!item->planned_on)
      ++without;
    else
      (*item->planned_on < scene.today ? missing : coming).push_back(item);
  }
  const auto by_day = [](const WorkItemRow* one, const WorkItemRow* other) {
    return one->planned_on < other->planned_on;
  };
  std::stable_sort(missing.begin(), missing.end(), by_day);
  std::stable_sort(coming.begin(), coming.end(), by_day);
  add_by_day(
      scene, missing,
      [](const Speech& speech, const std::string& names, time::CivilDate day, std::size_t count) {
        return sentence(names + speech.say(" skulle have behandlet sagen ", " should have treated the case ") +
                        speech.on(day)) +
               (count == 1 ? speech.say(" Referatet mangler.", " The minutes are missing.")
                           : speech.say(" Referaterne mangler.", " Their minutes are missing."));
      },
      out);
  add_by_day(
      scene, coming,
      [](const Speech& speech, const std::string& names, time::CivilDate day, std::size_t count) {
        return sentence(names + speech.say(" holder møde ", count == 1 ? " meets " : " meet ") + speech.on(day));
      },
      out);
  if (without != 0) {
    const auto count = static_cast<std::int64_t>(without);
    out.push_back(in_both(scene, [&](const Speech& speech) {
      return sentence(speech.number(count, true) +
                      (speech.language == Language::da
                           ? (count == 1 ? " organ har ingen mødeplan" : " organer har ingen mødeplan")
                           : (count == 1 ? " body has no meeting plan" : " bodies have no meeting plan")));
    }));
  }
  return out;
}

}  // namespace aftale::cases::explanation
