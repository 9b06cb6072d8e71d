#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/json_writer.h"
#include "engine/base/result.h"

namespace aftale {

/// JSON as read: a small immutable tree. Members keep their order; a number keeps its digits
/// (never through double). Cheap enough for payloads and wire forms; not for the hot path.
class Json {
 public:
  enum class Kind : std::uint8_t { null, boolean, number, string, array, object };

  /// Reads one JSON text. Refuses: trailing text, duplicate keys, nesting over 64, invalid UTF-8, numbers over 1E4932.
  /// More than `values_max` values are refused too: a value takes some hundred bytes, its text perhaps two, so whoever
  /// reads what strangers send says how many it will hold. Error: refused, code `bad-json`.
  static Result<Json> parse(std::string_view text, std::size_t values_max = SIZE_MAX);

  Kind kind() const { return kind_; }
  bool is_null() const { return kind_ == Kind::null; }
  bool boolean() const { return kind_ == Kind::boolean && text_ == "true"; }
  /// The digits of a number or the text of a string; empty for other kinds.
  const std::string& text() const { return text_; }
  /// The number as an integer; `otherwise` where it is none or does not fit.
  std::int64_t integer(std::int64_t otherwise = 0) const;
  const std::vector<Json>& items() const { return items_; }
  const std::vector<std::pair<std::string, Json>>& members() const { return members_; }
  /// The member `name`, or a null Json.
  const Json& operator[](std::string_view name) const;
  bool has(std::string_view name) const;
  /// Compact JSON text, members in their order.
  std::string dump() const;
  void write(JsonWriter& out) const;

  static Json make_string(std::string text);
  static Json make_number(std::string digits);
  static Json make_boolean(bool truth);
  static Json make_array(std::vector<Json> items);
  static Json make_object(std::vector<std::pair<std::string, Json>> members);

 private:
  Kind kind_ = Kind::null;
  std::string text_;
  std::vector<Json> items_;
  std::vector<std::pair<std::string, Json>> members_;
};

}  // namespace aftale
