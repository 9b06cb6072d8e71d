#include "engine/cases/questions/reading.h"

#include <algorithm>
#include <type_traits>

#include "engine/cases/questions/queries.h"
#include "engine/cases/questions/sight.h"

namespace aftale::cases {
namespace {

const std::vector<std::string>& readers_of_all() {
  static const std::vector<std::string> roles{"secretariat", "operator", "auditor"};
  return roles;
}

template <class T, class... Those>
constexpr bool is_one_of = (std::is_same_v<T, Those> || ...);

/// Goes through an answer and leaves out; each case is looked at once.
class Narrower {
 public:
  Narrower(const ReadModel& in, const machine::Actor& actor, const Question& question, time::Instant now)
      : in_(in), actor_(actor), question_(question), now_(now) {}

  std::int64_t count() const { return count_; }

  void operator()(StatusOfAnswer& answer) { keep_items(answer.open_items, sight(answer.summary.row.key)); }

  void operator()(ItemsAnswer& answer) {
    std::vector<records::ItemWithCase> items;
    std::vector<Text> owners;
    for (std::size_t n = 0; n < answer.items.size(); ++n) {
      const Sight& own = sight(answer.items[n].case_key);
      if (!own.may_read(answer.items[n].item)) continue;
      if (!own.is_own(answer.items[n].item)) answer.items[n].item.remarks.clear();
      items.push_back(std::move(answer.items[n]));
      owners.push_back(std::move(answer.owners[n]));
    }
    count_ += static_cast<std::int64_t>(answer.items.size() - items.size());
    answer.items = std::move(items);
    answer.owners = std::move(owners);
  }

  void operator()(ShowAnswer& answer) {
    const Sight& own = sight(answer.summary.row.key);
    keep(answer.branches, own);
    keep_items(answer.items, own);
    keep(answer.documents, own);
    const auto foreign = [&](const std::string& address) { return !own.is_own(address) && !own.is_common(address); };
    drop(answer.active, foreign);
    if (!answer.step.empty() && foreign(answer.step)) answer.standing.clear();
    drop(answer.due, [&](const DueLine& line) { return foreign(line.step); });
    keep_minuted(answer.minuted, own);
    std::erase_if(answer.may_attach, [&](const auto& document) { return foreign(document.first); });
    // Data of the case may be what parties have said.
    drop(answer.values, [](const auto&) { return true; });
    answer.value_titles.clear();
    drop(answer.result, [](const auto&) { return true; });
  }

  void operator()(HistoryAnswer& answer) {
    const Sight& own = sight(answer.row.key);
    drop(answer.entries, [&](const HistoryAnswer::Entry& entry) { return !own.may_read(entry.row); });
  }

  void operator()(ExplainAnswer& answer) {
    const auto& asked = std::get<Explain>(question_);
    if (asked.dry_run) return;
    const Result<records::CaseRow> row = queries::find_case(in_, asked.key);
    for (std::size_t n = 0; n < answer.lines.size(); ++n) {
      const auto entries = row ? in_.store.journal(row->id, asked.entries[n].seq - 1, 1)
                               : Result<std::vector<records::JournalRow>>(std::vector<records::JournalRow>());
      if (entries && !entries->empty() && entries->front().seq == asked.entries[n].seq &&
          sight(asked.key).may_read(entries->front()))
        continue;
      answer.lines[n] = {{"(vises ikke for dig)", "(not shown to you)"}, {}};
      ++count_;
    }
  }

  void operator()(ExportAnswer& answer) {
    for (ShowAnswer& shown : answer.cases) (*this)(shown);
    for (HistoryAnswer& history : answer.histories) (*this)(history);
    for (StatusOfAnswer& status : answer.statuses) (*this)(status);
  }

  void operator()(CalendarAnswer& answer) {
    drop(answer.days, [&](const CalendarDay& day) {
      const Sight& own = sight(day.case_key);
      return !own.is_own(day.step) && !own.is_common(day.step);
    });
    for (CalendarDay& day : answer.days) {
      if (!sight(day.case_key).is_own(day.step)) day.contacts.clear();
    }
  }

