#include "adapters/webhook/addresses.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <algorithm>
#include <charconv>
#include <cstring>
#include <iterator>

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

tl::unexpected<ErrorPtr> wrong_entry() {
  return wrong("allow_private skal være adresser som 10.1.0.0/16 eller navne på maskiner",
               "allow_private takes addresses such as 10.1.0.0/16 or names of machines");
}

/// What somebody would read a range as is what it must be.
Result<void> admit(const Range& range, const std::string& entry) {
  if (!is_private(range)) {
    return wrong("allow_private: " + entry + " rækker ud over private net. Skriv det net, modtageren står på, fx " +
                     "10.1.0.0/16. Offentlige adresser nås uden at stå her",
                 "allow_private: " + entry + " reaches beyond private networks. Write the network of the receiver, " +
                     "for example 10.1.0.0/16. Public addresses are reached without standing here");
  }
  if (!range.begins_at_its_first()) {
    return wrong("allow_private: " + entry + " dækker mere, end den ser ud til. Skriv " + range.text() +
                     ", hvis hele nettet er ment, ellers adressen uden /",
                 "allow_private: " + entry + " covers more than it looks like. Write " + range.text() +
                     " where the whole network is meant, else the address without a /");
  }
  return {};
}

}  // namespace

tl::unexpected<ErrorPtr> wrong(std::string da, std::string en) {
  return fail(Error::Kind::refused, "webhook-options", Text{std::move(da), std::move(en)});
}

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

bool Range::begins_at_its_first() const {
  for (unsigned bit = bits; bit < 128; ++bit) {
    if ((from.bytes[bit / 8] & (0x80U >> bit % 8)) != 0) return false;
  }
  return true;
}

std::string Range::text() const {
  Address first = from;
  for (unsigned bit = bits; bit < 128; ++bit) {
    first.bytes[bit / 8] = static_cast<std::uint8_t>(first.bytes[bit / 8] & ~(0x80U >> bit % 8));
  }
  return first.text() + "/" + std::to_string(from.is_four ? bits - kFourBits : bits);
}

bool is_private(const Range& range) {
  constexpr const char* kNetworks[] = {"10.0.0.0/8",     "172.16.0.0/12",  "192.168.0.0/16", "100.64.0.0/10",
                                       "127.0.0.0/8",    "169.254.0.0/16", "192.0.2.0/24",   "198.51.100.0/24",
                                       "203.0.113.0/24", "198.18.0.0/15",  "fc00::/7",       "fe80::/10",
                                       "::1/128",        "2001:db8::/32"};
  return std::any_of(std::begin(kNetworks), std::end(kNetworks), [&](const char* text) {
    const Range network = *Range::parse(text);
    return network.bits <= range.bits && same_bits(network.from, range.from, network.bits);
  });
}

bool is_public(const Address& address) {
  if (address.is_four) return is_public_four(address);
  if (is_in(address, {"64:ff9b::/96"})) return is_public_four(mapped(address.bytes.data() + 12));
  return is_in(address, {"2000::/3"}) && !is_in(address, {"2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20"});
}

Result<Allowed> Allowed::parse(const std::vector<std::string>& entries) {
  Allowed out;
  for (const std::string& entry : entries) {
    if (std::optional<Range> range = Range::parse(entry)) {
      AFTALE_TRY_VOID(admit(*range, entry));
      out.ranges.push_back(*range);
      continue;
    }
    std::string host;
    for (const char c : entry) {
      const bool known = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_';
      if (!known && !(c >= 'A' && c <= 'Z')) return wrong_entry();
      host.push_back(known ? c : static_cast<char>(c - 'A' + 'a'));
    }
    // Only digits and dots, and no address: a slip of the pen.
    if (host.find_first_not_of("0123456789.") == std::string::npos) return wrong_entry();
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
