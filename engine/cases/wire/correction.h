#pragma once
#include "engine/cases/answers.h"
#include "engine/cases/wire/codec.h"

/// What is told of corrections, on the wire.
namespace aftale::cases::wire {

/// Only where it is.
template <class Wire>
void struck_fields(Wire& wire, Of<Wire, HistoryAnswer::Entry>& entry) {
  if constexpr (Wire::kReads) {
    if (!wire.has("struck_by")) return;
  } else {
    if (entry.struck_by == 0) return;
  }
  wire.member("struck_by", entry.struck_by);
  wire.member("struck", entry.struck);
}

template <class Wire>
void fields(Wire& wire, Of<Wire, CorrectionAnswer::Difference>& difference) {
  wire.member("what", difference.what);
  wire.member("before", difference.before);
  wire.member("after", difference.after);
}

template <class Wire>
void fields(Wire& wire, Of<Wire, CorrectionAnswer::Message>& message) {
  static constexpr std::string_view kFates[] = {"sent", "withdrawn", "corrected"};
  wire.choice("fate", message.fate, kFates);
  wire.member("template", message.template_name);
  wire.member("receiver", message.receiver);
  wire.member("receiver_title", message.receiver_title);
  wire.member("about", message.about);
}

template <class Wire>
void fields(Wire& wire, Of<Wire, CorrectionAnswer>& answer) {
  wire.member("case", answer.case_key);
  wire.member("entry", answer.entry);
  wire.member("title", answer.title);
  wire.objects("differences", answer.differences);
  wire.objects("messages", answer.messages);
  wire.titles("notes_of_entry", answer.notes);
}

}  // namespace aftale::cases::wire
