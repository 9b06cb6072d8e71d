#pragma once
#include <string>
#include <vector>

#include "engine/drawing/phrases.h"

/// Who acts, in as few words as a box has room for.
namespace aftale::drawing {

/// `DAS`, `sekretariatet`, `Socialudvalget`, `organet`. A title that is too long for a box gives way to the short name
/// that a body's id is, as people call it (`das`).
std::string owner_in_words(const std::vector<model::Addressee>& owner, const Voice& voice);

/// Whose list the branches of a state are: `hver af 12 parter`, `hver i »Fokusområder«`.
std::string group_in_words(const model::ForEach& branches, const Voice& voice);

/// Whether the branches are parties.
bool is_of_parties(const model::ForEach& branches, const Voice& voice);

/// Whether nobody else than the secretariat acts.
bool is_secretariat(const std::vector<model::Addressee>& owner);

/// What a short name stands for: `DAS: Den Administrative Styregruppe på Socialområdet`; empty where a box has the
/// whole title.
std::string long_name(const std::vector<model::Addressee>& owner, const Voice& voice);

}  // namespace aftale::drawing
