#include "engine/drawing/owners.h"

#include <algorithm>

#include "engine/base/words.h"
#include "engine/drawing/shapes.h"

namespace aftale::drawing {
namespace {

constexpr std::size_t kTitleMax = 32;     ///< letters of a title that a box has room for
constexpr std::size_t kShortNameMax = 5;  ///< letters of an id that people say as a name

std::string upper(std::string word) {
  for (char& letter : word) {
    if (letter >= 'a' && letter <= 'z') letter = static_cast<char>(letter - 'a' + 'A');
  }
  return word;
}

/// What people call a body whose title is too long for a box: what the title has in brackets, `(DASSOS)`, else its id
/// where that is as short as such names are; empty where the title fits or there is no such name.
std::string short_name(const model::Body& body, const std::string& title) {
  if (code_points(title) <= kTitleMax) return {};
  const std::size_t open = title.rfind('(');
  if (open != std::string::npos && title.back() == ')' && title.size() - open > 2)
    return title.substr(open + 1, title.size() - open - 2);
  return body.id.size() <= kShortNameMax ? upper(body.id) : std::string();
}

std::string body_name(const std::string& id, const Voice& voice) {
  const model::Body* body = voice.definition.organisation.body(id);
  if (!body) return id.size() <= kShortNameMax ? upper(id) : id;
  const std::string& title = voice.say(body->title);
  const std::string name = short_name(*body, title);
  return name.empty() ? title : name;
}

/// `municipality.committee`: the title that every party has for it, else the id.
std::string own_body(const std::string& id, const Voice& voice) {
  std::string title;
  for (const model::Party& party : voice.definition.organisation.parties) {
    for (const model::Body& body : party.chain) {
      if (body.id != id) continue;
      if (!title.empty() && title != voice.say(body.title))
        return id == "council" ? voice.say("rådet", "the council") : voice.say("organet ", "the body ") + id;
      title = voice.say(body.title);
    }
  }
  return title.empty() ? voice.say("organet ", "the body ") + id : title;
}

std::string variable_name(const std::string& name, const Voice& voice) {
  const model::Variable* variable = voice.variable(name);
  if (!variable) return name;
  if (const std::string title = voice.title_of(*variable); !title.empty()) return title;
  if (variable->type.member("decides")) return voice.say("organet", "the body");
  if (variable->type.member("chain")) {
    return name == "municipality" ? voice.say("kommunen", "the municipality") : voice.say("parten", "the party");
  }
  return name;
}

std::string role_name(const std::string& role, const Voice& voice) {
  if (role == "secretariat") return voice.say("sekretariatet", "the secretariat");
  if (role == "party") return voice.say("parten", "the party");
  if (role == "owner") return voice.say("den ansvarlige", "the owner");
  return role;
}

std::string addressee_name(const model::Addressee& one, const Voice& voice) {
  if (!one.role.empty()) return role_name(one.role, voice);
  const std::vector<std::string> tokens = tokens_of(one.who.text());
  if (const auto body = matched(tokens, "organisation . bodies . %")) return body_name(body->front(), voice);
  if (matched(tokens, "organisation . authority")) return voice.say("tilsynsmyndigheden", "the authority");
  if (matched(tokens, "organisation . secretariat")) return role_name("secretariat", voice);
  if (const auto member = matched(tokens, "% . %")) {
    const model::Variable* variable = voice.variable(member->front());
    if (variable && variable->type.member("chain")) return own_body((*member)[1], voice);
  }
  if (const auto name = matched(tokens, "%")) return variable_name(name->front(), voice);
  return as_written(one.who);
}

/// How many there are; none where it depends on the day.
std::optional<std::size_t> count_of(const model::Organisation& organisation, std::string_view kind) {
  std::size_t count = 0;
  for (const model::Party& party : organisation.parties) {
    if (!kind.empty() && party.kind != kind) continue;
    if (party.from || party.to) return std::nullopt;
    ++count;
  }
  return count == 0 ? std::nullopt : std::optional(count);
}

std::string of_organisation(const std::string& list, const Voice& voice) {
  const model::Organisation& organisation = voice.definition.organisation;
  const bool all = list == "parties", municipalities = list == "municipalities";
  const std::optional<std::size_t> count = count_of(organisation, all              ? ""
                                                                  : municipalities ? "municipality"
                                                                                   : "region");
  const std::string many = all              ? voice.say("parter", "parties")
                           : municipalities ? voice.say("kommuner", "municipalities")
                                            : voice.say("regioner", "regions");
  if (count) return voice.say("hver af ", "each of ") + std::to_string(*count) + " " + many;
  if (all) return voice.say("hver part", "each party");
  return municipalities ? voice.say("hver kommune", "each municipality") : voice.say("hver region", "each region");
}

}  // namespace

std::string owner_in_words(const std::vector<model::Addressee>& owner, const Voice& voice) {
  std::vector<std::string> names;
  for (const model::Addressee& one : owner) names.push_back(addressee_name(one, voice));
  return joined(names, voice.say("og", "and"));
}

std::string group_in_words(const model::ForEach& branches, const Voice& voice) {
  const std::vector<std::string> tokens = tokens_of(branches.in.text());
  const auto list = matched(tokens, "organisation . %");
  if (list && (list->front() == "parties" || list->front() == "municipalities" || list->front() == "regions"))
    return of_organisation(list->front(), voice);
  if (matched(tokens, "% . chain")) return voice.say("hvert organ i partens kæde", "each body of the party's chain");
  const std::string head = voice.say("hver i ", "each in ");
  if (const auto name = matched(tokens, "%")) {
    const model::Variable* variable = voice.variable(name->front());
    const std::string title = variable ? voice.title_of(*variable) : std::string();
    return head + (title.empty() ? name->front() : voice.quoted(title));
  }
  return head + as_written(branches.in);
}

bool is_of_parties(const model::ForEach& branches, const Voice&) {
  return branches.in.type().element().member("chain") != nullptr;
}

bool is_secretariat(const std::vector<model::Addressee>& owner) {
  return std::all_of(owner.begin(), owner.end(), [](const model::Addressee& one) { return one.role == "secretariat"; });
}

std::string long_name(const std::vector<model::Addressee>& owner, const Voice& voice) {
  for (const model::Addressee& one : owner) {
    if (!one.who) continue;
    const auto name = matched(tokens_of(one.who.text()), "organisation . bodies . %");
    const model::Body* body = name ? voice.definition.organisation.body(name->front()) : nullptr;
    if (!body) continue;
    const std::string& title = voice.say(body->title);
    const std::string shown = short_name(*body, title);
    if (!shown.empty()) return title.ends_with("(" + shown + ")") ? title : shown + ": " + title;
  }
  return {};
}

}  // namespace aftale::drawing
