#include <algorithm>
#include <map>

#include "engine/base/words.h"
#include "engine/loader/fields/fields.h"
#include "engine/loader/loader.h"
#include "engine/time/typed_date.h"

namespace aftale::loader {
namespace {

constexpr std::int64_t kMembersMax = 1000;
constexpr std::int64_t kAgendaDaysMax = 100;

/// Members of a party in FEEL; a body of its chain is reached the same way.
const std::vector<std::string> kPartyMembers{"code", "title", "kind", "contact", "chain", "from", "to"};
const std::vector<std::string> kBuiltInRoles{"secretariat", "owner", "party"};

class OrganisationReader {
 public:
  explicit OrganisationReader(Reading& reading) : reading_(reading) {}

  model::Organisation read(const Node& root) {
    model::Organisation out;
    if (!reading_.keys(root,
                       {"organisation", "title", "valid", "secretariat", "authority", "bodies", "parties", "roles"})) {
      return out;
    }
    out.name = read_name(reading_.need(root, "organisation"), "organisation", reading_);
    if (const Node* title = reading_.need(root, "title")) out.title = reading_.bilingual(title, "title");
    if (const Node* valid = root.find("valid"); valid && reading_.keys(*valid, {"from", "to"})) {
      model::Office dates;
      read_dates(*valid, dates, reading_);
      out.valid_from = dates.from;
      out.valid_to = dates.to;
    }
    if (const Node* office = reading_.need(root, "secretariat");
        office && reading_.keys(*office, {"title", "contact"})) {
      read_office(*office, out.secretariat);
    }
    if (const Node* authority = root.find("authority")) read_authority(*authority, out.authority);
    if (const Node* bodies = root.find("bodies")) read_bodies(*bodies, out.bodies);
    if (const Node* parties = root.find("parties")) read_parties(*parties, out.parties);
    if (const Node* roles = root.find("roles")) read_roles(*roles, out);
    return out;
  }

 private:
  void read_office(const Node& node, model::Office& office) {
    if (const Node* title = reading_.need(node, "title")) office.title = reading_.bilingual(title, "title");
    office.contact = read_contact(node.find("contact"), reading_);
  }

  void read_authority(const Node& node, std::vector<model::Office>& authority) {
    const std::vector<std::string> known{"title", "contact", "from", "to"};
    const auto add = [&](const Node& item) {
      if (!reading_.keys(item, known)) return;
      model::Office office;
      read_office(item, office);
      read_dates(item, office, reading_);
      for (const model::Office& other : authority) {
        const bool apart = (office.from && other.to && *other.to < *office.from) ||
                           (office.to && other.from && *office.to < *other.from);
        if (apart) continue;
        reading_.error("overlap", item.at,
                       {office.title.in(Language::da) + " og " + other.title.in(Language::da) +
                            " er begge modtager på samme dag; sæt from og to",
                        office.title.in(Language::en) + " and " + other.title.in(Language::en) +
                            " are both the receiver on the same day; set from and to"});
        break;
      }
      authority.push_back(std::move(office));
    };
    if (node.is_mapping()) return add(node);
    for (const Node& item : sequence(node, "authority")) add(item);
  }

  const std::vector<Node>& sequence(const Node& node, const char* what) {
    static const std::vector<Node> none;
    if (node.is_sequence()) return node.items;
    const std::string name(what);
    reading_.error(
        "wrong-kind", node.at,
        {name + " skal være en liste, hvert punkt med - foran", name + " must be a list, each item with a -"});
    return none;
  }

  void read_bodies(const Node& node, std::vector<model::Body>& bodies) {
    if (!node.is_mapping()) {
      reading_.error("wrong-kind", node.at, {"bodies skal være id: {title: ...}", "bodies must be id: {title: ...}"});
      return;
    }
    for (const auto& [key, value] : node.entries) {
      model::Body body;
      body.id = reading_.id(key, "bodies");
      body.at = key.at;
      const std::vector<std::string> known{"title",  "contact",  "members", "decides", "advisory",
                                           "agenda", "meetings", "from",    "to"};
      if (reading_.keys(value, known)) read_body(value, body);
      bodies.push_back(std::move(body));
    }
  }

