#include <algorithm>

#include "apps/aftaled/config.h"

namespace aftale::daemon::reading {
namespace {

using loader::Node;
using loader::Reading;

/// A word without spaces or colons (`*`, every role, apart): what makes `party:` and `body:` is written under parties
/// and bodies.
bool is_role(const std::string& word) {
  return !word.empty() && std::all_of(word.begin(), word.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
  });
}

void read_roles(const Node* node, Reading& reading, cases::Person& person) {
  if (!node) return;
  for (const Node* role : reading.scalars(node, "roles")) {
    if (is_role(role->text) || role->text == "*") {
      person.roles.push_back(role->text);
      continue;
    }
    reading.error(
        "bad-value", role->at,
        {"En rolle er ét ord som secretariat eller operator. Parter skrives under parties, organer under bodies",
         "A role is one word such as secretariat or operator. Parties go under parties, bodies under bodies"});
  }
}

void add_prefixed(const Node* node, const char* what, const char* prefix, Reading& reading, cases::Person& person) {
  if (!node) return;
  for (const Node* one : reading.scalars(node, what)) {
    if (!one->text.empty()) person.roles.push_back(prefix + one->text);
  }
}

void read_person(const Node& node, Reading& reading, Config& config) {
  if (!reading.keys(node, {"user", "group", "person", "roles", "parties", "bodies"})) return;
  cases::Person person;
  person.at = node.at;
  const Node* user = node.find("user");
  const Node* group = node.find("group");
  if ((user == nullptr) == (group == nullptr)) {
    reading.error("missing-key", node.at,
                  {"Angiv enten user (en bruger på maskinen) eller group (en gruppe), og kun det ene",
                   "Name either user (a user of the machine) or group (a group), and only one"});
    return;
  }
  if (user) person.user = reading.text(user, "user").value_or(std::string());
  if (group) person.group = reading.text(group, "group").value_or(std::string());
  if (const Node* id = node.find("person")) {
    person.id = reading.text(id, "person").value_or(std::string());
    if (group) {
      reading.error("bad-value", id->at,
                    {"En gruppe er flere mennesker; hver står i journalen under sit eget navn. Udelad person",
                     "A group is several people; each stands in the journal under his own name. Leave person out"});
    }
  }
  read_roles(node.find("roles"), reading, person);
  add_prefixed(node.find("parties"), "parties", "party:", reading, person);
  add_prefixed(node.find("bodies"), "bodies", "body:", reading, person);
  if (person.roles.empty()) {
    reading.warning(
        "no-role", node.at,
        {"Uden roles, parties eller bodies må de intet", "Without roles, parties or bodies they may do nothing"});
  }
  config.people.push_back(std::move(person));
}

}  // namespace

void read_people(const Node& node, Reading& reading, Config& config) {
  if (!node.is_sequence()) {
    reading.error("wrong-kind", node.at,
                  {"people skal være en liste, hvert punkt med - foran", "people must be a list, each item with a -"});
    return;
  }
  for (const Node& one : node.items) read_person(one, reading, config);
}

}  // namespace aftale::daemon::reading
