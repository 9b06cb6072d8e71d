// Reads lines of a rule, its first day, and the last day to look at, and prints for each the days after the first.
#include <iostream>
#include <sstream>
#include <string>

#include "engine/time/meetings.h"

int main() {
  using aftale::time::CivilDate;
  std::string line;
  while (std::getline(std::cin, line)) {
    std::istringstream words(line);
    std::string rule, start, end;
    words >> rule >> start >> end;
    const auto first = CivilDate::parse_iso(start), last = CivilDate::parse_iso(end);
    if (!first || !last) return 1;
    if (!aftale::time::check_rule(rule, aftale::time::RuleBegins::on_entry)) {
      std::cout << "refused\n";
      continue;
    }
    std::string days;
    for (auto day = aftale::time::next_of_rule(rule, *first, *first); day && *day <= *last;
         day = aftale::time::next_of_rule(rule, *first, *day))
      days += (days.empty() ? "" : " ") + day->iso();
    std::cout << days << '\n';
  }
  return 0;
}
