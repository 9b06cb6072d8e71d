#include "adapters/reports/case_words.h"

#include "engine/lifecycle/case_life.h"

namespace aftale::reports {

Text stands_at(const cases::CaseSummary& summary) {
  Text text;
  for (const Text& step : summary.steps) {
    const char* const between = text.empty() ? "" : ", ";
    text = {text.da + between + step.in(Language::da), text.en + between + step.in(Language::en)};
  }
  const Text life = lifecycle::title(summary.row.status);
  if (text.empty()) return life;
  if (summary.row.status == lifecycle::CaseStatus::running) return text;
  return {text.da + " (" + life.da + ")", text.en + " (" + life.en + ")"};
}

Text distance(time::CivilDate from, time::CivilDate to) {
  const std::int64_t days = to.days() - from.days();
  const std::string count = std::to_string(days < 0 ? -days : days);
  const bool one = days == 1 || days == -1;
  if (days == 0) return {"i dag", "today"};
  if (days > 0) return {one ? "i morgen" : "om " + count + " dage", one ? "tomorrow" : "in " + count + " days"};
  return {one ? "i går" : "for " + count + " dage siden", one ? "yesterday" : count + " days ago"};
}

std::optional<time::CivilDate> due_of(const cases::CaseSummary& summary, const std::vector<cases::Matrix>& matrices) {
  std::optional<time::CivilDate> due = summary.next_due;
  for (const cases::Matrix& matrix : matrices) {
    if (matrix.due) due = matrix.due;
  }
  return due;
}

Text votes_in_words(const commands::Votes& votes) {
  Text text;
  const auto add = [&](const std::optional<std::int64_t>& count, const Text& word) {
    if (!count) return;
    const std::string begin = (text.empty() ? "" : ", ") + std::to_string(*count) + " ";
    text = {text.da + begin + word.da, text.en + begin + word.en};
  };
  add(votes.votes_for, {"for", "for"});
  add(votes.votes_against, {"imod", "against"});
  add(votes.votes_abstained, {"undlod", "abstained"});
  add(votes.present, {"til stede", "present"});
  add(votes.recused, {votes.recused == 1 ? "inhabil" : "inhabile", "disqualified"});
  return text;
}

std::string versions_of(const cases::Minuted& said) {
  std::string text;
  for (const auto& [document, version] : said.versions)
    text += (text.empty() ? "" : ", ") + document + (document.empty() ? "" : " ") + std::to_string(version);
  return text;
}

}  // namespace aftale::reports
