#pragma once
#include <string>

#include "adapters/reports/case_facts.h"
#include "adapters/reports/edition.h"
#include "adapters/web/message.h"
#include "adapters/web/page.h"
#include "engine/cases/service.h"

namespace aftale::web {

/// The pages of one case. Borrows all that it is given; for one request. Errors are those of the questions.
class CasePages {
 public:
  CasePages(cases::Service& service, std::string key, const View& view)
      : service_(service), key_(std::move(key)), view_(view) {}

  /// Where it stands, in sentences; what is open; the last that happened.
  Result<Page> overview();
  /// Its lists of parties.
  Result<Page> answers();
  /// Its journal, a hundred entries a page: `fra` is the number after which it begins.
  Result<Page> history();
  Result<Page> documents();
  /// How far it has come: a picture where one can be drawn, and the same as a list.
  Result<Page> process(bool has_pictures);

  Result<drawing::Drawing> drawing();
  /// The bytes of the document that the query names (`dokument`, `navn`, `version`).
  Result<Response> file();

 private:
  enum class Tab : std::uint8_t { overview, answers, history, documents, process };
  /// The heading of each page, after `status_` is known.
  Result<Page> begin(Tab tab);
  std::string tabs(Tab at) const;
  std::string facts(const reports::CaseFacts& about, const reports::Edition& edition) const;
  std::string last_entries(const std::vector<cases::HistoryAnswer::Entry>& entries) const;
  const std::string& say(const Text& text) const { return view_.say(text); }

  cases::Service& service_;
  const std::string key_;
  const View& view_;
  cases::Answer status_;
};

}  // namespace aftale::web
