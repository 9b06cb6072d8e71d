#include "engine/base/result.h"

#include "engine/base/check.h"

namespace aftale {

tl::unexpected<ErrorPtr> fail(Error::Kind kind, std::vector<Diagnostic> findings) {
  AFTALE_CHECK(!findings.empty());
  return tl::unexpected<ErrorPtr>(std::make_shared<const Error>(Error{kind, std::move(findings)}));
}

tl::unexpected<ErrorPtr> fail(Error::Kind kind, const char* code, Text message, std::vector<std::string> possible) {
  std::vector<Diagnostic> findings;
  findings.push_back(Diagnostic{code, Severity::error, std::move(message), std::nullopt, std::move(possible)});
  return fail(kind, std::move(findings));
}

}  // namespace aftale
