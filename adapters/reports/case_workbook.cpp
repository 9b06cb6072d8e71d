#include "adapters/reports/case_workbook.h"

#include <algorithm>

#include "adapters/reports/case_facts.h"
#include "adapters/reports/case_words.h"
#include "adapters/reports/matrix_words.h"
#include "engine/lifecycle/deadline_life.h"

namespace aftale::reports {
namespace {

using sheets::Cell;
using sheets::Sheet;
using sheets::Tone;
using Row = std::vector<Cell>;

Tone tone_of(Mood mood) {
  static constexpr Tone kTones[] = {Tone::none, Tone::good, Tone::waiting, Tone::none, Tone::attention, Tone::bad};
  return kTones[static_cast<std::size_t>(mood)];
}

Cell day_cell(const std::optional<time::CivilDate>& day, Tone tone = Tone::none) {
  return day ? Cell{*day, tone} : Cell{{}, tone};
}

Cell count_cell(const std::optional<std::int64_t>& count) {
  return count ? Cell{*count} : Cell{};
}

std::string lines_of(const std::vector<std::string>& remarks) {
  std::string text;
  for (const std::string& remark : remarks) text += (text.empty() ? "" : "\n") + remark;
  return text;
}

/// A sheet in the making; its heads are written in both languages.
struct Heads {
  Text name;
  std::vector<std::pair<Text, std::size_t>> columns;

  Sheet in(const Edition& edition) const {
    Sheet sheet{edition.say(name), {}, {}};
    for (const auto& [title, widest] : columns) sheet.columns.push_back({edition.say(title), widest});
    return sheet;
  }
};

/// How wide columns may become.
constexpr std::size_t kKey = 24, kTitle = 36, kParty = 28, kBody = 36, kWord = 26, kDay = 14, kCount = 12, kRemark = 50;

/// One row a party and list, with the word and the day of each body; and one for each other open step.
class StatusSheet {
 public:
  explicit StatusSheet(const Edition& edition)
      : edition_(edition),
        sheet_(Heads{{"Status", "Status"},
                     {{{"sag", "case"}, kKey},
                      {{"titel", "title"}, kTitle},
                      {{"trin", "step"}, kBody},
                      {{"part", "party"}, kParty},
                      {{"udfald", "outcome"}, kWord},
                      {{"frist", "due"}, kDay}}}
                   .in(edition)) {}

  void add(const CaseFacts& facts) {
    const std::size_t before = sheet_.rows.size();
    for (const cases::Matrix& matrix : facts.status().matrices) add(facts, matrix);
    for (const records::WorkItemRow* item : facts.other_items()) {
      const bool late = item->overdue || (item->due_on && *item->due_on < edition_.day);
      Row row = begin(facts, edition_.say(item->title), edition_.say(facts.owner_of(*item)));
      row.push_back({edition_.say(late ? Text{"åben, for sent", "open, late"} : Text{"åben", "open"}),
                     late ? Tone::bad : Tone::none});
      row.push_back(day_cell(item->due_on));
      sheet_.rows.push_back(std::move(row));
    }
    if (sheet_.rows.size() > before) return;
    Row row = begin(facts, edition_.say(stands_at(facts.summary())), {});
    row.push_back({edition_.say(facts.outcome())});
    row.push_back(day_cell(facts.summary().next_due));
    sheet_.rows.push_back(std::move(row));
  }

  Sheet take() { return std::move(sheet_); }

 private:
  Row begin(const CaseFacts& facts, std::string step, std::string party) const {
    const records::CaseRow& row = facts.summary().row;
    return {{row.key}, {edition_.say(row.title)}, {std::move(step)}, {std::move(party)}};
  }

