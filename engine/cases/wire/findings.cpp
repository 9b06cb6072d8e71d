#include "engine/cases/wire/findings.h"

#include <algorithm>
#include <mutex>
#include <set>

#include "engine/base/limits.h"
#include "engine/cases/wire/wire.h"

namespace aftale::cases {
namespace wire {

bool is_code(std::string_view code) {
  return code.size() <= 64 && std::all_of(code.begin(), code.end(), [](char one) { return one > ' ' && one < 0x7F; });
}

const char* kept_code(std::string_view code) {
  static std::mutex mutex;
  static std::set<std::string, std::less<>> kept;
  const std::lock_guard lock(mutex);
  auto found = kept.find(code);
  if (found == kept.end()) {
    if (kept.size() >= limits::kWireCodesMax) return "other";
    found = kept.emplace(code).first;
  }
  return found->c_str();
}

}  // namespace wire

std::string write_error(const ErrorPtr& error) {
  return wire::written([&](wire::Writer& out) { out.object("error", [&] { fields(out, *error); }); });
}

Result<ErrorPtr> read_error(std::string_view json) {
  AFTALE_TRY(Error error, wire::read_whole<Error>(json, SIZE_MAX, [](wire::Reader& in, Error& read) {
               in.object("error", [&] { fields(in, read); });
             }));
  return std::make_shared<const Error>(std::move(error));
}

}  // namespace aftale::cases
