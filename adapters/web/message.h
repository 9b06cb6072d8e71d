#pragma once
#include <string>

/// What is asked of the pages and what they answer, without the words of HTTP.
namespace aftale::web {

/// A request to see something. Nothing that is asked this way changes anything.
struct Request {
  std::string target;           ///< path and query as they came: `/sager/n-2023?lang=en`
  std::string accept_language;  ///< of the browser; empty: it did not say
};

struct Response {
  unsigned status = 200;
  std::string type = "text/html; charset=utf-8";
  std::string body;
  std::string file_name = {};  ///< not empty: to be kept under that name and never to be shown
  bool may_be_kept = false;    ///< by the browser, for an hour: it is the same for everybody
};

}  // namespace aftale::web
