#include "apps/aftale/known_words.h"

#include <algorithm>
#include <map>

#include "adapters/folders/folder_sources.h"
#include "apps/aftale/connect.h"

namespace aftale::app {
namespace {

using KnownWords = std::vector<KnownWord>;

/// What stands on the line under the name of a declaration.
std::string word_on_line(const Words& before, std::string_view placeholder) {
  const std::vector<Positional>& positionals = before.command->positionals;
  for (std::size_t n = 0; n < positionals.size() && n < before.words.size(); ++n) {
    if (placeholder == positionals[n].name) return before.words[n];
  }
  return {};
}

template <class Body>
std::optional<Body> answered(cases::Service& service, const cases::Question& question) {
  Result<cases::Answer> answer = service.ask(question);
  if (!answer) return std::nullopt;
  return std::get<Body>(std::move(answer->body));
}

/// The questions about one case.
class CaseWords {
 public:
  CaseWords(cases::Service& service, const Words& before, const Settings& settings)
      : service_(service), before_(before), settings_(settings), key_(word_on_line(before, "KEY")) {}

  KnownWords steps() {
    const std::string_view command = before_.command->name;
    std::vector<std::pair<std::string, std::string>> places;  // address, what it is
    if (command == "record" || command == "do") {
      const std::string event = word_on_line(before_, "EVENT");
      for (const machine::Offer& offer : offers()) {
        if (offer.ballot != (command == "record") || (!event.empty() && offer.event != event)) continue;
        places.emplace_back(offer.step, settings_.say(offer.step_title));
      }
    } else if (const auto& shown = show()) {
      for (const std::string& address : shown->active) places.emplace_back(address, std::string());
      for (const records::BranchRow& row : shown->branches) {
        if (row.no != 0) places.emplace_back(row.key, settings_.say(row.title));
      }
    }
    KnownWords words;
    for (const auto& [address, title] : places) words.push_back({address, title});
    std::map<std::string, std::vector<std::string>> by_title;
    for (const auto& [address, title] : places) {
      std::vector<std::string>& addresses = by_title[said(address)];
      if (std::find(addresses.begin(), addresses.end(), address) == addresses.end()) addresses.push_back(address);
    }
    for (const auto& [title, addresses] : by_title) {
      if (!title.empty() && addresses.size() == 1) words.push_back({title, addresses.front()});
    }
    add_parties(places, words);
    return words;
  }

  KnownWords events() {
    KnownWords words;
    const bool any = std::string_view(before_.command->name) == "can";
    for (const machine::Offer& offer : offers()) {
      if (!offer.ballot || any) words.push_back({offer.event, settings_.say(offer.step_title)});
      for (const std::string& word : offer.words) {
        if (any) words.push_back({word, {}});
      }
    }
    if (any) words.push_back({"record", {}});
    return words;
  }

  /// The words of minutes that fit the step.
  KnownWords outcomes() {
    const std::string step = word_on_line(before_, "STEP");
    std::vector<machine::Offer> fitting = offers();
    std::erase_if(fitting, [](const machine::Offer& offer) { return !offer.ballot; });
    const auto under = [](const std::string& address, const std::string& outer) {
      return address == outer || address.starts_with(outer + "/");
    };
    std::string address = step;
    const auto known = [&](const machine::Offer& offer) { return under(offer.step, address); };
    if (!std::any_of(fitting.begin(), fitting.end(), known)) {
      const auto shown = answered<cases::ShowAnswer>(service_, cases::Show{key_, step});
      if (shown) address = shown->step;
    }
    std::erase_if(fitting, [&](const machine::Offer& offer) { return !under(offer.step, address); });
    KnownWords words;
    for (const machine::Offer& offer : fitting) {
      for (const std::string& word : offer.words) words.push_back({word, offer.event});
    }
    return words;
  }

  KnownWords documents() {
    KnownWords words;
    const auto& shown = show();
    if (!shown) return words;
    const bool attached = std::string_view(before_.command->name) != "attach";
    for (const auto& [address, title] : shown->may_attach) {
      const auto is_it = [&, known = address](const records::DocumentRow& row) { return row.document == known; };
      if (attached && std::none_of(shown->documents.begin(), shown->documents.end(), is_it)) continue;
      words.push_back({address, settings_.say(title)});
    }
    const std::size_t addresses = words.size();
    for (std::size_t n = 0; n < addresses; ++n) {
      if (!words[n].about.empty()) words.push_back({words[n].about, words[n].word});
    }
    return words;
  }

