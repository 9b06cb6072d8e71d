#include "engine/cases/definitions.h"

#include <algorithm>
#include <charconv>
#include <string_view>

#include "engine/loader/loader.h"

namespace aftale::cases {
namespace {

using model::Source;
using model::SourceKind;

std::vector<std::string_view> split(std::string_view text, char at) {
  std::vector<std::string_view> parts;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find(at, begin), text.size());
    parts.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return parts;
}

std::optional<SourceKind> kind_of(std::string_view name) {
  for (const SourceKind kind : {SourceKind::workflow, SourceKind::organisation, SourceKind::calendar, SourceKind::rules,
                                SourceKind::template_}) {
    if (name == model::name_of(kind)) return kind;
  }
  return std::nullopt;
}

tl::unexpected<ErrorPtr> damaged(const std::string& what) {
  return fail(
      Error::Kind::damaged, "damaged",
      Text{"En definition i databasen er beskadiget (" + what + "). Gem en kopi af filen, og gendan en sikkerhedskopi",
           "A definition in the database is damaged (" + what + "). Keep a copy of the file and restore a backup"});
}

struct Manifest {
  int reading = model::kReadingOldest;
  std::vector<Source> sources;
};

// A manifest line: kind, name, version, SHA-256, with tabs between; or `reading` and its number.
Result<Manifest> read_manifest(records::StoreReader& store, const std::string& manifest) {
  Manifest out;
  std::vector<Source>& sources = out.sources;
  for (const std::string_view line : split(manifest, '\n')) {
    if (line.empty()) continue;
    const std::vector<std::string_view> parts = split(line, '\t');
    if (parts.size() == 2 && parts[0] == "reading") {
      std::from_chars(parts[1].data(), parts[1].data() + parts[1].size(), out.reading);
      if (out.reading < model::kReadingOldest || out.reading > model::kReading) return damaged("reading");
      continue;
    }
    const std::optional<SourceKind> kind = parts.size() == 4 ? kind_of(parts[0]) : std::nullopt;
    const std::optional<Digest> sha256 = parts.size() == 4 ? Digest::from_hex(parts[3]) : std::nullopt;
    int version = 0;
    if (!kind || !sha256 ||
        std::from_chars(parts[2].data(), parts[2].data() + parts[2].size(), version).ec != std::errc()) {
      return damaged("manifest");
    }
    AFTALE_TRY(std::optional<std::string> bytes, store.content(*sha256));
    if (!bytes || aftale::sha256(*bytes) != *sha256) return damaged(std::string(parts[1]));
    sources.push_back({*kind, std::string(parts[1]), version, std::string(parts[1]), std::move(*bytes)});
  }
  return out;
}

/// `pinned`: of the store, and read as it says; else what somebody brings, which is checked.
Result<loader::Loaded> compile(const std::vector<Source>& sources, const std::string& workflow, int version,
                               std::optional<loader::Pinned> pinned) {
  std::string organisation;
  for (const Source& source : sources) {
    if (source.kind == SourceKind::organisation) organisation = source.name;
  }
  const loader::MemorySources memory(sources);
  Checked<loader::Loaded> loaded = loader::load(memory, workflow, version, organisation, pinned);
  if (!loaded.value) return fail(pinned ? Error::Kind::damaged : Error::Kind::refused, std::move(loaded.findings));
  return std::move(*loaded.value);
}

records::DefinitionRow row_of(const model::Definition& definition, const std::vector<Source>& sources) {
  const Source& own = sources.front();
  return {definition.id, own.name, own.version, sha256(own.bytes), definition.manifest};
}

/// The same name and version must be the same file.
Result<void> check_version(const records::DefinitionRow& row, const std::vector<records::DefinitionRow>& known) {
  for (const records::DefinitionRow& other : known) {
    if (other.workflow != row.workflow || other.version != row.version || other.workflow_source == row.workflow_source)
      continue;
    const std::string name = row.workflow + "@" + std::to_string(row.version);
    return fail(Error::Kind::refused, "version-reused",
                Text{name + " findes i databasen med et andet indhold. Hæv \"version\" i filen, så de kørende sager "
                            "beholder deres",
                     name + " is in the database with other content. Raise \"version\" in the file, so that running "
                            "cases keep theirs"});
  }
  return {};
}

}  // namespace

