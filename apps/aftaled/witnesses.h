#pragma once
#include <optional>
#include <string>
#include <vector>

#include "apps/aftaled/channels.h"
#include "engine/cases/deliveries.h"
#include "engine/cases/notices/notification_settings.h"
#include "engine/records/journal_head.h"

namespace aftale::daemon {

/// Those who are sent the newest entry of the journal every morning: who has kept it can tell afterwards whether the
/// journal was rewritten or cut short (`aftale audit --expect`), which nobody can from the file alone. Such a message
/// belongs to no case, so it stands in no outbox: a failed attempt is repeated until the next morning brings another.
/// On the loop's thread.
class Witnesses {
 public:
  /// `file`: where the day of the last messages is kept.
  explicit Witnesses(std::string file);
  /// From now on. `notifications` says when, how and in which language.
  void use(std::vector<std::string> contacts, cases::NotificationSettings notifications);
  /// When the next message is to be handed over; none without witnesses.
  std::optional<time::Instant> next(time::Instant now) const;
  /// The messages for which it is time. Each is brought back by `finish`.
  std::vector<cases::Sending> take(time::Instant now, const records::JournalHead& head, const Channels& channels);
  /// Whether it is one of these.
  static bool sent(const cases::Sending& sending) { return sending.row.id == 0; }
  /// What came of it, counted as in an answer to `advance`.
  void finish(cases::Sending sending, const records::Delivery& delivery, time::Instant now, cases::Advanced& advanced);

 private:
  struct Again {
    time::Instant at;
    cases::Sending sending;
  };
  cases::Sending sending_to(const std::string& contact, time::Instant now, const records::JournalHead& head) const;

  std::string file_;
  std::optional<time::CivilDate> day_;  ///< of the last messages
  std::vector<std::string> contacts_;
  cases::NotificationSettings notifications_;
  std::vector<Again> again_;
};

}  // namespace aftale::daemon