  void add(const CaseFacts& facts, const cases::Matrix& matrix) {
    std::vector<std::size_t> places;
    for (std::size_t n = 0; n < matrix.columns.size(); ++n)
      places.push_back(place_of(edition_.say(column_title(matrix.column_ids[n], matrix.columns[n]))));
    for (const cases::Matrix::Row& each : matrix.rows) {
      Row row = begin(facts, edition_.say(matrix.title), edition_.say(each.title));
      row.push_back({facts.outcome_of(each, edition_.language)});
      row.push_back(day_cell(matrix.due));
      for (std::size_t n = 0; n < each.cells.size(); ++n) {
        const CellWords words = words_of(each.cells[n], facts.said_in(matrix, each, n));
        if (row.size() < places[n] + 2) row.resize(places[n] + 2);
        if (each.cells[n].mark == cases::Matrix::Mark::none) continue;
        row[places[n]] = {words.sign + std::string(" ") + edition_.say(words.state), tone_of(words.mood)};
        row[places[n] + 1] = day_cell(each.cells[n].date, tone_of(words.mood));
      }
      sheet_.rows.push_back(std::move(row));
    }
  }

  /// The column of that heading, made with the one of its day where there is none yet.
  std::size_t place_of(const std::string& title) {
    constexpr std::ptrdiff_t kBefore = 6;
    const auto found = std::find_if(sheet_.columns.begin() + kBefore, sheet_.columns.end(),
                                    [&](const sheets::Column& column) { return column.title == title; });
    const auto place = static_cast<std::size_t>(found - sheet_.columns.begin());
    if (found != sheet_.columns.end()) return place;
    sheet_.columns.push_back({title, kWord});
    sheet_.columns.push_back({title + edition_.say({", dato", ", date"}), kDay});
    return place;
  }

  const Edition& edition_;
  Sheet sheet_;
};

/// A workbook is passed on: of what was treated behind closed doors it tells the word alone.
cases::Minuted without_closed(cases::Minuted said) {
  if (!said.closed) return said;
  said.votes = {};
  said.remarks.clear();
  said.minority.clear();
  said.minutes.clear();
  return said;
}

Sheet decisions_sheet(const std::vector<CaseFacts>& all, const Edition& edition) {
  Sheet sheet = Heads{
      {"Beslutninger", "Decisions"},
      {{{"sag", "case"}, kKey},
       {{"part", "party"}, kParty},
       {{"organ", "body"}, kBody},
       {{"beslutning", "decision"}, kWord},
       {{"mødedato", "meeting date"}, kDay},
       {{"for", "for"}, kCount},
       {{"imod", "against"}, kCount},
       {{"undlod", "abstained"}, kCount},
       {{"til stede", "present"}, kCount},
       {{"inhabile", "disqualified"}, kCount},
       {{"bemærkning", "remark"}, kRemark},
       {{"mindretal", "minority"}, kRemark},
       {{"næste møde", "next meeting"}, kDay},
       {{"referat (URL)", "minutes (URL)"}, kBody},
       {{"version", "version"},
        kWord}}}.in(edition);
  for (const CaseFacts& facts : all) {
    const std::string& key = facts.summary().row.key;
    for (const cases::Minuted& said : facts.shown().minuted) {
      const records::WorkItemRow* item = facts.item_at(said.step);
      const cases::Minuted of = without_closed(said);
      sheet.rows.push_back({{key},
                            {item ? edition.say(facts.party_of(*item)) : std::string()},
                            {edition.say(item ? item->owner : facts.title_of(said.step))},
                            {of.word},
                            day_cell(of.meeting),
                            count_cell(of.votes.votes_for),
                            count_cell(of.votes.votes_against),
                            count_cell(of.votes.votes_abstained),
                            count_cell(of.votes.present),
                            count_cell(of.votes.recused),
                            {lines_of(of.remarks)},
                            {of.minority},
                            day_cell(of.next),
                            {of.minutes},
                            {versions_of(of)}});
    }
    for (const records::WorkItemRow& item : facts.shown().items) {
      if (item.ballot && item.status == lifecycle::ItemStatus::open)
        sheet.rows.push_back({{key}, {edition.say(facts.party_of(item))}, {edition.say(item.owner)}});
    }
  }
  return sheet;
}

Sheet deadlines_sheet(const std::vector<CaseFacts>& all, const Edition& edition) {
  Sheet sheet = Heads{
      {"Frister", "Deadlines"},
      {{{"sag", "case"}, kKey},
       {{"titel", "title"}, kTitle},
       {{"hvad", "what"}, kRemark},
       {{"dato", "date"}, kDay},
       {{"status", "status"}, kWord},
       {{"navn", "name"}, kKey},
       {{"sted", "place"},
        kBody}}}.in(edition);
  for (const CaseFacts& facts : all) {
    for (const cases::DueLine& line : facts.shown().due) {
      const auto status = lifecycle::from_name<lifecycle::DeadlineStatus>(line.status);
      const bool late = status && lifecycle::is_overdue(*status);
      sheet.rows.push_back(
          {{facts.summary().row.key},
           {edition.say(facts.summary().row.title)},
           {edition.say(facts.title_of(line.step))},
           day_cell(line.due),
           {status ? edition.say(lifecycle::title(*status)) : line.status, late ? Tone::bad : Tone::none},
           {line.deadline},
           {line.step}});
    }
  }
  return sheet;
}

/// When bodies met and are to meet, by date.
class MeetingsSheet {
 public:
  explicit MeetingsSheet(const Edition& edition) : edition_(edition) {}

