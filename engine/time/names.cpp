#include "engine/time/names.h"

namespace aftale::time {
namespace {

constexpr Names kDanish{
    {"januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september", "oktober", "november",
     "december"},
    {"jan.", "feb.", "marts", "april", "maj", "juni", "juli", "aug.", "sep.", "okt.", "nov.", "dec."},
    {"mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag"}};
constexpr Names kEnglish{{"January", "February", "March", "April", "May", "June", "July", "August", "September",
                          "October", "November", "December"},
                         {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"},
                         {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"}};

}  // namespace

const Names& names_in(Language language) {
  return language == Language::da ? kDanish : kEnglish;
}

}  // namespace aftale::time