  void read_body(const Node& node, model::Body& body) {
    if (const Node* title = reading_.need(node, "title")) body.title = reading_.bilingual(title, "title");
    body.contact = read_contact(node.find("contact"), reading_);
    if (const Node* members = node.find("members")) {
      body.members = reading_.integer(members, "members", 1, kMembersMax);
    }
    body.decides = flag(node, "decides");
    body.advisory = flag(node, "advisory");
    body.with_previous = flag(node, "with_previous");
    if (body.decides && body.advisory) {
      reading_.error("advisory-decides", node.find("advisory")->at,
                     {body.id + " kan ikke både afgøre (decides) og være rådgivende (advisory); fjern det ene",
                      body.id + " cannot both decide and be advisory; remove one"});
    }
    if (const Node* agenda = node.find("agenda"); agenda && reading_.keys(*agenda, {"working_days_before"})) {
      if (const Node* days = reading_.need(*agenda, "working_days_before")) {
        body.agenda_working_days_before = reading_.integer(days, "working_days_before", 0, kAgendaDaysMax);
      }
    }
    if (const Node* meetings = node.find("meetings"); meetings && reading_.keys(*meetings, {"rule", "not", "also"})) {
      read_meetings(*meetings, body.meetings);
    }
    read_dates(node, body, reading_);
  }

  bool flag(const Node& node, const char* key) {
    const Node* found = node.find(key);
    return found && reading_.boolean(found, key).value_or(false);
  }

  void read_meetings(const Node& node, time::MeetingPlan& plan) {
    if (const Node* rule = node.find("rule")) {
      if (const auto text = reading_.text(rule, "rule")) {
        plan.rule = *text;
        if (const auto checked = time::check_rule(*text); !checked) {
          for (Diagnostic finding : checked.error()->findings) {
            finding.where = rule->at;
            reading_.findings().push_back(std::move(finding));
          }
        }
      }
    }
    if (const Node* except = node.find("not")) {
      for (const Node* item : reading_.scalars(except, "not")) {
        if (time::CivilDate::parse_iso(item->text + "-01")) {
          plan.except.push_back(item->text);
        } else if (const auto day = time::typed_date(item->text, time::kWrittenYears)) {
          plan.except.push_back(day->iso());
        } else {
          reading_.error("bad-date", item->at,
                         {item->text + " er hverken en måned (2022-07) eller en dag (2022-07-04)",
                          item->text + " is neither a month (2022-07) nor a day (2022-07-04)"});
        }
      }
    }
    if (const Node* also = node.find("also")) {
      for (const Node* item : reading_.scalars(also, "also")) {
        if (const auto date = read_date(item, reading_)) plan.also.push_back(*date);
      }
    }
  }

  void read_parties(const Node& node, std::vector<model::Party>& parties) {
    std::map<std::string, Span> seen;
    for (const Node& item : sequence(node, "parties")) {
      model::Party party;
      party.at = item.at;
      if (reading_.keys(item, kPartyMembers)) read_party(item, party, seen);
      parties.push_back(std::move(party));
    }
  }

  void read_party(const Node& node, model::Party& party, std::map<std::string, Span>& seen) {
    if (const Node* code = reading_.need(node, "code")) {
      party.code = read_code(*code);
      const auto [first, fresh] = seen.try_emplace(party.code, code->at);
      if (!fresh) {
        const std::string line = std::to_string(first->second.line);
        reading_.error("duplicate-code", code->at,
                       {"Koden " + party.code + " står allerede på linje " + line,
                        "The code " + party.code + " stands already at line " + line});
      }
    }
    if (const Node* title = reading_.need(node, "title")) party.title = reading_.bilingual(title, "title");
    party.contact = read_contact(node.find("contact"), reading_);
    if (const Node* kind = node.find("kind")) read_kind(*kind, party);
    read_dates(node, party, reading_);
    if (const Node* chain = node.find("chain")) read_chain(*chain, party);
  }

