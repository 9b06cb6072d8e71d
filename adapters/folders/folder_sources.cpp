#include "adapters/folders/folder_sources.h"

#include <algorithm>
#include <cstring>
#include <filesystem>

#include "adapters/disk/reason.h"
#include "adapters/folders/file.h"
#include "engine/base/limits.h"

namespace aftale::folders {
namespace {

namespace fs = std::filesystem;

/// What lies below a folder, and the folders that would not say.
struct Below {
  struct Unread {
    std::string folder;
    Text why;
  };
  std::vector<std::string> files;
  std::vector<Unread> unread;
};

// Each folder is opened by itself: one that vanishes meanwhile, or that may not be read, hides only itself.
void add_below(const std::string& folder, Below& below) {
  std::error_code error;
  std::vector<std::string> inner;
  for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
    std::error_code gone;
    if (at->is_regular_file(gone))
      below.files.push_back(at->path().string());
    else if (at->is_directory(gone) && !at->is_symlink(gone))
      inner.push_back(at->path().string());
  }
  if (error && error != std::errc::no_such_file_or_directory)
    below.unread.push_back({folder, disk::reason_of(error.value())});
  for (const std::string& one : inner) add_below(one, below);
}

/// Sorted, so that the same tree gives the same answer everywhere.
Below below(const std::string& folder) {
  Below found;
  add_below(folder, found);
  std::sort(found.files.begin(), found.files.end());
  return found;
}

}  // namespace

bool is_yaml(const std::string& file) {
  return file.ends_with(".yaml") || file.ends_with(".yml");
}
bool is_template(const std::string& file) {
  return file.ends_with(".da.txt") || file.ends_with(".en.txt");
}

Result<std::vector<std::string>> files_among(const std::vector<std::string>& paths,
                                             bool (*wanted)(const std::string& file)) {
  std::vector<std::string> files;
  for (const std::string& path : paths) {
    std::error_code error;
    if (fs::is_directory(path, error)) {
      Below found = below(path);
      if (!found.unread.empty()) {
        const Below::Unread& first = found.unread.front();
        return fail(Error::Kind::unavailable, "no-file",
                    Text{"Mappen " + first.folder + " kan ikke læses (" + first.why.da + ")",
                         "The folder " + first.folder + " cannot be read (" + first.why.en + ")"});
      }
      for (std::string& file : found.files) {
        if (wanted(file)) files.push_back(std::move(file));
      }
    } else if (fs::exists(path, error)) {
      files.push_back(path);
    } else {
      return fail(Error::Kind::not_found, "no-file",
                  Text{"Der er ingen fil eller mappe " + path, "There is no file or folder " + path});
    }
  }
  return files;
}

void FolderSources::read() const {
  if (done_) return;
  done_ = true;
  for (const std::string& folder : folders_) {
    for (const std::string& file : below(folder).files) {
      if (file.ends_with(".da.txt") || file.ends_with(".en.txt"))
        templates_.emplace(fs::path(file).filename().string(), file);
      if (!is_yaml(file) || file.ends_with(".scenario.yaml")) continue;
      Result<std::string> text = read_file(file, limits::kSourceBytesMax + 1);
      if (!text) continue;
      // A file that cannot be identified is nobody's source here; `aftale check` names what is wrong with it.
      Checked<model::Source> source = loader::identify(std::move(*text), file);
      if (source.value) sources_.push_back(std::move(*source.value));
    }
  }
}

std::optional<model::Source> FolderSources::find(model::SourceKind kind, std::string_view name, int version) const {
  if (kind == model::SourceKind::template_) return find_template(std::string(name));
  read();
  const model::Source* newest = nullptr;
  for (const model::Source& source : sources_) {
    if (source.kind != kind || source.name != name || (version != 0 && source.version != version)) continue;
    if (!newest || source.version > newest->version) newest = &source;
  }
  return newest ? std::optional(*newest) : std::nullopt;
}

std::vector<std::string> FolderSources::names(model::SourceKind kind) const {
  read();
  std::vector<std::string> names;
  const auto add = [&names](std::string name) {
    if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(std::move(name));
  };
  if (kind == model::SourceKind::template_) {
    // Without the ending `.da.txt`.
    for (const auto& [file, path] : templates_) add(file.substr(0, file.size() - 7));
  }
  for (const model::Source& source : sources_) {
    if (source.kind == kind) add(source.name);
  }
  return names;
}

std::string FolderSources::line(const std::string& file, std::uint32_t line) const {
  auto found = texts_.find(file);
  if (found == texts_.end()) {
    Result<std::string> text = read_file(file, limits::kSourceBytesMax);
    found = texts_.emplace(file, text ? std::move(*text) : std::string()).first;
  }
  std::size_t begin = 0;
  for (std::uint32_t n = 1; n < line; ++n) {
    begin = found->second.find('\n', begin);
    if (begin == std::string::npos) return {};
    ++begin;
  }
  std::string text = found->second.substr(begin, found->second.find('\n', begin) - begin);
  if (!text.empty() && text.back() == '\r') text.pop_back();
  return text;
}

std::optional<model::Source> FolderSources::find_template(const std::string& name) const {
  read();
  const auto found = templates_.find(name + ".txt");
  if (found == templates_.end()) return std::nullopt;
  Result<std::string> text = read_file(found->second, limits::kTextBytesMax);
  if (!text) return std::nullopt;
  return model::Source{model::SourceKind::template_, name, 0, found->second, std::move(*text)};
}

std::optional<std::string> FolderSources::message_template(std::string_view name, Language language) const {
  auto source = find_template(std::string(name) + (language == Language::da ? ".da" : ".en"));
  if (!source) return std::nullopt;
  return std::move(source->bytes);
}

}  // namespace aftale::folders
