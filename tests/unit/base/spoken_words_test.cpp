#include "engine/base/spoken_words.h"

#include <gtest/gtest.h>

namespace aftale {
namespace {

using Words = std::vector<std::string>;

TEST(SpokenWords, are_what_is_heard_when_a_sentence_is_read_aloud) {
  const struct {
    const char* text;
    Words words;
  } rows[] = {{"", {}},
              {"  .»«  ", {}},
              {"»Godkendt.«", {"godkendt"}},
              {"“Ikke” \"godkendt\"!", {"ikke", "godkendt"}},
              {"Godkendt\xe2\x80\x8b som\xc2\xa0indstillet", {"godkendt", "som", "indstillet"}},
              {"god\xc2\xadkendt", {"godkendt"}},
              {"\xe2\x80\xaegodkendt", {"godkendt"}},
              {"Tiltra\xcc\x8a"
               "dt",
               {"tiltrådt"}},
              {"bortfaldet (stemmelighed)", {"bortfaldet", "stemmelighed"}},
              {"Børne- og ungeudvalget", {"børne", "og", "ungeudvalget"}},
              {"by- og miljø-udvalget", {"by", "og", "miljø-udvalget"}},
              {"isn't – is it?", {"isn't", "is", "it", "?"}},
              {"20 stemmer mod 11", {"20", "stemmer", "mod", "11"}},
              {"\xff", {}}};
  for (const auto& row : rows) EXPECT_EQ(spoken_words(row.text), row.words) << row.text;
}

}  // namespace
}  // namespace aftale
