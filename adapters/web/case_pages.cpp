#include "adapters/web/case_pages.h"

#include <algorithm>
#include <charconv>

#include "adapters/reports/case_facts.h"
#include "adapters/reports/case_words.h"
#include "adapters/reports/html.h"
#include "adapters/reports/matrix_table.h"
#include "adapters/reports/matrix_words.h"
#include "adapters/web/lists.h"
#include "engine/cases/fetch_whole.h"
#include "engine/commands/fault.h"
#include "engine/time/format.h"

namespace aftale::web {
namespace {

using reports::Edition;
using reports::escaped;
using reports::isolated;
using reports::time_element;

constexpr std::size_t kLastEntries = 5;
constexpr std::int64_t kEntriesOfPage = 100;

std::string size_of(std::int64_t bytes, const View& view) {
  const auto in = [&](std::int64_t unit, const char* name) {
    const std::int64_t tenths = (bytes * 10 + unit / 2) / unit;
    const std::string point = view.say({",", "."});
    return std::to_string(tenths / 10) + point + std::to_string(tenths % 10) + name;
  };
  constexpr std::int64_t kKilo = 1'000, kMega = 1'000'000;
  if (bytes >= kMega) return in(kMega, " MB");
  return bytes >= kKilo ? in(kKilo, " kB") : std::to_string(bytes) + " byte";
}

std::string entry_html(const cases::HistoryAnswer::Entry& entry, const View& view) {
  const bool clock = entry.row.actor == "clock";
  const std::string title = isolated(view.say({entry.title_da, entry.title_en}));
  std::string text =
      entry.struck_by == 0 ? "<li><strong>" + title + "</strong>" : "<li class=\"struck\"><s>" + title + "</s>";
  text += "<small>" + view.say({"nr. ", "no "}) + std::to_string(entry.row.revision) + " · " +
          view.time_of(entry.row.at) + " · " +
          (clock ? view.say({"af sig selv", "by itself"}) : isolated(entry.row.actor)) + "</small>";
  if (entry.struck_by != 0) text += "<small>" + isolated(view.say(entry.struck)) + "</small>";
  return text + "</li>\n";
}

std::string bar_of(const cases::Matrix& matrix, const View& view) {
  const cases::Matrix::Totals& totals = matrix.totals;
  std::string text = "<div class=\"bar\" role=\"img\" aria-label=\"" +
                     escaped(view.say(reports::rows_of(totals)) + view.say(reports::kinds_of(totals))) + "\">";
  const auto add = [&](std::int64_t count, const char* kind) {
    for (std::int64_t n = 0; n < count; ++n) text += std::string("<span class=\"") + kind + "\"></span>";
  };
  add(totals.done, "ok");
  add(totals.refused, "stop");
  add(totals.open, "go");
  add(totals.missing + totals.not_reported, "warn");
  add(totals.cancelled, "none");
  return text + "</div>";
}

std::string far_of(const cases::Matrix& matrix, const Edition& edition, const View& view) {
  const cases::Matrix::Totals& totals = matrix.totals;
  std::string due;
  if (matrix.due) {
    due = view.say({"Frist ", "Due "}) + time_element(*matrix.due, edition) + " (" +
          view.say(reports::distance(edition.day, *matrix.due)) + "). ";
  }
  return "<div class=\"far\"><b>" + std::to_string(totals.done) + " <small>" + view.say({"af ", "of "}) +
         std::to_string(totals.rows) + "</small></b><p>" + due + escaped(view.say(reports::rows_of(totals))) +
         escaped(view.say(reports::kinds_of(totals))) + "</p></div>" + bar_of(matrix, view);
}

std::string open_items(const reports::CaseFacts& facts, const Edition& edition, const View& view) {
  std::string text;
  for (const records::WorkItemRow* item : facts.other_items()) {
    text += "<li><h3>" + escaped(view.say(item->title));
    if (item->due_on) {
      const bool late = item->overdue || *item->due_on < edition.day;
      text += std::string(" <span class=\"tag ") + (late ? "t-stop" : "t-go") + "\">" + view.say({"frist ", "due "}) +
              time_element(*item->due_on, edition) + "</span>";
    }
    text += "</h3><p>" + escaped(view.say(facts.owner_of(*item))) + "</p></li>\n";
  }
  return text.empty() ? text : "<ul class=\"waits\">" + text + "</ul>";
}

/// The steps of a picture by their frames, for who cannot see it.
std::string steps_list(const drawing::Drawing& drawing, std::size_t cluster, const View& view) {
  std::string text;
  const auto line_of = [](const std::vector<drawing::Line>& lines, drawing::Line::Role role) {
    for (const drawing::Line& line : lines) {
      if (line.role == role) return isolated(line.text);
    }
    return std::string();
  };
  const auto add = [&](const std::vector<drawing::Line>& lines, const std::string& inside) {
    const std::string standing = line_of(lines, drawing::Line::Role::standing);
    const std::string owner = line_of(lines, drawing::Line::Role::owner);
    text += "<li>" + line_of(lines, drawing::Line::Role::title) + (owner.empty() ? "" : " · " + owner) +
            (standing.empty() ? "" : " · <strong>" + standing + "</strong>") + inside + "</li>\n";
  };
  for (const drawing::Box& box : drawing.boxes) {
    if (box.cluster == cluster && box.kind != drawing::Box::Kind::start) add(box.lines, {});
  }
  for (std::size_t n = 0; n < drawing.clusters.size(); ++n) {
    if (drawing.clusters[n].parent == cluster) add(drawing.clusters[n].lines, steps_list(drawing, n, view));
  }
  return "<ul>" + text + "</ul>";
}

}  // namespace

std::string CasePages::tabs(Tab at) const {
  std::string text = "<nav class=\"tabs\" aria-label=\"" + say({"Sagens sider", "Pages of the case"}) + "\"><ul>";
  const auto tab = [&](Tab which, const char* path, const Text& name) {
    std::vector<std::string> segments{"sager", key_};
    if (*path) segments.emplace_back(path);
    text += "<li><a href=\"" + view_.link(std::move(segments)) + "\"" + (which == at ? " aria-current=\"page\"" : "") +
            ">" + say(name) + "</a></li>";
  };
  tab(Tab::overview, "", {"Overblik", "Overview"});
  tab(Tab::answers, "svar", {"Svar", "Answers"});
  tab(Tab::process, "forloeb", {"Forløb", "Process"});
  tab(Tab::documents, "dokumenter", {"Dokumenter", "Documents"});
  tab(Tab::history, "historik", {"Historik", "History"});
  return text + "</ul></nav>\n";
}

Result<Page> CasePages::begin(Tab tab) {
  AFTALE_TRY(status_, service_.ask(cases::StatusOf{key_}));
  const cases::CaseSummary& summary = std::get<cases::StatusOfAnswer>(status_.body).summary;
  Page page;
  page.title = page.here = say(summary.row.title);
  page.above = {{say({"Sager", "Cases"}), view_.link({"sager"})}};
  page.as_of = as_of(status_.now, view_);
  page.main = "<h1>" + escaped(page.title) + "</h1><p class=\"meta\">" + say({"Sag ", "Case "}) + escaped(key_) +
              " · " + escaped(say(reports::stands_at(summary))) + "</p>\n" + tabs(tab);
  if (!summary.row.fault.empty()) {
    page.main += "<p class=\"note stop mt1\">" + say({"Sagen er gået i fejl: ", "The case is faulted: "}) +
                 isolated(say(commands::reason_of_fault(summary.row.fault))) + "</p>\n";
  }
  return page;
}

std::string CasePages::facts(const reports::CaseFacts& about, const Edition& edition) const {
  const cases::ShowAnswer& shown = about.shown();
  const records::CaseRow& row = shown.summary.row;
  std::string text = "<dl class=\"facts\">";
  const auto fact = [&](const Text& name, const std::string& inner) {
    if (!inner.empty()) text += "<dt>" + say(name) + "</dt><dd>" + inner + "</dd>";
  };
  const auto other_case = [&](const std::string& key) {
    return key.empty() ? std::string() : "<a href=\"" + view_.link({"sager", key}) + "\">" + escaped(key) + "</a>";
  };
  fact({"Forløb", "Process"}, escaped(row.workflow));
  fact({"Organisation", "Organisation"}, escaped(row.organisation));
  fact({"Åbnet", "Opened"}, view_.time_of(row.opened_at));
  if (row.closed_at) fact({"Afsluttet", "Ended"}, view_.time_of(*row.closed_at));
  fact({"Udfald", "Outcome"}, escaped(say(about.outcome())));
  fact({"Åbnet af", "Opened by"}, other_case(shown.opener));
  fact({"Følger efter", "Follows"}, other_case(shown.previous));
  for (const auto& [name, key] : shown.links) fact(same_text(escaped(name)), other_case(key));
  for (std::size_t n = 0; n < shown.values.size(); ++n) {
    const Text title = n < shown.value_titles.size() ? shown.value_titles[n] : Text();
    const std::string& value = shown.values[n].second;
    const std::optional<time::CivilDate> day = time::CivilDate::parse_iso(value);
    fact(same_text(escaped(title.empty() ? shown.values[n].first : say(title))), value.empty() ? std::string()
                                                                                 : day ? time_element(*day, edition)
                                                                                       : isolated(value));
  }
  return text + "</dl>";
}

std::string CasePages::last_entries(const std::vector<cases::HistoryAnswer::Entry>& entries) const {
  std::string text = "<ol class=\"log\" reversed>";
  for (std::size_t n = entries.size(); n-- > 0;) text += entry_html(entries[n], view_);
  return text + "</ol><p class=\"mt1\"><a href=\"" + view_.link({"sager", key_, "historik"}) + "\">" +
         say({"Hele historikken", "The whole history"}) + "</a></p>";
}

Result<Page> CasePages::overview() {
  AFTALE_TRY(Page page, begin(Tab::overview));
  AFTALE_TRY(const cases::Answer told, service_.ask(cases::Situation{key_, {}}));
  AFTALE_TRY(const cases::Answer show, service_.ask(cases::Show{key_, {}}));
  std::vector<cases::HistoryAnswer::Entry> last;
  for (cases::History asked{key_};;) {
    AFTALE_TRY(cases::Answer answer, service_.ask(asked));
    auto& some = std::get<cases::HistoryAnswer>(answer.body);
    if (some.entries.empty()) break;
    asked.after = some.entries.back().row.seq;
    std::move(some.entries.begin(), some.entries.end(), std::back_inserter(last));
    if (last.size() > kLastEntries) last.erase(last.begin(), last.end() - kLastEntries);
    if (!some.more) break;
  }
  const auto& shown = std::get<cases::ShowAnswer>(show.body);
  const auto& status = std::get<cases::StatusOfAnswer>(status_.body);
  const reports::CaseFacts facts_of_case(shown, status);
  const Edition edition = edition_of(view_, status_.now);
  std::string left;
  std::string sentences;
  for (const auto& paragraph : std::get<cases::SituationAnswer>(told.body).paragraphs) {
    std::string text;
    for (const Text& sentence : paragraph.sentences) text += (text.empty() ? "" : " ") + isolated(say(sentence));
    sentences += "<p class=\"lead\">" + text + "</p>\n";
  }
  left += panel("stands", say({"Hvor sagen står", "Where the case stands"}), sentences);
  std::size_t number = 0;
  for (const cases::Matrix* matrix : facts_of_case.lists().current)
    left += panel("list-" + std::to_string(++number), say(matrix->title), far_of(*matrix, edition, view_));
  if (const std::string items = open_items(facts_of_case, edition, view_); !items.empty())
    left += panel("open", say({"Åbne trin", "Open steps"}), items);
  if (!last.empty()) left += panel("last", say({"Seneste hændelser", "Latest events"}), last_entries(last));
  page.main += "<div class=\"cols\"><div>" + left + "</div><aside aria-label=\"" + say({"Fakta", "Facts"}) + "\">" +
               panel("facts", say({"Fakta", "Facts"}), facts(facts_of_case, edition)) + "</aside></div>\n" +
               left_out(show.not_shown, view_);
  return page;
}

Result<Page> CasePages::answers() {
  AFTALE_TRY(Page page, begin(Tab::answers));
  AFTALE_TRY(const cases::Answer show, service_.ask(cases::Show{key_, {}}));
  const auto& status = std::get<cases::StatusOfAnswer>(status_.body);
  const reports::CaseFacts facts_of_case(std::get<cases::ShowAnswer>(show.body), status);
  const Edition edition = edition_of(view_, status_.now);
  page.wide = true;
  const reports::CaseFacts::Lists lists = facts_of_case.lists();
  for (const auto* group : {&lists.current, &lists.earlier}) {
    for (const cases::Matrix* matrix : *group) {
      page.main += "<section class=\"panel scroll\" tabindex=\"0\" aria-label=\"" + escaped(say(matrix->title)) +
                   "\">" + reports::matrix_table(facts_of_case, *matrix, edition) + "</section>\n";
    }
  }
  if (status.matrices.empty()) {
    page.main += "<p class=\"lead\">" + say({"Ingen er blevet spurgt endnu", "Nobody has been asked yet"}) + "</p>\n";
  }
  page.main += left_out(show.not_shown, view_);
  return page;
}

Result<Page> CasePages::history() {
  AFTALE_TRY(Page page, begin(Tab::history));
  cases::History asked{key_};
  const std::string from = view_.target.value("fra");
  std::from_chars(from.data(), from.data() + from.size(), asked.after);
  asked.limit = kEntriesOfPage;
  AFTALE_TRY(const cases::Answer answer, service_.ask(asked));
  const auto& history = std::get<cases::HistoryAnswer>(answer.body);
  std::string text = "<ol class=\"log\">";
  for (const cases::HistoryAnswer::Entry& entry : history.entries) text += entry_html(entry, view_);
  text += "</ol>";
  if (history.more && !history.entries.empty()) {
    text += "<p class=\"mt1\"><a href=\"" +
            view_.link({"sager", key_, "historik"}, {{"fra", std::to_string(history.entries.back().row.seq)}}) + "\">" +
            say({"De næste", "The next"}) + "</a></p>";
  }
  page.main += panel("history", say({"Historik", "History"}), text) + left_out(answer.not_shown, view_);
  return page;
}

Result<Page> CasePages::documents() {
  AFTALE_TRY(Page page, begin(Tab::documents));
  AFTALE_TRY(const cases::Answer show, service_.ask(cases::Show{key_, {}}));
  const Edition edition = edition_of(view_, status_.now);
  const auto& documents = std::get<cases::ShowAnswer>(show.body).documents;
  std::string text;
  for (const records::DocumentRow& row : documents) {
    const std::string version = std::to_string(row.version);
    const std::string link = view_.link({"sager", key_, "dokumenter", "hent"},
                                        {{"dokument", row.document}, {"navn", row.name}, {"version", version}});
    text +=
        "<tr><th scope=\"row\">" + escaped(say(row.title)) + "<small>" +
        (row.is_kept() ? "<a href=\"" + link + "\">" + isolated(row.name) + "</a>"
                       : isolated(row.name) + say({" · kun kendt af størrelse og sum", " · known by size and sum"})) +
        " · " + size_of(row.size, view_) + "</small></th><td>" + version;
    if (row.frozen) text += " <span class=\"tag t-wait\">" + say({"låst", "frozen"}) + "</span>";
    text += "</td><td>" + time_element(row.attached, edition) + "</td></tr>\n";
  }
  if (text.empty()) {
    text = "<p>" + say({"Der er ikke lagt noget til", "Nothing has been added"}) + "</p>";
  } else {
    text = "<table class=\"docs\"><thead><tr><th scope=\"col\">" + say({"Dokument", "Document"}) +
           "</th><th scope=\"col\">Version</th><th scope=\"col\">" + say({"Lagt til", "Added"}) +
           "</th></tr></thead><tbody>\n" + text + "</tbody></table>";
  }
  page.main += panel("documents", say({"Dokumenter", "Documents"}), text) + left_out(show.not_shown, view_);
  return page;
}

Result<drawing::Drawing> CasePages::drawing() {
  AFTALE_TRY(cases::Answer answer, service_.ask(cases::Draw{key_, {}, false, view_.language, {}}));
  return std::get<cases::DrawAnswer>(std::move(answer.body)).drawing;
}

Result<Page> CasePages::process(bool has_pictures) {
  AFTALE_TRY(Page page, begin(Tab::process));
  AFTALE_TRY(const drawing::Drawing drawn, drawing());
  std::string text;
  if (has_pictures) {
    text = "<figure class=\"scroll\" tabindex=\"0\"><img src=\"" +
           view_.link({"sager", key_, "forloeb.svg"}, {{"lang", view_.language_named ? "" : say({"da", "en"})}}) +
           "\" alt=\"" +
           say({"Billede af forløbet; det samme står i listen nedenfor",
                "Picture of the process; the same stands in the list below"}) +
           "\"></figure>";
  }
  page.main += panel("picture", say({"Forløbet og sagens vej", "The process and the way of the case"}), text) +
               panel("steps", say({"Trin for trin", "Step by step"}), steps_list(drawn, drawing::kNowhere, view_));
  return page;
}

Result<Response> CasePages::file() {
  cases::Fetch asked{key_, view_.target.value("dokument"), view_.target.value("navn")};
  const std::string version = view_.target.value("version");
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(version.data(), version.data() + version.size(), number);
  if (error == std::errc() && end == version.data() + version.size()) asked.version = number;
  AFTALE_TRY(cases::FetchAnswer whole, cases::fetch_whole(service_, std::move(asked)));
  Response response;
  response.type = "application/octet-stream";
  response.file_name = whole.row.name;
  response.body = std::move(whole.bytes);
  return response;
}

}  // namespace aftale::web
