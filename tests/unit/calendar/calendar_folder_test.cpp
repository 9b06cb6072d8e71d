#include "adapters/calendar/calendar_folder.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

namespace aftale::calendar {
namespace {

namespace fs = std::filesystem;

std::string contents(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

Feed feed(const std::string& uid, std::int64_t sequence = 1, std::int64_t seconds = 1'641'200'400) {
  Feed out;
  out.name = "Frister";
  out.events.push_back({uid, sequence, *time::CivilDate::parse_iso("2022-03-31"), "Frist", "DTSTAMP:ikke\nher", "",
                        false, time::Instant{seconds * 1'000'000}});
  return out;
}

class CalendarFolderTest : public testing::Test {
 protected:
  CalendarFolderTest() {
    std::string pattern = fs::temp_directory_path() / "aftale-feeds-XXXXXX";
    root_ = ::mkdtemp(pattern.data());
    folder_ = root_ / "feeds";
  }
  ~CalendarFolderTest() override {
    std::error_code ignored;
    fs::remove_all(root_, ignored);
  }
  Changes write(const Feed& all, const std::map<std::string, Feed>& by_receiver) {
    const Result<Changes> changes = write_folder(folder_, all, by_receiver);
    EXPECT_TRUE(changes);
    return changes.value_or(Changes{});
  }
  std::set<std::string> names() const {
    std::set<std::string> out;
    for (const fs::directory_entry& entry : fs::directory_iterator(folder_)) out.insert(entry.path().filename());
    return out;
  }

  fs::path root_, folder_;
};

TEST_F(CalendarFolderTest, a_file_for_all_and_one_a_receiver_that_the_group_may_read) {
  const Changes changes = write(feed("x"), {{"a@example.dk", feed("a")}, {"B@example.dk", feed("b")}});
  EXPECT_EQ(changes.written, 3U);
  EXPECT_EQ(names(), (std::set<std::string>{".aftale-feeds", "all.ics", feed_file_name("a@example.dk"),
                                            feed_file_name("B@example.dk")}));
  EXPECT_EQ(contents(folder_ / feed_file_name("a@example.dk")), ics(feed("a")));
  struct stat found {};
  ASSERT_EQ(::stat((folder_ / "all.ics").c_str(), &found), 0);
  EXPECT_EQ(found.st_mode & 07777U, 0640U);
}

TEST_F(CalendarFolderTest, only_what_changed_is_written) {
  write(feed("x"), {{"a@example.dk", feed("a")}});
  const std::string before = contents(folder_ / "all.ics");
  const fs::file_time_type written = fs::last_write_time(folder_ / "all.ics");
  const Changes later = write(feed("x"), {{"a@example.dk", feed("a", 2, 1'700'000'000)}});
  EXPECT_EQ(later.same, 1U);
  EXPECT_EQ(later.written, 1U);
  EXPECT_EQ(contents(folder_ / "all.ics"), before);
  EXPECT_EQ(fs::last_write_time(folder_ / "all.ics"), written);
  EXPECT_EQ(contents(folder_ / feed_file_name("a@example.dk")), ics(feed("a", 2, 1'700'000'000)));
}

TEST_F(CalendarFolderTest, a_receiver_that_is_gone_keeps_an_empty_calendar) {
  write(feed("x"), {{"a@example.dk", feed("a")}});
  EXPECT_EQ(write(feed("x"), {}).emptied, 1U);
  Feed empty = feed("a");
  empty.events.clear();
  EXPECT_EQ(contents(folder_ / feed_file_name("a@example.dk")), ics(empty));
  EXPECT_EQ(write(feed("x"), {}).emptied, 0U) << "once is enough";
}

TEST_F(CalendarFolderTest, files_of_others_are_left_alone) {
  fs::create_directory(folder_);
  // What `export --as ics` has made is the user's own.
  std::ofstream(folder_ / "mine.ics") << ics(feed("mine"));
  std::ofstream(folder_ / "note.txt") << "note";
  write(feed("x"), {{"a@example.dk", feed("a")}});
  std::ofstream(folder_ / feed_file_name("later@example.dk")) << ics(feed("later"));
  EXPECT_EQ(write(feed("x"), {}).emptied, 1U);
  EXPECT_EQ(contents(folder_ / "mine.ics"), ics(feed("mine")));
  EXPECT_EQ(contents(folder_ / feed_file_name("later@example.dk")), ics(feed("later")));
  EXPECT_EQ(contents(folder_ / "note.txt"), "note");
}

TEST_F(CalendarFolderTest, one_of_others_with_the_name_of_a_feed_is_left_and_named_when_the_rest_is_written) {
  write(feed("x"), {});
  std::ofstream(folder_ / feed_file_name("a@example.dk")) << ics(feed("mine"));
  const Result<Changes> changes =
      write_folder(folder_, feed("x", 2), {{"a@example.dk", feed("a")}, {"b@example.dk", feed("b")}});
  ASSERT_FALSE(changes);
  const std::string named = folder_ / feed_file_name("a@example.dk");
  EXPECT_NE(changes.error()->findings.front().message.da.find(named), std::string::npos);
  EXPECT_EQ(contents(folder_ / feed_file_name("a@example.dk")), ics(feed("mine")));
  EXPECT_EQ(contents(folder_ / feed_file_name("b@example.dk")), ics(feed("b")));
  EXPECT_EQ(contents(folder_ / "all.ics"), ics(feed("x", 2)));
}

TEST_F(CalendarFolderTest, a_folder_from_before_there_was_a_list_goes_on) {
  write(feed("x"), {{"a@example.dk", feed("a")}, {"gone@example.dk", feed("gone")}});
  fs::remove(folder_ / ".aftale-feeds");
  EXPECT_EQ(write(feed("x", 2), {{"a@example.dk", feed("a", 2)}}).emptied, 1U);
  EXPECT_EQ(contents(folder_ / "all.ics"), ics(feed("x", 2)));
}

TEST_F(CalendarFolderTest, what_is_no_file_is_left_and_named) {
  for (const char* name : {"all.ics", ".aftale-feeds", "all.ics.tmp"}) {
    fs::remove_all(folder_);
    fs::create_directory(folder_);
    for (const char* target : {"precious", "nowhere"}) {
      std::ofstream(root_ / "precious") << "precious";
      fs::remove(folder_ / name);
      fs::create_symlink(root_ / target, folder_ / name);
      const Result<Changes> changes = write_folder(folder_, feed("x"), {});
      ASSERT_FALSE(changes) << name;
      EXPECT_NE(changes.error()->findings.front().message.en.find(folder_ / name), std::string::npos);
      EXPECT_TRUE(fs::is_symlink(folder_ / name));
      EXPECT_EQ(contents(root_ / "precious"), "precious");
      EXPECT_FALSE(fs::exists(root_ / "nowhere"));
    }
  }
}

TEST_F(CalendarFolderTest, a_folder_that_cannot_be_written_is_told) {
  std::ofstream(folder_) << "a file";
  const Result<Changes> changes = write_folder(folder_, feed("x"), {});
  ASSERT_FALSE(changes);
  EXPECT_STREQ(code_of(changes.error()), "calendar-folder");
  EXPECT_NE(changes.error()->findings.front().message.da.find(folder_), std::string::npos);
}

TEST(feed_file_name, rows) {
  EXPECT_EQ(feed_file_name("a.b+c@example.dk"), std::string("a.b+c@example.dk") + ".ics");
  std::set<std::string> seen;
  const std::string kOdd[] = {"all",
                              "",
                              ".",
                              "..",
                              ".skjult",
                              "../../etc/passwd",
                              "A@example.dk",
                              "a b@example.dk",
                              "a\nb@example.dk",
                              "å@example.dk",
                              std::string(300, 'x'),
                              std::string(301, 'x')};
  for (const std::string& receiver : kOdd) {
    const std::string name = feed_file_name(receiver);
    EXPECT_TRUE(seen.insert(name).second) << name;
    EXPECT_EQ(name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789@._+-"), std::string::npos) << name;
    EXPECT_TRUE(name.ends_with(".ics") && !name.starts_with('.') && name != "all.ics") << name;
    EXPECT_LE(name.size(), 140U) << name;
  }
}

}  // namespace
}  // namespace aftale::calendar
