#include "engine/cases/titles.h"
#include "engine/machine/possible.h"

#include <algorithm>
#include <string_view>

namespace aftale::cases {
namespace {

bool ends_with(const std::string& text, const std::string& end) {
  return text.size() >= end.size() && text.compare(text.size() - end.size(), end.size(), end) == 0;
}

void append(Text& text, const Text& more) {
  if (more.empty() || (!text.empty() && ends_with(text.da, more.in(Language::da)))) return;
  text.da += (text.da.empty() ? "" : ", ") + more.in(Language::da);
  text.en += (text.en.empty() ? "" : ", ") + more.in(Language::en);
}

/// A word of at least this many bytes can be a name: "i", "og" and "for" are none.
constexpr std::size_t kNameBytes = 4;

bool has_word(const std::string& text, std::string_view word) {
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    const std::string_view own = std::string_view(text).substr(at, end - at);
    if (own == word || (own.size() == word.size() + 1 && own.starts_with(word) && own.back() == 's')) return true;
    at = end + 1;
  }
  return false;
}

bool names(const std::string& body, const std::string& party) {
  for (std::size_t at = 0; at < party.size();) {
    const std::size_t end = std::min(party.find(' ', at), party.size());
    const std::string_view word = std::string_view(party).substr(at, end - at);
    if (word.size() >= kNameBytes && has_word(body, word)) return true;
    at = end + 1;
  }
  return false;
}

}  // namespace

Text with_party(const Text& body, const Text& party) {
  if (party.empty() || names(body.in(Language::da), party.in(Language::da))) return body;
  return {body.in(Language::da) + " i " + party.in(Language::da),
          body.in(Language::en) + ", " + party.in(Language::en)};
}

Titles::Titles(const std::vector<records::BranchRow>& branches, const std::vector<records::WorkItemRow>& items) {
  for (const records::BranchRow& row : branches) {
    if (row.key.empty()) continue;
    branches_[row.key] = row.title;
    // The step that holds the branches is a place as well; it is named where an address ends in it.
    steps_.emplace(row.key.substr(0, row.key.rfind('/')), row.group);
  }
  for (const records::WorkItemRow& row : items) {
    steps_.insert_or_assign(row.step, row.ballot && !row.body.empty() ? row.owner : row.title);
  }
}

void Titles::add_step(const std::string& address, const Text& title) {
  if (!title.empty()) steps_.emplace(address, title);
}

void Titles::add_event(const std::string& name, const Text& title) {
  if (!title.empty()) events_.emplace(name, title);
}

Text Titles::event(const std::string& name) const {
  const auto found = events_.find(name);
  if (found != events_.end()) return found->second;
  const Text word = machine::title_of_word(name);
  return word.empty() ? same_text(name) : word;
}

std::vector<Text> Titles::on_the_way(const std::string& address) const {
  std::vector<Text> names;
  for (std::size_t at = 0; at != std::string::npos;) {
    at = address.find('/', at + 1);
    if (const auto name = branches_.find(address.substr(0, at)); name != branches_.end()) names.push_back(name->second);
  }
  return names;
}

Text Titles::branches_of(const std::string& address) const {
  Text text;
  for (const Text& name : on_the_way(address)) append(text, name);
  return text;
}

Text Titles::of(const std::string& address) const {
  Text text = branches_of(address);
  if (const auto title = steps_.find(address); title != steps_.end()) append(text, title->second);
  return text.empty() ? same_text(address) : text;
}

Text Titles::body_at(const std::string& address, const Text& owner) const {
  std::vector<Text> names = on_the_way(address);
  if (!owner.empty() && (names.empty() || names.back() != owner)) names.push_back(owner);
  if (names.empty()) return of(address);
  if (names.size() == 1) return names.front();
  return with_party(names.back(), names[names.size() - 2]);
}

Text Titles::owner_of(const records::WorkItemRow& item) const {
  Text text = branches_of(item.step);
  append(text, item.owner);
  return text;
}

}  // namespace aftale::cases
