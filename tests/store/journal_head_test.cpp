#include "engine/records/journal_head.h"

#include <gtest/gtest.h>

namespace aftale::store_test {
namespace {

using records::JournalHead;

const std::string kHash(64, 'a');
const JournalHead kHead{57, *Digest::from_hex(kHash)};

TEST(JournalHead, reads_what_it_writes_and_nothing_else) {
  EXPECT_EQ(kHead.text(), "57:" + kHash);
  struct Case {
    std::string text;
    bool good;
  };
  const Case kCases[] = {{"57:" + kHash, true},
                         {"57 " + kHash, true},
                         {"57:" + std::string(64, 'A'), true},
                         {"", false},
                         {"57", false},
                         {":" + kHash, false},
                         {"57:", false},
                         {"57:" + kHash.substr(1), false},
                         {"57:" + kHash + "a", false},
                         {"57: " + kHash, false},
                         {"57x:" + kHash, false},
                         {"-57:" + kHash, false},
                         {"0:" + kHash, false},
                         {"99999999999999999999:" + kHash, false}};
  for (const Case& one : kCases) {
    const std::optional<JournalHead> read = JournalHead::parse(one.text);
    EXPECT_EQ(read.has_value(), one.good) << one.text;
    EXPECT_EQ(read.value_or(kHead), kHead) << one.text;
  }
}

TEST(JournalHead, is_missed_where_the_journal_ends_before_it_or_has_another_entry) {
  const Digest other = *Digest::from_hex(std::string(64, 'b'));
  struct Case {
    JournalHead kept, last;
    std::optional<Digest> found;
    std::string code;
  };
  const Case kCases[] = {{kHead, kHead, kHead.hash, ""},
                         {kHead, {60, other}, kHead.hash, ""},
                         {{}, {}, std::nullopt, ""},
                         {{}, kHead, std::nullopt, ""},
                         {kHead, {56, other}, std::nullopt, "truncated"},
                         {kHead, {}, std::nullopt, "truncated"},
                         {kHead, {57, other}, other, "rewritten"},
                         {kHead, {60, other}, other, "rewritten"},
                         {kHead, {60, other}, std::nullopt, "rewritten"}};
  for (const Case& one : kCases) {
    const std::optional<Diagnostic> why = lacks(one.kept, one.last, one.found);
    EXPECT_EQ(why ? why->code : std::string(), one.code) << one.kept.seq << " " << one.last.seq;
  }
}

}  // namespace
}  // namespace aftale::store_test
