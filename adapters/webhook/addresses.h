#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"

struct sockaddr;

namespace aftale::webhook {

/// An address of the internet as 16 bytes; an IPv4 address is kept in its mapped form (RFC 4291, 2.5.5.2), and
/// whether it was written so is kept too.
struct Address {
  std::array<std::uint8_t, 16> bytes{};
  bool is_four = false;
  /// `192.0.2.1`, `2001:db8::1`; nothing for anything else.
  static std::optional<Address> parse(std::string_view text);
  /// Of IPv4 or IPv6; nothing for other families.
  static std::optional<Address> of(const sockaddr* address);
  std::string text() const;
};

/// `10.1.0.0/16`, `fd00::/8`, or one address.
struct Range {
  Address from;
  unsigned bits = 0;  ///< of the 128
  static std::optional<Range> parse(std::string_view text);
  /// An IPv4 address is held by ranges of IPv4 only; one that hides in an IPv6 address counts as IPv4.
  bool holds(const Address& address) const;
  /// Whether the address in front is the first of the range, as in 10.1.0.0/16 and not in 10.1.2.3/16.
  bool begins_at_its_first() const;
  /// The same range, written from its first address.
  std::string text() const;
};

/// Whether an address may be that of a stranger on the internet. Not: loopback, private (RFC 1918), shared (RFC 6598),
/// link-local, unique local, multicast, documentation, reserved, and IPv6 forms that carry an IPv4 address (mapped,
/// 6to4, Teredo; NAT64 by what it carries). RFC 6890 is the list.
bool is_public(const Address& address);

/// Whether everything in the range lies in a network that nobody on the internet can have: private (RFC 1918), shared
/// (RFC 6598), unique local, link-local, loopback, documentation and benchmarks.
bool is_private(const Range& range);

/// The refusal of a webhook's options, code `webhook-options`.
tl::unexpected<ErrorPtr> wrong(std::string da, std::string en);

/// Whom the configuration lets us reach though they are not public: ranges, and hosts by name.
struct Allowed {
  std::vector<Range> ranges;
  std::vector<std::string> hosts;  ///< lower case
  /// Of `10.1.0.0/16`, `::1`, `host.example.dk`. Error: refused (`webhook-options`) where an entry is none of these,
  /// says more than it looks like (10.1.2.3/16), or reaches beyond private networks, as /0 does.
  static Result<Allowed> parse(const std::vector<std::string>& entries);
  bool lists(const std::string& host) const;
  bool holds(const Address& address) const;
};

}  // namespace aftale::webhook
