#pragma once
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "adapters/sqlite/statements.h"
#include "engine/base/text.h"

/// Visitors of the columns of one group (records/columns.h), which is a row of a table of its own: a title takes two
/// columns there, in Danish and in English.
namespace aftale::sqlite {

/// Every kind of column is the same here but for titles.
template <class Self>
class GroupVisitor {
 public:
  template <class T>
  void key(const char* name, T& value) {
    self().column(name, value);
  }
  template <class T>
  void text(const char* name, T& value) {
    self().column(name, value);
  }
  template <class T>
  void term(const char* name, T& value) {
    self().column(name, value);
  }
  template <class T>
  void maybe_term(const char* name, T& value) {
    self().column(name, value);
  }
  template <class T>
  void title(const char* name, T& value) {
    self().column(name, value.da);
    self().column(name, value.en);
  }

 private:
  Self& self() { return static_cast<Self&>(*this); }
};

/// Their names.
class GroupNames : public GroupVisitor<GroupNames> {
 public:
  template <class T>
  void column(const char* name, const T&) {
    names.emplace_back(name);
  }
  void title(const char* name, const Text&) {
    names.push_back(std::string(name) + "_da");
    names.push_back(std::string(name) + "_en");
  }
  std::vector<std::string> names;
};

class GroupBinder : public GroupVisitor<GroupBinder> {
 public:
  explicit GroupBinder(Binder& binder) : binder_(binder) {}
  template <class T>
  void column(const char*, const T& value) {
    binder_.add(value);
  }

 private:
  Binder& binder_;
};

class GroupReader : public GroupVisitor<GroupReader> {
 public:
  explicit GroupReader(Columns& columns) : columns_(columns) {}
  template <class T>
  void column(const char*, T& value) {
    columns_.get(value);
  }

 private:
  Columns& columns_;
};

/// Their sum, by which a row is found: FNV-1a of 32 bits over the values in their order, numbers in decimal digits,
/// texts and blobs as they are, NULL as nothing, each with a zero byte behind it.
class GroupSum : public GroupVisitor<GroupSum> {
 public:
  template <class T>
  void column(const char*, const T& value) {
    add(value);
    put(std::string_view("\0", 1));
  }
  /// The same of a value as it was read from the file.
  void value(const SQLite::Column& value) {
    if (value.isInteger())
      add(value.getInt64());
    else if (const void* bytes = value.getBlob())
      put({static_cast<const char*>(bytes), static_cast<std::size_t>(value.getBytes())});
    put(std::string_view("\0", 1));
  }
  std::int64_t sum() const { return static_cast<std::int64_t>(sum_); }

 private:
  void add(std::int64_t number) { put(std::to_string(number)); }
  void add(bool truth) { put(truth ? "1" : "0"); }
  void add(const std::string& text) { put(text); }
  void add(const Digest& digest) { put(digest.view()); }
  template <records::Enumeration T>
  void add(T status) {
    add(static_cast<std::int64_t>(status));
  }
  template <class T>
  void add(const std::optional<T>& maybe) {
    if (maybe) add(*maybe);
  }
  void put(std::string_view bytes) {
    for (const char byte : bytes) sum_ = (sum_ ^ static_cast<unsigned char>(byte)) * 16'777'619U;
  }

  std::uint32_t sum_ = 2'166'136'261U;
};

/// What is read where a row names what is not there: texts that no program writes.
class GroupUnknown : public GroupVisitor<GroupUnknown> {
 public:
  template <class T>
  void column(const char*, T& value) {
    if constexpr (std::is_same_v<T, std::string>) value = "?";
  }
};

/// Reads what records::RowBytes wrote.
class GroupOfBytes : public GroupVisitor<GroupOfBytes> {
 public:
  explicit GroupOfBytes(std::string_view bytes) : bytes_(bytes) {}
  template <class T>
  void column(const char*, T& value) {
    get(value);
  }

 private:
  std::string_view take(std::size_t size) {
    const std::string_view taken = bytes_.substr(0, size);
    bytes_.remove_prefix(taken.size());
    return taken;
  }
  void get(std::string& value) {
    std::int64_t size = 0;
    std::memcpy(&size, take(sizeof size).data(), sizeof size);
    value = take(static_cast<std::size_t>(size));
  }
  void get(bool& value) { value = take(1) != std::string_view("\0", 1); }
  void get(Digest& value) { value = *Digest::from_bytes(take(32)); }
  template <records::Enumeration T>
  void get(T& value) {
    value = static_cast<T>(take(1).front());
  }
  template <class T>
  void get(std::optional<T>& value) {
    bool there = false;
    get(there);
    if (there)
      get(value.emplace());
    else
      value.reset();
  }

  std::string_view bytes_;
};

}  // namespace aftale::sqlite