  /// What is for all: the title of a case and where it stands; offers and rights, which are those of the one who asks;
  /// a picture, which counts branches and names none; a document, which is not answered to anybody who may not read it;
  /// and a case in sentences, which is made without what is told to others (queries::situation).
  template <class ForAll>
  requires(is_one_of<ForAll, StatusAllAnswer, PossibleAnswer, CanAnswer, WhoAmIAnswer, DrawAnswer, FetchAnswer,
                     SituationAnswer>) void
  operator()(ForAll&) {}
  // Nobody gets here who does not read everything (may_ask).
  void operator()(OutboxAnswer& answer) {
    drop(answer.rows, [](const auto&) { return true; });
  }
  void operator()(AuditAnswer& answer) {
    drop(answer.findings, [](const auto&) { return true; });
  }
  void operator()(PreviewAnswer& answer) {
    drop(answer.messages, [](const auto&) { return true; });
  }
  void operator()(FileHistoryAnswer& answer) {
    drop(answer.entries, [](const auto&) { return true; });
  }
  void operator()(CorrectionAnswer& answer) {
    drop(answer.differences, [](const auto&) { return true; });
  }

 private:
  const Sight& sight(const std::string& key) {
    const auto found = sights_.find(key);
    return found != sights_.end() ? found->second
                                  : sights_.emplace(key, Sight::of(in_, key, actor_, now_)).first->second;
  }
  template <class Rows, class Wanted>
  void drop(Rows& rows, Wanted unwanted) {
    count_ += static_cast<std::int64_t>(std::erase_if(rows, unwanted));
  }
  void keep_items(std::vector<records::WorkItemRow>& rows, const Sight& own) {
    keep(rows, own);
    for (records::WorkItemRow& row : rows) {
      if (!own.is_own(row)) row.remarks.clear();
    }
  }
  // What was remarked is for those whose step it is; of what was treated behind closed doors nothing but the word is
  // for others.
  void keep_minuted(std::vector<Minuted>& minuted, const Sight& own) {
    drop(minuted, [&](const Minuted& said) { return !own.is_own(said.step) && !own.is_common(said.step); });
    for (Minuted& said : minuted) {
      if (own.is_own(said.step)) continue;
      said.remarks.clear();
      said.minority.clear();
      if (!said.closed) continue;
      said.minutes.clear();
      said.votes = {};
    }
  }
  template <class Row>
  void keep(std::vector<Row>& rows, const Sight& own) {
    drop(rows, [&](const Row& row) { return !own.may_read(row); });
  }

  const ReadModel& in_;
  const machine::Actor& actor_;
  const Question& question_;
  time::Instant now_;
  std::map<std::string, Sight> sights_;
  std::int64_t count_ = 0;
};

/// What is asked for, where only those are answered who read everything.
std::optional<Text> asks_for_all(const Question& question) {
  if (std::holds_alternative<Outbox>(question)) return Text{"At se udbakken", "Seeing the outbox"};
  if (std::holds_alternative<Preview>(question)) return Text{"At se andres beskeder", "Seeing messages to others"};
  if (std::holds_alternative<Audit>(question)) return Text{"At revidere databasen", "Auditing the database"};
  if (std::holds_alternative<IfStruck>(question)) return Text{"At prøve en rettelse", "Trying a correction"};
  const auto* history = std::get_if<History>(&question);
  if (history && history->key.empty()) return Text{"At se databasens egne poster", "Seeing the file's own entries"};
  return std::nullopt;
}

}  // namespace

bool reads_everything(const machine::Actor& actor) {
  return admit(actor, readers_of_all(), {}).has_value();
}

Result<void> may_ask(const machine::Actor& actor, const Question& question) {
  const std::optional<Text> what = asks_for_all(question);
  return what ? admit(actor, readers_of_all(), *what) : Result<void>();
}

void leave_out(const ReadModel& in, const machine::Actor& actor, const Question& question, time::Instant now,
               Answer& answer) {
  if (reads_everything(actor)) return;
  Narrower narrower(in, actor, question, now);
  std::visit(narrower, answer.body);
  answer.not_shown = narrower.count();
}

}  // namespace aftale::cases
