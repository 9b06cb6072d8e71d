#pragma once
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/cases/notices/notification_settings.h"
#include "engine/cases/service.h"
#include "engine/cases/service_options.h"
#include "engine/records/channel.h"
#include "engine/records/store.h"
#include "engine/time/clock.h"

namespace aftale::cases {

class Deliveries;

/// The Service of whoever owns the file. Keeps decoded cases and definitions between calls.
class LocalService final : public Service {
 public:
  using Options = ServiceOptions;
  /// Borrows `store` and `clock`; both must outlive the service.
  LocalService(records::Store& store, const time::Clock& clock, Options options);
  ~LocalService() override;

  std::vector<Result<Receipt>> execute(std::span<const Command> commands) override;
  Result<Answer> ask(const Question& question) override;
  /// The same for somebody who may not read everything (reading.h). Error: refused `not-allowed`.
  Result<Answer> ask_for(const machine::Actor& asker, const Question& question);
  Result<Digest> install(const std::vector<model::Source>& sources) override;
  Result<Advanced> advance(time::Instant until, std::size_t limit) override;
  Result<Moved> move(const Move& order) override;
  Result<void> retry(std::int64_t outbox_id) override;
  Result<void> backup(const std::string& path) override;

  /// `advance` because somebody asked for it, which is an entry of the file: where something fires, and always where he
  /// has confirmed the clock by it.
  Result<Advanced> advance_for(const machine::Actor& asker, time::Instant until, std::size_t limit,
                               bool confirms_clock);
  /// What the host is configured with, for the journal: an entry where it is another than the last time. `record`:
  /// JSON without secrets. True where one was written.
  Result<bool> note_configuration(const std::string& record, const machine::Actor& actor);
  /// How people are told from now on.
  void notify_as(NotificationSettings notifications, std::vector<records::Channel*> channels);
  /// For a host with workers (Options::delivers is false): notifications on their way.
  Deliveries& deliveries();

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace aftale::cases
