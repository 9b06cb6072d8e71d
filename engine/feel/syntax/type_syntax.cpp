#include "engine/feel/syntax/type_syntax.h"

#include <algorithm>
#include <array>

#include "engine/feel/names.h"
#include "engine/feel/syntax/name_spans.h"
#include "engine/feel/syntax/nesting.h"

namespace aftale::feel {
namespace {

struct NamedType {
  std::string_view name;
  Type::Kind kind;
};

constexpr std::array<NamedType, 22> kTypes{{{"Any", Type::Kind::any},
                                            {"any", Type::Kind::any},
                                            {"Null", Type::Kind::null},
                                            {"null", Type::Kind::null},
                                            {"boolean", Type::Kind::boolean},
                                            {"number", Type::Kind::number},
                                            {"string", Type::Kind::string},
                                            {"date", Type::Kind::date},
                                            {"time", Type::Kind::time},
                                            {"date and time", Type::Kind::date_time},
                                            {"dateTime", Type::Kind::date_time},
                                            {"years and months duration", Type::Kind::months},
                                            {"yearMonthDuration", Type::Kind::months},
                                            {"days and time duration", Type::Kind::days},
                                            {"dayTimeDuration", Type::Kind::days},
                                            {"list", Type::Kind::list},
                                            {"context", Type::Kind::context},
                                            {"range", Type::Kind::range},
                                            {"function", Type::Kind::function},
                                            {"feel.string", Type::Kind::string},
                                            {"feel.number", Type::Kind::number},
                                            {"feel.boolean", Type::Kind::boolean}}};

Type read_generic_type(Parsing& parse, std::string_view name) {
  Type out;
  parse.tokens.next();
  if (name == "list" || name == "range") {
    Type element = read_type(parse);
    out = name == "list" ? Type::list_of(std::move(element)) : Type::range_of(std::move(element));
  } else if (name == "context") {
    std::vector<std::pair<std::string, Type>> members;
    while (!parse.tokens.peek().is(">") && !parse.findings.failed()) {
      std::string member = read_declared_name(parse, {":"}, false);
      parse.tokens.expect(":");
      members.emplace_back(std::move(member), read_type(parse));
      if (!parse.tokens.peek().is(",")) break;
      parse.tokens.next();
    }
    out = Type::record(std::move(members));
  } else {
    std::vector<Type> parameters;
    while (!parse.tokens.peek().is(">") && !parse.findings.failed()) {
      parameters.push_back(read_type(parse));
      if (!parse.tokens.peek().is(",")) break;
      parse.tokens.next();
    }
    parse.tokens.expect(">");
    parse.tokens.expect("->");
    return Type::function_of(std::move(parameters), read_type(parse));
  }
  parse.tokens.expect(">");
  return out;
}

}  // namespace

Type read_type(Parsing& parse) {
  const Nesting nesting(parse);
  const Token token = parse.tokens.peek();
  std::size_t end = 0;
  Type out;
  std::string_view found;
  const auto consider = [&](std::string_view name, const Type& type) {
    const std::optional<std::size_t> match = match_parts(parse.unit.text, token.begin, name_parts(name));
    if (!match || *match <= end) return;
    end = *match;
    out = type;
    found = name;
  };
  if (token.kind == Token::Kind::word) {
    for (const NamedType& known : kTypes) consider(known.name, known.kind);
    for (const auto& [name, type] : parse.names.types()) consider(name, type);
  }
  if (end == 0) {
    parse.tokens.unexpected(token, "en type (`number`, `string`, `date`, `list<...>` ...)",
                            "a type (`number`, `string`, `date`, `list<...>` ...)");
    return out;
  }
  parse.tokens.move_to(end);
  const bool generic = found == "list" || found == "range" || found == "context" || found == "function";
  return generic && parse.tokens.peek().is("<") ? read_generic_type(parse, found) : out;
}

}  // namespace aftale::feel
