#pragma once
#include <cstddef>
#include <functional>
#include <vector>

#include "engine/cases/notices/notification_settings.h"
#include "engine/cases/read_model.h"
#include "engine/machine/effects.h"
#include "engine/records/channel.h"

namespace aftale::cases {

/// An input that a case has taken, as coverage sees it. The case is that of before a command, and of after a firing;
/// which chart a branch runs is the same in both. All of it lives for the call only.
struct Taken {
  const model::Definition& definition;
  const machine::Case& instance;
  const machine::Input& input;
  const machine::Step& step;
};

/// A command that the case refused: nothing of it remains.
struct Refused {
  const model::Definition& definition;
  const machine::Case& instance;
  const machine::Input& input;
  const machine::Moment& moment;
  const Error& error;
};

/// What the owner of the file is told by its host.
struct ServiceOptions {
  std::size_t cached_cases = 1'000;         ///< decoded cases kept between calls
  std::vector<records::Channel*> channels;  ///< borrowed; the first is the default
  NotificationSettings notifications;       ///< without a zone of its own: Europe/Copenhagen
  /// Finds templates when a message is first written; null: messages are queued without text and rendered from the
  /// built-in plain form.
  FindTemplate templates;
  bool delivers = true;  ///< `advance` hands over what is due; false: the host does, by `deliveries`
  /// After each command: what was stored reads back equal, and replay gives the same (scenarios, tests).
  bool verify = false;
  /// Sees every step that is applied, firings included: coverage.
  std::function<void(const Taken&)> on_step;
  /// Sees every command that reached its case and was refused there: guards that said no.
  std::function<void(const Refused&)> on_refusal;
};

}  // namespace aftale::cases