  /// `agreement=2`: the versions that a body may have had before it.
  KnownWords versions() {
    KnownWords words;
    const auto& shown = show();
    if (!shown) return words;
    for (const records::DocumentRow& row : shown->documents) {
      if (!row.frozen) continue;
      const std::string id = row.document.substr(row.document.rfind('/') + 1);
      words.push_back({id + "=" + std::to_string(row.version), row.name});
    }
    return words;
  }

 private:
  const std::optional<cases::ShowAnswer>& show() {
    if (!shown_) shown_ = answered<cases::ShowAnswer>(service_, cases::Show{key_, {}});
    return shown_;
  }
  std::vector<machine::Offer> offers() {
    auto possible = answered<cases::PossibleAnswer>(service_, cases::Possible{key_, actor_of_this_process()});
    return possible ? std::move(possible->offers) : std::vector<machine::Offer>();
  }

  /// "Aalborg Kommune/Aalborg Byråd": the titles of the branches that lead to an address.
  std::string said(const std::string& address) {
    std::string words;
    const auto& shown = show();
    for (std::size_t slash = 0; shown && slash != std::string::npos;) {
      slash = address.find('/', slash + 1);
      const std::string key = address.substr(0, slash);
      for (const records::BranchRow& row : shown->branches) {
        const std::string& title = settings_.say(row.title);
        if (row.no == 0 || row.key != key || title.find('/') != std::string::npos) continue;
        words += (words.empty() ? "" : "/") + title;
      }
    }
    return words;
  }

  /// A party or body by itself, where one place alone lies in it.
  void add_parties(const std::vector<std::pair<std::string, std::string>>& places, KnownWords& words) {
    const auto& shown = show();
    if (!shown) return;
    for (const records::BranchRow& row : shown->branches) {
      const auto inside = [&](const auto& place) { return place.first.starts_with(row.key + "/"); };
      if (row.no != 0 && std::any_of(places.begin(), places.end(), inside))
        words.push_back({settings_.say(row.title), row.key});
    }
  }

  cases::Service& service_;
  const Words& before_;
  const Settings& settings_;
  const std::string key_;
  std::optional<cases::ShowAnswer> shown_;
};

KnownWords workflows(const Settings& settings) {
  KnownWords words;
  for (std::string& name : folders::FolderSources(settings.paths).names(model::SourceKind::workflow))
    words.push_back({std::move(name), {}});
  return words;
}

KnownWords keys(cases::Service& service, const Settings& settings) {
  KnownWords words;
  const auto all = answered<cases::StatusAllAnswer>(service, cases::StatusAll{});
  if (!all) return words;
  for (const cases::CaseSummary& summary : all->cases)
    words.push_back({summary.row.key, settings.say(summary.row.title)});
  return words;
}

}  // namespace

std::vector<KnownWord> known_words(const std::string& placeholder, const Words& before, const Settings& settings) {
  if (placeholder == "WORKFLOW") return workflows(settings);
  static const std::vector<std::string> kOfCases{"KEY",     "WORKFLOW|KEY", "STEP",        "EVENT",
                                                 "OUTCOME", "DOCUMENT",     "[DOCUMENT=]N"};
  if (!before.command || std::find(kOfCases.begin(), kOfCases.end(), placeholder) == kOfCases.end()) return {};
  const Result<std::unique_ptr<Connection>> connection = Connection::open(settings, sqlite::Access::question);
  if (!connection) return placeholder == "WORKFLOW|KEY" ? workflows(settings) : KnownWords();
  cases::Service& service = (*connection)->service();
  if (placeholder == "KEY") return keys(service, settings);
  if (placeholder == "WORKFLOW|KEY") {
    KnownWords words = workflows(settings);
    for (KnownWord& word : keys(service, settings)) words.push_back(std::move(word));
    return words;
  }
  CaseWords words(service, before, settings);
  if (placeholder == "STEP") return words.steps();
  if (placeholder == "EVENT") return words.events();
  if (placeholder == "OUTCOME") return words.outcomes();
  return placeholder == "DOCUMENT" ? words.documents() : words.versions();
}

}  // namespace aftale::app
