#pragma once
#include <concepts>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "engine/base/check.h"
#include "engine/base/digest.h"
#include "engine/base/ids.h"
#include "engine/base/json.h"
#include "engine/base/json_writer.h"
#include "engine/base/result.h"
#include "engine/time/civil.h"
#include "engine/time/instant.h"

/// The two directions of the wire. `fields(wire, row)` names the members of a struct in their order, and runs with a
/// Writer as well as with a Reader. Only the wire_*.cpp include this.
namespace aftale::cases::wire {

/// The names of an enumeration's values 0, 1, 2 ...; an empty one is no value.
using Names = std::span<const std::string_view>;

/// What `fields` is given: a row to be read into, or to be written.
template <class Wire, class Row>
using Of = std::conditional_t<Wire::kReads, Row, const Row>;

/// What a member may be left out for: null is a value of it.
template <class T>
inline constexpr bool kMayBeNull = std::same_as<T, Text>;
template <class T>
inline constexpr bool kMayBeNull<std::optional<T>> = true;

/// Whatever is at hand, JSON is written. One object, one use.
class Writer {
 public:
  static constexpr bool kReads = false;
  explicit Writer(std::string& out) : json_(out) {}

  void value(const std::string& text) { json_.string(text); }
  void value(const Text& text);  ///< null where there is none; `only` names the language where the other lacks
  void value(const std::vector<std::string>& texts);
  void value(const time::CivilDate& date) { json_.string(date.iso()); }
  void value(const time::Instant& at) { json_.string(at.rfc3339()); }
  void value(const std::int64_t& number) { json_.number(number); }
  void value(const std::uint32_t& number) { json_.number(std::int64_t{number}); }
  void value(const int& number) { json_.number(std::int64_t{number}); }
  void value(const bool& truth) { json_.boolean(truth); }
  void value(const Digest& digest) { json_.string(digest.hex()); }
  void value(const RequestId& id) { json_.string(id.text()); }
  void value(const CaseId& id) { json_.number(id.value); }
  template <class T>
  void value(const std::optional<T>& maybe) {
    if (maybe) {
      value(*maybe);
    } else {
      json_.null();
    }
  }
  /// An object even where the text is empty.
  void title(const Text& text);
  /// Bytes that may be no UTF-8: a string, or {"base64": ...}.
  void exact(const std::string& bytes);

  template <class T>
  void member(const char* key, const T& content) {
    json_.key(key);
    value(content);
  }
  void exact(const char* key, const std::string& bytes) {
    json_.key(key);
    exact(bytes);
  }
  /// A text that may be empty: null.
  void word(const char* key, const std::string& text);
  /// A number that is null where it is 0.
  void unless_zero(const char* key, const std::int64_t& number);
  /// A truth that is left out where it is false.
  void rarely(const char* key, const bool& truth) {
    if (truth) member(key, truth);
  }
  /// A text that is left out where it is empty.
  void rarely(const char* key, const std::string& text) {
    if (!text.empty()) member(key, text);
  }
  void bytes(const char* key, const std::string& content);       ///< as base64
  void rare_bytes(const char* key, const std::string& content);  ///< left out where there are none
  /// JSON that is put in as it is where a reader gets the same bytes again; else null, and `key`_bytes has them.
  void json(const char* key, const std::string& text);
  /// `code` of a finding.
  void code(const char* key, const char* const& code) { json_.field(key, code); }
  /// Names and their texts as one object, in their order.
  void words(const char* key, const std::vector<std::pair<std::string, std::string>>& words);
  /// The same as a list of pairs: names may come twice.
  void pairs(const char* key, const std::vector<std::pair<std::string, std::string>>& pairs);
  template <class Value>
  void choice(const char* key, const Value& chosen, Names names) {
    name(key, static_cast<std::size_t>(chosen), names);
  }

  template <class Fields>
  void object(Fields each) {
    json_.begin_object();
    each();
    json_.end_object();
  }
  template <class Fields>
  void object(const char* key, Fields each) {
    json_.key(key);
    object(each);
  }
  template <class Row>
  void maybe(const char* key, const std::optional<Row>& row) {
    json_.key(key);
    if (row) {
      object([&] { fields(*this, *row); });
    } else {
      json_.null();
    }
  }
  /// `each(item, number)` writes one value.
  template <class Items, class Each>
  void list(const char* key, const Items& items, Each each) {
    json_.key(key).begin_array();
    for (std::size_t n = 0; n < items.size(); ++n) each(items[n], n);
    json_.end_array();
  }
  template <class Row>
  void objects(const char* key, const std::vector<Row>& rows) {
    list(key, rows, [&](const Row& row, std::size_t) { object([&] { fields(*this, row); }); });
  }
  void titles(const char* key, const std::vector<Text>& texts) {
    list(key, texts, [&](const Text& text, std::size_t) { title(text); });
  }
  template <class Variant>
  void tag(const char* key, const Variant& variant, Names names) {
    name(key, variant.index(), names);
  }

 private:
  void name(const char* key, std::size_t number, Names names);
  JsonWriter json_;
};

/// Goes through a tree that was read. The first mistake is kept, and everything after it is passed over.
class Reader {
 public:
  static constexpr bool kReads = true;
  /// The tree must outlive the reader.
  explicit Reader(const Json& root) { path_.push_back({&root, nullptr, 0, 0}); }

  const ErrorPtr& error() const { return error_; }

