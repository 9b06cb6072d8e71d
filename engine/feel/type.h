#pragma once
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/feel/value.h"

namespace aftale::feel {

/// What is known of a value before it is there: for names with spaces in paths, for checking members
/// (`party.cod`: did you mean `code`?) and for typing what people enter. A value; parts are shared.
class Type {
 public:
  enum class Kind : std::uint8_t {
    any,
    null,
    boolean,
    number,
    string,
    date,
    time,
    date_time,
    months,
    days,
    list,
    context,
    range,
    function
  };
  Type() = default;                 ///< any
  Type(Kind kind) : kind_(kind) {}  // NOLINT(google-explicit-constructor)
  static Type list_of(Type element);
  static Type range_of(Type end);
  static Type function_of(std::vector<Type> parameters, Type result);
  /// A closed record; `open` contexts may have other members too.
  static Type record(std::vector<std::pair<std::string, Type>> members, bool open = false);

  Kind kind() const { return kind_; }
  const Type& element() const;  ///< of a list, the ends of a range, the result of a function; any otherwise
  /// Of a function made with `function_of`: how many; none where nothing is known.
  std::optional<std::size_t> parameter_count() const;
  const Type& parameter(std::size_t place) const;  ///< below the count
  /// The member of a record, or null; also through a list (FEEL's `list.member`).
  const Type* member(std::string_view name) const;
  std::vector<std::string> member_names() const;
  bool is_open() const { return open_; }
  std::string name() const;  ///< `list<string>`, `{code: string, ...}`

 private:
  friend bool conforms(const Value& value, const Type& type);

  Kind kind_ = Kind::any;
  bool open_ = true;
  std::shared_ptr<const Type> element_;
  std::shared_ptr<const std::vector<std::pair<std::string, Type>>> members_;
};

/// Whether `value` may stand where `type` is declared (null always may, and members may be missing).
bool conforms(const Value& value, const Type& type);
/// FEEL's `instance of` (DMN 1.5 section 10.3.2.9.2): as `conforms`, but null is only of type null, a context must have
/// every member, and a function must take and give what the type says.
bool is_instance(const Value& value, const Type& type);
/// Whether all values of `type` are values of `wanted`, as far as is known.
bool conforms(const Type& type, const Type& wanted);
/// Whether every record in `value` has all the members that `type` names, null counting as there. DMN asks for it
/// where a value is converted or `instance of` is asked (1.5 section 10.3.2.9); workflows let members be missing.
bool has_all_members(const Value& value, const Type& type);

}  // namespace aftale::feel
