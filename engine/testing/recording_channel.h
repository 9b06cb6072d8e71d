#pragma once
#include <string>
#include <utility>
#include <vector>

#include "engine/records/channel.h"

namespace aftale::testing {

/// A channel that keeps what it is given, and answers as it is told.
class RecordingChannel final : public records::Channel {
 public:
  explicit RecordingChannel(std::string name = "recording") : name_(std::move(name)) {}
  const char* name() const override { return name_.c_str(); }
  records::Delivery deliver(const records::Message& message) override {
    attempts_.push_back(message);
    if (answers_.empty()) return otherwise_;
    records::Delivery answer = std::move(answers_.front());
    answers_.erase(answers_.begin());
    return answer;
  }

  /// The answer to the next message that has none yet.
  void answer_next(records::Delivery answer) { answers_.push_back(std::move(answer)); }
  /// The answer to every message for which `answer_next` has said nothing.
  void answer_always(records::Delivery answer) { otherwise_ = std::move(answer); }
  /// Every attempt, in order: a message that was tried again is there again.
  const std::vector<records::Message>& attempts() const { return attempts_; }

 private:
  std::string name_;
  std::vector<records::Message> attempts_;
  std::vector<records::Delivery> answers_;
  records::Delivery otherwise_;
};

}  // namespace aftale::testing
