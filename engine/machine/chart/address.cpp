#include "engine/machine/chart/address.h"

namespace aftale::machine {

using model::StateIx;

std::string address_of(const Run& run, BranchNo branch, StateIx state) {
  return address_in(run.chart(branch), run.branch(branch), state);
}

std::string renewal_address(const model::Definition& definition, const Branch& branch, std::uint16_t document) {
  return branch.key + "/" + kRenewedApproval + "/" + definition.root().documents[document].id;
}

std::string renewal_address(const Run& run, BranchNo branch, std::uint16_t document) {
  return renewal_address(run.definition(), run.branch(branch), document);
}

std::string escaped(std::string_view key) {
  std::string out;
  out.reserve(key.size());
  for (const char byte : key) {
    switch (byte) {
      case '/':
        out += "%2F";
        break;
      case '#':
        out += "%23";
        break;
      case '%':
        out += "%25";
        break;
      case '*':
        out += "%2A";
        break;
      default:
        out += byte;
    }
  }
  return out;
}

std::string unescaped(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size(); ++at) {
    const std::string_view code = text.substr(at, 3);
    const char* plain = code == "%2F" ? "/" : code == "%23" ? "#" : code == "%25" ? "%" : code == "%2A" ? "*" : nullptr;
    out += plain ? *plain : text[at];
    if (plain) at += 2;
  }
  return out;
}

}  // namespace aftale::machine
