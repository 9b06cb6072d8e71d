#include "engine/drawing/phrases.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "engine/base/words.h"
#include "engine/drawing/shapes.h"
#include "engine/machine/possible.h"
#include "engine/time/names.h"

namespace aftale::drawing {
namespace {

using Tokens = std::vector<std::string>;

constexpr std::size_t kWrittenMax = 60;  ///< letters of an expression that is shown as it is written

int number_of(const std::string& digits) {
  int number = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return number;
}

/// `31. marts`, `31 March`; empty where there is no such month.
std::string day_of_month(const std::string& month, const std::string& day, const Voice& voice) {
  const auto at = static_cast<std::size_t>(number_of(month));
  if (at < 1 || at > 12) return {};
  const std::string name(time::names_in(voice.language).months[at - 1]);
  return day + (voice.language == Language::da ? ". " : " ") + name;
}

std::string year_in_words(int later, const Voice& voice) {
  switch (later) {
    case -1:
      return voice.say(" året før", " the year before");
    case 0:
      return voice.say(" samme år", " the same year");
    case 1:
      return voice.say(" året efter", " the year after");
    default:
      break;
  }
  const std::string years = std::to_string(std::abs(later));
  return later < 0 ? " " + years + voice.say(" år før", " years before")
                   : " " + years + voice.say(" år efter", " years after");
}

/// A variable by its title, else by its name.
std::string name_in_words(const std::string& name, const Voice& voice) {
  const model::Variable* variable = voice.variable(name);
  const std::string title = variable ? voice.title_of(*variable) : std::string();
  return title.empty() ? name : voice.quoted(title);
}

std::string count_word(const Tokens& tokens, const model::ForEach& branches, const Voice& voice) {
  const auto name = [&](const std::string& outcome, bool all) {
    if (outcome == "answered") return voice.say(" er færdige", " have finished");
    const Text word = machine::title_of_word(outcome);
    if (!word.empty()) return voice.say(" har ", all ? " have " : " has ") + voice.say(word);
    return ": " + outcome_in_words(outcome, branches.body, voice);
  };
  const auto known = [&](const std::string& outcome) {
    return outcome == "answered" ||
           std::find(branches.outcomes.begin(), branches.outcomes.end(), outcome) != branches.outcomes.end();
  };
  if (const auto all = matched(tokens, "% = total"); all && known(all->front()))
    return voice.say("alle", "all") + name(all->front(), true);
  if (const auto some = matched(tokens, "% >= #"); some && known(some->front())) {
    if ((*some)[1] == "1") {
      const bool finished = some->front() == "answered";
      if (finished) return voice.say("mindst én er færdig", "at least one has finished");
      return voice.say("mindst én", "at least one") + name(some->front(), false);
    }
    return voice.say("mindst ", "at least ") + (*some)[1] + name(some->front(), true);
  }
  if (const auto none = matched(tokens, "% = 0"); none && known(none->front()))
    return voice.say("ingen", "none") + name(none->front(), false);
  return {};
}

/// `hver 1. januar` for a yearly day; empty for any other recurrence.
std::string yearly_in_words(const std::string& rule, const Voice& voice) {
  static constexpr std::string_view kBegins = "FREQ=YEARLY;BYMONTH=", kDay = ";BYMONTHDAY=";
  if (!rule.starts_with(kBegins)) return {};
  const std::size_t day = rule.find(kDay);
  if (day == std::string::npos || rule.find(';', day + 1) != std::string::npos) return {};
  const std::string when =
      day_of_month(rule.substr(kBegins.size(), day - kBegins.size()), rule.substr(day + kDay.size()), voice);
  return when.empty() ? when : voice.say("hver ", "every ") + when;
}

std::string ballot_word(const std::string& kind, const Voice& voice) {
  struct Word {
    std::string_view kind;
    const char *danish, *english;
  };
  static constexpr std::array<Word, 5> kWords{Word{"approve", "godkender", "approves"},
                                              {"recommend", "anbefaler", "recommends"},
                                              {"advise", "udtaler sig", "advises"},
                                              {"note", "tager til efterretning", "notes"},
                                              {"discuss", "drøfter", "discusses"}};
  const auto found = std::find_if(kWords.begin(), kWords.end(), [&](const Word& word) { return word.kind == kind; });
  return found == kWords.end() ? kind : voice.say(found->danish, found->english);
}

}  // namespace

std::string Voice::quoted(const std::string& title) const {
  return language == Language::da ? "»" + title + "«" : "\"" + title + "\"";
}

const model::Variable* Voice::variable(std::string_view name) const {
  for (model::ChartIx ix = chart; ix != model::kNone; ix = definition.charts[ix].parent) {
    const std::vector<model::Variable>& variables = definition.charts[ix].variables;
    const auto found =
        std::find_if(variables.begin(), variables.end(), [&](const model::Variable& one) { return one.id == name; });
    if (found != variables.end()) return &*found;
  }
  return nullptr;
}

std::string Voice::title_of(const model::Variable& variable) const {
  std::string made = variable.id;
  std::replace(made.begin(), made.end(), '_', ' ');
  return folded(variable.title.da) == folded(made) && variable.title.da == variable.title.en ? std::string()
                                                                                             : say(variable.title);
}

std::string as_written(const feel::Expression& expression) {
  std::string text;
  for (const char letter : expression.text()) {
    const bool space = letter == ' ' || letter == '\n' || letter == '\t';
    if (space && (text.empty() || text.back() == ' ')) continue;
    text += space ? ' ' : letter;
  }
  if (code_points(text) <= kWrittenMax) return text;
  std::size_t end = 0;
  for (std::size_t points = 0; end < text.size() && points < kWrittenMax; ++points) {
    ++end;
    while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) ++end;
  }
  return text.substr(0, end) + "…";
}

