#include "engine/drawing/text_lines.h"

#include <gtest/gtest.h>

namespace aftale::drawing {
namespace {

using Lines = std::vector<std::string>;

TEST(TextLines, AreBrokenBetweenWords) {
  EXPECT_EQ(broken("et to tre", 9), Lines({"et to tre"}));
  EXPECT_EQ(broken("et to tre", 8), Lines({"et to", "tre"}));
  EXPECT_EQ(broken("  et   to ", 80), Lines({"et to"}));
  EXPECT_EQ(broken("", 80), Lines({""}));
}

TEST(TextLines, AWordLongerThanALineIsBrokenBehindASignOrInTheMiddle) {
  EXPECT_EQ(broken(std::string(200, 'x'), 80),
            Lines({std::string(80, 'x'), std::string(80, 'x'), std::string(40, 'x')}));
  EXPECT_EQ(broken("event.municipalities_by", 20), Lines({"event.municipalities", "_by"}));
  EXPECT_EQ(broken("organisation.municipality", 20), Lines({"organisation.", "municipality"}));
  EXPECT_EQ(broken("æøåæøå", 3), Lines({"æøå", "æøå"}));
}

TEST(TextLines, WhatNobodySeesIsLeftOut) {
  EXPECT_EQ(broken("a\u202Eb\u200Bc", 80), Lines({"abc"}));
  EXPECT_EQ(broken("a\tb\nc\x01"
                   "d",
                   80),
            Lines({"a b c d"}));
  EXPECT_EQ(broken("a\xff"
                   "b",
                   80),
            Lines({"a\uFFFD"
                   "b"}));
}

TEST(TextLines, SeveralWaysAreOneSentence) {
  EXPECT_EQ(sentence_of({"afvist", "sendt tilbage"}, Language::da), "afvist eller sendt tilbage");
  EXPECT_EQ(sentence_of({"a, when b", "c"}, Language::en), "a, when b, or c");
  EXPECT_EQ(sentence_of({"ellers: a", "ellers: b", "c"}, Language::da), "ellers: a, b eller c");
  EXPECT_EQ(sentence_of({"a", "otherwise: b"}, Language::en), "a or otherwise: b");
  Edge both;
  both.labels = {"sendt tilbage"};
  both.return_labels = {"behandles igen"};
  EXPECT_EQ(edge_lines(both, Language::da, 80), Lines({"↓ sendt tilbage", "↑ behandles igen"}));
  EXPECT_TRUE(edge_lines({}, Language::da, 80).empty());
}

TEST(TextLines, MarkupIsEscaped) {
  EXPECT_EQ(escaped_xml("<b>\"A & B\"</b>"), "&lt;b&gt;&quot;A &amp; B&quot;&lt;/b&gt;");
}

}  // namespace
}  // namespace aftale::drawing
