#pragma once
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/base/diagnostic.h"
#include "engine/base/text.h"
#include "engine/feel/type.h"
#include "engine/feel/value.h"
#include "engine/time/civil.h"
#include "engine/time/meetings.h"

namespace aftale::model {

/// A committee, council, steering group: a body that meets.
struct Body {
  std::string id;
  Text title;
  std::string contact;  ///< e-mail; empty: the party's, else the secretariat's
  std::optional<std::int64_t> members;
  bool decides = false;  ///< its word is the party's
  bool advisory = false;
  bool with_previous = false;  ///< treats the matter at the same time as the body before it in the chain
  std::optional<std::int64_t> agenda_working_days_before;
  time::MeetingPlan meetings;
  std::optional<time::CivilDate> from, to;
  Span at;
};

/// A municipality or region that the agreement is between.
struct Party {
  std::string code;  ///< four digits, as text
  Text title;
  std::string kind = "municipality";  ///< municipality | region
  std::string contact;
  std::vector<Body> chain;
  std::optional<time::CivilDate> from, to;
  Span at;
};

/// Somebody who receives: secretariat, authority.
struct Office {
  Text title;
  std::string contact;
  std::optional<time::CivilDate> from, to;
};

/// The bodies and parties of one region, immutable once read.
struct Organisation {
  std::string name;
  Text title;
  std::optional<time::CivilDate> valid_from, valid_to;
  Office secretariat;
  std::vector<Office> authority;  ///< under the names of its years, in order
  std::vector<Body> bodies;
  std::vector<Party> parties;
  std::vector<std::string> roles;  ///< beside the built-in `secretariat`, `owner`, `party`

  const Party* party(std::string_view code) const;
  const Body* body(std::string_view id) const;
  /// The receiver on a day; null if none is named for it.
  const Office* authority_on(time::CivilDate date) const;
};

/// Somebody who is told or expected to act: a party, a body, an office, or whoever an expression names. Immutable and
/// shared, because every step names some.
struct Receiver {
  Text title;
  std::string contact;  ///< e-mail; the body's, else its party's, else the secretariat's
  std::string party;    ///< code or empty
  std::string body;     ///< id or empty
};
using ReceiverPtr = std::shared_ptr<const Receiver>;

/// What the value of a party or body stands for.
struct Registered {
  std::optional<std::size_t> party;  ///< index in Organisation::parties
  std::optional<std::size_t> body;   ///< index in the party's chain, without a party in Organisation::bodies
  ReceiverPtr receiver;
  bool borrowed = false;  ///< the contact is the secretariat's, for want of its own
};

/// The organisation as FEEL sees it. Parties and bodies are shared contexts whose identity is kept, so that a value
/// that came from here is stored as a reference. Made once for a Definition; immutable.
///
/// organisation: {name, title, secretariat {title, contact}, authority {title, contact}, bodies {<id>: body or null},
///   parties: list<party>, municipalities: list<party>, regions: list<party>}
/// party: {code, title, kind, contact, chain: list<body>, <body id>: body or null}
/// body: {id, title, contact, party (code or null), members, decides, advisory, with_previous}
class OrganisationValues {
 public:
  OrganisationValues();
  explicit OrganisationValues(const Organisation& organisation);
  /// As it is on `date`: bodies outside their dates are null, the authority has the name of that day. A party has the
  /// bodies of its own that there are on that day; cases of semantics before 4 (kSemantics) see them all.
  const feel::Value& on(time::CivilDate date, bool own_bodies_by_date = true) const;
  const feel::Value& party(std::size_t index) const { return parties_[index]; }
  /// What a value that came from here stands for; null for any other, a copy included.
  const Registered* registered(const feel::Value& value) const;
  const ReceiverPtr& secretariat() const { return secretariat_; }
  /// Every party, body of a party and common body, in a stable order, for the codec's references; behind them the
  /// parties as they are while some of their bodies are not there.
  const std::vector<feel::Value>& references() const { return references_; }

 private:
  void enrol(const Organisation& organisation, const feel::Value& value, std::optional<std::size_t> party,
             std::optional<std::size_t> body);

  std::vector<feel::Value> parties_, references_;
  std::unordered_map<const feel::Context*, Registered> registered_;
  ReceiverPtr secretariat_;
  /// The party as it is on a day; made once for each set of bodies.
  const feel::Value& party_on(const Organisation& organisation, std::size_t party, time::CivilDate date);

  using Days = std::vector<std::pair<time::CivilDate, feel::Value>>;  ///< ascending; the first holds from the beginning
  Days from_, from_with_all_bodies_;
  std::map<std::pair<std::size_t, std::vector<bool>>, feel::Value> variants_;
};

/// The types of the shapes above, for checking expressions.
feel::Type party_type(const Organisation* organisation);
feel::Type body_type();
feel::Type organisation_type(const Organisation* organisation);

}  // namespace aftale::model
