#pragma once
#include <string>
#include <vector>

#include "engine/model/definition.h"

/// What a workflow says in expressions and names, said in Danish or English for a picture. Pure.
namespace aftale::drawing {

/// Where an expression stands, and the language it is to be said in. Borrows the definition.
struct Voice {
  const model::Definition& definition;
  model::ChartIx chart = 0;
  Language language = Language::da;

  const model::Chart& here() const { return definition.charts[chart]; }
  const std::string& say(const Text& text) const { return text.in(language); }
  std::string say(const char* danish, const char* english) const { return language == Language::da ? danish : english; }
  /// `»Aftaletekst«`, `"Text of the agreement"`: titles are quoted, never inflected.
  std::string quoted(const std::string& title) const;
  /// The variable of that name here or in a chart around; null where there is none.
  const model::Variable* variable(std::string_view name) const;
  /// What the file calls a variable; empty where it gives it no title, which is then made of its name.
  std::string title_of(const model::Variable& variable) const;
};

/// An expression as it is written, on one line and not longer than a line of a picture.
std::string as_written(const feel::Expression& expression);

/// `14 dage`, `1 måned og 3 dage`.
std::string period_in_words(const time::Period& period, const Voice& voice);
/// `28 og 7 dage` where all are days, as most are.
std::string periods_in_words(const std::vector<time::Period>& periods, const Voice& voice);

/// When a deadline is due: `31. marts året før`, `28 dage før »Sidste dag«`, `efter tabellen x`, else as written.
std::string due_in_words(const feel::Expression& due, const Voice& voice);
/// `Frist 31. maj året før · varsel 14 dage · derefter videre`.
std::string deadline_in_words(const model::Deadline& deadline, const Voice& voice);

/// A condition: `når »Aftaletekst« er vedhæftet`, `når tabellen x siger ja`, else `hvis` and as written.
std::string condition_in_words(const feel::Expression& condition, const Voice& voice);
/// A condition over the branches of a state: `alle har godkendt`, `mindst én har afvist`, else as written.
std::string count_in_words(const feel::Expression& condition, const model::ForEach& branches, const Voice& voice);

/// What an event, or the word of a body, is called: `drøftet`.
std::string event_in_words(const std::string& name, const Voice& voice);
/// What an outcome of `chart` is called: the title of its end.
std::string outcome_in_words(const std::string& outcome, model::ChartIx chart, const Voice& voice);
/// `afstemning: udtaler sig`.
std::string ballot_in_words(const feel::Expression& ballot, const Voice& voice);
/// A date rule: `på dagen »Aftalens første dag«`, `efter 14 dage`, `hver 1. januar`.
std::string rule_in_words(const model::TimedRule& rule, const Voice& voice);

}  // namespace aftale::drawing
