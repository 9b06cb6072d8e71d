#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/diagnostic.h"
#include "engine/feel/type.h"
#include "engine/feel/value.h"
#include "engine/feel/value/arithmetic.h"
#include "engine/feel/value/op.h"

/// The texts of FEEL's findings, the same whether the checker or the evaluation finds them.
namespace aftale::feel {

/// `et tal` / `a number`.
Text kind_words(Type::Kind kind);

/// `+`, `<=`, `and` ...
std::string_view sign_of(Op op);
Text cannot_compute(Op op, Type::Kind left, Type::Kind right);
Text cannot_compare(Op op, Type::Kind left, Type::Kind right);
Text trouble_words(Trouble trouble, Op op, const Value& left, const Value& right);
Text unknown_name(const std::string& name, const std::string& near);
Text unknown_function(const std::string& name, const std::string& near);
Text unknown_member(const std::string& name, const std::string& near, const Text& of);
Text wrong_count(const std::string& function, std::size_t given, int least, int most);
Text not_boolean(const Text& what, Type::Kind kind);

/// The FEEL text of a value, cut to a length that fits a message.
std::string shown(const Value& value);

/// The kind of a value as a type has it.
Type::Kind type_kind(const Value& value);

}  // namespace aftale::feel
