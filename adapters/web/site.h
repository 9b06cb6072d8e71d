#pragma once
#include <functional>
#include <memory>
#include <string>

#include "adapters/web/message.h"
#include "engine/base/result.h"
#include "engine/cases/service.h"
#include "engine/drawing/drawing.h"
#include "engine/time/zone.h"

namespace aftale::web {

/// What is asked for one request. Errors are told on a page.
using OpenService = std::function<Result<std::shared_ptr<cases::Service>>()>;

struct SiteOptions {
  /// The first segment of every address; whoever does not know it sees nothing. Empty: none.
  std::string base;
  Language language = Language::da;  ///< where neither the address nor the browser says
  time::Zone zone;                   ///< in which times are told
  /// A drawing as SVG; null: there is nobody who draws.
  std::function<Result<std::string>(const drawing::Drawing&)> draw;
};

/// The pages that people look at, over a service: what is due, cases, and of each case where it stands, its lists of
/// parties, its process, documents and journal. Every page is whole in itself: no script, no cookie, nothing from
/// elsewhere. It asks and never tells: nothing here writes. One thread. The service answers as whoever it is opened
/// for.
class Site {
 public:
  Site(OpenService open, SiteOptions options) : open_(std::move(open)), options_(std::move(options)) {}

  /// 404 for what is not there, 400 for an address that is none, 403 for what may not be seen; of other errors a page
  /// with 500 or 503 that says what to do.
  Response answer(const Request& request) const;

 private:
  const OpenService open_;
  const SiteOptions options_;
};

}  // namespace aftale::web
