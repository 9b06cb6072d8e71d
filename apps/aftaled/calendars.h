#pragma once
#include <functional>
#include <memory>
#include <string>

#include "apps/aftaled/readers.h"
#include "engine/base/text.h"

namespace boost::asio {
class io_context;
}

namespace aftale::daemon {

/// Keeps a folder of calendar files as the cases are: one a receiver and one for all. Written a moment after something
/// changed, so that many changes are one writing. On the loop's thread.
class Calendars {
 public:
  /// Borrows `readers`.
  Calendars(boost::asio::io_context& loop, Readers& readers);
  ~Calendars();
  /// From now on in `folder`, in `language`; an empty folder: nowhere.
  void use(std::string folder, Language language);
  void something_changed();

 private:
  struct Parts;
  std::shared_ptr<Parts> parts_;
};

}  // namespace aftale::daemon