std::string period_in_words(const time::Period& period, const Voice& voice) {
  const auto counted = [&](std::int64_t count, const char* one_da, const char* many_da, const char* one_en,
                           const char* many_en) {
    return std::to_string(count) + "\u00a0" + (count == 1 ? voice.say(one_da, one_en) : voice.say(many_da, many_en));
  };
  std::vector<std::string> parts;
  if (period.months >= 12) parts.push_back(counted(period.months / 12, "år", "år", "year", "years"));
  if (period.months % 12 != 0) parts.push_back(counted(period.months % 12, "måned", "måneder", "month", "months"));
  if (period.days != 0 || parts.empty()) parts.push_back(counted(period.days, "dag", "dage", "day", "days"));
  return joined(parts, voice.say("og", "and"));
}

std::string periods_in_words(const std::vector<time::Period>& periods, const Voice& voice) {
  const bool days =
      std::all_of(periods.begin(), periods.end(), [](const time::Period& one) { return one.months == 0; });
  std::vector<std::string> parts;
  for (std::size_t n = 0; n < periods.size(); ++n) {
    const bool last = n + 1 == periods.size();
    parts.push_back(days && !last ? std::to_string(periods[n].days) : period_in_words(periods[n], voice));
  }
  return joined(parts, voice.say("og", "and"));
}

std::string due_in_words(const feel::Expression& due, const Voice& voice) {
  const Tokens tokens = tokens_of(due.text());
  if (const auto date = matched(tokens, "date ( % . year - # , # , # )"))
    return day_of_month((*date)[2], (*date)[3], voice) + year_in_words(-number_of((*date)[1]), voice);
  if (const auto date = matched(tokens, "date ( % . year + # , # , # )"))
    return day_of_month((*date)[2], (*date)[3], voice) + year_in_words(number_of((*date)[1]), voice);
  if (const auto date = matched(tokens, "date ( % . year , # , # )"))
    return day_of_month((*date)[1], (*date)[2], voice) + year_in_words(0, voice);
  if (const auto date = matched(tokens, "date ( % , # , # )"); date && voice.variable(date->front()))
    return day_of_month((*date)[1], (*date)[2], voice) + voice.say(" i året", " of the year");
  for (const bool before : {true, false}) {
    const auto shifted = matched(tokens, before ? "% - duration ( $ )" : "% + duration ( $ )");
    const std::optional<time::Period> period = shifted ? time::Period::parse((*shifted)[1]) : std::nullopt;
    if (!period) continue;
    return period_in_words(*period, voice) +
           (before ? voice.say(" før ", " before ") : voice.say(" efter ", " after ")) +
           name_in_words(shifted->front(), voice);
  }
  if (const auto table = matched(tokens, "decision ( $ *"))
    return voice.say("efter tabellen ", "by the table ") + table->front();
  if (const auto name = matched(tokens, "%")) return name_in_words(name->front(), voice);
  return as_written(due);
}

std::string deadline_in_words(const model::Deadline& deadline, const Voice& voice) {
  std::string text = voice.say("Frist ", "Due ") + due_in_words(deadline.due, voice);
  if (!deadline.warn.empty()) {
    text += voice.say(" · varsel ", " · notice ") + periods_in_words(deadline.warn, voice);
  }
  const auto leads = [](const model::Transition& one) { return !one.targets.empty(); };
  if (std::any_of(deadline.then.begin(), deadline.then.end(), leads)) {
    text += deadline.grace ? voice.say(" · går videre ", " · moves on ") + period_in_words(*deadline.grace, voice) +
                                 voice.say(" senere", " later")
                           : voice.say(" · derefter videre", " · then it moves on");
  }
  return text;
}

