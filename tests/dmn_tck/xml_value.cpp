#include "tests/dmn_tck/xml_value.h"

#include "engine/feel/temporal_text.h"

namespace aftale::dmn_tck {
namespace {

using feel::Kind;
using feel::Value;

std::string attribute(const pugi::xml_node& node, std::string_view name) {
  for (const pugi::xml_attribute& each : node.attributes()) {
    if (local_name(each.name()) == name) return each.value();
  }
  return {};
}

Value read_simple(const pugi::xml_node& node) {
  if (attribute(node, "nil") == "true") return {};
  const std::string text = node.text().get();
  const std::string type_text = attribute(node, "type");
  const std::string_view type = local_name(type_text);
  if (type == "decimal" || type == "double" || type == "integer" || type == "int" || type == "long" ||
      type == "float") {
    const std::optional<feel::Decimal> number = feel::Decimal::parse(text);
    return number ? Value(*number) : Value();
  }
  if (type == "boolean") return Value(text == "true" || text == "1");
  if (type == "date") return feel::parse_date(text).value_or(Value());
  if (type == "time") return feel::parse_time(text).value_or(Value());
  if (type == "dateTime") return feel::parse_date_time(text).value_or(Value());
  if (type == "duration") return feel::parse_duration(text).value_or(Value());
  return Value::string(text);
}

bool same_number(const feel::Decimal& got, const feel::Decimal& expected) {
  static const feel::Decimal tolerance = *feel::Decimal::parse("0.00000001");
  const std::optional<feel::Decimal> difference = got.minus(expected);
  return difference && difference->absolute() < tolerance;
}

bool same_list(const feel::List& got, const feel::List& expected) {
  if (got.size() != expected.size()) return false;
  for (std::size_t at = 0; at < got.size(); ++at) {
    if (!same_value(got[at], expected[at])) return false;
  }
  return true;
}

bool same_context(const feel::Context& got, const feel::Context& expected) {
  if (got.entries().size() != expected.entries().size()) return false;
  for (const auto& [name, value] : expected.entries()) {
    const Value* entry = got.find(name);
    if (entry == nullptr || !same_value(*entry, value)) return false;
  }
  return true;
}

}  // namespace

std::string_view local_name(std::string_view qualified) {
  const std::size_t colon = qualified.find(':');
  return colon == std::string_view::npos ? qualified : qualified.substr(colon + 1);
}

bool is_element(const pugi::xml_node& node, std::string_view name) {
  return node.type() == pugi::node_element && local_name(node.name()) == name;
}

pugi::xml_node child(const pugi::xml_node& node, std::string_view name) {
  for (const pugi::xml_node& each : node.children()) {
    if (is_element(each, name)) return each;
  }
  return {};
}

std::string child_text(const pugi::xml_node& node, std::string_view name) {
  return child(node, name).text().get();
}

Value read_value(const pugi::xml_node& node) {
  feel::Context entries;
  for (const pugi::xml_node& each : node.children()) {
    if (is_element(each, "value")) return read_simple(each);
    if (is_element(each, "list")) {
      feel::List items;
      for (const pugi::xml_node& item : each.children()) {
        if (is_element(item, "item")) items.push_back(read_value(item));
      }
      return Value::list(std::move(items));
    }
    if (is_element(each, "component")) entries.set(attribute(each, "name"), read_value(each));
  }
  return entries.entries().empty() ? Value() : Value::context(std::move(entries));
}

bool same_value(const Value& got, const Value& expected) {
  if (got.kind() != expected.kind()) return false;
  switch (expected.kind()) {
    case Kind::null:
      return true;
    case Kind::number:
      return same_number(got.number(), expected.number());
    case Kind::list:
      return same_list(got.items(), expected.items());
    case Kind::context:
      return same_context(got.entries(), expected.entries());
    case Kind::date:
    case Kind::time:
    case Kind::date_time:
    case Kind::months:
    case Kind::days:
      return feel::text_of(got) == feel::text_of(expected);
    case Kind::boolean:
    case Kind::string:
    case Kind::range:
    case Kind::function:
      break;
  }
  return identical(got, expected);
}

}  // namespace aftale::dmn_tck
