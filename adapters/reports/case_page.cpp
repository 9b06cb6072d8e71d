#include "adapters/reports/case_page.h"

#include <algorithm>

#include "adapters/reports/case_facts.h"
#include "adapters/reports/case_words.h"
#include "adapters/reports/html.h"
#include "adapters/reports/matrix_table.h"
#include "adapters/reports/matrix_words.h"
#include "adapters/reports/page_style.h"
#include "engine/commands/fault.h"
#include "engine/lifecycle/deadline_life.h"
#include "engine/time/format.h"

namespace aftale::reports {
namespace {

/// The last decisions that a page shows, and deadlines, unless more of them are still to be met; the workbook has all.
constexpr std::size_t kDecisionsShown = 6, kDeadlinesShown = 10;

std::string element(const char* name, const std::string& inner) {
  return std::string("<") + name + ">" + inner + "</" + name + ">";
}

std::string fact(const Text& name, const std::string& inner, const Edition& edition) {
  return "<div><dt>" + edition.say(name) + "</dt><dd>" + inner + "</dd></div>";
}

std::string head_of_table(std::initializer_list<Text> titles, const Edition& edition) {
  std::string text = "<thead><tr>";
  for (const Text& title : titles) text += "<th scope=\"col\">" + edition.say(title) + "</th>";
  return text + "</tr></thead>\n";
}

std::string when(const Edition& edition) {
  return "<p class=\"when\"><strong>" + edition.say({"Status pr. ", "Status as of "}) + "<time datetime=\"" +
         edition.day.iso() + "\">" + time::plain_date(edition.day, edition.language) + "</time></strong> (" +
         edition.say({"skrevet ", "written "}) + escaped(edition.written_at) + ")</p>\n";
}

std::string due_text(time::CivilDate due, const Edition& edition) {
  return time_element(due, edition) + " (" + edition.say(distance(edition.day, due)) + ")";
}

/// Keys have spaces, which no anchor may have.
std::string anchor(std::size_t number) {
  return "case-" + std::to_string(number + 1);
}

/// One case of a page: its parts in the order in which they are read. `level` of its heading: 1 where the page is about
/// it alone.
class CaseArticle {
 public:
  CaseArticle(const CaseFacts& facts, std::size_t number, int level, const Edition& edition)
      : facts_(facts), number_(number), level_(level), edition_(edition) {}

  std::string html() const {
    std::string text = "<article id=\"" + anchor(number_) + "\">\n" + head();
    const CaseFacts::Lists lists = facts_.lists();
    text += tables(lists.current);
    std::vector<std::string> parts{open_steps(), deadlines(), decisions()};
    std::erase(parts, std::string());
    static constexpr const char* kColumns[] = {"", "one", "two", "three"};
    if (!parts.empty()) text += std::string("<div class=\"details ") + kColumns[parts.size()] + "\">\n";
    for (const std::string& part : parts) text += part;
    if (!parts.empty()) text += "</div>\n";
    text += tables(lists.earlier);
    if (facts_.status().matrices.size() > 1) text += total();
    return text + "</article>\n";
  }

 private:
  const std::string& say(const Text& text) const { return edition_.say(text); }
  const char* heading(int below) const {
    static constexpr const char* kNames[] = {"h1", "h2", "h3"};
    return kNames[level_ - 1 + below];
  }

  std::string head() const {
    const cases::CaseSummary& summary = facts_.summary();
    std::string text = "<header>" + element(heading(0), escaped(say(summary.row.title))) + "\n" + when(edition_);
    text += "<dl class=\"facts\">" + fact({"Står ved", "Stands at"}, escaped(say(stands_at(summary))), edition_);
    if (const auto due = due_of(facts_.status().summary, facts_.status().matrices))
      text += fact({"Næste frist", "Next due"}, due_text(*due, edition_), edition_);
    text += fact({"Sag", "Case"}, escaped(summary.row.key), edition_);
    if (const Text outcome = facts_.outcome(); !outcome.empty())
      text += fact({"Udfald", "Outcome"}, escaped(say(outcome)), edition_);
    text += "</dl>";
    if (!summary.row.fault.empty()) {
      text += "\n<p class=\"note\">" + say({"Sagen er gået i fejl: ", "The case is faulted: "}) +
              isolated(say(commands::reason_of_fault(summary.row.fault))) + "</p>";
    }
    return text + "</header>\n";
  }

  std::string tables(const std::vector<const cases::Matrix*>& lists) const {
    std::string text;
    for (const cases::Matrix* matrix : lists)
      text += "<section class=\"wide\">" + matrix_table(facts_, *matrix, edition_) + "</section>\n";
    return text;
  }