  std::string read_code(const Node& node) {
    const std::string code = node.is_scalar() ? node.text : "";
    const bool digits = std::all_of(code.begin(), code.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (code.size() != 4 || !digits) {
      reading_.error(
          "bad-code", node.at,
          {"En kode er fire cifre i anførselstegn, som \"0851\"; her står " + (code.empty() ? "intet" : code),
           "A code is four digits in quotes, as \"0851\"; here stands " + (code.empty() ? "nothing" : code)});
    } else if (!node.quoted) {
      reading_.warning("unquoted-code", node.at,
                       {"Koden læses som tekst; skriv den i anførselstegn: code: \"" + code + "\"",
                        "The code is read as text; write it in quotes: code: \"" + code + "\""});
    }
    return code;
  }

  void read_kind(const Node& node, model::Party& party) {
    const std::vector<std::string> kinds{"municipality", "region"};
    if (node.is_scalar() && std::find(kinds.begin(), kinds.end(), node.text) != kinds.end()) {
      party.kind = node.text;
      return;
    }
    reading_.findings().push_back(
        {"wrong-kind",
         Severity::error,
         {"kind skal være municipality (kommune) eller region", "kind must be municipality or region"},
         node.at,
         kinds});
  }

  void read_chain(const Node& node, model::Party& party) {
    std::map<std::string, Span> seen;
    const std::vector<std::string> known{"id",     "title",    "contact", "members", "decides",      "advisory",
                                         "agenda", "meetings", "from",    "to",      "with_previous"};
    for (const Node& item : sequence(node, "chain")) {
      model::Body body;
      body.at = item.at;
      if (reading_.keys(item, known)) {
        if (const Node* id = reading_.need(item, "id")) {
          body.id = reading_.id(*id, "id");
          check_body_id(*id, seen);
        }
        read_body(item, body);
        if (body.with_previous && party.chain.empty()) {
          reading_.error("with-previous-first", item.find("with_previous")->at,
                         {"Det første led i kæden har intet før sig; fjern with_previous",
                          "The first body of the chain has none before it; remove with_previous"});
        }
      }
      party.chain.push_back(std::move(body));
    }
    if (party.chain.empty() || party.chain.back().decides) return;
    const std::string id = party.chain.back().id, title = party.title.in(Language::da);
    reading_.error("chain-decides", party.chain.back().at,
                   {"Det sidste led i kæden for " + title + " (" + id + ") skal afgøre sagen: skriv decides: true",
                    "The last body of the chain of " + title + " (" + id + ") must decide: write decides: true"});
  }

  void check_body_id(const Node& id, std::map<std::string, Span>& seen) {
    const auto [first, fresh] = seen.try_emplace(id.text, id.at);
    if (!fresh) {
      const std::string line = std::to_string(first->second.line);
      reading_.error("duplicate-id", id.at,
                     {"Kæden har allerede et led " + id.text + " på linje " + line,
                      "The chain already has a body " + id.text + " at line " + line});
    }
    if (std::find(kPartyMembers.begin(), kPartyMembers.end(), id.text) != kPartyMembers.end()) {
      reading_.error("bad-id", id.at,
                     {"Et led kan ikke hedde " + id.text + ", for party." + id.text + " betyder noget andet",
                      "A body cannot be called " + id.text + ", for party." + id.text + " means something else"});
    }
  }

  void read_roles(const Node& node, model::Organisation& out) {
    for (const Node* item : reading_.scalars(&node, "roles")) {
      const std::string id = reading_.id(*item, "roles");
      const bool built_in = std::find(kBuiltInRoles.begin(), kBuiltInRoles.end(), id) != kBuiltInRoles.end();
      if (built_in || std::find(out.roles.begin(), out.roles.end(), id) != out.roles.end()) {
        reading_.error("duplicate-id", item->at,
                       {"Rollen " + id + " er der i forvejen", "The role " + id + " is there already"});
      }
      out.roles.push_back(id);
    }
  }

  Reading& reading_;
};

}  // namespace

Checked<model::Organisation> read_organisation(const Node& root) {
  Checked<model::Organisation> out;
  Reading reading(out.findings);
  out.value = OrganisationReader(reading).read(root);
  return out;
}

}  // namespace aftale::loader
