#include "engine/loader/workflow/addressees.h"

#include <algorithm>

#include "engine/base/words.h"
#include "engine/loader/fields/fields.h"
#include "engine/loader/scope/expressions.h"
#include "engine/loader/workflow/roles.h"

namespace aftale::loader {
namespace {

/// A text as a FEEL literal.
std::string literal(const std::string& text) {
  std::string out = "\"";
  for (const char character : text) {
    if (character == '"' || character == '\\') out += '\\';
    out += character;
  }
  return out + "\"";
}

std::optional<model::Addressee> read_plain_word(WorkflowFile& file, const Node& node, const Place& place) {
  const std::string& word = node.text;
  const bool variable = find_variable(file.bundle, place.chart, word).has_value();
  const model::Organisation* organisation = file.bundle.organisation_or_null();
  const bool body = organisation && organisation->body(word) != nullptr;
  const std::vector<std::string> roles = role_names(file);
  const bool role = std::find(roles.begin(), roles.end(), word) != roles.end();
  const int hits = static_cast<int>(variable) + static_cast<int>(body) + static_cast<int>(role);
  if (hits > 1 && !(word == "party" && variable && !body)) {
    std::vector<std::string> danish, english;
    if (variable) danish.emplace_back("en variabel"), english.emplace_back("a variable");
    if (body) danish.emplace_back("et organ"), english.emplace_back("a body");
    if (role) danish.emplace_back("en rolle"), english.emplace_back("a role");
    const std::string advice = body ? "organisation.bodies." + word : word;
    file.reading.error("two-meanings", node.at,
                       {word + " er både " + joined(danish, "og") + "; giv den ene et andet navn" +
                            (body ? ", eller skriv " + advice : ""),
                        word + " is both " + joined(english, "and") + "; give one of them another name" +
                            (body ? ", or write " + advice : "")});
  }
  if (variable) {
    static const Expected expected{
        {feel::Type::Kind::context, feel::Type::Kind::list},
        {"en part, et organ, en modtager eller en liste af dem", "a party, body, receiver or a list of them"}};
    return model::Addressee{"", read_expression(file.bundle, node, place, "owner", expected)};
  }
  if (body) return model::Addressee{"", try_compile(file.bundle, "organisation.bodies." + word, node.at, place)};
  if (role) return model::Addressee{word, {}};
  if (!organisation) {
    // The organisation comes when a case is opened; a word that is nothing else is one of its bodies.
    return model::Addressee{"", try_compile(file.bundle, "organisation.bodies." + word, node.at, place)};
  }
  std::vector<std::string> names = variable_names(file.bundle, place.chart);
  for (const model::Body& each : organisation->bodies) names.push_back(each.id);
  names.insert(names.end(), roles.begin(), roles.end());
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  const std::string near = nearest(word, names);
  file.reading.error("unknown-addressee", node.at,
                     {word + " er hverken variabel, organ i " + organisation->name + " eller rolle" +
                          (near.empty() ? "" : "; mente du " + near + "?"),
                      word + " is no variable, body of " + organisation->name + " or role" +
                          (near.empty() ? "" : "; did you mean " + near + "?")},
                     names, near);
  return std::nullopt;
}

void read_addressee(WorkflowFile& file, const Node& node, const Place& place, const char* what,
                    std::vector<model::Addressee>& out) {
  if (node.is_scalar() && is_plain_word(node.text)) {
    if (auto found = read_plain_word(file, node, place)) out.push_back(std::move(*found));
    return;
  }
  if (node.is_mapping()) {
    if (!file.reading.keys(node, {"title", "contact"})) return;
    const Text title = file.reading.bilingual(node.find("title"), "title");
    const std::string record = "{title: " + literal(title.in(Language::da)) +
                               ", contact: " + literal(read_contact(node.find("contact"), file.reading)) + "}";
    out.push_back({"", try_compile(file.bundle, record, node.at, place)});
    return;
  }
  static const Expected expected{
      {feel::Type::Kind::context, feel::Type::Kind::list},
      {"en part, et organ, en modtager eller en liste af dem", "a party, body, receiver or a list of them"}};
  out.push_back({"", read_expression(file.bundle, node, place, what, expected)});
}

}  // namespace

std::vector<model::Addressee> read_addressees(WorkflowFile& file, const Node& node, const Place& place,
                                              const char* what) {
  std::vector<model::Addressee> out;
  if (node.is_sequence()) {
    for (const Node& item : node.items) read_addressee(file, item, place, what, out);
  } else {
    read_addressee(file, node, place, what, out);
  }
  return out;
}

}  // namespace aftale::loader
