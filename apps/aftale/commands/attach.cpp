#include <filesystem>

#include "adapters/folders/file.h"
#include "apps/aftale/command.h"
#include "apps/aftale/connect.h"
#include "apps/aftale/output.h"
#include "engine/base/limits.h"

namespace aftale::app {
namespace {

int run_attach(const Invocation& invocation) {
  const Arguments& arguments = invocation.arguments;
  const Settings& settings = invocation.settings;
  const std::string file = arguments.value("FILE");
  cases::AttachDocument attach{arguments.value("--as"), std::filesystem::path(file).filename().string(), {}};
  Result<folders::Fingerprint> print = folders::fingerprint(file, limits::kAttachmentBytesMax);
  if (!print) return report(settings, print.error());
  if (print->bytes) {
    attach.bytes = std::move(*print->bytes);
  } else {
    attach.reference = {print->sha256, print->size};
  }
  return execute(invocation, arguments.value("KEY"), std::move(attach));
}

}  // namespace

CommandSpec attach_command() {
  return {"attach",
          {"vedhæfter en ny version af et dokument", "attaches a new version of a document"},
          {{"KEY", {"sagens nøgle", "the key of the case"}},
           {"FILE",
            {"filen; den gemmes i databasen, er den over 25 MB dog kun dens størrelse og SHA-256",
             "the file; it is kept in the database, above 25 MB only its size and SHA-256"}}},
          {{"--as",
            "DOCUMENT",
            {"dokumentets navn i forløbet eller dets titel", "the document's name in the workflow, or its title"},
            Option::Use::required}},
          {"aftale attach nordjylland-2023-24 udkast.pdf --as agreement"},
          CommandSpec::Kind::writing,
          run_attach};
}

}  // namespace aftale::app
