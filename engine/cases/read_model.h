#pragma once
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "engine/base/ids.h"
#include "engine/base/text.h"
#include "engine/cases/definitions.h"
#include "engine/cases/notices/notification_settings.h"
#include "engine/records/store.h"

namespace aftale::cases {

class DayHistory;

/// The text of a template, or none.
using FindTemplate = std::function<std::optional<std::string>(std::string_view name, Language language)>;
/// What was computed of the days of a case, with its number of entries then (day_history.h).
using DayHistories = std::map<CaseId, std::pair<std::int64_t, std::shared_ptr<const DayHistory>>>;

/// What questions, replay and messages are made of: rows, definitions, and how people are told. Nothing here leads to
/// the writer. Borrows all of it; one thread.
struct ReadModel {
  records::StoreReader& store;
  Definitions& definitions;
  const NotificationSettings& notifications;
  const FindTemplate& templates;
  DayHistories& days;

  /// The same over other rows.
  ReadModel over(records::StoreReader& rows, DayHistories& of_rows) const {
    return {rows, definitions, notifications, templates, of_rows};
  }
};

}  // namespace aftale::cases
