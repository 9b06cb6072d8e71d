#include "engine/machine/format/waiting_codec.h"

#include <algorithm>

#include "engine/machine/format/value_codec.h"

namespace aftale::machine {

bool holds_waiting(const Branch& branch) {
  return !branch.waiting.empty() || std::any_of(branch.active.begin(), branch.active.end(),
                                                [](const ActiveState& active) { return active.meeting_named; });
}

void put_waiting(BinaryWriter& out, const Branch& branch, const model::Definition& definition) {
  for (const ActiveState& active : branch.active) out.number(active.meeting_named ? 1 : 0);
  out.number(branch.waiting.size());
  for (const WaitingMessage& message : branch.waiting) {
    out.text(message.from);
    out.text(message.step);
    out.text(message.event);
    out.number(message.data.size());
    for (const auto& [name, value] : message.data) {
      out.text(name);
      put_value(out, value, definition);
    }
    out.text(message.outcome);
    put_value(out, message.result, definition);
    out.date(message.told);
  }
}

void get_waiting(BinaryReader& in, Branch& branch, const model::Definition& definition) {
  for (ActiveState& active : branch.active) active.meeting_named = in.below(2) == 1;
  const std::uint64_t messages = in.count();
  for (std::uint64_t n = 0; n < messages && in.ok(); ++n) {
    WaitingMessage& message = branch.waiting.emplace_back();
    message.from = in.text();
    message.step = in.text();
    message.event = in.text();
    const std::uint64_t fields = in.count();
    for (std::uint64_t field = 0; field < fields && in.ok(); ++field) {
      std::string name(in.text());
      message.data.emplace_back(std::move(name), get_value(in, definition, 0));
    }
    message.outcome = in.text();
    message.result = get_value(in, definition, 0);
    message.told = in.date();
  }
}

}  // namespace aftale::machine
