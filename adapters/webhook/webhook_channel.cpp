#include "adapters/webhook/webhook_channel.h"

#include <sys/socket.h>

#include <algorithm>
#include <exception>

#include "adapters/transfer/transfer.h"
#include "adapters/webhook/event.h"
#include "engine/time/clock.h"

namespace aftale::webhook {
namespace {

using Outcome = records::Delivery::Outcome;

constexpr std::size_t kAnswerMax = 64 * 1024;  // headers, and body, each
constexpr std::size_t kToldMax = 200;          // of the answer's body in the detail
constexpr std::int64_t kWaitMax = 21'600;      // six hours, whatever libcurl lets pass

/// What comes back while a transfer runs, and what the connection may reach.
struct Exchange {
  const Allowed& allowed;
  bool any_address = false;  ///< the host is listed by its name
  std::string refused_address;
  std::size_t header_bytes = 0, body_bytes = 0;
  std::string body;  ///< its beginning
  bool has_headers = false;
};

curl_socket_t open_socket(void* to, curlsocktype, curl_sockaddr* address) {
  Exchange& exchange = *static_cast<Exchange*>(to);
  const std::optional<Address> found = Address::of(&address->addr);
  if (!found || !(exchange.any_address || is_public(*found) || exchange.allowed.holds(*found))) {
    exchange.refused_address = found ? found->text() : "?";
    return CURL_SOCKET_BAD;
  }
  return ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

std::size_t take_header(char* text, std::size_t size, std::size_t count, void* to) {
  Exchange& exchange = *static_cast<Exchange*>(to);
  const std::string_view line(text, size * count);
  exchange.header_bytes += line.size();
  // An interim answer (1xx) is followed by another; lines after the body (trailers) change nothing.
  if (line.starts_with("HTTP/")) exchange.has_headers = false;
  if (line == "\r\n" || line == "\n") exchange.has_headers = true;
  return exchange.header_bytes > kAnswerMax ? 0 : line.size();
}

std::size_t take_body(char* text, std::size_t size, std::size_t count, void* to) {
  Exchange& exchange = *static_cast<Exchange*>(to);
  const std::string_view bytes(text, size * count);
  exchange.body_bytes += bytes.size();
  exchange.body.append(bytes.substr(0, kToldMax - std::min(kToldMax, exchange.body.size())));
  return exchange.body_bytes > kAnswerMax ? 0 : bytes.size();
}

void prepare(transfer::Transfer& http, Exchange& exchange) {
  http.set(CURLOPT_OPENSOCKETFUNCTION, open_socket);
  http.set(CURLOPT_OPENSOCKETDATA, static_cast<void*>(&exchange));
  http.set(CURLOPT_HEADERFUNCTION, take_header);
  http.set(CURLOPT_HEADERDATA, static_cast<void*>(&exchange));
  http.set(CURLOPT_WRITEFUNCTION, take_body);
  http.set(CURLOPT_WRITEDATA, static_cast<void*>(&exchange));
  http.set(CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
  http.set(CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED));
}

records::Delivery judged(const transfer::Transfer& http, CURLcode code, const Exchange& exchange) {
  records::Delivery out;
  long status = 0;
  curl_easy_getinfo(http.handle(), CURLINFO_RESPONSE_CODE, &status);
  if (!exchange.has_headers) status = 0;
  if (status >= 200 && status <= 299) return out;
  out.outcome = status == 410 ? Outcome::refused : Outcome::try_again;
  if (!exchange.refused_address.empty()) {
    out.detail = "address " + exchange.refused_address + " is not public and not in allow_private";
  } else if (status == 0) {
    out.detail = http.said(code);
  } else {
    const std::string told = transfer::shown(exchange.body, kToldMax);
    out.detail = "HTTP " + std::to_string(status) + (told.empty() ? "" : ": " + told);
  }
  if (status == 429 || status == 502 || status == 503 || status == 504) {
    curl_off_t wait = 0;
    curl_easy_getinfo(http.handle(), CURLINFO_RETRY_AFTER, &wait);
    if (wait > 0) out.retry_after_seconds = std::min<std::int64_t>(wait, kWaitMax);
  }
  return out;
}

/// What may stand in a URI (RFC 3986, 2): no control characters, spaces, quotes or brackets of other kinds.
bool is_reference(std::string_view text) {
  constexpr std::string_view kNever = "\"<>\\^`{|}";
  return !text.empty() && std::all_of(text.begin(), text.end(), [&](char c) {
    return c > ' ' && c <= '~' && kNever.find(c) == std::string_view::npos;
  });
}

}  // namespace

WebhookChannel::WebhookChannel(WebhookOptions options, Allowed allowed, std::vector<std::string> secrets)
    : options_(std::move(options)), allowed_(std::move(allowed)), secrets_(std::move(secrets)) {}

Result<std::unique_ptr<WebhookChannel>> WebhookChannel::make(const WebhookOptions& options) {
  AFTALE_TRY(Allowed allowed, Allowed::parse(options.allow_private));
  const transfer::Url url = transfer::parse_url(options.url);
  const bool is_http = url.scheme == "http" || url.scheme == "https";
  if (!is_http || url.host.empty() || !url.user.empty() || !url.fragment.empty()) {
    return wrong("Adressen på en webhook skrives https://server/sti, uden navn, adgangskode og #",
                 "The address of a webhook is written https://server/path, without name, password and #");
  }
  if (url.scheme == "http" && !allowed.lists(url.host)) {
    return wrong("»" + url.host + "« skal have https. http er kun for dem, der står i allow_private",
                 "\"" + url.host + "\" must have https. http is only for those that allow_private lists");
  }
  if (!is_reference(options.source)) {
    return wrong("source skal være en URI uden mellemrum, fx /aftale/nordjylland",
                 "source is a URI without spaces, for instance /aftale/nordjylland");
  }
  std::vector<std::string> secrets;
  for (const std::string& secret : options.secrets) {
    if (std::optional<std::string> bytes = secret_bytes(secret)) secrets.push_back(std::move(*bytes));
  }
  if (secrets.empty() || secrets.size() != options.secrets.size()) {
    return wrong("En webhook skal have mindst én hemmelighed: whsec_ og base64 af 24 til 64 tilfældige bytes",
                 "A webhook needs at least one secret: whsec_ and base64 of 24 to 64 random bytes");
  }
  return std::unique_ptr<WebhookChannel>(new WebhookChannel(options, std::move(allowed), std::move(secrets)));
}

records::Delivery WebhookChannel::deliver(const records::Message& message) {
  try {
    const transfer::Url url = transfer::parse_url(options_.url);
    const transfer::Limits limits{options_.connect_seconds, options_.total_seconds, options_.total_seconds};
    transfer::Transfer http(options_.url, url.scheme.c_str(), options_.ca_file, limits);
    Exchange exchange{allowed_, allowed_.lists(url.host) && !Address::parse(url.host), {}, 0, 0, {}, false};
    prepare(http, exchange);
    const std::string body = event_json(message, options_.source), id = message.id.text();
    const std::int64_t now = time::SystemClock().now().unix_seconds();
    std::string signatures;
    for (const std::string& secret : secrets_) {
      signatures += (signatures.empty() ? "" : " ") + signature(id, now, body, secret);
    }
    // Without a charset: JSON has none (RFC 8259, 11), and readers of CloudEvents compare the type as a whole.
    http.add_line("Content-Type: application/cloudevents+json");
    http.add_line("User-Agent: aftale");
    http.add_line("Expect:");
    http.add_line("webhook-id: " + id);
    http.add_line("webhook-timestamp: " + std::to_string(now));
    http.add_line("webhook-signature: " + signatures);
    http.use_list(CURLOPT_HTTPHEADER);
    http.set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(body.size()));
    http.set(CURLOPT_POSTFIELDS, body.c_str());
    const CURLcode code = http.perform();
    return judged(http, code, exchange);
  } catch (const std::exception& error) {
    records::Delivery later;
    later.outcome = Outcome::try_again;
    later.detail = error.what();
    return later;
  }
}

}  // namespace aftale::webhook
