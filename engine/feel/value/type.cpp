#include "engine/feel/type.h"

#include <algorithm>

#include "engine/feel/function.h"

namespace aftale::feel {
namespace {

bool conforms_to_record(const Context& context, const std::vector<std::pair<std::string, Type>>& members) {
  return std::all_of(members.begin(), members.end(), [&](const auto& member) {
    const Value* value = context.find(member.first);
    return value == nullptr || conforms(*value, member.second);
  });
}

const char* kind_name(Type::Kind kind) {
  switch (kind) {
    case Type::Kind::any:
      return "Any";
    case Type::Kind::null:
      return "null";
    case Type::Kind::boolean:
      return "boolean";
    case Type::Kind::number:
      return "number";
    case Type::Kind::string:
      return "string";
    case Type::Kind::date:
      return "date";
    case Type::Kind::time:
      return "time";
    case Type::Kind::date_time:
      return "date and time";
    case Type::Kind::months:
      return "years and months duration";
    case Type::Kind::days:
      return "days and time duration";
    case Type::Kind::list:
      return "list";
    case Type::Kind::context:
      return "context";
    case Type::Kind::range:
      return "range";
    case Type::Kind::function:
      return "function";
  }
  return "";
}

}  // namespace

Type Type::list_of(Type element) {
  Type out(Kind::list);
  out.element_ = std::make_shared<const Type>(std::move(element));
  return out;
}

Type Type::range_of(Type end) {
  Type out(Kind::range);
  out.element_ = std::make_shared<const Type>(std::move(end));
  return out;
}

Type Type::function_of(std::vector<Type> parameters, Type result) {
  Type out(Kind::function);
  out.element_ = std::make_shared<const Type>(std::move(result));
  std::vector<std::pair<std::string, Type>> members;
  for (Type& parameter : parameters) members.emplace_back(std::string(), std::move(parameter));
  out.members_ = std::make_shared<const std::vector<std::pair<std::string, Type>>>(std::move(members));
  return out;
}

Type Type::record(std::vector<std::pair<std::string, Type>> members, bool open) {
  Type out(Kind::context);
  out.open_ = open;
  out.members_ = std::make_shared<const std::vector<std::pair<std::string, Type>>>(std::move(members));
  return out;
}

const Type& Type::element() const {
  static const Type any;
  return element_ ? *element_ : any;
}

std::optional<std::size_t> Type::parameter_count() const {
  if (kind_ != Kind::function || !members_) return std::nullopt;
  return members_->size();
}

const Type& Type::parameter(std::size_t place) const {
  return (*members_)[place].second;
}

const Type* Type::member(std::string_view name) const {
  if (kind_ == Kind::list) return element_ ? element_->member(name) : nullptr;
  if (kind_ != Kind::context || !members_) return nullptr;
  for (const auto& [known, type] : *members_) {
    if (known == name) return &type;
  }
  return nullptr;
}

std::vector<std::string> Type::member_names() const {
  std::vector<std::string> names;
  if (kind_ == Kind::list && element_) return element_->member_names();
  if (kind_ != Kind::context || !members_) return names;
  for (const auto& [name, type] : *members_) names.push_back(name);
  return names;
}

std::string Type::name() const {
  if (kind_ == Kind::list && element_) return "list<" + element_->name() + ">";
  if (kind_ == Kind::range && element_) return "range<" + element_->name() + ">";
  if (kind_ == Kind::context && members_) {
    std::string out = "{";
    for (const auto& [member, type] : *members_) {
      if (out.size() > 1) out += ", ";
      out += member + ": " + type.name();
    }
    if (open_) out += out.size() > 1 ? ", ..." : "...";
    return out + "}";
  }
  return kind_name(kind_);
}

bool conforms(const Value& value, const Type& type) {
  if (value.is_null() || type.kind() == Type::Kind::any) return true;
  switch (type.kind()) {
    case Type::Kind::any:
      return true;
    case Type::Kind::null:
      return false;
    case Type::Kind::boolean:
      return value.kind() == Kind::boolean;
    case Type::Kind::number:
      return value.kind() == Kind::number;
    case Type::Kind::string:
      return value.kind() == Kind::string;
    case Type::Kind::date:
      return value.kind() == Kind::date;
    case Type::Kind::time:
      return value.kind() == Kind::time;
    case Type::Kind::date_time:
      return value.kind() == Kind::date_time;
    case Type::Kind::months:
      return value.kind() == Kind::months;
    case Type::Kind::days:
      return value.kind() == Kind::days;
    case Type::Kind::list:
      return value.kind() == Kind::list &&
             std::all_of(value.items().begin(), value.items().end(),
                         [&](const Value& item) { return conforms(item, type.element()); });
    case Type::Kind::context:
      return value.kind() == Kind::context && (!type.members_ || conforms_to_record(value.entries(), *type.members_));
    case Type::Kind::range:
      return value.kind() == Kind::range && conforms(value.interval().low, type.element()) &&
             conforms(value.interval().high, type.element());
    case Type::Kind::function: {
      if (value.kind() != Kind::function) return false;
      const std::optional<std::size_t> count = type.parameter_count();
      return !count || value.callable()->parameters().size() == *count;
    }
  }
  return false;
}

bool has_all_members(const Value& value, const Type& type) {
  if (value.kind() == Kind::list && type.kind() == Type::Kind::list) {
    return std::all_of(value.items().begin(), value.items().end(),
                       [&](const Value& item) { return has_all_members(item, type.element()); });
  }
  if (value.kind() != Kind::context || type.kind() != Type::Kind::context) return true;
  const std::vector<std::string> names = type.member_names();
  return std::all_of(names.begin(), names.end(), [&](const std::string& name) {
    const Value* member = value.entries().find(name);
    return member != nullptr && has_all_members(*member, *type.member(name));
  });
}

bool conforms(const Type& type, const Type& wanted) {
  if (wanted.kind() == Type::Kind::any || type.kind() == Type::Kind::any || type.kind() == Type::Kind::null)
    return true;
  if (type.kind() != wanted.kind()) return false;
  switch (type.kind()) {
    case Type::Kind::list:
    case Type::Kind::range:
      return conforms(type.element(), wanted.element());
    case Type::Kind::context: {
      const std::vector<std::string> names = wanted.member_names();
      return std::all_of(names.begin(), names.end(), [&](const std::string& name) {
        const Type* member = type.member(name);
        return member == nullptr ? type.is_open() : conforms(*member, *wanted.member(name));
      });
    }
    case Type::Kind::function: {
      const std::optional<std::size_t> count = type.parameter_count();
      if (!count || !wanted.parameter_count()) return true;
      if (*count != *wanted.parameter_count() || !conforms(type.element(), wanted.element())) return false;
      for (std::size_t i = 0; i < *count; ++i) {
        // The other way round: what is wanted to be put in must fit.
        if (!conforms(wanted.parameter(i), type.parameter(i))) return false;
      }
      return true;
    }
    case Type::Kind::any:
    case Type::Kind::null:
    case Type::Kind::boolean:
    case Type::Kind::number:
    case Type::Kind::string:
    case Type::Kind::date:
    case Type::Kind::time:
    case Type::Kind::date_time:
    case Type::Kind::months:
    case Type::Kind::days:
      return true;
  }
  return true;
}

bool is_instance(const Value& value, const Type& type) {
  if (value.is_null()) return type.kind() == Type::Kind::null;
  switch (type.kind()) {
    case Type::Kind::list:
      return value.kind() == Kind::list &&
             std::all_of(value.items().begin(), value.items().end(),
                         [&](const Value& item) { return item.is_null() || is_instance(item, type.element()); });
    case Type::Kind::context: {
      if (value.kind() != Kind::context) return false;
      const std::vector<std::string> names = type.member_names();
      return std::all_of(names.begin(), names.end(), [&](const std::string& name) {
        const Value* member = value.entries().find(name);
        return member != nullptr && (member->is_null() || is_instance(*member, *type.member(name)));
      });
    }
    case Type::Kind::function:
      return value.kind() == Kind::function && conforms(value.callable()->type(), type);
    case Type::Kind::any:
    case Type::Kind::null:
    case Type::Kind::boolean:
    case Type::Kind::number:
    case Type::Kind::string:
    case Type::Kind::date:
    case Type::Kind::time:
    case Type::Kind::date_time:
    case Type::Kind::months:
    case Type::Kind::days:
    case Type::Kind::range:
      return conforms(value, type);
  }
  return false;
}

}  // namespace aftale::feel
