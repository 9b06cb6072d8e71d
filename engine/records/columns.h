#pragma once
#include <algorithm>
#include <concepts>
#include <cstdint>
#include <cstring>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "engine/base/digest.h"
#include "engine/base/ids.h"
#include "engine/base/text.h"
#include "engine/records/facts.h"
#include "engine/time/civil.h"
#include "engine/time/instant.h"

/// How a row is described, once: beside each struct of rows.h stands `columns(visit, row)`, which calls for every
/// member
///
///     visit.key(name, member)         a part of the row's key
///     visit.given(name, member)       the row's number, which the store gives where it is 0
///     visit.column(name, member)      a number, truth, day, instant, id, digest, status or text, or an optional of one
///     visit.text(name, member)        a text; an empty one is none
///     visit.term(name, member)        a text that many rows have, kept once; `maybe_term`: an empty one is none
///     visit.title(name, member)       a Text that many rows have, kept once
///     visit.bytes(name, member)       bytes that are no text
///     visit.group(name, [&](auto& of) { .. })  members that many rows have together, kept once: `of` is called as
///     above visit.of_case(name, member)     what the row's case says already, so that it is not kept again
///     visit.of_entry_before(name, member)  the same of the journal entry before it
///     visit.unless_same(name, member, other)  a column that is kept only where it is other than `other`
///
/// The SQL of the stores, equality and the wire follow from it. `row` is const where the visitor only reads.
namespace aftale::records {

template <class Row, class Of>
concept IsRow = std::same_as<std::remove_const_t<Row>, Of>;

template <class T>
concept Enumeration = std::is_enum_v<T>;

/// A row as bytes that no other row has: for comparing, and for finding what is kept once. Columns that are named in
/// `without` are left out.
class RowBytes {
 public:
  explicit RowBytes(std::string& out, std::span<const std::string_view> without = {}) : out_(out), without_(without) {}

  template <class T>
  void key(const char* name, const T& value) {
    column(name, value);
  }
  void given(const char* name, std::int64_t value) { column(name, value); }
  template <class T>
  void column(const char* name, const T& value) {
    if (!leaves_out(name)) add(value);
  }
  void text(const char* name, const std::string& value) { column(name, value); }
  void term(const char* name, const std::string& value) { column(name, value); }
  void maybe_term(const char* name, const std::string& value) { column(name, value); }
  void title(const char* name, const Text& value) { column(name, value); }
  void bytes(const char* name, const std::string& value) { column(name, value); }
  template <class Members>
  void group(const char* name, Members members) {
    if (!leaves_out(name)) members(*this);
  }
  void of_case(const char* name, const std::string& value) { column(name, value); }
  void of_entry_before(const char* name, const Digest& value) { column(name, value); }
  template <class T>
  void unless_same(const char* name, const T& value, const T&) {
    column(name, value);
  }

 private:
  bool leaves_out(std::string_view name) const {
    return std::find(without_.begin(), without_.end(), name) != without_.end();
  }
  void add(std::int64_t number) {
    char bytes[sizeof number];
    std::memcpy(bytes, &number, sizeof number);
    out_.append(bytes, sizeof bytes);
  }
  void add(bool truth) { out_.push_back(truth ? '\1' : '\0'); }
  void add(std::string_view text) {
    add(static_cast<std::int64_t>(text.size()));
    out_.append(text);
  }
  void add(const std::string& text) { add(std::string_view(text)); }
  void add(const Text& text) {
    add(text.da);
    add(text.en);
  }
  void add(const Digest& digest) { out_.append(digest.view()); }
  void add(const RequestId& id) { out_.append(id.view()); }
  void add(CaseId id) { add(id.value); }
  void add(time::Instant at) { add(at.micros); }
  void add(time::CivilDate date) { add(std::int64_t{date.days()}); }
  void add(const FactsMore& more) { add(json_of(more)); }
  template <Enumeration T>
  void add(T status) {
    out_.push_back(static_cast<char>(status));
  }
  template <class T>
  void add(const std::optional<T>& maybe) {
    add(maybe.has_value());
    if (maybe) add(*maybe);
  }

  std::string& out_;
  std::span<const std::string_view> without_;
};

/// Every column is the same, but for those that are named in `without`.
template <class Row>
bool same(const Row& left, const Row& right, const std::vector<std::string_view>& without = {}) {
  std::string one, other;
  RowBytes of_one(one, without), of_other(other, without);
  columns(of_one, left);
  columns(of_other, right);
  return one == other;
}

template <class Row>
bool same_all(const std::vector<Row>& left, const std::vector<Row>& right,
              const std::vector<std::string_view>& without = {}) {
  return left.size() == right.size() &&
         std::equal(left.begin(), left.end(), right.begin(),
                    [&](const Row& one, const Row& other) { return same(one, other, without); });
}

}  // namespace aftale::records
