#include "engine/machine/bodies/ballot_words.h"

#include <algorithm>
#include <array>

#include "engine/machine/bodies/minutes.h"
#include "engine/machine/possible.h"

namespace aftale::machine {

namespace {

/// The texts in a unary test such as `"godkendt", "tiltrådt"`.
void add_texts(const std::string& test, std::vector<std::string>& out) {
  for (std::size_t at = 0; at < test.size(); ++at) {
    if (test[at] != '"') continue;
    std::string word;
    for (++at; at < test.size() && test[at] != '"'; ++at) {
      if (test[at] == '\\' && at + 1 < test.size()) ++at;
      word += test[at];
    }
    if (std::find(out.begin(), out.end(), word) == out.end()) out.push_back(std::move(word));
  }
}

std::vector<std::string> all_words(const decisions::Table& table) {
  std::vector<std::string> words;
  for (std::size_t column = 0; column < table.inputs.size(); ++column) {
    if (table.inputs[column].name != "word") continue;
    for (const decisions::Rule& rule : table.rules) {
      if (column < rule.tests.size() && rule.tests[column]) add_texts(rule.tests[column].text(), words);
    }
  }
  return words;
}

}  // namespace

Result<std::string> ballot_kind(const Run& run, BranchNo branch, model::StateIx state) {
  const feel::Expression& ballot = run.chart(branch).states[state].ballot;
  AFTALE_TRY(const feel::Value kind, value_of(run, branch, state, ballot));
  if (kind.kind() == feel::Kind::string) return kind.text();
  return expression_failed(ballot,
                           {"skal give approve, recommend, advise, note eller discuss, men giver " + kind.feel(),
                            "must give approve, recommend, advise, note or discuss, but gives " + kind.feel()});
}

const std::vector<FittingWord>& BallotWords::fitting(const std::string& kind) {
  const auto [place, fresh] = fitting_.try_emplace(kind);
  std::vector<FittingWord>& out = place->second;
  const decisions::Table* table = run_.definition().rules.find("ballot");
  if (!fresh || !table) return out;
  for (std::string& word : all_words(*table)) {
    const Result<Meaning> meaning = meaning_of(run_, *table, word, kind, Noted::no);
    if (!meaning || meaning->event.empty() || meaning->event == kAsk || meaning->event == kNeutral) continue;
    out.push_back({std::move(word), meaning->event});
  }
  return out;
}

bool BallotWords::can_give(const model::State& state, const std::string& event) {
  std::vector<std::string> kinds;
  for (const feel::Value& kind : state.ballot.possible_literals()) {
    if (kind.kind() == feel::Kind::string) kinds.push_back(kind.text());
  }
  if (kinds.empty()) kinds = {"approve", "recommend", "advise", "note", "discuss"};
  return std::any_of(kinds.begin(), kinds.end(), [&](const std::string& kind) {
    const std::vector<FittingWord>& words = fitting(kind);
    return std::any_of(words.begin(), words.end(), [&](const FittingWord& word) {
      const std::vector<std::string> others = stand_ins(word.event, kind);
      return word.event == event || std::find(others.begin(), others.end(), event) != others.end();
    });
  });
}

std::vector<std::string> stand_ins(const std::string& event, const std::string& kind) {
  if (event == "approved_with_remarks") return {event, "approved"};
  if (event == "lapsed") return {event, "rejected"};
  if (event == "referred") return {event, "recommended", "returned"};
  if (event == "forwarded") return {event, kind == "advise" ? "advised" : "recommended"};
  return {event};
}

Text title_of_word(const std::string& event) {
  struct Word {
    std::string_view event;
    Text title;
  };
  static const std::array<Word, 15> kWords{
      Word{"approved", {"godkendt", "approved"}},
      {"approved_with_remarks", {"godkendt med bemærkninger", "approved with remarks"}},
      {"amended", {"godkendt med ændringer", "approved with amendments"}},
      {"recommended", {"anbefalet", "recommended"}},
      {"advised", {"anbefalet", "recommended"}},
      {"noted", {"taget til efterretning", "noted"}},
      {"discussed", {"drøftet", "discussed"}},
      {"forwarded", {"sendt videre", "passed on"}},
      {"referred", {"henvist", "referred"}},
      {"returned", {"sendt tilbage", "sent back"}},
      {"rejected", {"afvist", "rejected"}},
      {"lapsed", {"bortfaldet", "lapsed"}},
      {"postponed", {"udsat", "postponed"}},
      {"withdrawn", {"trukket", "withdrawn"}},
      {"not_reported", {"ikke meldt", "not reported"}}};
  const auto found = std::find_if(kWords.begin(), kWords.end(), [&](const Word& word) { return word.event == event; });
  return found == kWords.end() ? Text() : found->title;
}

}  // namespace aftale::machine
