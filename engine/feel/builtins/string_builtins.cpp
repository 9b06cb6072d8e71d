#include <unicode/locid.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>

#include "engine/base/text.h"
#include "engine/base/words.h"
#include "engine/feel/builtins/builtins.h"
#include "engine/feel/builtins/inputs.h"
#include "engine/feel/patterns/code_points.h"
#include "engine/feel/patterns/pattern.h"

namespace aftale::feel {
namespace {

/// What a search for `match` may look at: every place of the text, and more of it the longer the match is.
std::size_t search_effort(const std::string& text, const std::string& match) {
  return text.size() / 4 + text.size() * std::min(match.size(), text.size()) / 128;
}

Value substring(std::span<const Value> arguments, Call& call) {
  Inputs in("substring", arguments, call);
  const std::string& text = in.text(0, "string");
  const std::int64_t start = in.integer(1, "start position");
  const std::int64_t length = in.given(2) ? in.integer(2, "length") : 0;
  if (!in.work(text.size())) return {};
  const std::u32string points = code_points_of(text);
  const auto size = static_cast<std::int64_t>(points.size());
  if (start == 0 || start > size || start < -size) {
    return in.refuse("out-of-range", {"start position " + std::to_string(start) + " findes ikke i en tekst på " +
                                          std::to_string(size) + " tegn; det første tegn er 1, det sidste -1",
                                      "there is no start position " + std::to_string(start) + " in a string of " +
                                          std::to_string(size) + " characters; the first is 1, the last is -1"});
  }
  if (length < 0) {
    return in.refuse("out-of-range", {"length må ikke være negativ", "length must not be negative"});
  }
  const auto from = static_cast<std::size_t>(start > 0 ? start - 1 : size + start);
  const std::size_t count = in.given(2) ? static_cast<std::size_t>(length) : std::u32string::npos;
  if (!in.spend(text.size())) return {};
  return Value::string(text_of_code_points(points.substr(from, count)));
}

Value string_length(std::span<const Value> arguments, Call& call) {
  Inputs in("string length", arguments, call);
  const std::string& text = in.text(0, "string");
  if (!in.work(text.size() / 4)) return {};
  return Value::integer(static_cast<std::int64_t>(code_points(text)));
}

Value changed_case(const char* name, bool up, std::span<const Value> arguments, Call& call) {
  Inputs in(name, arguments, call);
  const std::string& text = in.text(0, "string");
  if (!in.spend(text.size())) return {};
  icu::UnicodeString units = icu::UnicodeString::fromUTF8(text);
  if (up) {
    units.toUpper(icu::Locale::getRoot());
  } else {
    units.toLower(icu::Locale::getRoot());
  }
  std::string changed;
  units.toUTF8String(changed);
  return Value::string(std::move(changed));
}

Value upper_case(std::span<const Value> arguments, Call& call) {
  return changed_case("upper case", true, arguments, call);
}

Value lower_case(std::span<const Value> arguments, Call& call) {
  return changed_case("lower case", false, arguments, call);
}

Value substring_before(std::span<const Value> arguments, Call& call) {
  Inputs in("substring before", arguments, call);
  const std::string& text = in.text(0, "string");
  const std::string& match = in.text(1, "match");
  if (!in.spend(text.size()) || !in.work(search_effort(text, match))) return {};
  const std::size_t found = text.find(match);
  return Value::string(found == std::string::npos ? std::string() : text.substr(0, found));
}

Value substring_after(std::span<const Value> arguments, Call& call) {
  Inputs in("substring after", arguments, call);
  const std::string& text = in.text(0, "string");
  const std::string& match = in.text(1, "match");
  if (!in.spend(text.size()) || !in.work(search_effort(text, match))) return {};
  const std::size_t found = text.find(match);
  return Value::string(found == std::string::npos ? std::string() : text.substr(found + match.size()));
}

Value contains(std::span<const Value> arguments, Call& call) {
  Inputs in("contains", arguments, call);
  const std::string& text = in.text(0, "string");
  const std::string& match = in.text(1, "match");
  if (!in.work(search_effort(text, match))) return {};
  return Value(text.find(match) != std::string::npos);
}

Value starts_with(std::span<const Value> arguments, Call& call) {
  Inputs in("starts with", arguments, call);
  const std::string& text = in.text(0, "string");
  const std::string& match = in.text(1, "match");
  if (!in.work(match.size() / 16)) return {};
  return Value(text.starts_with(match));
}

Value ends_with(std::span<const Value> arguments, Call& call) {
  Inputs in("ends with", arguments, call);
  const std::string& text = in.text(0, "string");
  const std::string& match = in.text(1, "match");
  if (!in.work(match.size() / 16)) return {};
  return Value(text.ends_with(match));
}

/// What a pattern costs before it has matched anything: its compiling, and the first stretch of matching.
constexpr std::size_t kPatternEffort = 5'000;
/// What each further stretch of matching costs (PatternLimits).
constexpr std::size_t kStretchEffort = 10'000;

PatternLimits limits_of(Call& call) {
  return {[&call] { return call.work(kStretchEffort); }, call.room()};
}

/// The pattern in place 1 with the flags in place `flags`; none (reported) where it is not to be used.
std::optional<Pattern> pattern_of(Inputs& in, std::size_t flags_place) {
  const std::string& source = in.text(1, flags_place == 0 ? "delimiter" : "pattern");
  const bool flagged = flags_place != 0 && in.given(flags_place);
  const std::string flags = flagged ? in.text(flags_place, "flags") : std::string();
  if (!in.work(kPatternEffort + 16 * source.size() + in.text(0, "string").size())) return std::nullopt;
  tl::expected<Pattern, Text> pattern = Pattern::compile(source, flags);
  if (pattern) return std::move(*pattern);
  in.refuse("bad-pattern", {"\"" + source + "\": " + pattern.error().da, "\"" + source + "\": " + pattern.error().en});
  return std::nullopt;
}

Value matches(std::span<const Value> arguments, Call& call) {
  Inputs in("matches", arguments, call);
  const std::string& text = in.text(0, "input");
  const std::optional<Pattern> pattern = pattern_of(in, 2);
  if (!pattern) return {};
  const tl::expected<bool, Text> found = pattern->found_in(text, limits_of(call));
  return found ? Value(*found) : in.refuse("bad-pattern", found.error());
}

Value replace(std::span<const Value> arguments, Call& call) {
  Inputs in("replace", arguments, call);
  const std::string& text = in.text(0, "input");
  const std::optional<Pattern> pattern = pattern_of(in, 3);
  const std::string& replacement = in.text(2, "replacement");
  if (!pattern || in.failed()) return {};
  tl::expected<std::string, Text> replaced = pattern->replace(text, replacement, limits_of(call));
  if (!replaced) return in.refuse("bad-pattern", replaced.error());
  if (!in.spend(replaced->size())) return {};
  return Value::string(std::move(*replaced));
}

Value split(std::span<const Value> arguments, Call& call) {
  Inputs in("split", arguments, call);
  const std::string& text = in.text(0, "string");
  const std::optional<Pattern> pattern = pattern_of(in, 0);
  if (!pattern) return {};
  tl::expected<std::vector<std::string>, Text> parts = pattern->split(text, limits_of(call));
  if (!parts) return in.refuse("bad-pattern", parts.error());
  if (!in.spend(text.size() + parts->size())) return {};
  List items;
  items.reserve(parts->size());
  for (std::string& part : *parts) items.push_back(Value::string(std::move(part)));
  return Value::list(std::move(items));
}

Value string_join(std::span<const Value> arguments, Call& call) {
  Inputs in("string join", arguments, call);
  const std::span<const Value> items = in.list(0, "list");
  const std::string delimiter = in.given(1) ? in.text(1, "delimiter") : std::string();
  if (in.failed()) return {};
  std::string joined;
  bool first = true;
  for (const Value& item : items) {
    if (item.is_null()) continue;
    if (item.kind() != Kind::string) return in.wrong(0, "list", {"en liste af tekster", "a list of strings"});
    if (!in.spend(item.text().size() + delimiter.size())) return {};
    if (!first) joined += delimiter;
    first = false;
    joined += item.text();
  }
  return Value::string(std::move(joined));
}

}  // namespace

std::span<const Builtin> string_builtins() {
  using Type::Kind::boolean, Type::Kind::string, Type::Kind::number;
  static const std::array builtins{
      Builtin{"substring", 2, 3, {"string", "start position", "length"}, substring, string},
      Builtin{"string length", 1, 1, {"string"}, string_length, number},
      Builtin{"upper case", 1, 1, {"string"}, upper_case, string},
      Builtin{"lower case", 1, 1, {"string"}, lower_case, string},
      Builtin{"substring before", 2, 2, {"string", "match"}, substring_before, string},
      Builtin{"substring after", 2, 2, {"string", "match"}, substring_after, string},
      Builtin{"contains", 2, 2, {"string", "match"}, contains, boolean},
      Builtin{"starts with", 2, 2, {"string", "match"}, starts_with, boolean},
      Builtin{"ends with", 2, 2, {"string", "match"}, ends_with, boolean},
      Builtin{"matches", 2, 3, {"input", "pattern", "flags"}, matches, boolean},
      Builtin{"replace", 3, 4, {"input", "pattern", "replacement", "flags"}, replace, string},
      Builtin{"split", 2, 2, {"string", "delimiter"}, split, Type::list_of(string)},
      Builtin{"string join", 1, 2, {"list", "delimiter"}, string_join, string},
  };
  return builtins;
}

}  // namespace aftale::feel
