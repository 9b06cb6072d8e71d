#include "engine/feel/codec.h"

#include <array>

#include "engine/base/words.h"
#include "engine/feel/temporal_text.h"
#include "engine/feel/value/range_text.h"
#include "engine/feel/value/wording.h"

namespace aftale::feel {
namespace {

/// How a value of that kind is written.
const char* example_of(Type::Kind kind) {
  switch (kind) {
    case Type::Kind::any:
    case Type::Kind::string:
      return "\"tekst\"";
    case Type::Kind::null:
      return "null";
    case Type::Kind::boolean:
      return "true";
    case Type::Kind::number:
      return "12.5";
    case Type::Kind::date:
      return "2022-11-24";
    case Type::Kind::time:
      return "12:00:00";
    case Type::Kind::date_time:
      return "2022-11-24T12:00:00";
    case Type::Kind::months:
      return "P1Y6M";
    case Type::Kind::days:
      return "P14D";
    case Type::Kind::list:
      return "[\"a\", \"b\"]";
    case Type::Kind::context:
      return "{\"navn\": \"værdi\"}";
    case Type::Kind::range:
      return "[1..5]";
    case Type::Kind::function:
      return "function(x) x + 1";
  }
  return "";
}

tl::unexpected<ErrorPtr> bad_value(const std::string& given, const Type& type) {
  constexpr std::size_t kLongest = 80;
  const Text wanted = kind_words(type.kind());
  const std::string example = example_of(type.kind());
  std::string shown = given;
  if (shown.size() > kLongest) {
    std::size_t end = kLongest;
    while (end > 0 && (static_cast<unsigned char>(shown[end]) & 0xC0U) == 0x80U) --end;
    shown = shown.substr(0, end) + "…";
  }
  return fail(Error::Kind::refused, "bad-value",
              {shown + " er ikke " + wanted.da + "; skriv fx " + example,
               shown + " is not " + wanted.en + "; write e.g. " + example});
}

std::optional<Value> of_kind(std::optional<Value> value, Kind kind) {
  return value && value->kind() == kind ? value : std::nullopt;
}

/// The value of a text for the kinds that are written as text in JSON.
std::optional<Value> value_of_text(const std::string& text, Type::Kind kind) {
  switch (kind) {
    case Type::Kind::any:
    case Type::Kind::string:
      return Value::string(text);
    case Type::Kind::date:
      return parse_date(text);
    case Type::Kind::time:
      return parse_time(text);
    case Type::Kind::date_time:
      return parse_date_time(text);
    case Type::Kind::months:
      return of_kind(parse_duration(text), Kind::months);
    case Type::Kind::days:
      return of_kind(parse_duration(text), Kind::days);
    case Type::Kind::range: {
      std::optional<Range> range = parse_range(text);
      return range ? std::optional(Value::range(std::move(*range))) : std::nullopt;
    }
    case Type::Kind::null:
    case Type::Kind::boolean:
    case Type::Kind::number:
    case Type::Kind::list:
    case Type::Kind::context:
    case Type::Kind::function:
      return std::nullopt;
  }
  return std::nullopt;
}

bool takes(const Type& type, Type::Kind kind) {
  return type.kind() == Type::Kind::any || type.kind() == kind;
}

Result<Value> read_array(const Json& json, const Type& type) {
  if (!takes(type, Type::Kind::list)) return bad_value(json.dump(), type);
  List items;
  items.reserve(json.items().size());
  for (const Json& item : json.items()) {
    AFTALE_TRY(Value value, read_json(item, type.element()));
    items.push_back(std::move(value));
  }
  return Value::list(std::move(items));
}

Result<Value> read_object(const Json& json, const Type& type) {
  if (!takes(type, Type::Kind::context)) return bad_value(json.dump(), type);
  const std::vector<std::string> known = type.member_names();
  Context entries;
  for (const auto& [name, member] : json.members()) {
    const Type* declared = type.member(name);
    if (declared == nullptr && !known.empty() && !type.is_open()) {
      return fail(Error::Kind::refused, "bad-value",
                  {"\"" + name + "\" er ikke et af navnene her", "\"" + name + "\" is not one of the names here"},
                  known);
    }
    AFTALE_TRY(Value value, read_json(member, declared == nullptr ? Type() : *declared));
    entries.set(name, std::move(value));
  }
  return Value::context(std::move(entries));
}

}  // namespace

void write_json(const Value& value, JsonWriter& out) {
  switch (value.kind()) {
    case Kind::null:
      out.null();
      return;
    case Kind::boolean:
      out.boolean(value.boolean());
      return;
    case Kind::number:
      out.raw_number(value.number().text());
      return;
    case Kind::string:
      out.string(value.text());
      return;
    case Kind::date:
    case Kind::time:
    case Kind::date_time:
    case Kind::months:
    case Kind::days:
      out.string(text_of(value));
      return;
    case Kind::list:
      out.begin_array();
      for (const Value& item : value.items()) write_json(item, out);
      out.end_array();
      return;
    case Kind::context:
      out.begin_object();
      for (const auto& [name, member] : value.entries().entries()) {
        out.key(name);
        write_json(member, out);
      }
      out.end_object();
      return;
    case Kind::range:
    case Kind::function:
      out.string(value.feel());
      return;
  }
}

Result<Value> read_json(const Json& json, const Type& type) {
  switch (json.kind()) {
    case Json::Kind::null:
      return Value();
    case Json::Kind::boolean:
      if (takes(type, Type::Kind::boolean)) return Value(json.boolean());
      break;
    case Json::Kind::number:
      if (takes(type, Type::Kind::number)) {
        if (const std::optional<Decimal> number = Decimal::parse(json.text())) return Value(*number);
      }
      break;
    case Json::Kind::string:
      if (std::optional<Value> value = value_of_text(json.text(), type.kind())) return std::move(*value);
      break;
    case Json::Kind::array:
      return read_array(json, type);
    case Json::Kind::object:
      return read_object(json, type);
  }
  return bad_value(json.dump(), type);
}

}  // namespace aftale::feel
