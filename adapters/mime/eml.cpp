#include "adapters/mime/eml.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <vector>

#include "adapters/calendar/invitation.h"
#include "adapters/mime/encode.h"
#include "adapters/mime/thread.h"
#include "engine/base/digest.h"
#include "engine/base/mail_address.h"
#include "engine/base/utf8.h"
#include "engine/records/header_text.h"
#include "engine/time/civil.h"

namespace aftale::mime {
namespace {

constexpr std::size_t kNameMax = 200;  // bytes of an attachment's name; file systems end at 255

std::string date(time::Instant instant) {
  constexpr std::array kDays{"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
  constexpr std::array kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  constexpr std::int64_t kDay = 86'400;
  const std::int64_t seconds = instant.unix_seconds();
  const std::int64_t of_day = ((seconds % kDay) + kDay) % kDay;
  const time::CivilDate day = time::CivilDate::from_days((seconds - of_day) / kDay);
  std::array<char, 64> out;
  std::snprintf(out.data(), out.size(), "%s, %d %s %04lld %02d:%02d:%02d +0000",
                kDays[static_cast<std::size_t>(day.weekday()) - 1], day.day(),
                kMonths[static_cast<std::size_t>(day.month()) - 1], static_cast<long long>(day.year()),
                static_cast<int>(of_day / 3600), static_cast<int>(of_day / 60 % 60), static_cast<int>(of_day % 60));
  return out.data();
}

void field(std::string& out, std::string_view name, std::string_view value) {
  out.append(name).append(": ").append(value).append("\r\n");
}

/// What breaks a header is refused, since whoever wrote it may have meant a header of their own.
std::optional<Text> fault(const records::Message& message, const Origin& origin) {
  struct Value {
    const std::string& text;
    Text what;
  };
  const std::string topic = message.thread ? message.thread->topic : std::string();
  const Value kValues[] = {{message.receiver, {"modtagerens adresse", "the receiver's address"}},
                           {message.receiver_title, {"modtagerens navn", "the receiver's name"}},
                           {message.sender, {"afsenderens adresse", "the sender's address"}},
                           {message.sender_title, {"afsenderens navn", "the sender's name"}},
                           {message.subject, {"emnet", "the subject"}},
                           {message.case_key, {"sagens nøgle", "the key of the case"}},
                           {topic, {"sagens titel", "the title of the case"}},
                           {origin.stand_in, {"adressen i From", "the address for From"}},
                           {origin.reply_to, {"svaradressen", "the address for replies"}}};
  for (const Value& value : kValues) {
    const std::u32string points = to_code_points(value.text);
    if (std::none_of(points.begin(), points.end(), records::breaks_a_header)) continue;
    const std::string shown = records::header_text(value.text);
    return Text{
        "Der er linjeskift eller et andet styretegn i " + value.what.da + " »" + shown + "«. Ret teksten, og send igen",
        "There is a line break or another control character in " + value.what.en + " \"" + shown +
            "\". Correct the text and send again"};
  }
  return std::nullopt;
}

struct Addresses {
  std::string sender, receiver, domain;  ///< the sender is an address always, the receiver is empty where it is none
};

Addresses addresses_of(const records::Message& message, const Origin& origin) {
  Addresses out;
  const std::string sender = records::header_text(message.sender), receiver = records::header_text(message.receiver);
  out.sender = is_mail_address(sender) ? sender : origin.stand_in;
  if (is_mail_address(receiver)) out.receiver = receiver;
  out.domain = out.sender.substr(out.sender.find('@') + 1);
  return out;
}

/// Content headers, an empty line, content: what stands between two boundaries, and at the end of a mail's headers.
std::string text_part(const std::string& body) {
  std::string out;
  field(out, "Content-Type", "text/plain; charset=utf-8");
  field(out, "Content-Transfer-Encoding", "quoted-printable");
  return out + "\r\n" + quoted_printable(body);
}

std::string calendar_part(const records::Message& message, const Addresses& addresses) {
  calendar::Invitation invitation;
  invitation.event.uid = message.meeting->uid;
  invitation.event.sequence = message.meeting->sequence;
  invitation.event.date = message.meeting->date;
  invitation.event.summary = message.meeting->title;
  invitation.event.description = message.body;
  invitation.event.cancelled = message.meeting->withdrawn;
  invitation.language = message.language;
  invitation.stamp = message.created_at;
  invitation.organizer = {addresses.sender, message.sender_title};
  invitation.attendee = {addresses.receiver, message.receiver_title};
  std::string out;
  const std::string method = message.meeting->withdrawn ? "CANCEL" : "REQUEST";
  field(out, "Content-Type", "text/calendar; method=" + method + "; charset=UTF-8");
  field(out, "Content-Transfer-Encoding", "base64");
  return out + "\r\n" + base64_lines(calendar::ics(invitation));
}

/// The name of a file without folders of either system, for a reader that would follow them.
std::string file_name(const records::Message::Part& part, Language language) {
  const std::string given = records::header_text(part.name);
  std::string name = given.substr(given.find_last_of("/\\") + 1);  // npos + 1 is 0
  if (name.find_first_not_of(". ") == std::string::npos) name = language == Language::da ? "bilag" : "attachment";
  if (name.size() <= kNameMax) return name;
  const std::size_t dot = name.rfind('.');
  const std::string ending = dot != std::string::npos && name.size() - dot <= 10 ? name.substr(dot) : "";
  std::size_t end = kNameMax - ending.size();
  while (end > 0 && (static_cast<unsigned char>(name[end]) & 0xC0U) == 0x80U) --end;
  return name.substr(0, end) + ending;
}

std::string_view media_type(std::string_view name) {
  constexpr std::pair<std::string_view, std::string_view> kTypes[] = {
      {".pdf", "application/pdf"},
      {".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
      {".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
      {".odt", "application/vnd.oasis.opendocument.text"},
      {".png", "image/png"},
      {".jpg", "image/jpeg"}};
  for (const auto& [ending, type] : kTypes) {
    if (name.ends_with(ending)) return type;
  }
  return "application/octet-stream";
}

std::string attachment(const records::Message::Part& part, Language language) {
  const std::string name = file_name(part, language);
  std::string out;
  field(out, "Content-Type", media_type(name));
  field(out, "Content-Transfer-Encoding", "base64");
  field(out, "Content-Disposition", "attachment" + parameter("filename", name));
  return out + "\r\n" + base64_lines(part.bytes);
}

/// The boundary holds "=_", which neither quoted-printable nor base64 ever does.
std::string multipart(std::string_view kind, const std::string& id, const std::vector<std::string>& parts) {
  const std::string boundary = "=_" + id + "_" + std::string(kind);
  std::string out;
  field(out, "Content-Type", "multipart/" + std::string(kind) + parameter("boundary", boundary));
  for (const std::string& part : parts) out.append("\r\n--").append(boundary).append("\r\n").append(part);
  return out.append("\r\n--").append(boundary).append("--\r\n");
}

std::string content(const records::Message& message, const Addresses& addresses) {
  std::string text = text_part(message.body);
  if (message.meeting && !addresses.receiver.empty()) {
    text = multipart("alternative", message.id.text(), {text, calendar_part(message, addresses)});
  }
  std::vector<std::string> parts{text};
  for (const records::Message::Part& part : message.attachments) {
    if (!part.bytes.empty()) parts.push_back(attachment(part, message.language));
  }
  return parts.size() == 1 ? text : multipart("mixed", message.id.text(), parts);
}

/// What mail programs show mails together by: References and In-Reply-To those of RFC 5322, Thread-* Outlook's.
void write_thread(std::string& out, const records::Message& message, const Addresses& addresses) {
  const records::Message::Thread& thread = *message.thread;
  const std::string root = thread_root(thread, message.receiver, addresses.domain);
  field(out, "In-Reply-To", "<" + root + ">");
  field(out, "References", "<" + root + ">");
  field(out, "Thread-Topic", header_value(records::header_text(thread.topic), 14));
  field(out, "Thread-Index", thread_index(thread, root));
}

}  // namespace

Result<std::string> eml(const records::Message& message, const Origin& origin) {
  if (std::optional<Text> wrong = fault(message, origin)) {
    return fail(Error::Kind::refused, "control-character", std::move(*wrong));
  }
  const Addresses addresses = addresses_of(message, origin);
  std::string out;
  field(out, "Date", date(message.created_at));
  field(out, "From", mailbox(records::header_text(message.sender_title), addresses.sender, 6));
  field(out, "To", mailbox(records::header_text(message.receiver_title), records::header_text(message.receiver), 4));
  if (!origin.reply_to.empty()) field(out, "Reply-To", origin.reply_to);
  field(out, "Subject", header_value(subject_in_thread(message), 9));
  field(out, "Message-ID", "<" + message.id.text() + "@" + addresses.domain + ">");
  if (message.thread) write_thread(out, message, addresses);
  if (!message.case_key.empty()) {
    const std::string of_case = "case-" + sha256(message.case_key).hex().substr(0, 32) + "." + addresses.domain;
    field(out, "List-Id", angled(records::header_text(message.case_key), of_case, 9, true));
  }
  field(out, "Auto-Submitted", "auto-generated");
  field(out, "X-Auto-Response-Suppress", "All");
  field(out, "MIME-Version", "1.0");
  return out + content(message, addresses);
}

}  // namespace aftale::mime
