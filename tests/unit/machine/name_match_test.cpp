#include "engine/machine/reach/name_match.h"

#include <gtest/gtest.h>

#include "engine/base/words.h"

/// What people may call parties, bodies and steps.
namespace aftale::machine::test {
namespace {

struct Name {
  const char* id;
  const char* title;
  const char* word;
  int close;
};

TEST(NameMatch, people_say_less_than_a_title_and_never_what_another_one_is) {
  const Name rows[] = {
      {"0851", "Aalborg Kommune", "0851", kById},
      {"0851", "Aalborg Kommune", "aalborg kommune", kByTitle},
      {"0851", "Aalborg Kommune", "Aalborg", kByWord},
      {"0851", "Aalborg Kommune", "Aal", 0},
      {"0820", "Vesthimmerlands Kommune", "Vesthimmerland", kByWord},
      {"0820", "Vesthimmerlands Kommune", "Vesthimmerlands", kByWord},
      {"0751", "Aarhus Kommune", "Aarhu", kByWord},  // harmless: no other is called so
      {"1081", "Region Nordjylland", "region", kByWord},
      {"committee", "Socialudvalget", "udvalg", kByUsualName},
      {"committee", "Socialudvalget", "Udvalget", kByUsualName},
      {"committee", "Social- og Sundhedsudvalget", "udvalg", kByUsualName},
      {"committee", "Socialudvalget", "økonomi", 0},
      {"finance", "Økonomiudvalget", "økonomi", kByUsualName},
      {"finance", "Økonomiudvalget", "udvalg", kByWord},  // the committee is meant, where there is one
      {"finance", "Magistraten", "økonomiudvalget", kByUsualName},
      {"finance", "Magistraten", "magistrat", kByWord},
      {"finance", "Magistraten", "finance committee", kByUsualName},
      {"finance", "Magistraten", "udvalg", 0},
      {"council", "Aalborg Byråd", "råd", kByUsualName},
      {"council", "Aalborg Byråd", "rådet", kByUsualName},
      {"council", "Aalborg Byråd", "byrådet", kByUsualName},
      {"council", "Kommunalbestyrelsen", "byråd", kByUsualName},
      {"council", "Kommunalbestyrelsen", "kommunalbestyrelse", kByUsualName},
      {"council", "Kommunalbestyrelsen", "kommunalbestyrelsen", kByTitle},
      {"council", "Regionsrådet", "regionsråd", kByWord},
      {"council", "Aalborg Byråd", "regionsrådet", 0},
      {"council", "Aalborg Byråd", "udvalg", 0},
      {"health", "Sundhedsudvalget", "udvalg", kByWord},
      {"technical", "Teknisk Udvalg", "udvalg", kByWord},
      {"council", "Aalborg Byråd", "", 0},
      {"panel", "Ekspertpanelet", "råd", 0},
      {"advice", "Rådgivning", "råd", 0},
  };
  for (const Name& row : rows)
    EXPECT_EQ(name_match(row.id, {row.title, ""}, folded(row.word)), row.close) << row.title << " as " << row.word;
}

TEST(NameMatch, a_heading_that_stands_for_the_bodies_of_all_parties) {
  EXPECT_EQ(usual_title("committee").da, "Udvalg");
  EXPECT_EQ(usual_title("finance").en, "Finance");
  EXPECT_EQ(usual_title("council").da, "Råd");
  EXPECT_TRUE(usual_title("health").empty());
}

}  // namespace
}  // namespace aftale::machine::test
