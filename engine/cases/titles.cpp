#include "engine/cases/titles.h"

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

}  // namespace

Titles::Titles(const std::vector<ports::BranchRow>& branches, const std::vector<ports::WorkItemRow>& items) {
  for (const ports::BranchRow& row : branches) {
    if (row.key.empty()) continue;
    branches_[row.key] = row.title;
    // The step that holds the branches is a place as well; it is named where an address ends in it.
    steps_.emplace(row.key.substr(0, row.key.rfind('/')), row.group);
  }
  for (const ports::WorkItemRow& row : items) {
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
  return found == events_.end() ? same_text(name) : found->second;
}

void Titles::add(Text& text, const std::string& key) const {
  if (const auto name = branches_.find(key); name != branches_.end()) append(text, name->second);
}

Text Titles::branches_of(const std::string& address) const {
  Text text;
  for (std::size_t at = address.find('/'); at != std::string::npos; at = address.find('/', at + 1)) {
    add(text, address.substr(0, at));
  }
  add(text, address);
  return text;
}

Text Titles::of(const std::string& address) const {
  Text text = branches_of(address);
  if (const auto title = steps_.find(address); title != steps_.end()) append(text, title->second);
  return text.empty() ? same_text(address) : text;
}

Text Titles::owner_of(const ports::WorkItemRow& item) const {
  Text text = branches_of(item.step);
  append(text, item.owner);
  return text;
}

}  // namespace aftale::cases
