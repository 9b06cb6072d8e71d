#include "engine/feel/builtins/inputs.h"

#include "engine/base/words.h"

namespace aftale::feel {
namespace {

const Value kNull;
const std::string kNoText;
const Context kNoEntries;

}  // namespace

const Value& Inputs::any(std::size_t place) const {
  return has(place) ? arguments_[place] : kNull;
}

const Value& Inputs::single(std::size_t place) const {
  const Value& value = any(place);
  return value.kind() == Kind::list && value.items().size() == 1 ? value.items().front() : value;
}

const std::string& Inputs::text(std::size_t place, const char* parameter) {
  if (failed_) return kNoText;
  const Value& value = single(place);
  if (value.kind() == Kind::string) return value.text();
  wrong(place, parameter, kind_words(Type::Kind::string));
  return kNoText;
}

Decimal Inputs::number(std::size_t place, const char* parameter) {
  if (failed_) return Decimal();
  const Value& value = single(place);
  if (value.kind() == Kind::number) return value.number();
  wrong(place, parameter, kind_words(Type::Kind::number));
  return Decimal();
}

std::int64_t Inputs::integer(std::size_t place, const char* parameter) {
  const Decimal whole = number(place, parameter);
  if (failed_) return 0;
  const std::optional<Decimal> cut = whole.rounded(0, Decimal::Rounding::down);
  const std::optional<std::int64_t> integer = cut ? cut->integer() : std::nullopt;
  if (!integer) wrong(place, parameter, {"et helt tal med højst 18 cifre", "an integer of at most 18 digits"});
  return integer.value_or(0);
}

bool Inputs::boolean(std::size_t place, const char* parameter) {
  if (failed_) return false;
  const Value& value = single(place);
  if (value.kind() == Kind::boolean) return value.boolean();
  wrong(place, parameter, kind_words(Type::Kind::boolean));
  return false;
}

const Context& Inputs::context(std::size_t place, const char* parameter) {
  if (failed_) return kNoEntries;
  const Value& value = single(place);
  if (value.kind() == Kind::context) return value.entries();
  wrong(place, parameter, kind_words(Type::Kind::context));
  return kNoEntries;
}

std::span<const Value> Inputs::list(std::size_t place, const char* parameter) {
  if (failed_) return {};
  const Value& value = any(place);
  if (value.kind() == Kind::list) return value.items();
  if (!value.is_null()) return {&value, 1};
  wrong(place, parameter, kind_words(Type::Kind::list));
  return {};
}

std::span<const Value> Inputs::items(const char* parameter) {
  if (arguments_.size() == 1) return list(0, parameter);
  return arguments_;
}

Value Inputs::wrong(std::size_t place, const char* parameter, Text wanted) {
  if (failed_) return {};
  failed_ = true;
  const Value& value = any(place);
  const std::string start = std::string(function_) + "(): " + parameter;
  if (value.is_null()) {
    return call_.error("bad-argument", {start + " skal være " + wanted.da + ", men mangler eller er null",
                                        start + " must be " + wanted.en + ", but is missing or null"});
  }
  const Text kind = kind_words(type_kind(value));
  return call_.error("bad-argument", {start + " skal være " + wanted.da + ", men er " + kind.da + ": " + shown(value),
                                      start + " must be " + wanted.en + ", but is " + kind.en + ": " + shown(value)});
}

Value Inputs::refuse(const char* code, Text advice) {
  if (failed_) return {};
  failed_ = true;
  const std::string start = std::string(function_) + "(): ";
  return call_.error(code, {start + advice.da, start + advice.en});
}

Value Inputs::no_result() {
  return refuse("no-result", {"resultatet er ikke et tal, som kan skrives med 34 cifre",
                              "the result is no number that can be written with 34 digits"});
}

Value Inputs::result(const std::optional<Decimal>& number) {
  if (failed_) return {};
  return number ? Value(*number) : no_result();
}

bool Inputs::spend(std::size_t amount) {
  if (failed_) return false;
  if (!call_.spend(amount)) failed_ = true;
  return !failed_;
}

bool Inputs::work(std::size_t effort) {
  if (failed_) return false;
  if (!call_.work(effort)) failed_ = true;
  return !failed_;
}

}  // namespace aftale::feel
