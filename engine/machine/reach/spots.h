#pragma once
#include <string>
#include <utility>
#include <vector>

#include "engine/base/text.h"
#include "engine/machine/chart/leaf.h"

/// The places of a case under the names that people may call them by.
namespace aftale::machine {

/// What people may call one part of an address: a step by its id or title, or by the body that treats it.
struct Part {
  std::string id;
  Text title;
  std::vector<std::pair<std::string, Text>> bodies = {};
  /// A chain of bodies: its title speaks of all of them ("udvalg og råd"), so that one word of it would reach whichever
  /// body has its turn. It answers to its id and its whole title.
  bool whole = false;
};

struct Spot {
  std::string address;
  std::vector<Part> parts;
};

/// The bodies that own a state, by id and title.
std::vector<std::pair<std::string, Text>> bodies_at(const Run& run, Leaf at);

/// Every place of the case as it stands: states that are active, branches that can be seen. With `past` also the
/// branches that the case has left behind.
std::vector<Spot> spots_of(const Run& run, bool past);

/// Whether people may call the part so, as `name_match` of its id and title, and of its bodies.
int name_match(const Part& part, const std::string& word);
/// The words match parts in their order, the last of them the last part; the sum says how closely, 0: not.
int name_match(const Spot& spot, const std::vector<std::string>& words);

/// Whether any state, party or body of the definition answers to the word, open or not.
bool is_name_in(const model::Definition& definition, const std::string& word);

}  // namespace aftale::machine
