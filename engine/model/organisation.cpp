#include "engine/model/organisation.h"

#include <algorithm>
#include <set>

#include "engine/base/check.h"

namespace aftale::model {
namespace {

using feel::Context;
using feel::Type;
using feel::Value;

Value words(const std::string& text) {
  return text.empty() ? Value() : Value::string(text);
}
Value words(const Text& text) {
  return words(text.in(Language::da));
}

template <class Dated>
bool holds(const Dated& dated, time::CivilDate date) {
  return (!dated.from || *dated.from <= date) && (!dated.to || date <= *dated.to);
}

Value body_value(const Body& body, const std::string& party) {
  Context out;
  out.set("id", Value::string(body.id));
  out.set("title", words(body.title));
  out.set("contact", words(body.contact));
  out.set("party", words(party));
  out.set("members", body.members ? Value::integer(*body.members) : Value());
  out.set("decides", Value(body.decides));
  out.set("advisory", Value(body.advisory));
  out.set("with_previous", Value(body.with_previous));
  return Value::shared_context(std::make_shared<const Context>(std::move(out)));
}

Value office_value(const Office& office) {
  Context out;
  out.set("title", words(office.title));
  out.set("contact", words(office.contact));
  return Value::context(std::move(out));
}

ReceiverPtr receiver_of(const Office& secretariat) {
  const Text title = secretariat.title.empty() ? Text{"Sekretariatet", "The secretariat"} : secretariat.title;
  return std::make_shared<const Receiver>(Receiver{title, secretariat.contact, {}, {}});
}

/// The ids of bodies that some party has, in the order in which they come first.
std::vector<std::string> chain_ids(const Organisation& organisation) {
  std::vector<std::string> ids;
  for (const Party& party : organisation.parties) {
    for (const Body& body : party.chain) {
      if (std::find(ids.begin(), ids.end(), body.id) == ids.end()) ids.push_back(body.id);
    }
  }
  return ids;
}

/// `there`: for each body of the chain.
Value party_value(const Party& party, const std::vector<std::string>& ids, const std::vector<Value>& bodies,
                  const std::vector<bool>& there) {
  Context out;
  out.set("code", Value::string(party.code));
  out.set("title", words(party.title));
  out.set("kind", Value::string(party.kind));
  out.set("contact", words(party.contact));
  feel::List chain;
  for (std::size_t n = 0; n < bodies.size(); ++n) {
    if (there[n]) chain.push_back(bodies[n]);
  }
  out.set("chain", Value::list(std::move(chain)));
  for (const std::string& id : ids) {
    const auto found =
        std::find_if(party.chain.begin(), party.chain.end(), [&id](const Body& b) { return b.id == id; });
    const auto place = static_cast<std::size_t>(found - party.chain.begin());
    out.set(id, found == party.chain.end() || !there[place] ? Value() : bodies[place]);
  }
  return Value::shared_context(std::make_shared<const Context>(std::move(out)));
}

/// The days on which something of the organisation begins to be otherwise.
std::set<time::CivilDate> changes(const Organisation& organisation) {
  std::set<time::CivilDate> days;
  const auto add = [&days](const auto& dated) {
    if (dated.from) days.insert(*dated.from);
    if (dated.to) days.insert(dated.to->plus_days(1));
  };
  std::for_each(organisation.bodies.begin(), organisation.bodies.end(), add);
  std::for_each(organisation.parties.begin(), organisation.parties.end(), add);
  for (const Party& party : organisation.parties) std::for_each(party.chain.begin(), party.chain.end(), add);
  std::for_each(organisation.authority.begin(), organisation.authority.end(), add);
  return days;
}

}  // namespace

const Party* Organisation::party(std::string_view code) const {
  const auto found = std::find_if(parties.begin(), parties.end(), [code](const Party& p) { return p.code == code; });
  return found == parties.end() ? nullptr : &*found;
}

const Body* Organisation::body(std::string_view id) const {
  const auto found = std::find_if(bodies.begin(), bodies.end(), [id](const Body& b) { return b.id == id; });
  return found == bodies.end() ? nullptr : &*found;
}

const Office* Organisation::authority_on(time::CivilDate date) const {
  const auto found =
      std::find_if(authority.begin(), authority.end(), [date](const Office& office) { return holds(office, date); });
  return found == authority.end() ? nullptr : &*found;
}

void OrganisationValues::enrol(const Organisation& organisation, const Value& value, std::optional<std::size_t> party,
                               std::optional<std::size_t> body) {
  const Party* whose = party ? &organisation.parties[*party] : nullptr;
  const Body* which = !body ? nullptr : whose ? &whose->chain[*body] : &organisation.bodies[*body];
  AFTALE_CHECK(whose || which);
  Receiver receiver;
  receiver.title = which ? which->title : whose->title;
  if (which) receiver.body = which->id;
  if (whose) receiver.party = whose->code;
  if (which) receiver.contact = which->contact;
  if (receiver.contact.empty() && whose) receiver.contact = whose->contact;
  const bool borrowed = receiver.contact.empty();
  if (borrowed) receiver.contact = organisation.secretariat.contact;
  registered_.emplace(value.context_identity(),
                      Registered{party, body, std::make_shared<const Receiver>(std::move(receiver)), borrowed});
}

const Registered* OrganisationValues::registered(const Value& value) const {
  const auto found = registered_.find(value.context_identity());
  return found == registered_.end() ? nullptr : &found->second;
}

OrganisationValues::OrganisationValues() : secretariat_(receiver_of(Office())) {}

OrganisationValues::OrganisationValues(const Organisation& organisation)
    : secretariat_(receiver_of(organisation.secretariat)) {
  const std::vector<std::string> ids = chain_ids(organisation);
  std::vector<Value> party_bodies;
  for (std::size_t p = 0; p < organisation.parties.size(); ++p) {
    const Party& party = organisation.parties[p];
    std::vector<Value> bodies;
    for (const Body& body : party.chain) {
      bodies.push_back(body_value(body, party.code));
      enrol(organisation, bodies.back(), p, bodies.size() - 1);
    }
    parties_.push_back(party_value(party, ids, bodies, std::vector<bool>(bodies.size(), true)));
    enrol(organisation, parties_.back(), p, std::nullopt);
    party_bodies.insert(party_bodies.end(), bodies.begin(), bodies.end());
  }
  std::vector<Value> common;
  for (const Body& body : organisation.bodies) {
    common.push_back(body_value(body, {}));
    enrol(organisation, common.back(), std::nullopt, common.size() - 1);
  }
  references_ = parties_;
  references_.insert(references_.end(), party_bodies.begin(), party_bodies.end());
  references_.insert(references_.end(), common.begin(), common.end());

  const auto whole = [&](time::CivilDate date, bool own_bodies_by_date) {
    Context bodies;
    for (std::size_t i = 0; i < common.size(); ++i) {
      bodies.set(organisation.bodies[i].id, holds(organisation.bodies[i], date) ? common[i] : Value());
    }
    feel::List parties, municipalities, regions;
    for (std::size_t i = 0; i < parties_.size(); ++i) {
      const Party& party = organisation.parties[i];
      if (!holds(party, date)) continue;
      parties.push_back(own_bodies_by_date ? party_on(organisation, i, date) : parties_[i]);
      (party.kind == "region" ? regions : municipalities).push_back(parties.back());
    }
    const Office* authority = organisation.authority_on(date);
    Context out;
    out.set("name", Value::string(organisation.name));
    out.set("title", words(organisation.title));
    out.set("secretariat", office_value(organisation.secretariat));
    out.set("authority", authority ? office_value(*authority) : Value());
    out.set("bodies", Value::context(std::move(bodies)));
    out.set("parties", Value::list(std::move(parties)));
    out.set("municipalities", Value::list(std::move(municipalities)));
    out.set("regions", Value::list(std::move(regions)));
    return Value::context(std::move(out));
  };
  const std::set<time::CivilDate> days = changes(organisation);
  const time::CivilDate beginning = days.empty() ? time::CivilDate() : days.begin()->plus_days(-1);
  for (const bool own_bodies_by_date : {true, false}) {
    Days& from = own_bodies_by_date ? from_ : from_with_all_bodies_;
    from.emplace_back(beginning, whole(beginning, own_bodies_by_date));
    for (const time::CivilDate day : days) from.emplace_back(day, whole(day, own_bodies_by_date));
  }
}

const Value& OrganisationValues::party_on(const Organisation& organisation, std::size_t party, time::CivilDate date) {
  const std::vector<Body>& chain = organisation.parties[party].chain;
  std::vector<bool> there;
  for (const Body& body : chain) there.push_back(holds(body, date));
  if (std::find(there.begin(), there.end(), false) == there.end()) return parties_[party];
  const auto [place, fresh] = variants_.try_emplace({party, there});
  if (!fresh) return place->second;
  const std::vector<Value>& bodies = parties_[party].entries().find("chain")->items();
  place->second = party_value(organisation.parties[party], chain_ids(organisation), bodies, there);
  enrol(organisation, place->second, party, std::nullopt);
  references_.push_back(place->second);
  return place->second;
}

const feel::Value& OrganisationValues::on(time::CivilDate date, bool own_bodies_by_date) const {
  static const Value none;
  const Days& from = own_bodies_by_date ? from_ : from_with_all_bodies_;
  if (from.empty()) return none;
  const auto after = std::upper_bound(from.begin() + 1, from.end(), date,
                                      [](time::CivilDate day, const auto& entry) { return day < entry.first; });
  return (after - 1)->second;
}

Type body_type() {
  static const Type type = Type::record({{"id", Type::Kind::string},
                                         {"title", Type::Kind::string},
                                         {"contact", Type::Kind::string},
                                         {"party", Type::Kind::string},
                                         {"members", Type::Kind::number},
                                         {"decides", Type::Kind::boolean},
                                         {"advisory", Type::Kind::boolean},
                                         {"with_previous", Type::Kind::boolean}});
  return type;
}

Type party_type(const Organisation* organisation) {
  std::vector<std::pair<std::string, Type>> members{{"code", Type::Kind::string},
                                                    {"title", Type::Kind::string},
                                                    {"kind", Type::Kind::string},
                                                    {"contact", Type::Kind::string},
                                                    {"chain", Type::list_of(body_type())}};
  const std::vector<std::string> ids = organisation ? chain_ids(*organisation) : std::vector<std::string>();
  for (const std::string& id : ids) members.emplace_back(id, body_type());
  // Without any body to go by (an organisation that is still being filled in), any name may be one.
  return Type::record(std::move(members), ids.empty());
}

Type organisation_type(const Organisation* organisation) {
  const Type office = Type::record({{"title", Type::Kind::string}, {"contact", Type::Kind::string}});
  std::vector<std::pair<std::string, Type>> bodies;
  if (organisation) {
    for (const Body& body : organisation->bodies) bodies.emplace_back(body.id, body_type());
  }
  const Type parties = Type::list_of(party_type(organisation));
  return Type::record({{"name", Type::Kind::string},
                       {"title", Type::Kind::string},
                       {"secretariat", office},
                       {"authority", office},
                       {"bodies", Type::record(std::move(bodies), organisation == nullptr)},
                       {"parties", parties},
                       {"municipalities", parties},
                       {"regions", parties}});
}

}  // namespace aftale::model
