#include <filesystem>

#include "apps/aftale/command.h"
#include "apps/aftale/connect.h"
#include "apps/aftale/output.h"
#include "engine/base/limits.h"

namespace aftale::app {
namespace {

int run(const Invocation& invocation) {
  const Arguments& arguments = invocation.arguments;
  const Settings& settings = invocation.settings;
  Result<std::string> bytes = folders::read_file(arguments.value("FILE"), limits::kAttachmentBytesMax);
  if (!bytes) return report(settings, bytes.error());
  const std::string name = std::filesystem::path(arguments.value("FILE")).filename().string();
  return execute(invocation, arguments.value("KEY"),
                 cases::AttachDocument{arguments.value("--as"), name, std::move(*bytes)});
}

}  // namespace

CommandSpec attach_command() {
  return {"attach",
          {"vedhæfter en ny version af et dokument", "attaches a new version of a document"},
          {{"KEY", {"sagens nøgle", "the key of the case"}},
           {"FILE", {"filen; den gemmes i databasen", "the file; it is kept in the database"}}},
          {{"--as",
            "DOCUMENT",
            {"dokumentet, som forløbet kalder det", "the document, as the workflow names it"},
            Option::Use::required}},
          {"aftale attach nordjylland-2023-24 udkast.pdf --as agreement"},
          CommandSpec::Kind::writing,
          run};
}

}  // namespace aftale::app