  void add(const CaseFacts& facts) {
    for (const cases::Minuted& said : facts.shown().minuted) {
      const records::WorkItemRow* item = facts.item_at(said.step);
      put(facts, said.meeting, item ? facts.party_of(*item) : Text(), item ? item->owner : facts.title_of(said.step),
          {{edition_.say({"holdt: ", "held: "}) + said.word}, Tone::none});
    }
    for (const records::WorkItemRow& item : facts.shown().items) {
      if (!item.ballot || item.status != lifecycle::ItemStatus::open || !item.planned_on) continue;
      const bool passed = *item.planned_on < edition_.day;
      put(facts, *item.planned_on, facts.party_of(item), item.owner,
          {edition_.say(passed ? Text{"referat mangler", "minutes missing"} : Text{"planlagt", "planned"}),
           passed ? Tone::attention : Tone::none});
    }
    for (const records::BranchRow& branch : facts.shown().branches) {
      const bool waits = branch.status == lifecycle::BranchStatus::waiting && branch.planned_on;
      if (waits && *branch.planned_on >= edition_.day)
        put(facts, *branch.planned_on, facts.outermost(branch.key), branch.title,
            {edition_.say({"planlagt, venter på sin tur", "planned, waits for its turn"}), Tone::none});
    }
  }

  Sheet take() {
    Sheet sheet = Heads{
        {"Mødeplan", "Meetings"},
        {{{"dato", "date"}, kDay},
         {{"sag", "case"}, kKey},
         {{"part", "party"}, kParty},
         {{"organ", "body"}, kBody},
         {{"møde", "meeting"},
          kTitle}}}.in(edition_);
    std::stable_sort(meetings_.begin(), meetings_.end(),
                     [](const Meeting& one, const Meeting& other) { return one.day < other.day; });
    for (Meeting& meeting : meetings_) sheet.rows.push_back(std::move(meeting.row));
    return sheet;
  }

 private:
  struct Meeting {
    time::CivilDate day;
    Row row;
  };
  void put(const CaseFacts& facts, time::CivilDate day, const Text& party, const Text& body, Cell what) {
    meetings_.push_back(
        {day, {{day}, {facts.summary().row.key}, {edition_.say(party)}, {edition_.say(body)}, std::move(what)}});
  }

  const Edition& edition_;
  std::vector<Meeting> meetings_;
};

}  // namespace

sheets::Workbook case_workbook(const cases::ExportAnswer& answer, const Edition& edition) {
  std::vector<CaseFacts> all;
  StatusSheet status(edition);
  MeetingsSheet meetings(edition);
  for (std::size_t n = 0; n < answer.cases.size(); ++n) {
    const CaseFacts& facts = all.emplace_back(answer.cases[n], answer.statuses[n]);
    status.add(facts);
    meetings.add(facts);
  }
  sheets::Workbook workbook;
  workbook.title =
      edition.say(edition.one_case && !all.empty() ? all.front().summary().row.title : Text{"Alle sager", "All cases"});
  workbook.created = edition.written;
  workbook.sheets.push_back(status.take());
  workbook.sheets.push_back(decisions_sheet(all, edition));
  workbook.sheets.push_back(deadlines_sheet(all, edition));
  workbook.sheets.push_back(meetings.take());
  return workbook;
}

}  // namespace aftale::reports