Result<model::DefinitionPtr> Definitions::get(const Digest& id) {
  if (const auto found = loaded_.find(id); found != loaded_.end()) return found->second;
  AFTALE_TRY(const std::optional<records::DefinitionRow> row, store_.find_definition(id));
  if (!row) {
    return fail(Error::Kind::not_found, "unknown-workflow",
                Text{"Databasen kender ikke det forløb, som sagen skal følge",
                     "The database does not know the workflow that the case follows"});
  }
  AFTALE_TRY(const Manifest manifest, read_manifest(store_, row->manifest));
  const std::vector<Source>& sources = manifest.sources;
  const auto own = std::find_if(sources.begin(), sources.end(), [&](const Source& source) {
    return source.kind == SourceKind::workflow && source.name == row->workflow && source.version == row->version;
  });
  if (own == sources.end() || sha256(own->bytes) != row->workflow_source) return damaged(row->workflow);
  AFTALE_TRY(loader::Loaded loaded,
             compile(sources, row->workflow, static_cast<int>(row->version), loader::Pinned{manifest.reading}));
  if (loaded.definition->id != id) return damaged(row->workflow);
  loaded_.emplace(id, loaded.definition);
  return loaded.definition;
}

Result<Definitions::Installed> Definitions::prepare(const std::vector<Source>& sources) {
  if (sources.empty()) return damaged("no sources");
  const Source& own = sources.front();
  AFTALE_TRY(loader::Loaded loaded, compile(sources, own.name, own.version, std::nullopt));
  Installed installed;
  installed.id = loaded.definition->id;
  loaded_.emplace(installed.id, loaded.definition);
  AFTALE_TRY(const std::vector<records::DefinitionRow> known, store_.definitions());
  const auto is_known = [&](const Digest& id) {
    const auto same = [&](const records::DefinitionRow& row) { return row.id == id; };
    return std::any_of(known.begin(), known.end(), same) ||
           std::any_of(installed.definitions.begin(), installed.definitions.end(), same);
  };
  // With it all that it may open, whatever that opens in turn: no case may come to want a file.
  std::vector<loader::Loaded> wanted{std::move(loaded)};
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    const loader::Loaded bundle = wanted[i];
    if (is_known(bundle.definition->id)) continue;
    records::DefinitionRow row = row_of(*bundle.definition, bundle.sources);
    AFTALE_TRY_VOID(check_version(row, known));
    for (const Source& source : bundle.sources) installed.content.push_back({sha256(source.bytes), source.bytes});
    installed.definitions.push_back(std::move(row));
    for (const std::string& name : bundle.definition->opens) {
      AFTALE_TRY(loader::Loaded other, compile(bundle.sources, name, 0, std::nullopt));
      loaded_.emplace(other.definition->id, other.definition);
      wanted.push_back(std::move(other));
    }
  }
  return installed;
}

Result<Definitions::Opened> Definitions::opened(const model::DefinitionPtr& definition, const std::string& workflow) {
  if (workflow == definition->root().name) return Opened{definition, std::nullopt};
  const std::pair<Digest, std::string> which(definition->id, workflow);
  if (const auto found = opened_.find(which); found != opened_.end()) {
    AFTALE_TRY(model::DefinitionPtr known, get(found->second));
    return Opened{std::move(known), std::nullopt};
  }
  AFTALE_TRY(const Manifest manifest, read_manifest(store_, definition->manifest));
  AFTALE_TRY(const loader::Loaded loaded, compile(manifest.sources, workflow, 0, loader::Pinned{manifest.reading}));
  const Digest id = loaded.definition->id;
  // Where it was read from a file, its findings name that.
  const model::DefinitionPtr known = loaded_.try_emplace(id, loaded.definition).first->second;
  AFTALE_TRY(const std::optional<records::DefinitionRow> row, store_.find_definition(id));
  if (!row) return Opened{known, row_of(*loaded.definition, loaded.sources)};
  opened_.emplace(which, id);
  return Opened{known, std::nullopt};
}

}  // namespace aftale::cases
