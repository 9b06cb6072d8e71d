#include "engine/feel/evaluator.h"

/// What an evaluation spends beside its steps: what it builds, and the work inside functions.
namespace aftale::feel {

bool Evaluator::spend(std::size_t amount) {
  if (exhausted_) return false;
  if (amount <= budget_.size - size_) {
    size_ += amount;
    return true;
  }
  exhaust(
      {"udtrykket bygger mere end " + std::to_string(budget_.size) + " elementer eller tegn og er stoppet",
       "the expression builds more than " + std::to_string(budget_.size) + " elements or characters and was stopped"});
  return false;
}

bool Evaluator::work(std::size_t effort) {
  if (exhausted_) return false;
  if (effort <= effort_) {
    effort_ -= effort;
    return true;
  }
  effort_ = 0;
  exhaust(
      {"udtrykket arbejder for længe i mønstre, lange tekster eller tabeller og er stoppet; gør dem enklere eller "
       "kortere",
       "the expression works too long in patterns, long texts or tables and was stopped; make them simpler or "
       "shorter"});
  return false;
}

void Evaluator::exhaust(Text message) {
  exhausted_ = true;
  diagnostics_.clear();
  Diagnostic diagnostic;
  diagnostic.code = "feel-budget";
  diagnostic.message = std::move(message);
  if (calling_ != nullptr) diagnostic.where = calling_unit_->span(calling_->begin, calling_->end);
  diagnostics_.push_back(std::move(diagnostic));
}

}  // namespace aftale::feel
