#pragma once
#include <curl/curl.h>

#include <memory>
#include <string>

/// libcurl as mail and webhooks use it.
namespace aftale::transfer {

/// Limits of one delivery, in seconds.
struct Limits {
  long connect = 10;  ///< name, connection and handshake
  long total = 120;
  long stalled = 30;  ///< less than one byte a second for so long
};

/// One transfer: handle and lists that live as long as it does. One thread.
class Transfer {
 public:
  /// Ready for `url`, and for nothing else: only `scheme` (`smtp`, `https` ...), no redirects, no proxy whatever the
  /// environment says, no signals, certificates checked against `ca_file` or, where it is empty, the system's.
  Transfer(const std::string& url, const char* scheme, const std::string& ca_file, const Limits& limits);
  Transfer(const Transfer&) = delete;
  Transfer& operator=(const Transfer&) = delete;

  CURL* handle() const { return handle_.get(); }

  /// Sets one option. That libcurl refuses it would be our own mistake.
  template <class Value>
  void set(CURLoption option, Value value) {
    check(curl_easy_setopt(handle_.get(), option, value));
  }
  /// One more line of the list (headers, receivers) that `use_list` hands to `option`.
  void add_line(const std::string& line);
  void use_list(CURLoption option);

  CURLcode perform() { return curl_easy_perform(handle_.get()); }
  /// What went wrong, in libcurl's words.
  std::string said(CURLcode code) const;

 private:
  static void check(CURLcode code);

  char error_[CURL_ERROR_SIZE] = {};
  std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)> lines_{nullptr, curl_slist_free_all};
  std::unique_ptr<CURL, decltype(&curl_easy_cleanup)> handle_{nullptr, curl_easy_cleanup};
};

/// Text that a peer sent as one line for a log: printable ASCII, everything else `?`, at most `most` bytes.
std::string shown(std::string_view text, std::size_t most = 200);

/// Scheme, host (brackets of IPv6 taken off, lower case), port (0: none) and user of a URL; the scheme is empty where
/// it is none.
struct Url {
  std::string scheme, host, user, path, query, fragment;
  long port = 0;
};
Url parse_url(const std::string& text);

/// 127.0.0.0/8, ::1 or `localhost`.
bool is_loopback(const std::string& host);

}  // namespace aftale::transfer
