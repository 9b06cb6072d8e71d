#pragma once
#include <memory>
#include <optional>
#include <tl/expected.hpp>
#include <utility>
#include <vector>

#include "engine/base/diagnostic.h"

namespace aftale {

/// What users or the world can cause. What only we can cause is AFTALE_CHECK (check.h).
struct Error {
  /// Decides the exit code, in one switch in apps/.
  enum class Kind : std::uint8_t {
    refused,          ///< understood, and not done: the findings say why and what is possible
    usage,            ///< the words of the command are wrong
    not_found,        ///< case, step, workflow, file
    unavailable,      ///< busy, locked, disk full: nothing was done, try again
    unknown_outcome,  ///< an I/O error at commit: ask again with the same request id
    damaged           ///< the database or a definition in it is damaged or newer than this program
  };
  Kind kind = Kind::refused;
  std::vector<Diagnostic> findings;  ///< never empty; the first one is the reason
};

using ErrorPtr = std::shared_ptr<const Error>;
template <class T>
using Result = tl::expected<T, ErrorPtr>;

/// What a reader gives: a value if there is one, and everything it noticed. Warnings come with a value.
template <class T>
struct Checked {
  std::optional<T> value;
  std::vector<Diagnostic> findings;
  bool ok() const { return value.has_value() && !has_errors(findings); }
};

tl::unexpected<ErrorPtr> fail(Error::Kind kind, std::vector<Diagnostic> findings);
tl::unexpected<ErrorPtr> fail(Error::Kind kind, const char* code, Text message, std::vector<std::string> possible = {});
inline tl::unexpected<ErrorPtr> fail(ErrorPtr error) {
  return tl::unexpected<ErrorPtr>(std::move(error));
}
/// The code of the first finding.
inline const char* code_of(const ErrorPtr& error) {
  return error->findings.front().code;
}

}  // namespace aftale

#define AFTALE_JOIN_(a, b) a##b
#define AFTALE_JOIN(a, b) AFTALE_JOIN_(a, b)
/// Returns the error of `expression` (a Result) from this function, else binds its value to `declaration`.
#define AFTALE_TRY(declaration, expression) AFTALE_TRY_(AFTALE_JOIN(aftale_try_, __LINE__), declaration, expression)
#define AFTALE_TRY_(temporary, declaration, expression)                \
  auto temporary = (expression);                                       \
  if (!temporary) return ::aftale::fail(std::move(temporary).error()); \
  declaration = std::move(*temporary)
/// The same for a Result<void>.
#define AFTALE_TRY_VOID(expression)                                            \
  do {                                                                         \
    auto aftale_tried = (expression);                                          \
    if (!aftale_tried) return ::aftale::fail(std::move(aftale_tried).error()); \
  } while (false)
