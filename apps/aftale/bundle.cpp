#include "apps/aftale/bundle.h"

namespace aftale::app {
namespace {

// Where was looked, since the file may simply lie elsewhere.
void add_folders(Text& message, const std::vector<std::string>& folders) {
  std::string list;
  for (const std::string& folder : folders) list += (list.empty() ? "" : ", ") + folder;
  const bool none = list.empty();
  if (!message.da.empty() && message.da.back() == '?') return;
  message.da += none ? ". Der er ingen mapper at lede i: angiv en med --path"
                     : ". Der er ledt i " + list + "; andre mapper angives med --path";
  message.en += none ? ". There are no folders to look in: name one with --path"
                     : ". Looked in " + list + "; name other folders with --path";
}

}  // namespace

Result<loader::Loaded> load_bundle(const folders::FolderSources& sources, const Settings& settings,
                                   const std::string& name, int version, const std::string& organisation) {
  Checked<loader::Loaded> loaded = loader::load(sources, name, version, organisation);
  if (loaded.ok()) return std::move(*loaded.value);
  if (sources.find(model::SourceKind::workflow, name, version))
    return fail(Error::Kind::refused, std::move(loaded.findings));
  add_folders(loaded.findings.front().message, settings.paths);
  return fail(Error::Kind::not_found, std::move(loaded.findings));
}

}  // namespace aftale::app