  std::string total() const {
    const cases::Matrix::Totals all = sum_of(facts_.status().matrices);
    const std::string count = std::to_string(all.rows);
    return "<p class=\"total\">" +
           say({"I alt " + count + " svar", "In all " + count + (all.rows == 1 ? " answer" : " answers")}) +
           say(kinds_of(all)) + "</p>\n";
  }

  /// A title that says how many of them are shown, where that is not all.
  static Text some_of(const Text& title, std::size_t shown, std::size_t all) {
    if (shown == all) return title;
    const std::string some = std::to_string(shown), of = std::to_string(all);
    return {title.da + " <small>" + some + " af " + of + "</small>",
            title.en + " <small>" + some + " of " + of + "</small>"};
  }

  std::string section(const Text& title, const std::string& table) const {
    return "<section>" + element(heading(1), say(title)) + "\n<table>" + table + "</tbody></table></section>\n";
  }

  std::string open_steps() const {
    const std::vector<const records::WorkItemRow*> items = facts_.other_items();
    if (items.empty()) return {};
    std::string text = head_of_table({{"Trin", "Step"}, {"Hvem", "Who"}, {"Frist", "Due"}}, edition_) + "<tbody>\n";
    for (const records::WorkItemRow* item : items) {
      const bool late = item->overdue || (item->due_on && *item->due_on < edition_.day);
      text += "<tr><td>" + escaped(say(item->title)) + "</td><td>" + escaped(say(facts_.owner_of(*item))) + "</td>" +
              (late ? "<td class=\"stop\">" : "<td>") + (item->due_on ? time_element(*item->due_on, edition_) : "") +
              (late ? say({", for sent", ", late"}) : std::string()) + "</td></tr>\n";
    }
    return section({"Åbne trin", "Open steps"}, text);
  }

  std::string deadlines() const {
    std::vector<const cases::DueLine*> lines = facts_.other_deadlines();
    if (lines.empty()) return {};
    const std::size_t all = lines.size();
    // Those that are over long since go first.
    while (lines.size() > kDeadlinesShown) {
      const auto over = std::find_if(lines.begin(), lines.end(), [](const cases::DueLine* line) {
        const auto status = lifecycle::from_name<lifecycle::DeadlineStatus>(line->status);
        return !status || !lifecycle::is_open(*status);
      });
      if (over == lines.end()) break;
      lines.erase(over);
    }
    std::string text =
        head_of_table({{"Dato", "Date"}, {"Hvad", "What"}, {"Status", "Status"}}, edition_) + "<tbody>\n";
    for (const cases::DueLine* line : lines) {
      const auto status = lifecycle::from_name<lifecycle::DeadlineStatus>(line->status);
      const bool late = status && lifecycle::is_overdue(*status);
      text += "<tr><td>" + time_element(*line->due, edition_) + "</td><td>" +
              escaped(say(facts_.title_of(line->step))) + "</td>" + (late ? "<td class=\"stop\">" : "<td>") +
              escaped(status ? say(lifecycle::title(*status)) : line->status) + "</td></tr>\n";
    }
    return section(some_of({"Frister", "Deadlines"}, lines.size(), all), text);
  }

  std::string decisions() const {
    std::vector<const cases::Minuted*> said;
    for (const cases::Minuted& one : facts_.shown().minuted) said.push_back(&one);
    if (said.empty()) return {};
    std::sort(said.begin(), said.end(), [](const cases::Minuted* one, const cases::Minuted* other) {
      return std::tie(other->meeting, other->entry) < std::tie(one->meeting, one->entry);
    });
    const std::size_t shown = std::min(said.size(), kDecisionsShown);
    std::string text =
        head_of_table({{"Møde", "Meeting"}, {"Hvem", "Who"}, {"Beslutning", "Decision"}}, edition_) + "<tbody>\n";
    for (std::size_t n = 0; n < shown; ++n) {
      text += "<tr><td>" + time_element(said[n]->meeting, edition_) + "</td><td>" +
              escaped(say(facts_.body_at(said[n]->step))) + "</td><td class=\"said\">" + decision(*said[n]) +
              "</td></tr>\n";
    }
    return section(some_of({"Seneste beslutninger", "Latest decisions"}, shown, said.size()), text);
  }

