#include "tests/unit/drawing/shipped.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include "engine/loader/loader.h"

namespace aftale::drawing {
namespace {

std::vector<model::Source> shipped_sources() {
  std::vector<model::Source> sources;
  for (const char* folder : {"workflows", "rules"}) {
    for (const auto& entry :
         std::filesystem::recursive_directory_iterator(std::string(AFTALE_SOURCE_DIR "/") + folder)) {
      if (entry.path().extension() != ".yaml") continue;
      std::ifstream in(entry.path(), std::ios::binary);
      std::ostringstream bytes;
      bytes << in.rdbuf();
      Checked<model::Source> source = loader::identify(bytes.str(), entry.path().string());
      if (source.value && source.value->kind != model::SourceKind::scenario) sources.push_back(*source.value);
    }
  }
  return sources;
}

model::DefinitionPtr loaded(const std::vector<model::Source>& sources, const std::string& name) {
  const std::size_t mark = name.find('@');
  const int version = mark == std::string::npos ? 0 : std::stoi(name.substr(mark + 1));
  Checked<loader::Loaded> bundle = loader::load(loader::MemorySources(sources), name.substr(0, mark), version);
  for (const Diagnostic& finding : bundle.findings) {
    if (finding.severity == Severity::error) ADD_FAILURE() << finding.code << ": " << finding.message.en;
  }
  return bundle.value ? bundle.value->definition : nullptr;
}

}  // namespace

const model::Definition& shipped(const std::string& name) {
  static std::map<std::string, model::DefinitionPtr> known;
  model::DefinitionPtr& one = known[name];
  if (!one) one = loaded(shipped_sources(), name);
  return *one;
}

model::DefinitionPtr written(const std::string& yaml) {
  std::vector<model::Source> sources = shipped_sources();
  Checked<model::Source> own = loader::identify(yaml, "own.workflow.yaml");
  EXPECT_TRUE(own.value.has_value());
  const std::string name = own.value->name;
  sources.push_back(std::move(*own.value));
  return loaded(sources, name);
}

}  // namespace aftale::drawing
