#include "engine/feel/value/wording.h"

namespace aftale::feel {
namespace {

std::string ticked(std::string_view text) {
  return "`" + std::string(text) + "`";
}

Text did_you_mean(const std::string& near) {
  if (near.empty()) return {};
  return {"; mente du " + ticked(near) + "?", "; did you mean " + ticked(near) + "?"};
}

Text with(Text text, const Text& more) {
  text.da += more.da;
  text.en += more.en;
  return text;
}

/// What helps with two kinds that do not go together.
Text advice(Op op, Type::Kind left, Type::Kind right) {
  using Kind = Type::Kind;
  const auto pair = [&](Kind a, Kind b) { return (left == a && right == b) || (left == b && right == a); };
  if (pair(Kind::date, Kind::number) && (op == Op::add || op == Op::subtract)) {
    return {"; skriv antallet af dage som `@\"P1D\"` eller `duration(\"P1D\")`",
            "; write the number of days as `@\"P1D\"` or `duration(\"P1D\")`"};
  }
  if (pair(Kind::date, Kind::string)) {
    return {"; skriv datoen som `@\"2023-01-31\"`", "; write the date as `@\"2023-01-31\"`"};
  }
  if (pair(Kind::number, Kind::string) && op == Op::add) {
    return {"; brug `string(...)` om tallet", "; put `string(...)` around the number"};
  }
  if (pair(Kind::number, Kind::string)) {
    return {"; skriv tallet uden anførselstegn", "; write the number without quotes"};
  }
  if (left == Kind::list || right == Kind::list) {
    return {"; brug `in`, eller vælg ét element med `[1]`", "; use `in`, or choose one element with `[1]`"};
  }
  return {};
}

}  // namespace

Text kind_words(Type::Kind kind) {
  switch (kind) {
    case Type::Kind::any:
      return {"en værdi", "a value"};
    case Type::Kind::null:
      return {"null", "null"};
    case Type::Kind::boolean:
      return {"sandt eller falsk", "true or false"};
    case Type::Kind::number:
      return {"et tal", "a number"};
    case Type::Kind::string:
      return {"en tekst", "a text"};
    case Type::Kind::date:
      return {"en dato", "a date"};
    case Type::Kind::time:
      return {"et klokkeslæt", "a time"};
    case Type::Kind::date_time:
      return {"et tidspunkt", "a date and time"};
    case Type::Kind::months:
      return {"en varighed i år og måneder", "a duration of years and months"};
    case Type::Kind::days:
      return {"en varighed i dage og timer", "a duration of days and time"};
    case Type::Kind::list:
      return {"en liste", "a list"};
    case Type::Kind::context:
      return {"et objekt", "a context"};
    case Type::Kind::range:
      return {"et interval", "a range"};
    case Type::Kind::function:
      return {"en funktion", "a function"};
  }
  return {};
}

std::string_view sign_of(Op op) {
  switch (op) {
    case Op::add:
      return "+";
    case Op::subtract:
    case Op::negate:
      return "-";
    case Op::multiply:
      return "*";
    case Op::divide:
      return "/";
    case Op::power:
      return "**";
    case Op::equal:
      return "=";
    case Op::not_equal:
      return "!=";
    case Op::less:
      return "<";
    case Op::less_equal:
      return "<=";
    case Op::greater:
      return ">";
    case Op::greater_equal:
      return ">=";
    case Op::between:
      return "between";
    case Op::in:
      return "in";
    case Op::conjunction:
      return "and";
    case Op::disjunction:
      return "or";
    default:
      return "";
  }
}

Text cannot_compute(Op op, Type::Kind left, Type::Kind right) {
  const Text a = kind_words(left), b = kind_words(right);
  const std::string sign = ticked(sign_of(op));
  return with({sign + " kan ikke regne med " + a.da + " og " + b.da, sign + " cannot take " + a.en + " and " + b.en},
              advice(op, left, right));
}

Text cannot_compare(Op op, Type::Kind left, Type::Kind right) {
  const Text a = kind_words(left), b = kind_words(right);
  const std::string sign = ticked(sign_of(op));
  if (left == right) {
    return {sign + " har ingen rækkefølge for " + a.da + "; brug `=` eller `!=`",
            sign + " has no order for " + a.en + "; use `=` or `!=`"};
  }
  return with(
      {sign + " kan ikke sammenligne " + a.da + " med " + b.da, sign + " cannot compare " + a.en + " with " + b.en},
      advice(op, left, right));
}

Text trouble_words(Trouble trouble, Op op, const Value& left, const Value& right) {
  switch (trouble) {
    case Trouble::none:
      return {};
    case Trouble::kinds:
      return cannot_compute(op, type_kind(left), type_kind(right));
    case Trouble::zero:
      return {ticked(shown(left)) + " kan ikke deles med 0; prøv først med `if`, om det er 0",
              ticked(shown(left)) + " cannot be divided by 0; test for 0 with `if` first"};
    case Trouble::overflow:
      return {"resultatet af " + ticked(sign_of(op)) + " kan ikke beregnes eller er for stort",
              "the result of " + ticked(sign_of(op)) + " cannot be computed or is too large"};
    case Trouble::zones:
      return {"det ene tidspunkt har en tidszone, det andet har ikke; giv begge en tidszone",
              "one of the moments has a time zone and the other has not; give both a time zone"};
  }
  return {};
}

Text unknown_name(const std::string& name, const std::string& near) {
  return with({"navnet " + ticked(name) + " findes ikke her", "there is no name " + ticked(name) + " here"},
              did_you_mean(near));
}

Text unknown_function(const std::string& name, const std::string& near) {
  return with({"funktionen " + ticked(name) + " findes ikke", "there is no function " + ticked(name)},
              did_you_mean(near));
}

Text unknown_member(const std::string& name, const std::string& near, const Text& of) {
  return with({of.da + " har ikke " + ticked(name), of.en + " has no " + ticked(name)}, did_you_mean(near));
}

Text wrong_count(const std::string& function, std::size_t given, int least, int most) {
  std::string wanted_da = std::to_string(least), wanted_en = wanted_da;
  if (most < 0) {
    wanted_da = "mindst " + wanted_da;
    wanted_en = "at least " + wanted_en;
  } else if (most > least) {
    wanted_da += " til " + std::to_string(most);
    wanted_en += " to " + std::to_string(most);
  }
  const bool one = most == 1 || (most < 0 && least == 1);
  return {ticked(function) + " skal have " + wanted_da + (one ? " argument" : " argumenter") + ", men fik " +
              std::to_string(given),
          ticked(function) + " takes " + wanted_en + (one ? " argument" : " arguments") + ", but got " +
              std::to_string(given)};
}

Text not_boolean(const Text& what, Type::Kind kind) {
  const Text words = kind_words(kind);
  return {what.da + " skal være sandt eller falsk, men er " + words.da + "; skriv en sammenligning, fx `... = ...`",
          what.en + " must be true or false, but is " + words.en + "; write a comparison, e.g. `... = ...`"};
}

Type::Kind type_kind(const Value& value) {
  switch (value.kind()) {
    case Kind::null:
      return Type::Kind::null;
    case Kind::boolean:
      return Type::Kind::boolean;
    case Kind::number:
      return Type::Kind::number;
    case Kind::string:
      return Type::Kind::string;
    case Kind::date:
      return Type::Kind::date;
    case Kind::time:
      return Type::Kind::time;
    case Kind::date_time:
      return Type::Kind::date_time;
    case Kind::months:
      return Type::Kind::months;
    case Kind::days:
      return Type::Kind::days;
    case Kind::list:
      return Type::Kind::list;
    case Kind::context:
      return Type::Kind::context;
    case Kind::range:
      return Type::Kind::range;
    case Kind::function:
      return Type::Kind::function;
  }
  return Type::Kind::any;
}

std::string shown(const Value& value) {
  constexpr std::size_t kLongest = 60;
  std::string text = value.feel();
  if (text.size() <= kLongest) return text;
  std::size_t end = kLongest;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  return text.substr(0, end) + "…";
}

}  // namespace aftale::feel
