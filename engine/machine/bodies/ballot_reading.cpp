#include "engine/machine/bodies/ballot_reading.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "engine/base/spoken_words.h"
#include "engine/base/words.h"
#include "engine/machine/bodies/ballot_words.h"
#include "engine/machine/bodies/minutes.h"
#include "engine/machine/chart/children.h"
#include "engine/machine/chart/refusal.h"

namespace aftale::machine {

namespace {

bool is_in_chain(const Run& run, BranchNo no) {
  const Branch& branch = run.branch(no);
  if (no == 0) return false;
  const model::State& origin = run.chart(branch.parent).states[branch.origin];
  return origin.for_each && origin.for_each->sequential;
}

bool is_last_of_chain(const Run& run, BranchNo no) {
  if (!is_in_chain(run, no)) return false;
  const Branch& branch = run.branch(no);
  bool last = true;
  each_child(run, branch.parent, branch.origin,
             [&](const Branch& other) { last = last && other.ordinal <= branch.ordinal; });
  return last;
}

/// The last body of a chain brings nothing before another one, nor does who decides alone.
bool has_no_next(const Run& run, const Ballot& ballot, const std::string& event) {
  if (event != "referred") return false;
  const bool decides_alone = run.keeps_facts() && ballot.kind == "approve" && !is_in_chain(run, ballot.at.branch);
  return decides_alone || is_last_of_chain(run, ballot.at.branch);
}

bool denies(const std::string& text) {
  static constexpr std::array kDenials{"ikke", "ej", "ingen", "intet", "aldrig", "nej", "not", "never", "no"};
  const std::vector<std::string> words = spoken_words(text);
  return std::any_of(words.begin(), words.end(), [](const std::string& word) {
    return std::find(kDenials.begin(), kDenials.end(), word) != kDenials.end();
  });
}

/// A slip of the pen, never the opposite: `ej godkendt` is not near to `godkendt`.
std::string meant(const std::string& typed, std::vector<std::string> fitting) {
  const std::string wanted = folded(typed);
  std::erase_if(fitting, [&](const std::string& word) {
    return word == wanted || denies(word) != denies(wanted) || word.substr(0, 1) != wanted.substr(0, 1);
  });
  return nearest(wanted, fitting);
}

tl::unexpected<ErrorPtr> wrong_word(const Run& run, const Ballot& ballot, const std::string& word) {
  std::vector<std::string> fitting;
  BallotWords words(run);
  for (const FittingWord& each : words.fitting(ballot.kind)) {
    if (!has_no_next(run, ballot, each.event)) fitting.push_back(each.word);
  }
  const std::string near = meant(word, fitting);
  if (!near.empty()) {
    return refuse(
        "wrong-word",
        {"»" + word + "« passer ikke her. Mente du »" + near + "«? Skriv ordet, som det står i referatet",
         "\"" + word + "\" does not fit here. Did you mean \"" + near + "\"? Write the word as the minutes have it"},
        fitting);
  }
  return refuse("wrong-word",
                {"»" + word + "« passer ikke her. Skriv ordet, som det står i referatet",
                 "\"" + word + "\" does not fit here. Write the word as the minutes have it"},
                fitting);
}

std::string as_typed(const std::string& word) {
  const bool simple = std::all_of(word.begin(), word.end(), [](char letter) {
    const auto byte = static_cast<unsigned char>(letter);
    return byte >= 0x80 || std::isalnum(byte) != 0 || letter == '/' || letter == '-' || letter == '_' || letter == '.';
  });
  if (simple && !word.empty()) return word;
  std::string text = "'";
  for (const char letter : word) text += letter == '\'' ? std::string("'\\''") : std::string(1, letter);
  return text + "'";
}

/// Each of the things that it can mean, as a command.
tl::unexpected<ErrorPtr> several_ways(const Run& run, const Record& record, const std::vector<std::string>& ways) {
  std::vector<std::string> commands, da, en;
  for (const std::string& way : ways) {
    da.push_back("»" + way + "«");
    en.push_back("\"" + way + "\"");
    commands.push_back("aftale record " + as_typed(run.instance().key) + " " + as_typed(record.step) + " " +
                       as_typed(way) + " --meeting " + record.meeting.iso());
  }
  return refuse("ambiguous-word",
                {"»" + record.outcome + "« kan læses på flere måder her: " + joined(da, "eller") +
                     ". Skriv den, som mødet mente, og resten som bemærkning (--remark)",
                 "\"" + record.outcome + "\" can be read in several ways here: " + joined(en, "or") +
                     ". Write the one that the meeting meant, and the rest as a remark (--remark)"},
                std::move(commands));
}

}  // namespace

Result<void> read_word(const Run& run, const Record& record, Ballot& ballot) {
  const decisions::Table* table = run.definition().rules.find("ballot");
  if (!table) {
    return refuse("wrong-word",
                  {"Sagens bundt har ingen tabel ballot, så ordet i referatet kan ikke læses",
                   "The bundle of the case has no table ballot, so the word of the minutes cannot be read"});
  }
  AFTALE_TRY(Said said, understand(run, *table, record.outcome, ballot.kind));
  if (said.meaning.event == kAsk && !said.meaning.ways.empty()) return several_ways(run, record, said.meaning.ways);
  if (said.meaning.event.empty() || said.meaning.event == kAsk || said.meaning.event == kNeutral ||
      has_no_next(run, ballot, said.meaning.event)) {
    return wrong_word(run, ballot, record.outcome);
  }
  ballot.word = std::move(said.word);
  ballot.event = std::move(said.meaning.event);
  if (said.meaning.remark_required && record.remarks.empty()) {
    return refuse(
        "missing-data",
        {"»" + record.outcome + "« kræver en bemærkning, der siger hvad der blev ændret; skriv den med --remark",
         "\"" + record.outcome + "\" needs a remark that says what was changed; write it with --remark"});
  }
  return {};
}

}  // namespace aftale::machine
