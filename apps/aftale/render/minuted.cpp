#include "apps/aftale/render/minuted.h"

#include <algorithm>

#include "adapters/reports/case_words.h"

namespace aftale::app::render {

cases::Minuted minutes_of(const cases::ShowAnswer& answer, const records::WorkItemRow& item) {
  cases::Minuted found;
  for (const cases::Minuted& said : answer.minuted) {
    const bool closes = item.status != lifecycle::ItemStatus::open && item.decided_on == said.meeting;
    const bool puts_off = item.status == lifecycle::ItemStatus::open && item.postponed > 0;
    if (said.step == item.step && (closes || puts_off)) found = said;
  }
  return found;
}

Table minuted_table(const cases::ShowAnswer& answer, const Settings& settings) {
  Table table(2);
  for (const cases::Minuted& said : answer.minuted) {
    std::vector<std::string> more;
    const auto add = [&](const Text& what, const std::string& value) {
      if (!value.empty()) more.push_back(settings.say(what) + value);
    };
    if (said.closed) add({"lukket dagsorden", "behind closed doors"}, " ");
    add({"næste møde ", "next meeting "}, said.next ? date(said.next, settings) : std::string());
    add({"version ", "version "}, plain(reports::versions_of(said)));
    add({"mindretal: ", "minority: "}, said.minority.empty() ? std::string() : "„" + plain(said.minority) + "”");
    add({"referat: ", "minutes: "}, plain(said.minutes));
    if (more.empty()) continue;
    std::string all;
    for (std::string& one : more) {
      while (one.back() == ' ') one.pop_back();
      all += (all.empty() ? "" : "; ") + one;
    }
    const auto item = std::find_if(answer.items.begin(), answer.items.end(),
                                   [&](const records::WorkItemRow& each) { return each.step == said.step; });
    const std::string who = item == answer.items.end() ? said.step : settings.say(item->owner);
    table.row({{plain(who)},
               {plain(said.word)},
               {date(said.meeting, settings)},
               {all},
               {who == said.step ? std::string() : plain(said.step), Colour::dim}});
  }
  return table;
}

}  // namespace aftale::app::render
