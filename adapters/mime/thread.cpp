#include "adapters/mime/thread.h"

#include <algorithm>

#include "engine/base/base64.h"
#include "engine/base/digest.h"
#include "engine/records/header_text.h"

namespace aftale::mime {
namespace {

constexpr std::size_t kRootDigits = 32, kGuidBytes = 16;
constexpr std::int64_t kFiletimeEpoch = 11'644'473'600;  // seconds from 1601 to 1970
constexpr std::int64_t kFiletimeTicks = 10'000'000;      // a second

/// Addresses are compared without regard to case, as mail servers do.
std::string lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return out;
}

/// What follows the topic in a subject that begins with it; the whole subject where it does not, or where the topic is
/// the beginning of a longer word.
std::string_view after_topic(std::string_view subject, std::string_view topic) {
  if (!subject.starts_with(topic)) return subject;
  std::string_view rest = subject.substr(topic.size());
  if (rest.empty()) return rest;
  if (rest.front() == ':' || rest.front() == ',') {
    rest.remove_prefix(1);
  } else if (rest.front() != ' ') {
    return subject;
  }
  while (rest.starts_with(' ')) rest.remove_prefix(1);
  for (const std::string_view dash : {"– ", "- "}) {
    if (rest.starts_with(dash)) return rest.substr(dash.size());
  }
  return rest;
}

}  // namespace

std::string thread_root(const records::Message::Thread& thread, std::string_view receiver, std::string_view domain) {
  const std::string who = lower(receiver);
  return "thread-" + sha256(thread.id + "\n" + who).hex().substr(0, kRootDigits) + "@" + std::string(domain);
}

std::string thread_index(const records::Message::Thread& thread, std::string_view root) {
  const auto ticks = static_cast<std::uint64_t>(thread.began.unix_seconds() + kFiletimeEpoch) *
                     static_cast<std::uint64_t>(kFiletimeTicks);
  std::string bytes(1, '\1');
  for (int shift = 48; shift >= 16; shift -= 8) bytes.push_back(static_cast<char>((ticks >> shift) & 0xFFU));
  bytes.append(sha256(root).view().substr(0, kGuidBytes));
  return write_base64(bytes);
}

std::string subject_in_thread(const records::Message& message) {
  const std::string subject = records::header_text(message.subject);
  if (!message.thread || !message.thread->names_subjects) return subject;
  const std::string topic = records::header_text(message.thread->topic);
  const std::string in_brackets = "[" + topic + "]";
  if (topic.empty() || subject.starts_with(in_brackets)) return subject;
  const std::string_view rest = after_topic(subject, topic);
  return rest.empty() ? in_brackets : in_brackets + " " + std::string(rest);
}

}  // namespace aftale::mime
