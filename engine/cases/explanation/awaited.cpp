#include <algorithm>

#include "engine/base/check.h"
#include "engine/cases/explanation/scene.h"
#include "engine/lifecycle/deadline_life.h"
#include "engine/machine/possible.h"
#include "engine/machine/reach/name_match.h"

namespace aftale::cases::explanation {
namespace {

using records::WorkItemRow;

/// Steps that are named one by one; of more the others are counted.
constexpr std::size_t kStepsNamed = 5;

/// A row by what the party has come to, whatever its bodies said on the way. `asked`: what it has said may no longer
/// hold, which somebody else decides.
enum class Said : std::uint8_t { yes, no, nothing, asked, passed_over, given_up };

Said said_by(const Scene& scene, const Matrix::Row& row) {
  const bool asked = std::any_of(row.cells.begin(), row.cells.end(),
                                 [](const Matrix::Cell& cell) { return cell.mark == Matrix::Mark::asked; });
  if (asked) return Said::asked;
  const auto branch = std::find_if(scene.branches.begin(), scene.branches.end(),
                                   [&](const records::BranchRow& one) { return one.key == row.key; });
  AFTALE_CHECK(branch != scene.branches.end());
  switch (branch->status) {
    case machine::BranchStatus::ended:
      return Matrix::says_no(branch->outcome) ? Said::no : Said::yes;
    case machine::BranchStatus::not_reported:
      return Said::passed_over;
    case machine::BranchStatus::cancelled:
      return Said::given_up;
    case machine::BranchStatus::waiting:
    case machine::BranchStatus::running:
      break;
  }
  return Said::nothing;
}

std::optional<time::CivilDate> last_day(const Matrix::Row& row) {
  std::optional<time::CivilDate> day;
  for (const Matrix::Cell& cell : row.cells) {
    if (cell.date && (!day || *day < *cell.date)) day = cell.date;
  }
  return day;
}

/// Where the rows that are waited for stand: the title of the column, or of the only one, empty.
std::size_t column_of(const Matrix::Row& row) {
  const auto open = std::find_if(row.cells.begin(), row.cells.end(), [](const Matrix::Cell& cell) {
    return cell.mark == Matrix::Mark::open || cell.mark == Matrix::Mark::postponed || cell.mark == Matrix::Mark::asked;
  });
  return static_cast<std::size_t>(open - row.cells.begin());
}

Text column_title(const Matrix& matrix, std::size_t column) {
  if (const Text usual = machine::usual_title(matrix.column_ids[column]); !usual.empty()) return usual;
  return matrix.columns[column];
}

/// `råd 9, udvalg 2`; empty where there is one column, or nothing is open in any.
std::string by_column(const Matrix& matrix, const std::vector<const Matrix::Row*>& rows, const Speech& speech) {
  if (matrix.columns.size() < 2) return {};
  std::string text;
  for (std::size_t column = matrix.columns.size(); column-- > 0;) {
    const auto count =
        std::count_if(rows.begin(), rows.end(), [&](const Matrix::Row* row) { return column_of(*row) == column; });
    const std::string title = speech.say(column_title(matrix, column));
    if (count != 0 && !title.empty()) text += (text.empty() ? "" : ", ") + title + " " + std::to_string(count);
  }
  return text;
}

std::vector<const Matrix::Row*> rows_that(const Scene& scene, const Matrix& matrix, Said said) {
  std::vector<const Matrix::Row*> rows;
  for (const Matrix::Row& row : matrix.rows) {
    if (said_by(scene, row) == said) rows.push_back(&row);
  }
  return rows;
}

/// `Læsø Kommune den 21. november`, for as many as are named.
std::string with_days(const std::vector<const Matrix::Row*>& rows, const Speech& speech) {
  std::vector<std::string> names;
  for (const Matrix::Row* row : rows) {
    const std::optional<time::CivilDate> day = last_day(*row);
    names.push_back(speech.say(row->title) + (day ? " " + speech.on(*day) : ""));
  }
  return speech.names(names);
}

/// `1 af 12 parter har godkendt: Læsø Kommune den 21. november.`
std::string how_many(const Scene& scene, const Matrix& matrix, const Speech& speech) {
  const std::vector<const Matrix::Row*> done = rows_that(scene, matrix, Said::yes);
  const auto given_up = rows_that(scene, matrix, Said::given_up).size();
  const std::size_t all = matrix.rows.size() - given_up, count = done.size();
  const std::string of = matrix.totals.of_parties
                             ? speech.say(all == 1 ? " part" : " parter", all == 1 ? " party" : " parties")
                             : std::string();
  const bool many = count != 1;
  const std::string verb = matrix.totals.approves
                               ? speech.say(" har godkendt", many ? " have approved" : " has approved")
                               : speech.say(many ? " er færdige" : " er færdig", many ? " are done" : " is done");
  if (count == 0) {
    return sentence(speech.say("ingen af ", "none of ") + std::to_string(all) + of +
                    (matrix.totals.approves ? speech.say(" har godkendt endnu", " have approved yet")
                                            : speech.say(" er færdige endnu", " are done yet")));
  }
  if (count == all) {
    if (all == 1) return sentence(with_days(done, speech) + verb);
    return sentence(speech.say("alle ", "all ") + std::to_string(all) + of + verb);
  }
  std::string text = std::to_string(count) + speech.say(" af ", " of ") + std::to_string(all) + of + verb;
  if (done.size() <= 3) text += ": " + with_days(done, speech);
  return sentence(text);
}

std::string waits_for(const Matrix& matrix, const std::vector<const Matrix::Row*>& rows, const Speech& speech) {
  std::vector<std::string> names;
  for (const Matrix::Row* row : rows) names.push_back(speech.say(row->title));
  const std::string count = names.size() > 3 ? std::to_string(names.size()) : std::string(), all = speech.names(names);
  std::string text;
  if (speech.language == Language::da)
    text = "der ventes på " + (count.empty() ? all : count + ": " + all);
  else
    text = count.empty() ? all + (names.size() == 1 ? " is awaited" : " are awaited") : count + " are awaited: " + all;
  const std::string columns = by_column(matrix, rows, speech);
  return sentence(columns.empty() ? text : text + " (" + columns + ")");
}

void add_list(const Scene& scene, const Matrix& matrix, Sentences& out) {
  if (matrix.rows.empty()) return;
  out.push_back(in_both(scene, [&](const Speech& speech) { return how_many(scene, matrix, speech); }));
  if (const auto no = rows_that(scene, matrix, Said::no); !no.empty()) {
    out.push_back(in_both(scene, [&](const Speech& speech) {
      return sentence(std::to_string(no.size()) +
                      speech.say(" har sagt nej: ", no.size() == 1 ? " has said no: " : " have said no: ") +
                      with_days(no, speech));
    }));
  }
  if (const auto over = rows_that(scene, matrix, Said::passed_over); !over.empty()) {
    out.push_back(in_both(scene, [&](const Speech& speech) {
      std::vector<std::string> names;
      for (const Matrix::Row* row : over) names.push_back(speech.say(row->title));
      return sentence(speech.names(names) +
                      speech.say(" er sprunget over", names.size() == 1 ? " was passed over" : " were passed over"));
    }));
  }
  if (const auto open = rows_that(scene, matrix, Said::nothing); !open.empty())
    out.push_back(in_both(scene, [&](const Speech& speech) { return waits_for(matrix, open, speech); }));
}

std::string step_line(const Scene& scene, const WorkItemRow& item, const Speech& speech) {
  const Text owner = item.ballot ? scene.titles.body_at(item.step, item.owner) : scene.titles.owner_of(item);
  std::string who = speech.say(owner.empty() ? item.owner : owner);
  if (scene.standings().size() != 1 || !scene.step.empty()) who += " (" + speech.quoted(item.title) + ")";
  const bool since = item.opened_on && *item.opened_on < scene.today;
  std::string text;
  if (speech.language == Language::da)
    text = since ? "der har været ventet på " + who + " siden " + speech.day(*item.opened_on) : "der ventes på " + who;
  else
    text = since ? who + " has been awaited since " + speech.day(*item.opened_on) : who + " is awaited";
  if (item.postponed > 0) {
    text +=
        speech.language == Language::da
            ? "; udsat " + speech.number(item.postponed) + (item.postponed == 1 ? " gang" : " gange")
            : "; postponed " + (item.postponed == 1 ? std::string("once") : speech.number(item.postponed) + " times");
  }
  return sentence(text);
}

/// The nearest deadline of what is open.
void add_deadline(const Scene& scene, Sentences& out) {
  if (scene.standings().empty() || scene.instance.status == lifecycle::CaseStatus::suspended) return;
  std::optional<time::CivilDate> due;
  bool overdue = false, rests = false;
  for (const machine::BranchPtr& branch : scene.instance.branches) {
    if (branch->status != machine::BranchStatus::running || branch->kept) continue;
    const model::Chart& chart = scene.definition.charts[branch->chart];
    for (const machine::DeadlineState& one : branch->deadlines) {
      const std::string address = chart.path(one.state, branch->key);
      if (!scene.may_be_told_of(address) && !scene.step.starts_with(address + "/")) continue;
      rests = rests || lifecycle::is_paused(one.status);
      if (!one.due || lifecycle::is_paused(one.status)) continue;
      if (!lifecycle::is_open(one.status) && !lifecycle::is_overdue(one.status)) continue;
      if (!due || *one.due < *due) due = one.due;
    }
  }
  if (due) overdue = *due < scene.today;
  if (rests && !due) {
    out.push_back({"Fristen hviler.", "The deadline rests."});
    return;
  }
  if (!due) return;
  out.push_back(in_both(scene, [&](const Speech& speech) {
    if (overdue)
      return sentence(speech.say("fristen var ", "it was due ") + speech.on(*due) +
                      speech.say(" og er overskredet", " and is overdue"));
    if (*due == scene.today) return speech.say("Fristen er i dag.", "It is due today.");
    std::string text = speech.say("fristen er ", "it is due ") + speech.on(*due);
    if (*due > scene.today.plus_days(1)) text += " (" + speech.distance(*due) + ")";
    return sentence(text);
  }));
}

void add_second_persons(const Scene& scene, Sentences& out) {
  for (const machine::BranchPtr& branch : scene.instance.branches) {
    for (const machine::Proposal& asked : branch->proposals) {
      const std::string at = machine::address_of(scene.definition, scene.instance, {branch->no, asked.state});
      if (!scene.may_be_told_of(at)) continue;
      out.push_back(in_both(scene, [&](const Speech& speech) {
        return sentence(speech.quoted(scene.titles.event(asked.event)) +
                        speech.say(" er foreslået af ", " was proposed by ") + asked.by +
                        speech.say(". En anden skal bekræfte det", ". Somebody else must confirm it"));
      }));
    }
  }
}

/// Of one document in one sentence, whichever parties are asked about.
void add_renewals(const Scene& scene, Sentences& out) {
  std::vector<std::pair<std::uint16_t, std::vector<Text>>> asked;
  for (const machine::BranchPtr& branch : scene.instance.branches) {
    if (branch->superseded || !scene.is_asked_about(branch->key)) continue;
    for (const machine::Renewal& renewal : branch->renewals) {
      auto of =
          std::find_if(asked.begin(), asked.end(), [&](const auto& one) { return one.first == renewal.document; });
      if (of == asked.end()) of = asked.insert(asked.end(), {renewal.document, {}});
      of->second.push_back(scene.titles.of(branch->key));
    }
  }
  for (const auto& [number, names] : asked) {
    const model::Document& document = scene.definition.root().documents[number];
    const Text title = document.title.empty() ? same_text(document.id) : document.title;
    out.push_back(in_both(scene, [&](const Speech& speech) {
      std::vector<std::string> from;
      for (const Text& name : names) from.push_back(speech.say(name));
      const bool one = from.size() == 1;
      if (speech.language == Language::da)
        return sentence("sekretariatet skal afgøre, om " + std::string(one ? "svaret" : "svarene") + " fra " +
                        speech.names(from) + " gælder den nye udgave af " + speech.quoted(title));
      return sentence("the secretariat must decide whether the " + std::string(one ? "answer" : "answers") + " of " +
                      speech.names(from) + (one ? " holds" : " hold") + " for the new version of " +
                      speech.quoted(title));
    }));
  }
}

void add_kept(const Scene& scene, Sentences& out) {
  if (!scene.step.empty()) return;
  std::vector<Text> kept;
  Text group;
  for (const records::BranchRow& row : scene.branches) {
    if (!row.kept || scene.instance.branches[static_cast<std::size_t>(row.parent)]->kept) continue;
    kept.push_back(row.title);
    group = row.group;
  }
  if (kept.empty()) return;
  out.push_back(in_both(scene, [&](const Speech& speech) {
    std::vector<std::string> names;
    for (const Text& one : kept) names.push_back(speech.say(one));
    const bool many = names.size() != 1;
    return sentence(speech.names(names) +
                    speech.say(" hviler, til sagen er tilbage i ",
                               many ? " rest until the case is back in " : " rests until the case is back in ") +
                    speech.quoted(group));
  }));
}

/// Other cases that this one knows, and what they have told while nothing here could take it.
void add_links(const Scene& scene, Sentences& out) {
  if (!scene.step.empty()) return;
  const machine::Branch& root = *scene.instance.branches.front();
  if (!root.opened_by.opener.empty()) {
    out.push_back({"Sagen er åbnet af sagen " + root.opened_by.opener + ".",
                   "The case was opened by " + root.opened_by.opener + "."});
  }
  if (!root.opened_by.previous.empty()) {
    out.push_back({"Sagen følger efter sagen " + root.opened_by.previous + ".",
                   "The case comes after " + root.opened_by.previous + "."});
  }
  std::vector<std::string> opened;
  for (const machine::BranchPtr& branch : scene.instance.branches) {
    for (const machine::Link& link : branch->links) opened.push_back(link.key);
  }
  if (!opened.empty()) {
    out.push_back(in_both(scene, [&](const Speech& speech) {
      return sentence((opened.size() == 1 ? speech.say("sagen har åbnet sagen ", "the case has opened the case ")
                                          : speech.say("sagen har åbnet sagerne ", "the case has opened the cases ")) +
                      speech.names(opened));
    }));
  }
  for (const machine::WaitingMessage& message : root.waiting) {
    const Text event = scene.titles.event(message.event);
    out.push_back(in_both(scene, [&](const Speech& speech) {
      return sentence(speech.say("sagen ", "the case ") + message.from + speech.say(" har meldt ", " has told ") +
                      speech.quoted(event) + " " + speech.on(message.told) +
                      speech.say("; det tages, når sagen går videre", "; it is taken when the case goes on"));
    }));
  }
}

/// All have said something, and no rule says what follows.
bool is_undecided(const Scene& scene, const Matrix& matrix) {
  return !matrix.rows.empty() && rows_that(scene, matrix, Said::nothing).empty() &&
         rows_that(scene, matrix, Said::asked).empty();
}

}  // namespace

Sentences awaited(const Scene& scene) {
  Sentences out;
  const bool over = scene.instance.status == lifecycle::CaseStatus::completed ||
                    scene.instance.status == lifecycle::CaseStatus::withdrawn;
  if (over) {
    add_links(scene, out);
    return out;
  }
  std::vector<std::string> listed;
  bool undecided = false;
  for (const Scene::Standing& at : scene.standings()) {
    const Matrix* const matrix = scene.matrix(at);
    if (!matrix) continue;
    add_list(scene, *matrix, out);
    listed.push_back(matrix->step + "/");
    if (!is_undecided(scene, *matrix)) continue;
    undecided = true;
    out.push_back({"Alle har svaret, men ingen regel siger, hvad der så sker. Sagen bliver stående.",
                   "All have answered, but no rule says what follows. The case stays where it is."});
  }
  std::vector<const WorkItemRow*> steps = scene.open_items();
  std::erase_if(steps, [&](const WorkItemRow* item) {
    return std::any_of(listed.begin(), listed.end(),
                       [&](const std::string& list) { return item->step.starts_with(list); });
  });
  for (std::size_t n = 0; n < std::min(steps.size(), kStepsNamed); ++n)
    out.push_back(in_both(scene, [&](const Speech& speech) { return step_line(scene, *steps[n], speech); }));
  if (steps.size() > kStepsNamed) {
    const std::string more = std::to_string(steps.size() - kStepsNamed);
    out.push_back({"Der er " + more + " åbne trin mere.", "There are " + more + " more open steps."});
  }
  add_second_persons(scene, out);
  add_renewals(scene, out);
  if (out.empty() && !undecided && !scene.is_awaited() && scene.step.empty() &&
      scene.instance.status == lifecycle::CaseStatus::running)
    out.push_back({"Ingen skal gøre noget.", "Nobody has to do anything."});
  add_deadline(scene, out);
  add_kept(scene, out);
  add_links(scene, out);
  return out;
}

}  // namespace aftale::cases::explanation
