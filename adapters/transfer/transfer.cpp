#include "adapters/transfer/transfer.h"

#include <arpa/inet.h>

#include <csignal>
#include <cstdlib>
#include <mutex>

#include "adapters/transfer/start.h"
#include "engine/base/check.h"

namespace aftale::transfer {
namespace {

std::string part_of(CURLU* url, CURLUPart part) {
  char* text = nullptr;
  if (curl_url_get(url, part, &text, 0) != CURLUE_OK) return {};
  const std::unique_ptr<char, decltype(&curl_free)> owner(text, curl_free);
  return text;
}

}  // namespace

void start() {
  static std::once_flag once;
  std::call_once(once, [] {
    // libcurl and OpenSSL would write the keys of every connection to the file that it names.
    ::unsetenv("SSLKEYLOGFILE");  // NOLINT(concurrency-mt-unsafe): before any thread is started
    AFTALE_CHECK(curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK);
    std::signal(SIGPIPE, SIG_IGN);
  });
}

Transfer::Transfer(const std::string& url, const char* scheme, const std::string& ca_file, const Limits& limits) {
  start();
  handle_.reset(curl_easy_init());
  AFTALE_CHECK(handle_ != nullptr);
  set(CURLOPT_ERRORBUFFER, static_cast<char*>(error_));
  set(CURLOPT_URL, url.c_str());
  set(CURLOPT_PROTOCOLS_STR, scheme);
  set(CURLOPT_REDIR_PROTOCOLS_STR, scheme);
  set(CURLOPT_FOLLOWLOCATION, 0L);
  set(CURLOPT_PROXY, "");
  set(CURLOPT_NOSIGNAL, 1L);
  set(CURLOPT_SSL_VERIFYPEER, 1L);
  set(CURLOPT_SSL_VERIFYHOST, 2L);
  set(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
  if (!ca_file.empty()) {
    set(CURLOPT_CAINFO, ca_file.c_str());
    set(CURLOPT_CAPATH, static_cast<char*>(nullptr));
  }
  set(CURLOPT_CONNECTTIMEOUT, limits.connect);
  set(CURLOPT_TIMEOUT, limits.total);
  set(CURLOPT_LOW_SPEED_LIMIT, 1L);
  set(CURLOPT_LOW_SPEED_TIME, limits.stalled);
}

void Transfer::check(CURLcode code) {
  AFTALE_CHECK(code == CURLE_OK);
}

void Transfer::add_line(const std::string& line) {
  curl_slist* grown = curl_slist_append(lines_.get(), line.c_str());
  AFTALE_CHECK(grown != nullptr);
  static_cast<void>(lines_.release());
  lines_.reset(grown);
}

void Transfer::use_list(CURLoption option) {
  set(option, lines_.get());
}

std::string Transfer::said(CURLcode code) const {
  const std::string_view own(static_cast<const char*>(error_));
  return shown(own.empty() ? curl_easy_strerror(code) : own);
}

std::string shown(std::string_view text, std::size_t most) {
  std::string out;
  for (const char c : text.substr(0, most)) out.push_back(c >= ' ' && c <= '~' ? c : '?');
  return out;
}

Url parse_url(const std::string& text) {
  const std::unique_ptr<CURLU, decltype(&curl_url_cleanup)> url(curl_url(), curl_url_cleanup);
  AFTALE_CHECK(url != nullptr);
  Url out;
  for (const char c : text) {
    if (c <= ' ' || c > '~') return out;
  }
  if (curl_url_set(url.get(), CURLUPART_URL, text.c_str(), CURLU_NON_SUPPORT_SCHEME) != CURLUE_OK) return out;
  out.scheme = part_of(url.get(), CURLUPART_SCHEME);
  out.host = part_of(url.get(), CURLUPART_HOST);
  for (char& c : out.host) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  if (out.host.starts_with('[')) out.host = out.host.substr(1, out.host.size() - 2);
  out.user = part_of(url.get(), CURLUPART_USER) + part_of(url.get(), CURLUPART_PASSWORD);
  out.path = part_of(url.get(), CURLUPART_PATH);
  out.query = part_of(url.get(), CURLUPART_QUERY);
  out.fragment = part_of(url.get(), CURLUPART_FRAGMENT);
  out.port = std::strtol(part_of(url.get(), CURLUPART_PORT).c_str(), nullptr, 10);
  return out;
}

bool is_loopback(const std::string& host) {
  in_addr four{};
  in6_addr six{};
  if (::inet_pton(AF_INET, host.c_str(), &four) == 1) return ntohl(four.s_addr) >> 24U == 127U;
  if (::inet_pton(AF_INET6, host.c_str(), &six) == 1) return IN6_IS_ADDR_LOOPBACK(&six);
  return host == "localhost";
}

}  // namespace aftale::transfer
