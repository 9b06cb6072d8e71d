#pragma once
#include <optional>
#include <string>

#include "engine/drawing/phrases.h"
#include "engine/machine/case.h"

/// How far a step has come, in one line of its box.
namespace aftale::drawing {

/// The branches of a state.
struct Counted {
  std::size_t all = 0;   ///< 0: it has none
  std::size_t good = 0;  ///< that ended as one hopes
};
/// Of the newest round of the `for_each` state in `branch`.
Counted counted_of(const model::Definition& definition, const machine::Case& instance, const machine::Branch& branch,
                   model::StateIx state);

/// `● i gang: 7 af 12 har godkendt · om 6 dage`, `● her siden 4. nov. 2022`.
std::string here_in_words(const model::State& state, const Counted& counted, time::CivilDate since,
                          std::optional<time::CivilDate> due, time::CivilDate today, const Voice& voice);

/// `✔ 2. maj 2022 · 11 af 11 har svaret`, `✔ 4. nov. 2022 · anbefalet`.
std::string done_in_words(const model::State& state, const Counted& counted, time::CivilDate day,
                          const std::string& event, const Voice& voice);

/// `Frist 30. nov. 2022 · næste varsel 25. nov.`
std::string dated_deadline(time::CivilDate due, std::optional<time::CivilDate> reminder, const Voice& voice);

}  // namespace aftale::drawing
