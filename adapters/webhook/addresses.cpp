#include "adapters/webhook/addresses.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <algorithm>
#include <charconv>
#include <cstring>

namespace aftale::webhook {
namespace {

constexpr unsigned kFourBits = 96;  // what stands before an IPv4 address in its mapped form

Address mapped(const void* four) {
  Address out;
  out.bytes[10] = out.bytes[11] = 0xFF;
  std::memcpy(out.bytes.data() + 12, four, 4);
  out.is_four = true;
  return out;
}

bool same_bits(const Address& one, const Address& other, unsigned bits) {
  const std::size_t whole = bits / 8;
  if (!std::equal(one.bytes.begin(), one.bytes.begin() + whole, other.bytes.begin())) return false;
  const unsigned rest = bits % 8;
  return rest == 0 || (one.bytes[whole] ^ other.bytes[whole]) >> (8U - rest) == 0;
}

bool is_mapped(const Address& address) {
  return same_bits(address, mapped("\0\0\0\0"), kFourBits);
}

bool is_in(const Address& address, std::initializer_list<const char*> ranges) {
  return std::any_of(ranges.begin(), ranges.end(),
                     [&](const char* range) { return Range::parse(range)->holds(address); });
}

bool is_public_four(const Address& address) {
  return !is_in(address, {"0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12",
                          "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15",
                          "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4"});
}

}  // namespace

std::optional<Address> Address::parse(std::string_view given) {
  const std::string text(given);
  in_addr four{};
  if (::inet_pton(AF_INET, text.c_str(), &four) == 1) return mapped(&four);
  Address out;
  if (::inet_pton(AF_INET6, text.c_str(), out.bytes.data()) == 1) return out;
  return std::nullopt;
}

std::optional<Address> Address::of(const sockaddr* address) {
  if (address->sa_family == AF_INET) {
    sockaddr_in four{};
    std::memcpy(&four, address, sizeof four);
    return mapped(&four.sin_addr);
  }
  if (address->sa_family != AF_INET6) return std::nullopt;
  sockaddr_in6 six{};
  std::memcpy(&six, address, sizeof six);
  Address out;
  std::memcpy(out.bytes.data(), &six.sin6_addr, out.bytes.size());
  return out;
}

std::string Address::text() const {
  std::array<char, INET6_ADDRSTRLEN> out{};
  if (is_four) {
    ::inet_ntop(AF_INET, bytes.data() + 12, out.data(), out.size());
  } else {
    ::inet_ntop(AF_INET6, bytes.data(), out.data(), out.size());
  }
  return out.data();
}

std::optional<Range> Range::parse(std::string_view text) {
  const std::size_t slash = text.find('/');
  const std::optional<Address> from = Address::parse(text.substr(0, slash));
  if (!from) return std::nullopt;
  const unsigned most = from->is_four ? 32 : 128;
  unsigned bits = most;
  if (slash != std::string_view::npos) {
    const char* const end = text.data() + text.size();
    const auto [stopped, error] = std::from_chars(text.data() + slash + 1, end, bits);
    if (error != std::errc() || stopped != end || bits > most) return std::nullopt;
  }
  return Range{*from, from->is_four ? kFourBits + bits : bits};
}

bool Range::holds(const Address& address) const {
  if (is_mapped(address) != is_mapped(from)) return false;
  return same_bits(from, address, bits);
}

bool is_public(const Address& address) {
  if (address.is_four) return is_public_four(address);
  if (is_in(address, {"64:ff9b::/96"})) return is_public_four(mapped(address.bytes.data() + 12));
  return is_in(address, {"2000::/3"}) && !is_in(address, {"2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20"});
}

std::optional<Allowed> Allowed::parse(const std::vector<std::string>& entries) {
  Allowed out;
  for (const std::string& entry : entries) {
    if (std::optional<Range> range = Range::parse(entry)) {
      out.ranges.push_back(*range);
      continue;
    }
    std::string host;
    for (const char c : entry) {
      const bool known = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_';
      if (!known && !(c >= 'A' && c <= 'Z')) return std::nullopt;
      host.push_back(known ? c : static_cast<char>(c - 'A' + 'a'));
    }
    // Only digits and dots, and no address: a slip of the pen.
    if (host.find_first_not_of("0123456789.") == std::string::npos) return std::nullopt;
    out.hosts.push_back(host);
  }
  return out;
}

bool Allowed::lists(const std::string& host) const {
  if (std::find(hosts.begin(), hosts.end(), host) != hosts.end()) return true;
  const std::optional<Address> address = Address::parse(host);
  return address && holds(*address);
}

bool Allowed::holds(const Address& address) const {
  return std::any_of(ranges.begin(), ranges.end(), [&](const Range& range) { return range.holds(address); });
}

}  // namespace aftale::webhook
