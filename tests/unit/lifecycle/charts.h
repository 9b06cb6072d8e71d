#pragma once
#include <string_view>

#include "engine/lifecycle/case_life.h"
#include "engine/lifecycle/deadline_life.h"
#include "engine/lifecycle/delivery_life.h"

/// The three charts for tests that say the same of each. The matrices are written by hand: rows are statuses, columns
/// are events, a dot is a refusal, = stays.
namespace aftale::lifecycle {

struct CaseOf {
  using Status = CaseStatus;
  using Event = CaseEvent;
  static constexpr const auto& kStatuses = kCaseStatuses;
  static constexpr const auto& kEvents = kCaseEvents;
  static const CaseTable& table() { return case_table(); }
  static constexpr std::string_view kHeading = "## Case";
  static constexpr std::string_view kMatrix = R"(
             start   work suspend   resume  withdraw  complete  fault   mend      correct move note
  registered running .    .         .       withdrawn .         .       .         .       .    .
  running    .       =    suspended .       withdrawn completed faulted .         =       =    =
  suspended  .       .    .         running withdrawn .         .       .         =       =    =
  completed  .       .    .         .       .         .         .       .         =       .    =
  withdrawn  .       .    .         .       .         .         .       .         =       .    =
  faulted    .       .    .         .       withdrawn .         .       suspended =       =    =
)";
};

struct DeadlineOf {
  using Status = DeadlineStatus;
  using Event = DeadlineEvent;
  static constexpr const auto& kStatuses = kDeadlineStatuses;
  static constexpr const auto& kEvents = kDeadlineEvents;
  static const DeadlineTable& table() { return deadline_table(); }
  static constexpr std::string_view kHeading = "## Deadline";
  static constexpr std::string_view kMatrix = R"(
                 warn   miss   meet_in_time meet_late cancel    pause          unpause move           renew
  waiting        warned missed met          met_late  cancelled waiting_paused .       waiting        .
  warned         warned missed met          met_late  cancelled warned_paused  .       waiting        .
  missed         .      .      lifted       met_late  cancelled missed_paused  .       waiting        waiting
  met            .      .      .            .         .         .              .       .              waiting
  met_late       .      .      .            .         .         .              .       .              waiting
  lifted         .      .      .            .         .         .              .       .              waiting
  cancelled      .      .      .            .         .         .              .       .              waiting
  waiting_paused .      .      met          met_late  cancelled .              waiting waiting_paused .
  warned_paused  .      .      met          met_late  cancelled .              warned  waiting_paused .
  missed_paused  .      .      lifted       met_late  cancelled .              missed  waiting_paused .
)";
};

struct DeliveryOf {
  using Status = DeliveryStatus;
  using Event = DeliveryEvent;
  static constexpr const auto& kStatuses = kDeliveryStatuses;
  static constexpr const auto& kEvents = kDeliveryEvents;
  static const DeliveryTable& table() { return delivery_table(); }
  static constexpr std::string_view kHeading = "## Delivery";
  static constexpr std::string_view kMatrix = R"(
             attempt succeed   fail     give_up retry  interrupted supersede
  queued     sending .         .        .       .      .           superseded
  sending    .       delivered retrying dead    .      retrying    .
  delivered  .       .         .        .       .      .           .
  retrying   sending .         .        dead    queued .           superseded
  dead       .       .         .        .       queued .           .
  superseded .       .         .        .       .      .           .
)";
};

}  // namespace aftale::lifecycle
