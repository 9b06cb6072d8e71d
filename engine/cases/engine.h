#pragma once
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "engine/base/digest.h"
#include "engine/cases/definitions.h"
#include "engine/cases/local_service.h"
#include "engine/cases/step_entries.h"
#include "engine/cases/working_copy.h"
#include "engine/records/store.h"

namespace aftale::cases {

class DayHistory;

/// What a service keeps between calls, shared by its batches. One thread.
struct Engine {
  Engine(records::Store& store_, LocalService::Options options_)
      : store(store_), options(std::move(options_)), definitions(store_) {}
  /// The same over other rows: for a question. What `other` has compiled is known.
  Engine(records::Store& store_, const Engine& other)
      : store(store_), options(other.options), definitions(other.definitions) {}

  records::Store& store;
  LocalService::Options options;
  Definitions definitions;
  Sha256 sha;
  std::map<std::string, WorkingCopy, std::less<>> cache;  ///< as committed; dropped whole when it grows past its size
  std::optional<records::Head> head;                      ///< of the journal, as committed
  std::map<std::string, std::pair<Digest, Digest>, std::less<>> templates;  ///< name -> digests of the texts stored
  std::map<CaseId, StepEntries> entries;  ///< as committed, of cases that somebody outside the secretariat acted in

  /// By the case, with its number of entries then (day_history.h).
  std::map<CaseId, std::pair<std::int64_t, std::shared_ptr<const DayHistory>>> days;

  /// After an error at commit nothing that was kept can be trusted.
  void forget() {
    cache.clear();
    head.reset();
    templates.clear();
    days.clear();
  }
};

}  // namespace aftale::cases
