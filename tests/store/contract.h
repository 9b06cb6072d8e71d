#pragma once
#include <gtest/gtest.h>

#include <functional>
#include <limits>
#include <memory>

#include "tests/store/rows.h"
#include "tests/store/same.h"

/// What every Store keeps: one contract, each test on each Store.
namespace aftale::store_test {

using namespace records;

inline constexpr std::size_t kAll = std::numeric_limits<std::size_t>::max();

struct Kind {
  const char* name;
  std::function<std::unique_ptr<Store>(const Folder&)> make;
};
inline void PrintTo(const Kind& kind, std::ostream* out) {
  *out << kind.name;
}

class StoreContract : public ::testing::TestWithParam<Kind> {
 protected:
  void SetUp() override {
    store_ = GetParam().make(folder_);
    ASSERT_NE(store_, nullptr);
  }
  Head head() { return *store_->head(); }
  void commit(const Commit& commit) {
    const Result<void> done = store_->commit(commit);
    ASSERT_TRUE(done) << render(done.error()->findings.front(), Language::en);
  }
  void expect_conflict(const Commit& commit) {
    const Head before = head();
    const Result<void> done = store_->commit(commit);
    ASSERT_FALSE(done);
    EXPECT_STREQ(code_of(done.error()), "conflict");
    EXPECT_EQ(done.error()->kind, Error::Kind::unavailable);
    const Head now = head();
    EXPECT_EQ(now.seq, before.seq);
    EXPECT_EQ(now.hash, before.hash);
    EXPECT_EQ(now.last_case, before.last_case);
  }
  void open(std::int64_t id, const std::string& key) { commit(opening(head(), id, key)); }

  Folder folder_;
  std::unique_ptr<Store> store_;
};

}  // namespace aftale::store_test