  std::string decision(const cases::Minuted& said) const {
    std::string text = element("b", isolated(said.word));
    if (said.next) text += say({", næste møde ", ", next meeting "}) + time_element(*said.next, edition_);
    // A page is passed on: of what was treated behind closed doors it tells the word alone.
    if (said.closed) return text + say({", lukket dagsorden", ", behind closed doors"});
    if (const Text votes = votes_in_words(said.votes); !votes.empty()) text += " (" + say(votes) + ")";
    for (const std::string& remark : said.remarks) text += "\n" + isolated("„" + remark + "”");
    if (!said.minority.empty()) text += "\n" + say({"Mindretal: ", "Minority: "}) + isolated("„" + said.minority + "”");
    if (!said.minutes.empty()) text += "\n" + minutes_link(said.minutes);
    return text;
  }

  std::string minutes_link(const std::string& address) const {
    const bool leads = address.starts_with("https://") || address.starts_with("http://");
    if (!leads) return say({"Referat: ", "Minutes: "}) + isolated(address);
    return "<a href=\"" + escaped(address) + "\" rel=\"noreferrer\">" + say({"Referat", "Minutes"}) + "</a>";
  }

  const CaseFacts& facts_;
  std::size_t number_;
  int level_;
  const Edition& edition_;
};

/// The cases of a page, as `aftale status` lists them.
std::string list_of(const cases::ExportAnswer& answer, const Edition& edition) {
  std::string text = "<div class=\"list\"><header><h1>" + edition.say({"Alle sager", "All cases"}) + "</h1>\n" +
                     when(edition) + "</header>\n";
  if (answer.cases.empty())
    return text + "<p>" + edition.say({"Der er ingen sager", "There are no cases"}) + "</p></div>\n";
  text += "<section class=\"wide\"><table><caption>" +
          edition.say({"Sager, hvor de står, og deres næste frist", "Cases, where they stand and what is due next"}) +
          "</caption>\n" +
          head_of_table({{"Sag", "Case"},
                         {"Titel", "Title"},
                         {"Står ved", "Stands at"},
                         {"Næste frist", "Next due"},
                         {"Åbne", "Open"},
                         {"For sent", "Late"}},
                        edition) +
          "<tbody>\n";
  for (std::size_t n = 0; n < answer.cases.size(); ++n) {
    const cases::CaseSummary& summary = answer.cases[n].summary;
    const auto due = due_of(summary, answer.statuses[n].matrices);
    const std::string late = std::to_string(summary.overdue_items);
    text += "<tr><th scope=\"row\"><a href=\"#" + anchor(n) + "\">" + escaped(summary.row.key) + "</a></th><td>" +
            escaped(edition.say(summary.row.title)) + "</td><td>" + escaped(edition.say(stands_at(summary))) +
            "</td><td>" + (due ? due_text(*due, edition) : std::string()) + "</td><td>" +
            std::to_string(summary.open_items) + "</td>" +
            (summary.overdue_items > 0 ? "<td class=\"stop\"><span class=\"sign\">!</span> " + late : "<td>" + late) +
            "</td></tr>\n";
  }
  return text + "</tbody></table></section></div>\n";
}

std::string foot(const Edition& edition) {
  std::string text;
  for (const Text& note : edition.notes) text += "<p>" + isolated(edition.say(note)) + "</p>\n";
  if (edition.not_shown > 0) {
    const std::string count = std::to_string(edition.not_shown);
    const Text one{"1 linje er udeladt: den vises ikke for den, der har lavet siden",
                   "1 line is left out: whoever made this page may not read it"};
    const Text many{count + " linjer er udeladt: de vises ikke for den, der har lavet siden",
                    count + " lines are left out: whoever made this page may not read them"};
    text += "<p>" + edition.say(edition.not_shown == 1 ? one : many) + "</p>\n";
  }
  return text.empty() ? text : "<footer>" + text + "</footer>\n";
}

}  // namespace

std::string case_page(const cases::ExportAnswer& answer, const Edition& edition) {
  const bool one = answer.cases.size() == 1 && edition.one_case;
  const std::string day = time::plain_date(edition.day, edition.language);
  const Text title = one ? answer.cases.front().summary.row.title : Text{"Alle sager", "All cases"};
  std::string text = "<!doctype html>\n<html lang=\"" + edition.say({"da", "en"}) +
                     "\">\n<head>\n<meta charset=\"utf-8\">\n"
                     "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>" +
                     escaped(edition.say(title)) + " · " + edition.say({"status pr. ", "status as of "}) + day +
                     "</title>\n<style>" + kPageStyle + "</style>\n</head>\n<body>\n<main>\n";
  if (!one) text += list_of(answer, edition);
  for (std::size_t n = 0; n < answer.cases.size(); ++n) {
    const CaseFacts facts(answer.cases[n], answer.statuses[n]);
    text += CaseArticle(facts, n, one ? 1 : 2, edition).html();
  }
  return text + "</main>\n" + foot(edition) + "</body>\n</html>\n";
}

}  // namespace aftale::reports
