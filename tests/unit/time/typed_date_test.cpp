#include "engine/time/typed_date.h"

#include <gtest/gtest.h>

namespace aftale::time {
namespace {

TEST(TypedDate, a_moment_is_a_date_with_a_time_of_day) {
  const Zone zone = *Zone::find("Europe/Copenhagen");
  const struct {
    const char *text, *right;  // empty: none
  } rows[] = {{"2022-11-24", "2022-11-24T11:00:00Z"},
              {"24. nov. 2022 kl. 12.00", "2022-11-24T11:00:00Z"},
              {"24 Nov 2022 12:00", "2022-11-24T11:00:00Z"},
              {"24-11-2022 9:05", "2022-11-24T08:05:00Z"},
              {"torsdag den 24. november 2022, kl. 14", "2022-11-24T13:00:00Z"},
              {"2022-07-01T09:00", "2022-07-01T07:00:00Z"},
              {"2022-11-24T23:59:59.500+01:00", "2022-11-24T22:59:59.500000Z"},
              {"2022-11-24 24:00", ""},
              {"2022-11-24 9", ""},
              {"2022-11-24 kl. 13.00-15.00", ""},
              {"kl. 13.00", ""},
              {"1850-01-01 09:00", ""}};
  for (const auto& row : rows) {
    const auto moment = typed_moment(row.text, zone);
    EXPECT_EQ(moment ? moment->rfc3339() : "", row.right) << row.text;
  }
  EXPECT_EQ(typed_moment("24-11-2022", zone, DayAlone::end)->rfc3339(), "2022-11-24T22:59:59.999999Z");
  EXPECT_EQ(typed_moment("24-11-2022 09:00", zone, DayAlone::end)->rfc3339(), "2022-11-24T08:00:00Z");
}

TEST(TypedDate, a_duration_is_iso_or_words) {
  const struct {
    const char *text, *right;
  } rows[] = {{"P14D", "P14D"},
              {"p14d", ""},
              {"14 dage", "P14D"},
              {"14dage", "P14D"},
              {"2 uger", "P14D"},
              {"en uge", "P7D"},
              {"6 måneder", "P6M"},
              {"6 mdr.", "P6M"},
              {"1 år", "P1Y"},
              {"2 years", "P2Y"},
              {"1 år og 6 måneder", "P1Y6M"},
              {" »30 dage« ", "P30D"},
              {"en måned og 3 dage", "P1M3D"},
              {"1,5 år", ""},
              {"halvandet år", ""},
              {"14", ""},
              {"dage", ""},
              {"14 arbejdsdage", ""},
              {"-3 dage", ""},
              {"100000 dage", ""},
              {"2 timer", ""}};
  for (const auto& row : rows) {
    const auto period = typed_period(row.text);
    EXPECT_EQ(period ? period->iso() : "", row.right) << row.text;
  }
}

TEST(TypedDate, says_what_is_wrong_and_what_to_write) {
  const struct {
    const char *text, *da;
  } rows[] = {
      {"uge 45",
       "\"uge 45\" er ingen dato: en uge er ingen dag; skriv dagen, fx 24. november 2022, 24-11-2022 eller "
       "2022-11-24"},
      {"8/11-22",
       "\"8/11-22\" er ingen dato: året skal have fire cifre; skriv den fx 24. november 2022, 24-11-2022 "
       "eller 2022-11-24"},
      {"8. november",
       "\"8. november\" er ingen dato: året mangler; skriv det med fire cifre, fx 24. november 2022, "
       "24-11-2022 eller 2022-11-24"},
      {"31-09-2022", "\"31-09-2022\" er ingen dato: september 2022 har 30 dage"},
      {"11/24/2022", "\"11/24/2022\" er ingen dato: der er ingen måned 24; dagen står før måneden"},
      {"8. novembr 2022", "\"8. novembr 2022\" er ingen dato: »novembr« er ingen måned; mente du november?"},
      {"mandag den 8. november 2022",
       "\"mandag den 8. november 2022\" er ingen dato: 8. november 2022 er en tirsdag, "
       "ikke en mandag. Ret ugedagen eller datoen"},
      {"0022-11-08", "\"0022-11-08\" er ingen dato: året 22 kan ikke være ment. Skriv et år fra 1990 til 2200"}};
  for (const auto& row : rows) {
    const auto date = typed_date(row.text);
    ASSERT_FALSE(date) << row.text;
    EXPECT_EQ(date.error().da, row.da);
    EXPECT_NE(date.error().en, "");
  }
}

TEST(TypedDate, the_years_of_a_file_reach_further) {
  EXPECT_FALSE(typed_date("1. april 1970"));
  EXPECT_EQ(typed_date("1. april 1970", kWrittenYears)->iso(), "1970-04-01");
}

TEST(TypedDate, whatever_is_typed_ends_in_an_answer) {
  for (const char* text : {"\xff\xfe", "99999999999999999999", "999999999-1-1", "1.1.1.1.1.1", "....", "kl.", "den",
                           "\xe2\x80\x8b", "8.11.2022 kl. 99999999999.99", "T", "2022-11-08T", "8th", "11"}) {
    EXPECT_FALSE(typed_date(text)) << text;
  }
  EXPECT_FALSE(typed_date(std::string(10'000, '1')));
}

}  // namespace
}  // namespace aftale::time
