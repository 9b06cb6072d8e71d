#include "engine/machine/bodies/minutes.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "engine/base/spoken_words.h"
#include "engine/base/words.h"

namespace aftale::machine {

namespace {

// The marks that the table `minutes` gives beside words of the table `ballot`.
constexpr const char* kNot = "ikke";
constexpr const char* kIf = "betinget";
constexpr const char* kCounted = "#";       // votes, the winning number first
constexpr const char* kTextFollows = " …";  // behind a word: what comes after it is the text of a remark
constexpr std::size_t kPhraseWordsMax = 7;
constexpr std::size_t kSentenceWordsMax = 60;

bool is_number(const std::string& word) {
  return !word.empty() && std::all_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::string phrase_of(const std::vector<std::string>& words, std::size_t from, std::size_t count) {
  std::string phrase;
  for (std::size_t at = from; at < from + count; ++at) {
    if (at != from) phrase += ' ';
    phrase += is_number(words[at]) ? kCounted : words[at];
  }
  return phrase;
}

void add_once(std::vector<std::string>& to, const std::string& word) {
  if (std::find(to.begin(), to.end(), word) == to.end()) to.push_back(word);
}

class Sentence {
 public:
  Sentence(const Run& run, const decisions::Table& ballot, const std::string& kind)
      : run_(run), ballot_(ballot), minutes_(run.definition().rules.find("minutes")), kind_(kind) {}

  Result<Said> read(const std::vector<std::string>& words) {
    for (std::size_t at = 0; at < words.size();) {
      AFTALE_TRY(const std::size_t taken, take(words, at));
      if (taken == 0) unknown_ = unknown_ || !in_text_;
      at += std::max<std::size_t>(taken, 1);
    }
    if (conditions_ > 0) return conditional();
    if (unknown_ || denials_ > 1 || parts_.empty()) return Said();
    const std::string whole = (denials_ > 0 ? std::string(kNot) + " " : std::string()) + joined_parts(0, parts_.size());
    AFTALE_TRY(Said said, looked_up(whole));
    if (!said.meaning.event.empty()) return said.meaning.event == kNeutral ? Said() : std::move(said);
    return denials_ > 0 ? Said() : by_parts();
  }

 private:
  /// How many words the longest known phrase at `at` has; 0 where there is none.
  Result<std::size_t> take(const std::vector<std::string>& words, std::size_t at) {
    for (std::size_t count = std::min(kPhraseWordsMax, words.size() - at); count > 0; --count) {
      const std::string phrase = phrase_of(words, at, count);
      AFTALE_TRY(std::optional<std::string> word, word_of(phrase));
      if (!word) {
        AFTALE_TRY(const Meaning meaning, meaning_of(run_, ballot_, phrase, kind_, Noted::no));
        if (meaning.event.empty()) continue;
        word = phrase;
      }
      if (*word == kCounted) {
        unknown_ = unknown_ || !wins(words, at, count);
      } else if (!word->empty()) {
        note(*word);
      }
      return count;
    }
    return std::size_t{0};
  }

  void note(std::string word) {
    // A remark that speaks of another outcome, a denial or a condition is for a person to read.
    if (in_text_) unknown_ = true;
    if (word == kNot) {
      ++denials_;
    } else if (word == kIf) {
      ++conditions_;
    } else {
      if (word.ends_with(kTextFollows)) {
        in_text_ = true;
        word.resize(word.size() - std::string_view(kTextFollows).size());
      }
      parts_.push_back(std::move(word));
    }
  }

  static bool wins(const std::vector<std::string>& words, std::size_t at, std::size_t count) {
    std::vector<std::int64_t> numbers;
    for (std::size_t n = at; n < at + count; ++n) {
      if (!is_number(words[n])) continue;
      std::int64_t number = -1;
      std::from_chars(words[n].data(), words[n].data() + words[n].size(), number);
      numbers.push_back(number);
    }
    return numbers.size() < 2 || numbers[0] > numbers[1];
  }

  /// What the table `minutes` makes of a phrase; none where it has no row.
  Result<std::optional<std::string>> word_of(const std::string& phrase) const {
    if (!minutes_) return std::optional<std::string>();
    AFTALE_TRY(feel::Value word,
               decide(run_, *minutes_, {{"phrase", feel::Value::string(phrase)}, {"kind", feel::Value::string(kind_)}},
                      Noted::no));
    if (word.kind() != feel::Kind::string) return std::optional<std::string>();
    return std::optional(word.text());
  }

  /// Words of the table `ballot`, or several that the table `minutes` has together.
  Result<Said> looked_up(const std::string& words) const {
    AFTALE_TRY(Meaning meaning, meaning_of(run_, ballot_, words, kind_, Noted::no));
    if (!meaning.event.empty()) return Said{words, std::move(meaning)};
    AFTALE_TRY(const std::optional<std::string> word, word_of(words));
    if (!word || word->empty()) return Said();
    AFTALE_TRY(meaning, meaning_of(run_, ballot_, *word, kind_, Noted::no));
    return Said{*word, std::move(meaning)};
  }

  std::string joined_parts(std::size_t from, std::size_t to) const {
    std::string words;
    for (std::size_t at = from; at < to; ++at) words += (words.empty() ? "" : " ") + parts_[at];
    return words;
  }

  static bool belongs_to_the_one_before(const std::string& part) {
    return part.starts_with("til ") || part.starts_with("med ") || part.starts_with("af ");
  }

  /// Each outcome that is named; empty where one of them means nothing here.
  Result<std::vector<Said>> outcomes() const {
    std::vector<Said> all;
    for (std::size_t from = 0; from < parts_.size();) {
      std::size_t to = from + 1;
      while (to < parts_.size() && belongs_to_the_one_before(parts_[to])) ++to;
      AFTALE_TRY(Said said, looked_up(joined_parts(from, to)));
      if (said.meaning.event.empty()) return std::vector<Said>();
      all.push_back(std::move(said));
      from = to;
    }
    return all;
  }

  Result<Said> by_parts() const {
    AFTALE_TRY(const std::vector<Said> all, outcomes());
    Said read;
    std::vector<std::string> ways;
    bool several = false;
    for (const Said& said : all) {
      if (said.meaning.event == kNeutral) continue;
      several = several || said.meaning.event == kAsk ||
                (!read.meaning.event.empty() && said.meaning.event != read.meaning.event);
      if (said.meaning.event == kAsk) {
        for (const std::string& way : said.meaning.ways) add_once(ways, way);
      } else {
        add_once(ways, said.word);
      }
      if (read.meaning.event.empty()) read = said;
    }
    if (several) return Said{{}, {kAsk, false, std::move(ways)}};
    return read;
  }

  /// A yes with a condition: whether it counts, the one who has read the minutes says.
  Result<Said> conditional() const {
    AFTALE_TRY(const std::vector<Said> all, outcomes());
    const auto yes = [](const Said& said) { return says_yes(said.meaning.event); };
    if (denials_ > 0 || all.empty() || !std::all_of(all.begin(), all.end(), yes)) return Said();
    AFTALE_TRY(Meaning meaning, meaning_of(run_, ballot_, kIf, kind_, Noted::no));
    return meaning.event == kAsk ? Said{{}, std::move(meaning)} : Said();
  }

  const Run& run_;
  const decisions::Table& ballot_;
  const decisions::Table* minutes_;  // null: only words of the table `ballot`
  const std::string& kind_;
  std::vector<std::string> parts_;
  int denials_ = 0, conditions_ = 0;
  bool unknown_ = false, in_text_ = false;
};

}  // namespace

bool says_yes(const std::string& event) {
  static constexpr std::array kYes{"approved", "approved_with_remarks", "amended", "recommended", "advised", "noted",
                                   "discussed"};
  return std::find(kYes.begin(), kYes.end(), event) != kYes.end();
}

Result<Meaning> meaning_of(const Run& run, const decisions::Table& ballot, const std::string& word,
                           const std::string& kind, Noted noted) {
  AFTALE_TRY(const feel::Value row,
             decide(run, ballot, {{"word", feel::Value::string(word)}, {"kind", feel::Value::string(kind)}}, noted));
  Meaning meaning;
  const bool several = row.kind() == feel::Kind::context;
  const feel::Value* event = several ? row.entries().find("event") : &row;
  if (event && event->kind() == feel::Kind::string) meaning.event = event->text();
  const feel::Value* remark = several ? row.entries().find("remark_required") : nullptr;
  meaning.remark_required = remark && remark->is_true();
  const feel::Value* ways = several ? row.entries().find("ways") : nullptr;
  if (ways && ways->kind() == feel::Kind::list) {
    for (const feel::Value& way : ways->items()) {
      if (way.kind() == feel::Kind::string) meaning.ways.push_back(way.text());
    }
  }
  return meaning;
}

Result<Said> understand(const Run& run, const decisions::Table& ballot, const std::string& text,
                        const std::string& kind) {
  const std::string typed = folded(text);
  AFTALE_TRY(Meaning meaning, meaning_of(run, ballot, typed, kind, Noted::each));
  if (!run.keeps_facts()) return Said{text, std::move(meaning)};
  if (!meaning.event.empty()) return Said{meaning.event == kAsk ? std::string() : typed, std::move(meaning)};
  const std::vector<std::string> words = spoken_words(text);
  if (words.empty() || words.size() > kSentenceWordsMax) return Said();
  AFTALE_TRY(Said said, Sentence(run, ballot, kind).read(words));
  if (said.meaning.event.empty() || said.meaning.event == kAsk) return said;
  AFTALE_TRY(said.meaning, meaning_of(run, ballot, said.word, kind, Noted::each));
  return said;
}

}  // namespace aftale::machine
