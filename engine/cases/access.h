#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/diagnostic.h"
#include "engine/commands/actor.h"
#include "engine/machine/input.h"

/// Who somebody is to the engine, by the configuration (engine/commands/actor.h has the words for roles).
namespace aftale::cases {

using commands::admit;
using commands::is_secretariat;
using commands::title_of_role;

/// Everybody of an operating system's user or group, as the configuration has it.
struct Person {
  std::string user, group;  ///< exactly one of the two
  std::string id;           ///< the name in the journal; empty: the user's own
  std::vector<std::string> roles;
  Span at;  ///< its place in the configuration
};
using People = std::vector<Person>;

/// The one at the other end of a connection, as the operating system vouches for him.
struct Peer {
  std::string user;                 ///< his name, else his number
  std::vector<std::string> groups;  ///< names
  std::optional<std::uint32_t> uid = {};
};

/// A role, and the line of the configuration that gives it; no line: it comes with owning the file.
struct GivenRole {
  std::string role;
  Span at;
};
struct Identity {
  machine::Actor actor;
  std::vector<GivenRole> roles;  ///< in the order of the configuration, each once
};

/// The roles of every entry that fits him. One whom no entry fits has none, and may do nothing.
Identity identify(const People& people, const Peer& peer);

}  // namespace aftale::cases
