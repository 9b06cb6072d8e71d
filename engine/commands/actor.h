#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"
#include "engine/base/text.h"

/// Who acts, and what takes which role. Roles are words: `secretariat`, `operator`, those that an organisation names,
/// `party:0851` (people of a party), `body:0851/council` and `body:das` (people of a body), and `*`, which is every
/// role.
namespace aftale::commands {

/// How it is known who acts: peer credentials (the socket), solo (whoever may open the file), scenario, the clock, or
/// the process of another case.
enum class Proof : std::uint8_t { solo, peer, scenario, clock, process };

/// Who acts, with the roles as they were proven when it was recorded: journalled, so replay needs no file of people.
struct Actor {
  std::string id;  ///< "sekretariat", an OS user, "clock"
  Proof proof = Proof::solo;
  std::vector<std::string> roles;         ///< names; "*" is every role (solo)
  std::string user = {};                  ///< of the machine, as the kernel vouched for him; empty: not known
  std::optional<std::uint32_t> uid = {};  ///< his number; none: not known
};

/// One person, whatever he is called: the same name in the journal, the same user of the machine or the same number.
bool is_same_person(const Actor& one, const Actor& other);

/// Whether `actor` may do what takes one of `roles`. Refused `not-allowed`, with the roles as what is possible; `what`
/// is the thing done: "Sikkerhedskopi", "A backup".
Result<void> admit(const Actor& actor, const std::vector<std::string>& roles, const Text& what);
/// Whether somebody runs the cases: limits that keep one party from filling them do not hold for him.
bool is_secretariat(const Actor& actor);
/// What people call a role: the secretariat, the operator, or the word.
Text title_of_role(std::string_view role);

}  // namespace aftale::commands
