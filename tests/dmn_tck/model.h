#pragma once
#include <map>
#include <optional>
#include <pugixml.hpp>
#include <string>
#include <vector>

#include "engine/feel/type.h"
#include "engine/feel/value.h"

/// One DMN model as far as the conformance runner goes: decisions and business knowledge models whose logic is a
/// literal expression, or a boxed context of them.
namespace aftale::dmn_tck {

/// Logic: one text, or named parts of which the last, without a name, is the result where there is one.
struct Logic {
  struct Entry;
  std::string text;
  feel::Type type;  ///< what the expression says of itself
  std::vector<Entry> entries;
  bool is_context = false;
};
struct Logic::Entry {
  std::string name;
  feel::Type type;
  Logic logic;
};

struct Parameter {
  std::string name;
  feel::Type type;
};

/// A decision, an input or a business knowledge model.
struct Element {
  enum class Kind : std::uint8_t { input, decision, knowledge };
  Kind kind = Kind::input;
  std::string id, name;
  feel::Type type;
  std::vector<Parameter> parameters;  ///< of a business knowledge model
  std::vector<std::string> requires_ids;
  std::optional<Logic> logic;  ///< none where it is of a form that this runner does not attempt
  bool requires_foreign = false;
};

struct Model {
  std::vector<Element> elements;

  const Element* by_id(const std::string& id) const;
  const Element* by_name(const std::string& name) const;
  /// Whether this runner can do it with all that it requires.
  bool attempts(const Element& element) const;
};

/// None for a file that is not there or no XML.
std::optional<Model> read_model(const std::string& path);

/// The value as DMN 1.5 section 10.3.2.9.4 lets it stand for the type, else null.
feel::Value fitted(const feel::Value& value, const feel::Type& type);

}  // namespace aftale::dmn_tck
