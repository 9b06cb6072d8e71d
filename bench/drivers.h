#pragma once
#include <cstddef>
#include <string>
#include <vector>

#include "bench/approval.h"
#include "bench/measure.h"

/// The peers of the workloads. Each makes what it needs in `folder`, which is empty.
namespace aftale::bench {

/// How a durable run is cut: `at_once` cases go on side by side, one event of each in turn.
struct Shape {
  std::size_t cases = 0, at_once = 1, per_transaction = 1;
};

/// W1 through Service::execute on a file. Opening a case is in the time, but not in the count.
Measured durable_engine(const Approval& approval, const Shape& shape, const std::string& folder);
/// W1 as the fewest rows that anybody could write: journal, case, timer in, timer out, outbox.
Measured durable_floor(const Shape& shape, const std::string& folder);

/// W1 through the socket of the real daemon: `shape.at_once` clients with a connection and a thread each, who drive a
/// case after the other and wait for every answer. The daemon commits together what arrives together.
Measured socket_clients(const Approval& approval, const Shape& shape, const std::string& folder);

/// W2: step and apply, no store.
Measured memory_engine(const Approval& approval, std::size_t cases);
/// W2 by hand: a switch over the step, and a std::multimap of timers.
Measured memory_floor(std::size_t cases);

/// A file with `cases` cases that stand in the approval by all parties; its path.
std::string make_waiting_cases(const Approval& approval, std::size_t cases, const std::string& folder);
/// The `aftale` in the folder of this program.
std::string program_beside();
/// Milliseconds from start to exit of each of `times` runs of a program whose output nobody reads.
std::vector<double> start_to_exit(const std::vector<std::string>& words, std::size_t times);

}  // namespace aftale::bench
