#pragma once
#include <string>

#include "engine/drawing/phrases.h"
#include "engine/model/graph.h"

/// What leads from one step to another, in a few words beside an edge.
namespace aftale::drawing {

/// One transition where it stands: in a list of a state.
struct Leading {
  const model::State& state;
  const model::TransitionList& list;
  const model::Transition& transition;
};

/// `drøftet`, `alle har godkendt`, `indsendt, når »Aftaletekst« er vedhæftet`, `fristen er ude`, with what is frozen on
/// the way, and `*` where the other branches keep what they have said.
std::string edge_words(const Leading& leading, const Voice& voice);

/// The only word by which the branches of a chart end, `har svaret`; empty where there are several ways to end.
std::string only_ending(model::ChartIx body, const Voice& voice);

}  // namespace aftale::drawing
