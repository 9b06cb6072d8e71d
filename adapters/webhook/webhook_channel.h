#pragma once
#include <memory>
#include <string>
#include <vector>

#include "adapters/webhook/addresses.h"
#include "engine/base/result.h"
#include "engine/records/channel.h"

namespace aftale::webhook {

struct WebhookOptions {
  std::string url;                   ///< `https://host[:port]/path`; `http` only for a host that `allow_private` lists
  std::vector<std::string> secrets;  ///< `whsec_...`; several while one is being replaced: each signs
  std::string source = "/aftale";    ///< `source` of the event: a URI reference that tells senders apart
  /// Receivers inside the house: `10.1.0.0/16`, `::1`, or a host by its name, whatever address that has.
  std::vector<std::string> allow_private;
  std::string ca_file;  ///< PEM; empty: the system's certificates
  long connect_seconds = 10;
  long total_seconds = 15;
};

/// Posts each message to one address as a CloudEvent 1.0 (`application/cloudevents+json`), signed as Standard Webhooks:
/// `webhook-id` is the message id and stays the same over retries, `webhook-timestamp` is the machine's clock. Any
/// threads at once. `transfer::start` has been called.
///
///   delivered   any 2xx, as soon as its headers are in; of the body no more than 64 KB is read
///   refused     410: the receiver wants no more of this
///   try_again   everything else, redirects among it: none is followed. After 429, 502, 503 and 504 Retry-After is
///               heeded, in seconds or as a date, for a day at most.
///
/// The address is checked when the connection is made, whatever the name says then: one that is not public
/// (is_public) is only reached where `allow_private` has it or the host. Proxies of the environment are ignored.
class WebhookChannel final : public records::Channel {
 public:
  /// Errors: refused, `webhook-options`, naming the option; no secret is ever told.
  static Result<std::unique_ptr<WebhookChannel>> make(const WebhookOptions& options);
  const char* name() const override { return "webhook"; }
  records::Delivery deliver(const records::Message& message) override;

 private:
  WebhookChannel(WebhookOptions options, Allowed allowed, std::vector<std::string> secrets);
  const WebhookOptions options_;
  const Allowed allowed_;
  const std::vector<std::string> secrets_;  ///< decoded
};

}  // namespace aftale::webhook
