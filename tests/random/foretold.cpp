#include "tests/random/foretold.h"

#include <algorithm>
#include <iterator>
#include <set>

#include "engine/cases/explanation/coming.h"

namespace aftale::random {
namespace {

using Coming = cases::SituationAnswer::Coming;

std::string line(time::CivilDate day, const std::string& name, const std::string& receiver) {
  return day.iso() + " " + name + " to " + receiver;
}

bool is_told(const std::string& line, const std::optional<time::CivilDate>& until) {
  return !until || line.substr(0, 10) <= until->iso();
}

}  // namespace

std::optional<Foretold> Foretold::of(cases::Service& service, records::StoreReader& store, const std::string& key,
                                     const time::Zone& zone) {
  const Result<cases::Answer> asked = service.ask(cases::Situation{key, {}, {}});
  const Result<std::optional<records::LoadedCase>> loaded = store.load(key);
  if (!asked || !loaded || !*loaded) return std::nullopt;
  const Result<std::vector<records::OutboxRow>> messages = store.outbox_of((*loaded)->row.id);
  if (!messages) return std::nullopt;
  Foretold foretold;
  foretold.key_ = key;
  foretold.zone_ = zone;
  foretold.entries_ = (*loaded)->revision;
  foretold.messages_ = messages->size();
  std::set<time::CivilDate> days;
  for (const Coming& one : std::get<cases::SituationAnswer>(asked->body).coming) {
    days.insert(one.date);
    for (const cases::SituationAnswer::Receiver& receiver : one.receivers)
      foretold.told_.push_back(line(one.date, one.template_name, receiver.contact));
  }
  std::sort(foretold.told_.begin(), foretold.told_.end());
  if (days.size() >= cases::explanation::kHappeningsMax) foretold.until_ = *days.rbegin();
  return foretold;
}

std::string Foretold::compare(records::StoreReader& store, time::CivilDate today) const {
  const Result<std::optional<records::LoadedCase>> loaded = store.load(key_);
  if (!loaded || !*loaded) return {};
  const CaseId id = (*loaded)->row.id;
  const Result<std::vector<records::JournalRow>> entries = store.journal(id, 0, ~std::size_t{0} >> 1);
  const Result<std::vector<records::OutboxRow>> messages = store.outbox_of(id);
  if (!entries || !messages) return {};
  for (const records::JournalRow& row : *entries) {
    if (row.revision > entries_ && static_cast<machine::InputKind>(row.kind) != machine::InputKind::fire) return {};
  }
  std::vector<std::string> came, expected;
  for (std::size_t n = messages_; n < messages->size(); ++n) {
    const records::OutboxRow& row = (*messages)[n];
    if (row.template_name == "digest") continue;  // gathered when it goes out, from what was told
    std::string one = line(zone_.date_of(row.created_at), row.template_name, row.receiver);
    if (is_told(one, until_)) came.push_back(std::move(one));
  }
  std::sort(came.begin(), came.end());
  const std::string now = today.iso();
  for (const std::string& one : told_) {
    if (one.substr(0, 10) <= now) expected.push_back(one);
  }
  std::vector<std::string> missing, unsaid;
  std::set_difference(expected.begin(), expected.end(), came.begin(), came.end(), std::back_inserter(missing));
  std::set_difference(came.begin(), came.end(), expected.begin(), expected.end(), std::back_inserter(unsaid));
  std::string text;
  for (const std::string& one : missing) text += key_ + ": said, and did not come: " + one + "\n";
  for (const std::string& one : unsaid) text += key_ + ": came, and was not said: " + one + "\n";
  if (text.empty()) return text;
  text += "what was said:\n";
  for (const std::string& one : told_) text += "  " + one + "\n";
  text += "what came:\n";
  for (std::size_t n = messages_; n < messages->size(); ++n) {
    const records::OutboxRow& row = (*messages)[n];
    text += "  " + line(zone_.date_of(row.created_at), row.template_name, row.receiver) + " (" + row.key + ")\n";
  }
  return text;
}

}  // namespace aftale::random
