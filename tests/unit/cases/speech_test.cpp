#include "engine/cases/explanation/speech.h"

#include <gtest/gtest.h>

namespace aftale::cases::explanation {
namespace {

const time::CivilDate kToday = *time::CivilDate::from_ymd(2022, 11, 22);
const Speech kDanish{Language::da, kToday}, kEnglish{Language::en, kToday};

time::CivilDate day(int year, int month, int number) {
  return *time::CivilDate::from_ymd(year, month, number);
}

TEST(Speech, days_as_people_say_them) {
  struct Row {
    time::CivilDate date;
    const char *on_da, *on_en, *distance_da, *distance_en;
  };
  const Row rows[] = {
      {day(2022, 11, 22), "i dag", "today", "i dag", "today"},
      {day(2022, 11, 23), "i morgen", "tomorrow", "om 1 dag", "in 1 day"},
      {day(2022, 11, 21), "i går", "yesterday", "for 1 dag siden", "1 day ago"},
      {day(2022, 12, 1), "den 1. december", "on 1 December", "om 9 dage", "in 9 days"},
      {day(2022, 11, 4), "den 4. november", "on 4 November", "for 18 dage siden", "18 days ago"},
      {day(2023, 1, 1), "den 1. januar 2023", "on 1 January 2023", "om 40 dage", "in 40 days"},
      {day(2021, 12, 31), "den 31. december 2021", "on 31 December 2021", "for 326 dage siden", "326 days ago"},
  };
  for (const Row& row : rows) {
    EXPECT_EQ(kDanish.on(row.date), row.on_da);
    EXPECT_EQ(kEnglish.on(row.date), row.on_en);
    EXPECT_EQ(kDanish.distance(row.date), row.distance_da);
    EXPECT_EQ(kEnglish.distance(row.date), row.distance_en);
  }
  EXPECT_EQ(kEnglish.day(day(2022, 11, 4)), "4 November");
}

TEST(Speech, numbers_in_words_to_twelve_and_in_the_gender_of_the_noun) {
  EXPECT_EQ(kDanish.number(1), "én");
  EXPECT_EQ(kDanish.number(1, true), "ét");
  EXPECT_EQ(kDanish.number(0), "ingen");
  EXPECT_EQ(kDanish.number(12), "tolv");
  EXPECT_EQ(kDanish.number(13), "13");
  EXPECT_EQ(kEnglish.number(1, true), "one");
  EXPECT_EQ(kEnglish.number(12), "twelve");
  EXPECT_EQ(kDanish.number(-1), "-1");
}

TEST(Speech, lists_name_a_few_and_count_the_others) {
  struct Row {
    std::vector<std::string> names;
    const char *danish, *english;
  };
  const Row rows[] = {
      {{}, "", ""},
      {{"Morsø"}, "Morsø", "Morsø"},
      {{"Morsø", "Thisted"}, "Morsø og Thisted", "Morsø and Thisted"},
      {{"Morsø", "Thisted", "Læsø"}, "Morsø, Thisted og Læsø", "Morsø, Thisted and Læsø"},
      {{"Morsø", "Thisted", "Læsø", "Rebild"}, "Morsø, Thisted og 2 andre", "Morsø, Thisted and 2 others"},
      {{"Social- og Boligstyrelsen", "DAS"}, "Social- og Boligstyrelsen; og DAS", "Social- og Boligstyrelsen and DAS"},
      {{"Udvalget, Morsø", "Rådet", "DAS"}, "Udvalget, Morsø; Rådet; og DAS", "Udvalget, Morsø; Rådet; and DAS"},
      {{"Social- og Boligstyrelsen"}, "Social- og Boligstyrelsen", "Social- og Boligstyrelsen"},
  };
  for (const Row& row : rows) {
    EXPECT_EQ(kDanish.names(row.names), row.danish);
    EXPECT_EQ(kEnglish.names(row.names), row.english);
  }
}

TEST(Speech, a_sentence_begins_with_a_capital_and_ends) {
  EXPECT_EQ(sentence("økonomiudvalget mangler"), "Økonomiudvalget mangler.");
  EXPECT_EQ(sentence("æ"), "Æ.");
  EXPECT_EQ(sentence("åbent"), "Åbent.");
  EXPECT_EQ(sentence("»Udkast« er åbent"), "»Udkast« er åbent.");
  EXPECT_EQ(sentence("11 mangler."), "11 mangler.");
  EXPECT_EQ(sentence(""), "");
}

TEST(Speech, titles_are_quoted_as_the_language_does) {
  EXPECT_EQ(kDanish.quoted(Text{"Udkast", "Draft"}), "»Udkast«");
  EXPECT_EQ(kEnglish.quoted(Text{"Udkast", "Draft"}), "\"Draft\"");
}

}  // namespace
}  // namespace aftale::cases::explanation
