#include "engine/testing/receivers.h"

#include <algorithm>
#include <string>
#include <vector>

#include "engine/base/json.h"
#include "engine/base/words.h"

namespace aftale::testing {
namespace {

/// The titles of those who are called `to`.
std::vector<Text> titles_of(std::string_view to, const model::Organisation& organisation) {
  std::vector<Text> titles;
  if (to == "secretariat") titles.push_back(organisation.secretariat.title);
  if (to == "authority") {
    for (const model::Office& office : organisation.authority) titles.push_back(office.title);
  }
  for (const model::Body& body : organisation.bodies) {
    if (body.id == to) titles.push_back(body.title);
  }
  for (const model::Party& party : organisation.parties) {
    if (party.code == to) titles.push_back(party.title);
    for (const model::Body& body : party.chain) {
      if (body.id == to || party.code + "/" + body.id == to) titles.push_back(body.title);
    }
  }
  return titles;
}

}  // namespace

bool is_receiver(const records::OutboxRow& row, std::string_view to, const model::Organisation* organisation) {
  std::vector<std::string> receiver{folded(row.receiver_title)};
  receiver.push_back(folded(row.facts.receiver_title.da));
  receiver.push_back(folded(row.facts.receiver_title.en));
  const auto fits = [&receiver](const std::string& title) {
    const std::string wanted = folded(title);
    return !wanted.empty() && std::find(receiver.begin(), receiver.end(), wanted) != receiver.end();
  };
  if (fits(std::string(to))) return true;
  if (!organisation) return false;
  const std::vector<Text> titles = titles_of(to, *organisation);
  return std::any_of(titles.begin(), titles.end(), [&](const Text& title) { return fits(title.da) || fits(title.en); });
}

}  // namespace aftale::testing
