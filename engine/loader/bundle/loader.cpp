#include "engine/loader/loader.h"

#include <algorithm>

#include "engine/loader/bundle/bundle_loader.h"

namespace aftale::loader {

using model::SourceKind;

std::optional<model::Source> MemorySources::find(SourceKind kind, std::string_view name, int version) const {
  const model::Source* best = nullptr;
  for (const model::Source& source : sources_) {
    if (source.kind != kind || source.name != name || (version != 0 && source.version != version)) continue;
    if (!best || source.version > best->version) best = &source;
  }
  return best ? std::optional(*best) : std::nullopt;
}

std::vector<std::string> MemorySources::names(SourceKind kind) const {
  std::vector<std::string> names;
  for (const model::Source& source : sources_) {
    if (source.kind == kind && std::find(names.begin(), names.end(), source.name) == names.end())
      names.push_back(source.name);
  }
  std::sort(names.begin(), names.end());
  return names;
}

Checked<Loaded> load(const Sources& sources, std::string_view name, int version, std::string_view organisation,
                     std::optional<Pinned> pinned) {
  return BundleLoader(sources, pinned).load(name, version, organisation);
}

}  // namespace aftale::loader
