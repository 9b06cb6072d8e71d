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
  for (const SourceKind kind :
       {SourceKind::workflow, SourceKind::organisation, SourceKind::calendar, SourceKind::rules}) {
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

// A manifest line: kind, name, version, SHA-256, with tabs between.
Result<std::vector<Source>> read_manifest(ports::Store& store, const std::string& manifest) {
  std::vector<Source> sources;
  for (const std::string_view line : split(manifest, '\n')) {
    if (line.empty()) continue;
    const std::vector<std::string_view> parts = split(line, '\t');
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
  return sources;
}

Result<loader::Loaded> compile(const std::vector<Source>& sources, const std::string& workflow, int version,
                               Error::Kind kind) {
  std::string organisation;
  for (const Source& source : sources) {
    if (source.kind == SourceKind::organisation) organisation = source.name;
  }
  const loader::MemorySources memory(sources);
  Checked<loader::Loaded> loaded = loader::load(memory, workflow, version, organisation);
  if (!loaded.ok()) return fail(kind, std::move(loaded.findings));
  return std::move(*loaded.value);
}

}  // namespace

Result<model::DefinitionPtr> Definitions::get(const Digest& id) {
  if (const auto found = loaded_.find(id); found != loaded_.end()) return found->second;
  AFTALE_TRY(const std::optional<ports::DefinitionRow> row, store_.find_definition(id));
  if (!row) {
    return fail(Error::Kind::not_found, "unknown-workflow",
                Text{"Databasen kender ikke det forløb, som sagen skal følge",
                     "The database does not know the workflow that the case follows"});
  }
  AFTALE_TRY(const std::vector<Source> sources, read_manifest(store_, row->manifest));
  const auto own = std::find_if(sources.begin(), sources.end(), [&](const Source& source) {
    return source.kind == SourceKind::workflow && source.name == row->workflow && source.version == row->version;
  });
  if (own == sources.end() || sha256(own->bytes) != row->workflow_source) return damaged(row->workflow);
  AFTALE_TRY(loader::Loaded loaded,
             compile(sources, row->workflow, static_cast<int>(row->version), Error::Kind::damaged));
  if (loaded.definition->id != id) return damaged(row->workflow);
  loaded_.emplace(id, loaded.definition);
  return loaded.definition;
}

Result<Definitions::Installed> Definitions::prepare(const std::vector<Source>& sources) {
  if (sources.empty()) return damaged("no sources");
  const Source& own = sources.front();
  AFTALE_TRY(loader::Loaded loaded, compile(sources, own.name, own.version, Error::Kind::refused));
  Installed installed;
  installed.id = loaded.definition->id;
  loaded_.emplace(installed.id, loaded.definition);
  AFTALE_TRY(const std::vector<ports::DefinitionRow> known, store_.definitions());
  const Digest own_source = sha256(own.bytes);
  for (const ports::DefinitionRow& row : known) {
    if (row.id == installed.id) return installed;
    if (row.workflow == own.name && row.version == own.version && row.workflow_source != own_source) {
      const std::string name = own.name + "@" + std::to_string(own.version);
      return fail(Error::Kind::refused, "version-reused",
                  Text{name + " findes i databasen med et andet indhold. Hæv \"version\" i filen, så de kørende sager "
                              "beholder deres",
                       name + " is in the database with other content. Raise \"version\" in the file, so that running "
                              "cases keep theirs"});
    }
  }
  for (const Source& source : loaded.sources) installed.content.push_back({sha256(source.bytes), source.bytes});
  installed.definitions.push_back({installed.id, own.name, own.version, own_source, loaded.definition->manifest});
  return installed;
}

}  // namespace aftale::cases
