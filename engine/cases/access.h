#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/diagnostic.h"
#include "engine/base/result.h"
#include "engine/base/text.h"
#include "engine/machine/input.h"

/// Who somebody is to the engine, and what takes which role. Roles are words: `secretariat`, `operator`, those that an
/// organisation names, `party:0851` (people of a party), `body:0851/council` and `body:das` (people of a body), and
/// `*`, which is every role.
namespace aftale::cases {

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

/// Whether `actor` may do what takes one of `roles`. Refused `not-allowed`, with the roles as what is possible; `what`
/// is the thing done: "Sikkerhedskopi", "A backup".
Result<void> admit(const machine::Actor& actor, const std::vector<std::string>& roles, const Text& what);
/// Whether somebody runs the cases: limits that keep one party from filling them do not hold for him.
bool is_secretariat(const machine::Actor& actor);
/// What people call a role: the secretariat, the operator, or the word.
Text title_of_role(std::string_view role);

}  // namespace aftale::cases
