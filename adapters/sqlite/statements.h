#pragma once
#include <SQLiteCpp/SQLiteCpp.h>

#include <cstdint>
#include <forward_list>
#include <optional>
#include <string>
#include <string_view>

#include "adapters/sqlite/raw.h"
#include "engine/base/digest.h"
#include "engine/base/ids.h"
#include "engine/records/columns.h"
#include "engine/time/civil.h"
#include "engine/time/instant.h"

namespace aftale::sqlite {

/// Binds the columns of one statement from left to right. Texts and blobs are not copied: they must live until the
/// statement has run.
class Binder {
 public:
  // tryReset: reset would throw the error of the statement's last run once more.
  explicit Binder(SQLite::Statement& statement) : statement_(statement) { statement_.tryReset(); }
  Binder& add(std::int64_t number) {
    statement_.bind(++at_, number);
    return *this;
  }
  Binder& add(bool truth) { return add(static_cast<std::int64_t>(truth)); }
  Binder& add(const std::string& text) {
    statement_.bindNoCopy(++at_, text);
    return *this;
  }
  Binder& add(const Digest& digest) { return blob(digest.view()); }
  Binder& add(time::Instant instant) { return add(instant.micros); }
  Binder& add(time::CivilDate date) { return add(date.days()); }
  /// None where it is 0: what belongs to no case.
  Binder& add(CaseId id) { return id.value == 0 ? null() : add(id.value); }
  Binder& add(const RequestId& id) { return blob(id.view()); }
  template <records::Enumeration T>
  Binder& add(T status) {
    return add(static_cast<std::int64_t>(status));
  }
  /// As JSON, or nothing.
  Binder& add(const records::FactsMore& more) {
    const std::string& text = made_.emplace_front(records::json_of(more));
    return text.empty() ? null() : add(text);
  }
  template <class T>
  Binder& add(const std::optional<T>& value) {
    return value ? add(*value) : null();
  }
  Binder& null() {
    statement_.bind(++at_);
    return *this;
  }
  Binder& blob(std::string_view bytes) {
    statement_.bindNoCopy(++at_, static_cast<const void*>(bytes.empty() ? "" : bytes.data()),
                          static_cast<int>(bytes.size()));
    return *this;
  }
  template <class... T>
  Binder& all(const T&... values) {
    (add(values), ...);
    return *this;
  }
  /// Runs a statement that gives no rows; the number of rows it changed.
  int run() { return statement_.exec(); }

 private:
  SQLite::Statement& statement_;
  int at_ = 0;
  std::forward_list<std::string> made_;
};

/// Reads the columns of one row from left to right.
class Columns {
 public:
  explicit Columns(SQLite::Statement& statement) : statement_(statement) {}
  void get(std::int64_t& value) { value = statement_.getColumn(at_++).getInt64(); }
  void get(bool& value) { value = statement_.getColumn(at_++).getInt64() != 0; }
  void get(std::string& value) {
    const SQLite::Column column = statement_.getColumn(at_++);
    const void* bytes = column.getBlob();  // text and blob alike: the stored bytes
    value.assign(static_cast<const char*>(bytes), bytes ? static_cast<std::size_t>(column.getBytes()) : 0);
  }
  void get(Digest& value) {
    std::string bytes;
    get(bytes);
    value = Digest::from_bytes(bytes).value_or(Digest{});
  }
  void get(RequestId& value) {
    std::string bytes;
    get(bytes);
    value = RequestId::from_bytes(bytes).value_or(RequestId{});
  }
  void get(CaseId& value) { get(value.value); }
  void get(time::Instant& value) { get(value.micros); }
  void get(time::CivilDate& value) {
    std::int64_t days = 0;
    get(days);
    value = time::CivilDate::from_days(days);
  }
  /// What was written by nobody stays no value of it, so that audit finds it.
  template <records::Enumeration T>
  void get(T& value) {
    std::int64_t number = 0;
    get(number);
    value = static_cast<T>(number < 0 || number > 0xff ? 0xff : number);
  }
  void get(records::FactsMore& value) {
    std::string text;
    get(text);
    value = text.empty() ? records::FactsMore() : records::more_from(text);
    if (records::json_of(value) != text) throw corrupt("a row holds what no program writes");
  }
  template <class T>
  void get(std::optional<T>& value) {
    if (skip_null())
      value.reset();
    else
      get(value.emplace());
  }
  /// Passes over a column that has no value.
  bool skip_null() {
    if (!statement_.getColumn(at_).isNull()) return false;
    ++at_;
    return true;
  }
  template <class... T>
  void all(T&... values) {
    (get(values), ...);
  }

 private:
  SQLite::Statement& statement_;
  int at_ = 0;
};

}  // namespace aftale::sqlite
