#include "adapters/web/lists.h"

#include <algorithm>

#include "adapters/reports/case_words.h"
#include "adapters/reports/html.h"
#include "adapters/reports/matrix_table.h"
#include "engine/base/words.h"
#include "engine/time/format.h"

namespace aftale::web {
namespace {

using reports::Edition;
using reports::escaped;
using reports::time_element;

constexpr std::int64_t kDaysAhead = 14;
constexpr std::size_t kCasesOfPage = 100;

std::string column(const Text& title, const View& view) {
  return "<th scope=\"col\">" + view.say(title) + "</th>";
}

std::string case_link(const std::string& key, const Text& title, const View& view) {
  return "<a href=\"" + view.link({"sager", key}) + "\">" + escaped(view.say(title)) + "</a>";
}

std::string items_table(const cases::ItemsAnswer& answer, bool late, const Edition& edition, const View& view) {
  std::string text = "<table class=\"docs\"><thead><tr>" + column({"Trin", "Step"}, view) +
                     column({"Frist", "Due"}, view) + column({"Sag", "Case"}, view) + "</tr></thead><tbody>\n";
  for (std::size_t n = 0; n < answer.items.size(); ++n) {
    const records::ItemWithCase& one = answer.items[n];
    text += "<tr><th scope=\"row\">" + escaped(view.say(one.item.title)) + "<small>" +
            escaped(view.say(answer.owners[n])) + "</small></th><td>";
    if (one.item.due_on) {
      const std::string tag = late ? "t-stop" : "t-go";
      text += time_element(*one.item.due_on, edition) + " <span class=\"tag " + tag + "\">" +
              view.say(reports::distance(edition.day, *one.item.due_on)) + "</span>";
    }
    text += "</td><td>" + case_link(one.case_key, one.case_title, view) + "</td></tr>\n";
  }
  return text + "</tbody></table>";
}

bool is_asked_for(const cases::CaseSummary& summary, const std::string& words) {
  const std::string all = folded(summary.row.key + " " + summary.row.title.da + " " + summary.row.title.en);
  return words.empty() || all.find(words) != std::string::npos;
}

std::string search(const View& view) {
  const bool all = view.target.value("vis") == "alle";
  const std::string words = view.target.value("q");
  std::string text = "<form method=\"get\" action=\"" + view.link({"sager"}) +
                     "\" role=\"search\" class=\"row\"><label>" + view.say({"Find ", "Find "}) +
                     "<input type=\"text\" name=\"q\" value=\"" + escaped(words) + "\"></label>";
  if (all) text += "<input type=\"hidden\" name=\"vis\" value=\"alle\">";
  if (view.language_named) text += "<input type=\"hidden\" name=\"lang\" value=\"" + view.say({"da", "en"}) + "\">";
  text +=
      "<button class=\"button quiet\">" + view.say({"Søg", "Search"}) + "</button></form>\n<ul class=\"filter mt1\">";
  const auto choice = [&](bool chosen, const char* shown, const Text& name) {
    text += "<li><a href=\"" + view.link({"sager"}, {{"q", words}, {"vis", shown}}) + "\"" +
            (chosen ? " aria-current=\"page\"" : "") + ">" + view.say(name) + "</a></li>";
  };
  choice(!all, "", {"Åbne sager", "Open cases"});
  choice(all, "alle", {"Alle sager", "All cases"});
  return text + "</ul>\n";
}

std::string case_row(const cases::CaseSummary& summary, const Edition& edition, const View& view) {
  std::string text = "<tr><th scope=\"row\">" + case_link(summary.row.key, summary.row.title, view) + "<small>" +
                     escaped(summary.row.key) + "</small></th><td>" + escaped(view.say(reports::stands_at(summary))) +
                     "</td><td>";
  if (summary.next_due) {
    text += time_element(*summary.next_due, edition) + "<small>" +
            view.say(reports::distance(edition.day, *summary.next_due)) + "</small>";
  }
  text += "</td><td>" + std::to_string(summary.open_items);
  if (summary.overdue_items > 0) {
    text += " <span class=\"tag t-stop\">" + std::to_string(summary.overdue_items) + view.say({" for sent", " late"}) +
            "</span>";
  }
  return text + "</td></tr>\n";
}

}  // namespace

Edition edition_of(const View& view, time::Instant now) {
  Edition edition;
  edition.language = view.language;
  edition.day = view.zone.date_of(now);
  edition.written = now;
  edition.written_at = view.time_of(now);
  return edition;
}

std::string as_of(time::Instant now, const View& view) {
  return view.say({"Vist, som det så ud ", "Shown as it was on "}) + view.time_of(now);
}

std::string left_out(std::int64_t not_shown, const View& view) {
  if (not_shown == 0) return {};
  const std::string count = std::to_string(not_shown);
  return "<p class=\"meta\">" +
         view.say(not_shown == 1 ? Text{"1 linje vises ikke for dig", "1 line is not shown to you"}
                                 : Text{count + " linjer vises ikke for dig", count + " lines are not shown to you"}) +
         "</p>\n";
}

Result<Page> desk_page(cases::Service& service, const View& view) {
  AFTALE_TRY(const cases::Answer late, service.ask(cases::Overdue{}));
  AFTALE_TRY(const cases::Answer due, service.ask(cases::Due{kDaysAhead, {}}));
  const Edition edition = edition_of(view, due.now);
  cases::ItemsAnswer overdue = std::get<cases::ItemsAnswer>(late.body), ahead = std::get<cases::ItemsAnswer>(due.body);
  for (std::size_t n = ahead.items.size(); n-- > 0;) {
    if (!ahead.items[n].item.overdue && !(ahead.items[n].item.due_on && *ahead.items[n].item.due_on < edition.day))
      continue;
    ahead.items.erase(ahead.items.begin() + static_cast<std::ptrdiff_t>(n));
    ahead.owners.erase(ahead.owners.begin() + static_cast<std::ptrdiff_t>(n));
  }
  Page page;
  page.place = Page::Place::desk;
  page.title = view.say({"Frister", "Deadlines"});
  page.as_of = as_of(due.now, view);
  page.main = "<h1>" + page.title + "</h1>\n";
  const auto list = [&](const char* id, const Text& heading, const cases::ItemsAnswer& items, bool is_late,
                        const Text& none) {
    const std::string inner =
        items.items.empty() ? "<p>" + view.say(none) + "</p>" : items_table(items, is_late, edition, view);
    page.main += panel(id, view.say(heading), inner);
  };
  list("late", {"For sent", "Late"}, overdue, true, {"Ingen frist er overskredet", "No deadline has passed"});
  list("due", {"De næste 14 dage", "The next 14 days"}, ahead, false,
       {"Intet skal være klar inden for 14 dage", "Nothing is due within 14 days"});
  page.main += left_out(due.not_shown, view);
  return page;
}

Result<Page> cases_page(cases::Service& service, const View& view) {
  const bool all = view.target.value("vis") == "alle";
  AFTALE_TRY(const cases::Answer answer, service.ask(cases::StatusAll{{}, !all}));
  const Edition edition = edition_of(view, answer.now);
  const std::string words = folded(view.target.value("q")), from = view.target.value("fra");
  std::vector<const cases::CaseSummary*> found;
  for (const cases::CaseSummary& summary : std::get<cases::StatusAllAnswer>(answer.body).cases) {
    if (is_asked_for(summary, words)) found.push_back(&summary);
  }
  const auto last =
      std::find_if(found.begin(), found.end(), [&](const cases::CaseSummary* one) { return one->row.key == from; });
  const std::size_t begin = last == found.end() ? 0 : static_cast<std::size_t>(last - found.begin()) + 1;
  const std::size_t end = std::min(begin + kCasesOfPage, found.size());
  Page page;
  page.title = view.say({"Sager", "Cases"});
  page.as_of = as_of(answer.now, view);
  page.main = "<h1>" + page.title + "</h1>\n";
  std::string inner = search(view);
  if (begin == end) {
    inner += "<p class=\"mt1\">" +
             view.say(words.empty() ? Text{"Der er ingen sager her", "There are no cases here"}
                                    : Text{"Ingen sag passer på søgningen", "No case fits the search"}) +
             "</p>";
  } else {
    inner += "<table class=\"docs mt1\"><thead><tr>" + column({"Sag", "Case"}, view) +
             column({"Står ved", "Stands at"}, view) + column({"Næste frist", "Next due"}, view) +
             column({"Åbne trin", "Open steps"}, view) + "</tr></thead><tbody>\n";
    for (std::size_t n = begin; n < end; ++n) inner += case_row(*found[n], edition, view);
    inner += "</tbody></table>";
  }
  if (end < found.size()) {
    inner += "<p class=\"mt1\"><a href=\"" +
             view.link(
                 {"sager"},
                 {{"q", view.target.value("q")}, {"vis", view.target.value("vis")}, {"fra", found[end - 1]->row.key}}) +
             "\">" + view.say({"De næste af ", "The next of "}) + std::to_string(found.size()) + "</a></p>";
  }
  page.main += panel("list", view.say(all ? Text{"Alle sager", "All cases"} : Text{"Åbne sager", "Open cases"}), inner);
  page.main += left_out(answer.not_shown, view);
  return page;
}

}  // namespace aftale::web
