#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "engine/base/digest.h"
#include "engine/base/result.h"
#include "engine/machine/case.h"

namespace aftale::machine {

/// How it is known who acts: peer credentials (the socket), solo (whoever may open the file), scenario, or the clock.
enum class Proof : std::uint8_t { solo, peer, scenario, clock };

/// Who acts, with the roles as they were proven when it was recorded: journalled, so replay needs no file of people.
struct Actor {
  std::string id;                  ///< "sekretariat", an OS user, "clock"
  Proof proof = Proof::solo;
  std::vector<std::string> roles;  ///< names; "*" is every role (solo)
};

using NamedValues = std::vector<std::pair<std::string, feel::Value>>;

struct Open { NamedValues inputs; };
/// Event data come as values already typed by the event's declaration (see `type_event`).
struct Event { std::string step, name; NamedValues data; };
struct Votes { std::optional<std::int64_t> votes_for, votes_against, votes_abstained, present, recused; };
struct Record {
  std::string step, outcome;       ///< address; the word of the minutes
  time::CivilDate meeting;
  std::optional<time::CivilDate> next;  ///< the next meeting, for postponed and withdrawn matters
  Votes votes;
  std::vector<std::string> remarks;
  std::string minority, minutes;
  std::vector<std::pair<std::string, std::uint32_t>> versions;  ///< document id (empty: the only frozen one), version
  bool even_so = false;
};
struct Attach { std::string document, name; Digest sha256; std::uint64_t size = 0; };
struct Freeze { std::string document; };
struct Suspend { std::string reason; };
struct Resume { std::string reason; };
struct Withdraw { std::string reason; };
/// Made by the host when a timer's step failed (D3): the case becomes an open item of the secretariat.
struct Fault { std::string reason; };
/// The only input nobody sends: `settle` derives it.
struct Fire { BranchNo branch = 0; Timer timer; };
using Input = std::variant<Open, Event, Record, Attach, Freeze, Suspend, Resume, Withdraw, Fault, Fire>;

/// When and by whom. `effective` is the day it happened (a meeting's date); none: the local date of `now`.
struct Moment {
  time::Instant now;
  std::optional<time::CivilDate> effective;
  Actor actor;
};

}  // namespace aftale::machine
