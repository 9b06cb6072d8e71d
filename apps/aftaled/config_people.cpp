#include <algorithm>

#include "apps/aftaled/config.h"
#include "engine/base/utf8.h"

namespace aftale::daemon::reading {
namespace {

using loader::Node;
using loader::Reading;

/// What would not be seen in the journal and on the screen, or would turn what is read around.
bool is_visible(const std::string& text) {
  const std::u32string points = to_code_points(text);
  return std::none_of(points.begin(), points.end(), [](char32_t point) {
    return point < 0x20 || (point >= 0x7F && point < 0xA0) || point == 0xAD || (point >= 0x200B && point <= 0x200F) ||
           (point >= 0x2028 && point <= 0x202E) || (point >= 0x2060 && point <= 0x2069) || point == 0xFEFF;
  });
}

std::string visible_text(const Node* node, const char* what, Reading& reading) {
  const std::string text = reading.text(node, what).value_or(std::string()), name(what);
  const bool is_name = name == "user" || name == "person";
  if (is_name && (text == "clock" || text.starts_with("case:"))) {
    reading.error("bad-value", node->at,
                  {text + " er i journalen ingen person: sådan står det, som en dato eller en anden sag gjorde",
                   text + " is no person in the journal: so stands what a date or another case did"});
    return {};
  }
  if (is_visible(text)) return text;
  reading.error("bad-value", node->at,
                {name + " indeholder et tegn, der ikke kan ses; skriv navnet uden",
                 name + " holds a character that cannot be seen; write the name without it"});
  return {};
}

/// A word without spaces or colons (`*`, every role, apart): what makes `party:` and `body:` is written under parties
/// and bodies.
bool is_role(const std::string& word) {
  return !word.empty() && std::all_of(word.begin(), word.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
  });
}

void read_roles(const Node* node, Reading& reading, cases::Person& person, std::vector<Mention>& mentions) {
  if (!node) return;
  for (const Node* role : reading.scalars(node, "roles")) {
    if (is_role(role->text) || role->text == "*") {
      person.roles.push_back(role->text);
      mentions.push_back({Mention::Kind::role, role->text, role->at});
      continue;
    }
    reading.error(
        "bad-value", role->at,
        {"En rolle er ét ord som secretariat eller operator. Parter skrives under parties, organer under bodies",
         "A role is one word such as secretariat or operator. Parties go under parties, bodies under bodies"});
  }
}

/// `parties` or `bodies`, each word a role with a prefix of its own.
void add_prefixed(const Node* node, const char* what, Mention::Kind kind, Reading& reading, cases::Person& person,
                  std::vector<Mention>& mentions) {
  if (!node) return;
  for (const Node* one : reading.scalars(node, what)) {
    const std::string word = visible_text(one, what, reading);
    if (word.empty()) continue;
    person.roles.push_back((kind == Mention::Kind::party ? "party:" : "body:") + word);
    mentions.push_back({kind, word, one->at});
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
  if (user) person.user = visible_text(user, "user", reading);
  if (group) person.group = visible_text(group, "group", reading);
  if (const Node* id = node.find("person")) {
    person.id = visible_text(id, "person", reading);
    if (group) {
      reading.error("bad-value", id->at,
                    {"En gruppe er flere mennesker; hver står i journalen under sit eget navn. Udelad person",
                     "A group is several people; each stands in the journal under his own name. Leave person out"});
    }
  }
  if (!person.user.empty()) config.mentions.push_back({Mention::Kind::user, person.user, user->at});
  if (!person.group.empty()) config.mentions.push_back({Mention::Kind::group, person.group, group->at});
  read_roles(node.find("roles"), reading, person, config.mentions);
  add_prefixed(node.find("parties"), "parties", Mention::Kind::party, reading, person, config.mentions);
  add_prefixed(node.find("bodies"), "bodies", Mention::Kind::body, reading, person, config.mentions);
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
