#include "adapters/folders/folder_sources.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

namespace aftale::folders {
namespace {

namespace fs = std::filesystem;

/// A folder `a` that may not be read beside `b`, which has a workflow.
class Tree : public ::testing::Test {
 protected:
  Tree() {
    std::string name = ::testing::TempDir() + "aftale-folders-XXXXXX";
    folder = ::mkdtemp(name.data());
    fs::permissions(folder, fs::perms::all);
    fs::create_directories(folder / "a" / "inner");
    fs::create_directories(folder / "b" / "inner");
    std::ofstream(folder / "b" / "inner" / "letter.yaml") << "workflow: letter\nversion: 1\n";
    fs::create_symlink("nowhere", folder / "b" / "dangling.yaml");
    fs::create_directory_symlink(folder, folder / "b" / "circle");
    fs::permissions(folder / "a", fs::perms::none);
    // Permissions hold for everybody but root.
    if (::geteuid() == 0) become(kNobody);
  }
  ~Tree() override {
    if (::getuid() == 0) become(0);
    fs::permissions(folder / "a", fs::perms::owner_all);
    fs::remove_all(folder);
  }

  static void become(uid_t user) { EXPECT_EQ(::seteuid(user), 0); }
  static constexpr uid_t kNobody = 65534;
  fs::path folder;
};

TEST_F(Tree, a_folder_that_may_not_be_read_hides_only_itself) {
  const FolderSources sources({folder.string()});
  EXPECT_TRUE(sources.find(model::SourceKind::workflow, "letter", 0));
}

TEST_F(Tree, what_is_checked_is_checked_whole_or_named) {
  const Result<std::vector<std::string>> files = files_among({folder.string()}, is_yaml);
  ASSERT_FALSE(files);
  EXPECT_EQ(files.error()->findings.front().message.en,
            "The folder " + (folder / "a").string() + " cannot be read (you have no access)");
  const Result<std::vector<std::string>> inner = files_among({(folder / "b").string()}, is_yaml);
  ASSERT_TRUE(inner);
  EXPECT_EQ(*inner, std::vector<std::string>{(folder / "b" / "inner" / "letter.yaml").string()});
}

}  // namespace
}  // namespace aftale::folders
