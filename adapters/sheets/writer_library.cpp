#include "adapters/sheets/writer_library.h"

#include <dlfcn.h>

#include <map>
#include <mutex>
#include <string>

namespace aftale::sheets {

const char* const kWriterLibrary = AFTALE_XLSXWRITER;

namespace {

tl::unexpected<ErrorPtr> missing(const std::string& file) {
  const char* const told = ::dlerror();
  const std::string why = told ? told : file;
  return fail(Error::Kind::unavailable, "no-library",
              Text{"Regneark skrives med biblioteket libxlsxwriter, som ikke kan indlæses (" + why +
                       "). Installer det, eller brug --as csv",
                   "Spreadsheets are written with the library libxlsxwriter, which cannot be loaded (" + why +
                       "). Install it, or use --as csv"});
}

Result<WriterLibrary> loaded(const char* file) {
  void* const library = ::dlopen(file, RTLD_NOW | RTLD_LOCAL);
  if (!library) return missing(file);
  WriterLibrary functions;
#define AFTALE_WRITER_FUNCTION(name)                                                    \
  functions.name = reinterpret_cast<decltype(functions.name)>(::dlsym(library, #name)); \
  if (!functions.name) return missing(file);
  AFTALE_WRITER_FUNCTIONS(AFTALE_WRITER_FUNCTION)
#undef AFTALE_WRITER_FUNCTION
  return functions;
}

}  // namespace

Result<const WriterLibrary*> WriterLibrary::load(const char* file) {
  static std::mutex one_at_a_time;
  static std::map<std::string, WriterLibrary> known;
  const std::lock_guard lock(one_at_a_time);
  auto found = known.find(file);
  if (found == known.end()) {
    AFTALE_TRY(const WriterLibrary functions, loaded(file));
    found = known.emplace(file, functions).first;
  }
  return &found->second;
}

}  // namespace aftale::sheets
