#include <algorithm>
#include <cctype>

#include "engine/base/words.h"
#include "engine/loader/loader.h"

namespace aftale::loader {
namespace {

using model::DeclaredType;
using Name = DeclaredType::Name;

constexpr std::size_t kDepthMax = 8;

const std::vector<std::pair<const char*, Name>>& simple_types() {
  static const std::vector<std::pair<const char*, Name>> types{
      {"string", Name::string},     {"number", Name::number}, {"boolean", Name::boolean}, {"date", Name::date},
      {"duration", Name::duration}, {"party", Name::party},   {"body", Name::body},       {"case", Name::case_}};
  return types;
}

std::vector<std::string> type_words() {
  std::vector<std::string> words;
  for (const auto& type : simple_types()) words.emplace_back(type.first);
  words.emplace_back("list<string>");
  words.emplace_back("{name: string}");
  return words;
}

/// `list<{unit: string}>`: type = word | list<type> | {id: type, ...}.
class TypeParser {
 public:
  explicit TypeParser(std::string_view text) : text_(text) {}

  std::optional<DeclaredType> whole() {
    auto type = read(0);
    skip_space();
    return at_ == text_.size() ? type : std::nullopt;
  }

 private:
  void skip_space() {
    while (at_ < text_.size() && text_[at_] == ' ') ++at_;
  }
  bool take(char wanted) {
    skip_space();
    if (at_ >= text_.size() || text_[at_] != wanted) return false;
    ++at_;
    return true;
  }
  std::string_view word() {
    skip_space();
    const std::size_t begin = at_;
    while (at_ < text_.size() && (std::isalnum(static_cast<unsigned char>(text_[at_])) != 0 || text_[at_] == '_'))
      ++at_;
    return text_.substr(begin, at_ - begin);
  }
  std::optional<DeclaredType> read(std::size_t depth) {
    if (depth > kDepthMax) return std::nullopt;
    DeclaredType type;
    if (take('{')) {
      type.name = Name::record;
      do {
        const std::string id(word());
        if (id.empty() || !take(':')) return std::nullopt;
        auto member = read(depth + 1);
        if (!member) return std::nullopt;
        type.members.emplace_back(id, std::move(*member));
      } while (take(','));
      return take('}') ? std::optional(type) : std::nullopt;
    }
    const std::string_view name = word();
    if (name == "list") {
      type.name = Name::list;
      if (!take('<')) return std::nullopt;
      auto element = read(depth + 1);
      if (!element || !take('>')) return std::nullopt;
      type.element.push_back(std::move(*element));
      return type;
    }
    for (const auto& [known, simple] : simple_types()) {
      if (name != known) continue;
      type.name = simple;
      return type;
    }
    return std::nullopt;
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace

std::optional<DeclaredType> read_type(const Node& node, Reading& reading) {
  if (node.is_mapping()) {
    DeclaredType type;
    type.name = Name::record;
    for (const auto& [key, value] : node.entries) {
      std::string id = reading.id(key, "type");
      auto member = read_type(value, reading);
      if (!member) return std::nullopt;
      type.members.emplace_back(std::move(id), std::move(*member));
    }
    return type;
  }
  if (node.is_scalar()) {
    if (auto type = TypeParser(node.text).whole()) return type;
  }
  const std::string shown = node.is_scalar() ? node.text : std::string();
  const std::string near = node.is_scalar() ? nearest(node.text, type_words()) : std::string();
  reading.error("unknown-type", node.at,
                {(shown.empty() ? std::string("Her skal stå en type") : "Der er ingen type " + shown) +
                     (near.empty() ? "" : "; mente du " + near + "?"),
                 (shown.empty() ? std::string("A type belongs here") : "There is no type " + shown) +
                     (near.empty() ? "" : "; did you mean " + near + "?")},
                type_words(), near);
  return std::nullopt;
}

feel::Type feel_type(const DeclaredType& type, const model::Organisation* organisation) {
  using Kind = feel::Type::Kind;
  switch (type.name) {
    case Name::string:
      return Kind::string;
    case Name::number:
      return Kind::number;
    case Name::boolean:
      return Kind::boolean;
    case Name::date:
      return Kind::date;
    case Name::duration:
      return Kind::any;  // of days or of months: the value decides
    case Name::party:
      return model::party_type(organisation);
    case Name::body:
      return model::body_type();
    case Name::case_:
      return Kind::any;
    case Name::list:
      return feel::Type::list_of(feel_type(type.element.front(), organisation));
    case Name::record: {
      std::vector<std::pair<std::string, feel::Type>> members;
      for (const auto& [id, member] : type.members) members.emplace_back(id, feel_type(member, organisation));
      return feel::Type::record(std::move(members));
    }
  }
  return Kind::any;
}

}  // namespace aftale::loader
