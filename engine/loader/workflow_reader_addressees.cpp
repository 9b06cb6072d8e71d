#include <algorithm>

#include "engine/base/words.h"
#include "engine/loader/fields.h"
#include "engine/loader/workflow_reader.h"

/// `owner` and `notify.to`: a plain word, an expression, a record, or a list of these.
namespace aftale::loader {
namespace {

const std::vector<std::string>& built_in_roles() {
  static const std::vector<std::string> roles{"secretariat", "owner", "party"};
  return roles;
}

bool is_plain_word(std::string_view text) {
  return !text.empty() && text.front() >= 'a' && text.front() <= 'z' &&
         std::all_of(text.begin(), text.end(),
                     [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; });
}

/// A text as a FEEL literal.
std::string literal(const std::string& text) {
  std::string out = "\"";
  for (const char character : text) {
    if (character == '"' || character == '\\') out += '\\';
    out += character;
  }
  return out + "\"";
}

}  // namespace

std::vector<std::string> WorkflowReader::role_names() const {
  std::vector<std::string> names = built_in_roles();
  if (bundle_.organisation) {
    names.insert(names.end(), bundle_.organisation->roles.begin(), bundle_.organisation->roles.end());
  }
  return names;
}

bool WorkflowReader::is_role(std::string_view word) const {
  const std::vector<std::string> names = role_names();
  if (std::find(names.begin(), names.end(), word) != names.end()) return true;
  // Without an organisation its own roles are not known yet.
  return !bundle_.organisation && is_plain_word(word);
}

std::vector<model::Addressee> WorkflowReader::read_addressees(const Node& node, const Place& place, const char* what) {
  std::vector<model::Addressee> out;
  if (node.is_sequence()) {
    for (const Node& item : node.items) read_addressee(item, place, what, out);
  } else {
    read_addressee(node, place, what, out);
  }
  return out;
}

void WorkflowReader::read_addressee(const Node& node, const Place& place, const char* what,
                                    std::vector<model::Addressee>& out) {
  if (node.is_scalar() && is_plain_word(node.text)) {
    if (auto found = plain_word(node, place)) out.push_back(std::move(*found));
    return;
  }
  if (node.is_mapping()) {
    if (!reading_.keys(node, {"title", "contact"})) return;
    const Text title = reading_.bilingual(node.find("title"), "title");
    const std::string record = "{title: " + literal(title.in(Language::da)) +
                               ", contact: " + literal(read_contact(node.find("contact"), reading_)) + "}";
    out.push_back({"", try_compile(bundle_, record, node.at, place)});
    return;
  }
  static const Expected expected{
      {feel::Type::Kind::context, feel::Type::Kind::list},
      {"en part, et organ, en modtager eller en liste af dem", "a party, body, receiver or a list of them"}};
  out.push_back({"", read_expression(bundle_, node, place, what, expected)});
}

std::optional<model::Addressee> WorkflowReader::plain_word(const Node& node, const Place& place) {
  const std::string& word = node.text;
  const bool variable = find_variable(bundle_, place.chart, word).has_value();
  const model::Organisation* organisation = bundle_.organisation_or_null();
  const bool body = organisation && organisation->body(word) != nullptr;
  const std::vector<std::string> roles = role_names();
  const bool role = std::find(roles.begin(), roles.end(), word) != roles.end();
  const int hits = static_cast<int>(variable) + static_cast<int>(body) + static_cast<int>(role);
  if (hits > 1 && !(word == "party" && variable && !body)) {
    std::vector<std::string> danish, english;
    if (variable) danish.emplace_back("en variabel"), english.emplace_back("a variable");
    if (body) danish.emplace_back("et organ"), english.emplace_back("a body");
    if (role) danish.emplace_back("en rolle"), english.emplace_back("a role");
    const std::string advice = body ? "organisation.bodies." + word : word;
    reading_.error("two-meanings", node.at,
                   {word + " er både " + joined(danish, "og") + "; giv den ene et andet navn" +
                        (body ? ", eller skriv " + advice : ""),
                    word + " is both " + joined(english, "and") + "; give one of them another name" +
                        (body ? ", or write " + advice : "")});
  }
  if (variable) {
    static const Expected expected{
        {feel::Type::Kind::context, feel::Type::Kind::list},
        {"en part, et organ, en modtager eller en liste af dem", "a party, body, receiver or a list of them"}};
    return model::Addressee{"", read_expression(bundle_, node, place, "owner", expected)};
  }
  if (body) return model::Addressee{"", try_compile(bundle_, "organisation.bodies." + word, node.at, place)};
  if (role) return model::Addressee{word, {}};
  if (!organisation) {
    // The organisation comes when a case is opened; a word that is nothing else is one of its bodies.
    return model::Addressee{"", try_compile(bundle_, "organisation.bodies." + word, node.at, place)};
  }
  std::vector<std::string> names = variable_names(bundle_, place.chart);
  for (const model::Body& each : organisation->bodies) names.push_back(each.id);
  names.insert(names.end(), roles.begin(), roles.end());
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  const std::string near = nearest(word, names);
  reading_.error("unknown-addressee", node.at,
                 {word + " er hverken variabel, organ i " + organisation->name + " eller rolle" +
                      (near.empty() ? "" : "; mente du " + near + "?"),
                  word + " is no variable, body of " + organisation->name + " or role" +
                      (near.empty() ? "" : "; did you mean " + near + "?")},
                 names, near);
  return std::nullopt;
}

}  // namespace aftale::loader
