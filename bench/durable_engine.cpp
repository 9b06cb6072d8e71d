#include <filesystem>

#include "bench/drivers.h"
#include "bench/office.h"

namespace aftale::bench {
namespace {

std::string key_of(std::size_t number) {
  return "bench-" + std::to_string(number);
}

}  // namespace

Measured durable_engine(const Approval& approval, const Shape& shape, const std::string& folder) {
  const std::string path = folder + "/engine.db";
  Measured measured;
  {
    Office office(approval.loaded, path);
    const auto commit_when_full = [&] {
      if (office.waiting() == shape.per_transaction) office.commit();
    };
    office.watch().begin();
    for (std::size_t first = 0; first < shape.cases; first += shape.at_once) {
      for (std::size_t n = 0; n < shape.at_once; ++n) {
        office.open_case(key_of(first + n), approval_inputs());
        commit_when_full();
      }
      for (const OutsideEvent& event : approval.events) {
        for (std::size_t n = 0; n < shape.at_once; ++n) {
          office.send(key_of(first + n), event);
          commit_when_full();
        }
      }
    }
    office.commit();
    measured = office.watch().end(static_cast<std::int64_t>(shape.cases * approval.events.size()));
  }
  measured.bytes_an_event =
      static_cast<double>(std::filesystem::file_size(path)) / static_cast<double>(measured.events);
  return measured;
}

std::string make_waiting_cases(const Approval& approval, std::size_t cases, const std::string& folder) {
  const std::string path = folder + "/waiting.db";
  Office office(approval.loaded, path);
  for (std::size_t n = 0; n < cases; ++n) {
    office.open_case(key_of(n), approval_inputs());
    for (std::size_t event = 0; event < 3; ++event) office.send(key_of(n), approval.events[event]);
    if (office.waiting() + 4 > 256) office.commit();
  }
  office.commit();
  return path;
}

}  // namespace aftale::bench