  void value(std::string& text);
  void value(Text& text);
  void value(std::vector<std::string>& texts);
  void value(time::CivilDate& date);
  void value(time::Instant& at);
  void value(std::int64_t& number);
  void value(std::uint32_t& number);
  void value(int& number);
  void value(bool& truth);
  void value(Digest& digest);
  void value(RequestId& id);
  void value(CaseId& id) { value(id.value); }
  template <class T>
  void value(std::optional<T>& maybe) {
    maybe.reset();
    if (!here().is_null()) value(maybe.emplace());
  }
  void title(Text& text);
  void exact(std::string& bytes);

  template <class T>
  void member(const char* key, T& content) {
    at(key, kMayBeNull<T>, [&] { value(content); });
  }
  void exact(const char* key, std::string& bytes) {
    at(key, false, [&] { exact(bytes); });
  }
  void word(const char* key, std::string& text);
  void unless_zero(const char* key, std::int64_t& number);
  void rarely(const char* key, bool& truth) {
    truth = false;
    if (has(key)) member(key, truth);
  }
  void rarely(const char* key, std::string& text) {
    text.clear();
    if (has(key)) member(key, text);
  }
  void bytes(const char* key, std::string& content);
  void rare_bytes(const char* key, std::string& content);
  void json(const char* key, std::string& text);
  void code(const char* key, const char*& code);
  void words(const char* key, std::vector<std::pair<std::string, std::string>>& words);
  void pairs(const char* key, std::vector<std::pair<std::string, std::string>>& pairs);
  template <class Value>
  void choice(const char* key, Value& chosen, Names names) {
    at(key, false, [&] { chosen = static_cast<Value>(name(names)); });
  }

  template <class Fields>
  void object(Fields each) {
    if (expect(Json::Kind::object)) each();
  }
  template <class Fields>
  void object(const char* key, Fields each) {
    at(key, false, [&] { object(each); });
  }
  template <class Row>
  void maybe(const char* key, std::optional<Row>& row) {
    row.reset();
    at(key, true, [&] {
      if (!here().is_null()) object([&] { fields(*this, row.emplace()); });
    });
  }
  template <class Items, class Each>
  void list(const char* key, Items& items, Each each) {
    at(key, false, [&] { elements(items, each); });
  }
  template <class Row>
  void objects(const char* key, std::vector<Row>& rows) {
    list(key, rows, [&](Row& row, std::size_t) { object([&] { fields(*this, row); }); });
  }
  void titles(const char* key, std::vector<Text>& texts) {
    list(key, texts, [&](Text& text, std::size_t) { title(text); });
  }
  /// Makes `variant` an empty value of the alternative that is named.
  template <class Variant>
  void tag(const char* key, Variant& variant, Names names) {
    AFTALE_CHECK(names.size() == std::variant_size_v<Variant>);
    at(key, false, [&] { emplace(variant, name(names), std::make_index_sequence<std::variant_size_v<Variant>>()); });
  }

  /// Not null, and there.
  bool has(const char* key);
  /// What stands here is wrong; `expected` completes "must be".
  void refuse(const Text& expected);
  /// The same of the member `key`.
  void refuse(const char* key, const Text& expected) {
    at(key, true, [&] { refuse(expected); });
  }

 private:
  struct Place {
    const Json* json;
    const char* key;    ///< null: an element
    std::size_t index;  ///< of an element
    std::size_t next;   ///< where the next member is looked for first: they mostly come in order
  };

  const Json& here() const { return *path_.back().json; }
  const Json* find(std::string_view key);
  bool expect(Json::Kind kind);
  std::size_t name(Names names);
  void missing(const char* key);
  std::string where() const;
  void fail_with(Text reason);

  template <class Read>
  void at(const char* key, bool may_be_missing, Read read) {
    if (error_) return;
    const Json* found = find(key);
    if (!found && !may_be_missing) return missing(key);
    path_.push_back({found ? found : &kNull, key, 0, 0});
    read();
    path_.pop_back();
  }
  template <class Items, class Each>
  void elements(Items& items, Each each) {
    items.clear();
    if (!expect(Json::Kind::array)) return;
    const std::vector<Json>& found = here().items();
    for (std::size_t n = 0; n < found.size() && !error_; ++n) {
      path_.push_back({&found[n], nullptr, n, 0});
      each(items.emplace_back(), n);
      path_.pop_back();
    }
  }
  template <class Variant, std::size_t... Numbers>
  static void emplace(Variant& variant, std::size_t number, std::index_sequence<Numbers...>) {
    static_cast<void>(((number == Numbers && (variant.template emplace<Numbers>(), true)) || ...));
  }

  static const Json kNull;
  std::vector<Place> path_;
  ErrorPtr error_;
};

/// The text that `write(writer)` makes of one object.
template <class Write>
std::string written(Write write) {
  std::string text;
  Writer writer(text);
  writer.object([&] { write(writer); });
  return text;
}

/// The value that `read(reader, value)` makes of `json`, which must be one object.
template <class Value, class Read>
Result<Value> read_whole(std::string_view json, std::size_t values_max, Read read) {
  AFTALE_TRY(const Json root, Json::parse(json, values_max));
  Reader reader(root);
  Value value{};
  reader.object([&] { read(reader, value); });
  if (reader.error()) return fail(reader.error());
  return value;
}

}  // namespace aftale::cases::wire
