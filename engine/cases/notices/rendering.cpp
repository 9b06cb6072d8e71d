#include "engine/cases/notices/rendering.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "engine/cases/notices/outbox_rows.h"
#include "engine/cases/notices/templates.h"
#include "engine/messages/plain_form.h"
#include "engine/messages/render.h"

namespace aftale::cases {
namespace {

/// All of them or none: half of what goes with a submission would mislead.
Result<void> attach(const ReadModel& in, records::Message& message) {
  std::size_t total = 0;
  for (records::Message::Part& part : message.attachments) {
    const std::optional<Digest> digest = Digest::from_hex(part.sha256);
    if (!digest) continue;
    AFTALE_TRY(std::optional<std::string> bytes, in.store.content(*digest));
    // A file that is not kept was larger than that.
    total += bytes ? bytes->size() : kAttachedBytesMax + 1;
    if (total > kAttachedBytesMax) break;
    part.bytes = std::move(*bytes);
  }
  if (total <= kAttachedBytesMax) return {};
  for (records::Message::Part& part : message.attachments) part.bytes.clear();
  return {};
}

/// How often the day of a meeting was set, in what its case has told: 0 where it is told first, one more with each
/// other day and when it is off. A calendar takes a reminder of the same day for what it is then, and not for a change.
class Sequence {
 public:
  void follow(const records::FactsMore::Meeting& meeting) {
    const std::pair day(meeting.date, meeting.withdrawn);
    if (meeting.sequence) {
      number_ = *meeting.sequence;  // an earlier program sent it so, and what follows must be greater
    } else if (!day_) {
      number_ = 0;
    } else if (*day_ != day) {
      ++number_;
    }
    day_ = day;
  }
  std::int64_t number() const { return number_; }

 private:
  std::optional<std::pair<std::string, bool>> day_;
  std::int64_t number_ = 0;
};

/// Of a row that is not in the outbox: as if it were told now.
Result<std::int64_t> sequence_of(const ReadModel& in, const records::OutboxRow& row, const std::string& uid) {
  AFTALE_TRY(std::vector<records::OutboxRow> told, in.store.outbox_of(row.case_id));
  if (row.id != 0) std::erase_if(told, [&](const records::OutboxRow& other) { return other.id >= row.id; });
  told.push_back(row);
  Sequence sequence;
  for (const records::OutboxRow& one : told) {
    const std::optional<records::FactsMore::Meeting>& meeting = one.facts.more.meeting;
    if (meeting && meeting->uid == uid) sequence.follow(*meeting);
  }
  return sequence.number();
}

/// Digests are gathered for a receiver from all cases, so their thread has no beginning of its own.
constexpr time::Instant kDigestsBegan{1'577'836'800'000'000};  // 2020-01-01

Result<void> put_thread(const ReadModel& in, const records::OutboxRow& row, records::Message& message) {
  if (is_digest(row)) {
    const std::string topic =
        Text{"Samlede beskeder fra ", "Digests from "}.in(message.language) + message.sender_title;
    message.thread = records::Message::Thread{row.template_name, topic, false, kDigestsBegan};
    return {};
  }
  if (!message.thread) return {};
  AFTALE_TRY(const std::optional<records::CaseRow> found, in.store.find_case(message.case_key));
  if (found) message.thread->began = found->opened_at;
  return {};
}

tl::unexpected<ErrorPtr> no_template(const std::string& name) {
  return fail(Error::Kind::refused, "unknown-template",
              Text{"Der er ingen skabelon " + name + ", så beskeden holdes tilbage. Læg " + name +
                       ".da.txt i workflows/templates, og sæt beskeden i kø igen med: aftale outbox retry",
                   "There is no template " + name + ", so the message is held. Put " + name +
                       ".da.txt into workflows/templates, and queue the message again with: aftale outbox retry"});
}

}  // namespace

std::string one_line(const ErrorPtr& error) {
  const Diagnostic& first = error->findings.front();
  std::string place;
  if (first.where) {
    place = first.where->file + ":";
    if (first.where->line != 0)
      place += std::to_string(first.where->line) + ":" + std::to_string(first.where->column) + ":";
    place += " ";
  }
  return place + first.message.in(Language::da);
}

Language wanted_language(const ReadModel& in, const records::OutboxRow& row) {
  return in.notifications.wish_of(row.receiver).language.value_or(Language::da);
}

Result<Rendered> rendered(const ReadModel& in, const records::OutboxRow& row) {
  AFTALE_TRY(const auto form, template_of(in, row, wanted_language(in, row)));
  return rendered_from(in, row, form);
}

Result<Rendered> rendered_from(const ReadModel& in, const records::OutboxRow& row,
                               const std::pair<std::string, Language>& form) {
  // What only a workflow names has no other words than those of its template.
  const bool plain = !in.templates || messages::is_built_in(row.template_name);
  if (form.first.empty() && !plain) return no_template(row.template_name);
  Result<records::Message> message = messages::render(row, form.first, form.second);
  Rendered out;
  if (message) {
    out.message = std::move(*message);
  } else if (form.first.empty() || !plain) {
    return fail(message.error());
  } else {
    AFTALE_TRY(out.message, messages::render(row, {}, form.second));
    out.note = "Sendt uden skabelon. " + one_line(message.error());
  }
  AFTALE_TRY_VOID(attach(in, out.message));
  AFTALE_TRY_VOID(put_thread(in, row, out.message));
  if (std::optional<records::Message::Meeting>& meeting = out.message.meeting) {
    AFTALE_TRY(meeting->sequence, sequence_of(in, row, meeting->uid));
  }
  return out;
}

std::string subject_of(const ReadModel& in, const records::OutboxRow& row, Language language) {
  const Result<std::pair<std::string, Language>> form = template_of(in, row, language);
  Result<records::Message> message = messages::render(row, form ? form->first : std::string(), language);
  if (!message) message = messages::render(row, {}, language);
  return message ? message->subject : row.template_name;
}

}  // namespace aftale::cases
