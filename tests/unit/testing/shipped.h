#pragma once
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "engine/loader/loader.h"
#include "engine/testing/scenario.h"

/// The files that are shipped, for tests that run them.
namespace aftale::testing {

inline std::string read_file(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

inline std::vector<std::filesystem::path> yaml_files(const std::vector<std::string>& folders) {
  std::vector<std::filesystem::path> files;
  for (const std::string& folder : folders) {
    for (const auto& entry :
         std::filesystem::recursive_directory_iterator(std::filesystem::path(AFTALE_SOURCE_DIR) / folder)) {
      if (entry.path().extension() == ".yaml") files.push_back(entry.path());
    }
  }
  std::sort(files.begin(), files.end());
  return files;
}

inline const std::vector<std::string>& shipped_folders() {
  static const std::vector<std::string> folders{"workflows", "rules", "examples"};
  return folders;
}

/// `more` are texts that come before the shipped files.
inline loader::MemorySources shipped_sources(const std::vector<std::string>& more = {}) {
  std::vector<model::Source> sources;
  for (const std::string& text : more) {
    Checked<model::Source> source = loader::identify(text, "text.yaml");
    if (source.value) sources.push_back(std::move(*source.value));
  }
  for (const auto& path : yaml_files(shipped_folders())) {
    Checked<model::Source> source = loader::identify(read_file(path), path.string());
    if (source.value) sources.push_back(std::move(*source.value));
  }
  return loader::MemorySources(std::move(sources));
}

/// The text of a message's template, as it is shipped.
inline std::optional<std::string> shipped_template(std::string_view name, Language language) {
  const std::string file = std::string(name) + (language == Language::da ? ".da.txt" : ".en.txt");
  const auto path = std::filesystem::path(AFTALE_SOURCE_DIR) / "workflows/templates" / file;
  if (!std::filesystem::exists(path)) return std::nullopt;
  return read_file(path);
}

inline Checked<Scenario> scenario_of(const std::string& yaml, const std::string& file) {
  const Checked<loader::Node> tree = loader::parse_yaml(yaml, file);
  if (!tree.value) return {std::nullopt, tree.findings};
  return read_scenario(*tree.value);
}

}  // namespace aftale::testing
