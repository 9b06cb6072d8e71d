#pragma once
#include <optional>
#include <string>
#include <vector>

#include "engine/cases/service.h"
#include "engine/records/store.h"
#include "engine/time/zone.h"

namespace aftale::random {

/// What a case says would happen if nobody did anything, held against what does.
class Foretold {
 public:
  /// What `service` says of the case now; none where it cannot say.
  static std::optional<Foretold> of(cases::Service& service, records::StoreReader& store, const std::string& key,
                                    const time::Zone& zone);

  /// After nothing but time has gone on until `today`: the messages that were said and came not, and those that came
  /// and were not said; empty where they are the same, or where another case had a say meanwhile.
  std::string compare(records::StoreReader& store, time::CivilDate today) const;

 private:
  std::string key_;
  time::Zone zone_;
  std::int64_t entries_ = 0;
  std::size_t messages_ = 0;
  std::optional<time::CivilDate> until_;  ///< the last day that is told of; none: all that comes
  std::vector<std::string> told_;         ///< day, template and receiver of each message, ascending
};

}  // namespace aftale::random
