#pragma once
#include <functional>
#include <string>

#include "engine/base/text.h"
#include "engine/records/channel.h"

namespace aftale::files {

/// One line a message, to whoever keeps the log: what went to whom, not what it says. The sink is called on the thread
/// that delivers, several at once where several deliver; a sink that throws is tried again later.
class LogChannel final : public records::Channel {
 public:
  using Sink = std::function<void(const std::string& line)>;
  explicit LogChannel(Sink sink, Language language = Language::en) : sink_(std::move(sink)), language_(language) {}
  const char* name() const override { return "log"; }
  records::Delivery deliver(const records::Message& message) override;

 private:
  Sink sink_;
  Language language_;  ///< of the line
};

}  // namespace aftale::files
