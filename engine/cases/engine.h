#pragma once
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "engine/base/digest.h"
#include "engine/cases/definitions.h"
#include "engine/cases/notices/templates.h"
#include "engine/cases/read_model.h"
#include "engine/cases/service_options.h"
#include "engine/cases/step_entries.h"
#include "engine/cases/working_copy.h"
#include "engine/records/store.h"

namespace aftale::cases {

/// What a service keeps between calls, shared by its batches. One thread.
struct Engine {
  Engine(records::Store& store_, ServiceOptions options_)
      : store(store_), options(std::move(options_)), definitions(store_) {}
  /// For whoever only reads.
  operator ReadModel() { return {store, definitions, options.notifications, options.templates, days}; }

  records::Store& store;
  ServiceOptions options;
  Definitions definitions;
  std::map<std::string, WorkingCopy, std::less<>> cache;  ///< as committed; dropped whole when it grows past its size
  std::optional<records::Head> head;                      ///< of the journal, as committed
  TemplateDigests templates;                              ///< of the texts that are stored
  std::map<CaseId, StepEntries> entries;  ///< as committed, of cases that somebody outside the secretariat acted in

  DayHistories days;
  Sha256 sha;

  /// After an error at commit nothing that was kept can be trusted.
  void forget() {
    cache.clear();
    head.reset();
    templates.clear();
    days.clear();
  }
};

}  // namespace aftale::cases
