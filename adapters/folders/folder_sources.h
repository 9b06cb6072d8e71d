#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/diagnostic.h"
#include "engine/loader/loader.h"

namespace aftale::folders {

/// Files below some folders by kind and name (their first key), not by file name. Reads lazily, once; keeps what it
/// read for showing source lines. Earlier folders win. Symbolic links are not followed into folders.
class FolderSources final : public loader::Sources, public SourceLines {
 public:
  explicit FolderSources(std::vector<std::string> folders) : folders_(std::move(folders)) {}

  std::optional<model::Source> find(model::SourceKind kind, std::string_view name, int version) const override;
  std::vector<std::string> names(model::SourceKind kind) const override;
  std::string line(const std::string& file, std::uint32_t line) const override;
  /// The text of `NAME.da.txt` or `NAME.en.txt`.
  std::optional<std::string> message_template(std::string_view name, Language language) const;

 private:
  void read() const;
  std::optional<model::Source> find_template(const std::string& name) const;
  std::vector<std::string> folders_;
  mutable bool done_ = false;
  mutable std::vector<model::Source> sources_;
  mutable std::map<std::string, std::string> templates_;  // file name -> path
  mutable std::map<std::string, std::string> texts_;      // file -> text, for lines of files outside the folders
};

bool is_yaml(const std::string& file);
/// `NAME.da.txt`, `NAME.en.txt`
bool is_template(const std::string& file);
/// The files among `paths`: files as they are, of folders all below them that are wanted; sorted. Errors: not_found;
/// unavailable where a folder below them may not be read, so that nothing is left out in silence.
Result<std::vector<std::string>> files_among(const std::vector<std::string>& paths,
                                             bool (*wanted)(const std::string& file));

}  // namespace aftale::folders
