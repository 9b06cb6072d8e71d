#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace aftale {

/// Writes JSON text straight into one string: the plain writer of the hot path.
/// Commas are placed by the writer; the caller balances begin and end. Text must be UTF-8;
/// invalid bytes are written as U+FFFD. Output is stable: same calls, same bytes.
class JsonWriter {
 public:
  explicit JsonWriter(std::string& out) : out_(out) {}
  JsonWriter& begin_object();
  JsonWriter& end_object();
  JsonWriter& begin_array();
  JsonWriter& end_array();
  JsonWriter& key(std::string_view name);
  JsonWriter& string(std::string_view text);
  JsonWriter& number(std::int64_t number);
  /// A number already written as JSON (from Decimal).
  JsonWriter& raw_number(std::string_view digits);
  JsonWriter& boolean(bool truth);
  JsonWriter& null();
  /// A value that is JSON text already.
  JsonWriter& raw(std::string_view json);
  /// key and value in one.
  JsonWriter& field(std::string_view name, std::string_view text) { return key(name).string(text); }
  JsonWriter& field(std::string_view name, const char* text) { return key(name).string(text); }
  JsonWriter& field(std::string_view name, std::int64_t value) { return key(name).number(value); }
  JsonWriter& field(std::string_view name, int value) { return key(name).number(value); }
  JsonWriter& field(std::string_view name, bool value) { return key(name).boolean(value); }

 private:
  void before_value();
  std::string& out_;
  bool comma_ = false;
};

}  // namespace aftale
