#include <filesystem>

#include "bench/drivers.h"
#include "bench/floor.h"

namespace aftale::bench {
namespace {

constexpr std::size_t kEvents = 40;

}  // namespace

Measured durable_floor(const Shape& shape, const std::string& folder) {
  const std::string path = folder + "/floor.db";
  Measured measured;
  {
    Floor floor(path);
    Stopwatch watch;
    std::size_t open = 0;
    watch.begin();
    for (std::size_t first = 0; first < shape.cases; first += shape.at_once) {
      for (std::size_t event = 0; event < kEvents; ++event) {
        for (std::size_t n = 0; n < shape.at_once; ++n) {
          if (open == 0) {
            watch.ask();
            floor.begin();
          }
          floor.event(static_cast<std::int64_t>(first + n + 1));
          if (++open < shape.per_transaction) continue;
          floor.commit();
          watch.acknowledged();
          open = 0;
        }
      }
    }
    if (open != 0) floor.commit();
    measured = watch.end(static_cast<std::int64_t>(shape.cases * kEvents));
  }
  measured.bytes_an_event =
      static_cast<double>(std::filesystem::file_size(path)) / static_cast<double>(measured.events);
  return measured;
}

}  // namespace aftale::bench
