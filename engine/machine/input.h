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

using NamedValues = std::vector<std::pair<std::string, feel::Value>>;

/// `origin` is set where another case opens it, or where it is the next cycle of one.
struct Open {
  NamedValues inputs;
  Origin origin = {};
};
/// Event data come as values already typed by the event's declaration (see `type_event`).
struct Event {
  std::string step, name;
  NamedValues data;
};
struct Votes {
  std::optional<std::int64_t> votes_for, votes_against, votes_abstained, present, recused;
};
struct Record {
  std::string step, outcome;  ///< address; the word of the minutes
  time::CivilDate meeting;
  std::optional<time::CivilDate> next;  ///< the next meeting, for postponed and withdrawn matters
  Votes votes;
  std::vector<std::string> remarks;
  std::string minority, minutes;
  std::vector<std::pair<std::string, std::uint32_t>> versions;  ///< document id (empty: the only frozen one), version
  bool even_so = false;
  bool skip = false;  ///< bodies before it in the chain are passed over, as not reported
  /// Treated behind closed doors: what was remarked stays with the entry and its step, and reaches no data or message.
  bool closed = false;
};
/// `document` is an id, or behind the key of a branch that has its own: `working_groups/birken/report`.
struct Attach {
  std::string document, name;
  Digest sha256;
  std::uint64_t size = 0;
};
struct Freeze {
  std::string document;
};
struct Suspend {
  std::string reason;
};
struct Resume {
  std::string reason;
};
struct Withdraw {
  std::string reason;
};
/// Made by the host when a timer's step failed (D3): the case becomes an open item of the secretariat.
struct Fault {
  std::string reason;
};
/// The only input nobody sends: `settle` derives it.
struct Fire {
  BranchNo branch = 0;
  Timer timer;
};
/// What the case that opened another one hears when that has ended. Fields: link, case.
inline constexpr const char* kLinkEnded = "link_ended";
/// An event that another case tells (`tell`, and `link_ended` when one that was opened here has ended). Where nothing
/// takes it, it is noted and changes nothing.
struct Heard {
  std::string from;
  Event event;
  std::string outcome;
  feel::Value result;
};
/// The other side of it: what this case told another one was not taken there, and why (a refusal's code).
struct Unheard {
  std::string to, event, code;
};
/// Opens the next cycle; `inputs` take the place of those that `recurs` gives or that are taken over.
struct Renew {
  std::string key;
  NamedValues inputs;
};
/// Strikes an entry: the case is rebuilt without it. Computed by the host, since it takes the whole journal.
struct Correct {
  std::uint64_t entry = 0;
  std::string reason;
};
/// Takes the case to another definition. Computed by the host, since it takes both.
struct MoveTo {
  Digest from, to;
  NamedValues inputs;
};
/// A correction or a move that takes two people, as the first of them asked for it; the same, asked for by another
/// person, is done. It changes nothing. Made by the host.
struct Propose {
  std::uint64_t entry = 0;  ///< to be struck; 0: it is a move
  std::string reason;       ///< of a correction
  std::string to;           ///< of a move: `workflow@version`
  std::string content;      ///< of a move: a digest of where it leads and with which inputs
};
using Input = std::variant<Open, Event, Record, Attach, Freeze, Suspend, Resume, Withdraw, Fault, Fire, Heard, Unheard,
                           Renew, Correct, MoveTo, Propose>;

/// When and by whom. `effective` is the day it happened (a meeting's date); none: the local date of `now`.
struct Moment {
  time::Instant now;
  std::optional<time::CivilDate> effective;
  Actor actor;
};

}  // namespace aftale::machine
