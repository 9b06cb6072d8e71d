#pragma once
#include <optional>
#include <string>
#include <vector>

#include "engine/base/ids.h"
#include "engine/base/text.h"
#include "engine/time/civil.h"
#include "engine/time/instant.h"

namespace aftale::records {

/// A rendered message. All texts are UTF-8; header values hold no control characters.
struct Message {
  RequestId id;  ///< stable over retries: receivers drop repeated ids
  std::string key;
  std::string case_key;
  std::string template_name;
  std::string receiver;  ///< e-mail
  std::string receiver_title;
  std::string sender, sender_title;
  std::string subject, body;
  std::string facts;  ///< JSON, for machines
  Language language = Language::da;
  time::Instant created_at;
  /// A file that goes with it. `bytes` is empty where the file is too large to be sent along: its name and digest tell.
  struct Part {
    std::string name, sha256, bytes{};
  };
  std::vector<Part> attachments;
  /// The meeting that the message is about. A later message with the same uid and a greater sequence moves it, or takes
  /// it back.
  struct Meeting {
    std::string uid;  ///< ASCII
    std::int64_t sequence = 0;
    time::CivilDate date;
    std::string title;
    bool withdrawn = false;  ///< it is taken out of calendars
  };
  std::optional<Meeting> meeting;
  /// What a receiver sees together: the messages about one case, or the digests.
  struct Thread {
    std::string id;              ///< the same for all of them, and never shown: the key of the case
    std::string topic;           ///< what it is called, in one line: the title of the case
    bool names_subjects = true;  ///< each subject begins with the topic where only subjects are seen
    time::Instant began;         ///< when the case was opened
  };
  std::optional<Thread> thread;  ///< none: it stands alone
};

struct Delivery {
  enum class Outcome : unsigned char { delivered, try_again, refused } outcome = Outcome::delivered;
  std::string detail;  ///< why not, or what the receiver answered; no secrets
  std::optional<std::int64_t> retry_after_seconds;
};

/// A way to people. May block, but has a time limit of its own; called on workers, several at once, or by `aftale
/// advance`; never sees the Store. Delivering the same id twice is harmless.
class Channel {
 public:
  virtual ~Channel() = default;
  virtual const char* name() const = 0;
  virtual Delivery deliver(const Message& message) = 0;
};

}  // namespace aftale::records