std::string condition_in_words(const feel::Expression& condition, const Voice& voice) {
  const Tokens tokens = tokens_of(condition.text());
  if (const auto document = matched(tokens, "document ( $ ) . version >= 1")) {
    const std::vector<model::Document>& all = voice.definition.root().documents;
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const auto& one) { return one.id == document->front(); });
    const std::string title = found == all.end() || found->title.empty() ? document->front() : voice.say(found->title);
    return voice.say("når ", "once ") + voice.quoted(title) + voice.say(" er vedhæftet", " is attached");
  }
  if (const auto table = matched(tokens, "decision ( $ *"))
    return voice.say("når tabellen ", "once the table ") + table->front() + voice.say(" siger ja", " says yes");
  if (matched(tokens, "% . decides")) return voice.say("af det organ, der beslutter", "by the body that decides");
  if (const auto body = matched(tokens, "organisation . bodies . % = null")) {
    const model::Body* found = voice.definition.organisation.body(body->front());
    const std::string title = found ? voice.say(found->title) : body->front();
    return voice.say("hvis ", "if ") + title + voice.say(" ikke findes", " does not exist");
  }
  if (const auto list = matched(tokens, "list contains ( % . code , event . party . code )"))
    return voice.say("hvis parten er i ", "if the party is in ") + name_in_words((*list)[0], voice);
  return voice.say("hvis ", "if ") + as_written(condition);
}

std::string count_in_words(const feel::Expression& condition, const model::ForEach& branches, const Voice& voice) {
  std::string text;
  for (const Tokens& either : split_at(tokens_of(condition.text()), "or")) {
    if (!text.empty()) text += voice.say(", eller ", ", or ");
    bool first = true;
    for (const Tokens& both : split_at(either, "and")) {
      const std::string word = count_word(both, branches, voice);
      if (word.empty()) return condition_in_words(condition, voice);
      text += (first ? "" : voice.say(", og ", ", and ")) + word;
      first = false;
    }
  }
  return text;
}

std::string event_in_words(const std::string& name, const Voice& voice) {
  for (model::ChartIx ix = voice.chart; ix != model::kNone; ix = voice.definition.charts[ix].parent) {
    for (const model::Event& event : voice.definition.charts[ix].events) {
      if (event.name == name && !event.title.empty()) return voice.say(event.title);
    }
  }
  const Text word = machine::title_of_word(name);
  if (!word.empty()) return voice.say(word);
  std::string text = name;
  std::replace(text.begin(), text.end(), '_', ' ');
  return text;
}

std::string outcome_in_words(const std::string& outcome, model::ChartIx chart, const Voice& voice) {
  if (chart == model::kNone) return outcome;
  return voice.say(machine::title_of_end(voice.definition.charts[chart], outcome));
}

std::string ballot_in_words(const feel::Expression& ballot, const Voice& voice) {
  const std::string head = voice.say("afstemning: ", "ballot: ");
  const auto by_body = matched(tokens_of(ballot.text()), "if % . decides then $ else $");
  if (by_body) {
    return head + voice.say("det organ, der beslutter, ", "the body that decides ") +
           ballot_word((*by_body)[1], voice) + voice.say("; de andre ", "; the others ") +
           (voice.language == Language::da ? ballot_word((*by_body)[2], voice) : (*by_body)[2]);
  }
  std::vector<std::string> words;
  for (const feel::Value& kind : ballot.possible_literals()) {
    if (kind.kind() == feel::Kind::string) words.push_back(ballot_word(kind.text(), voice));
  }
  return head + (words.empty() ? as_written(ballot) : joined(words, voice.say("eller", "or")));
}

std::string rule_in_words(const model::TimedRule& rule, const Voice& voice) {
  if (rule.kind == model::TimedRule::Kind::every) {
    const std::string yearly = yearly_in_words(rule.rule, voice);
    return yearly.empty() ? voice.say("gentages: ", "repeated: ") + rule.rule : yearly;
  }
  const bool from = rule.kind == model::TimedRule::Kind::from;
  if (rule.period) return voice.say("efter ", "after ") + period_in_words(*rule.period, voice);
  const bool named = matched(tokens_of(rule.when.text()), "%").has_value();
  const std::string when = due_in_words(rule.when, voice);
  if (!from) return voice.say("efter ", "after ") + when;
  return (named ? voice.say("på dagen ", "on the day ") : voice.say("fra ", "from ")) + when;
}

}  // namespace aftale::drawing
