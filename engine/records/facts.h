#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/text.h"
#include "engine/lifecycle/statuses.h"
#include "engine/time/civil.h"

namespace aftale::records {

struct OutboxRow;

using lifecycle::Asks;

/// What few messages say. As a column it is JSON: {"meeting", "attachments", "items", "said_da", "said_en", "said_on",
/// "reason"}, as in `facts_json`.
struct FactsMore {
  /// The meeting at which the body treats the matter.
  struct Meeting {
    std::string date;  ///< ISO
    std::string uid;   ///< of the calendar's entry
    std::int64_t revision = 0;
    bool withdrawn = false;                ///< the matter is not to be treated there any more
    std::optional<std::int64_t> sequence;  ///< an earlier program said it in the place of `revision`
    friend bool operator==(const Meeting&, const Meeting&) = default;
  };
  std::optional<Meeting> meeting;
  struct Attachment {
    Text title;
    std::string name;
    std::int64_t version = 0;
    std::string sha256;  ///< hex
    friend bool operator==(const Attachment&, const Attachment&) = default;
  };
  std::vector<Attachment> attachments;
  /// A line of the secretariat's list, or of a digest.
  struct Item {
    Text title, owner;
    std::string due;  ///< ISO; empty: none
    friend bool operator==(const Item&, const Item&) = default;
  };
  std::vector<Item> items;
  /// Of a notice that a message no longer holds: what it said, when and why it does not.
  Text said;
  std::string said_on, reason;

  friend bool operator==(const FactsMore&, const FactsMore&) = default;
};
/// Empty where there is nothing to say.
std::string json_of(const FactsMore& more);
FactsMore more_from(std::string_view json);

/// What a notification says, in data: a template makes text of it. Titles in both languages; the English one is empty
/// where it is the same.
struct Facts {
  std::string step;                    ///< address; empty: of the case
  std::optional<time::CivilDate> due;  ///< of the deadline it is about
  std::optional<time::CivilDate> day;  ///< on which it was written
  Asks asks = Asks::nothing;
  std::optional<bool> owes;     ///< the receiver is expected to act; none: an older program did not say
  bool to_secretariat = false;  ///< the receiver is the secretariat
  bool to_pass_on = false;      ///< it has no contact of its own, so that the secretariat hands it on
  std::string secretariat;      ///< contact
  Text case_title, workflow_title, step_title, owner_title, receiver_title, party_title, body_title, secretariat_title;

  FactsMore more;
  /// The whole as JSON where an older program wrote it in another way than `facts_json` does; else empty.
  std::string as_written;

  friend bool operator==(const Facts&, const Facts&) = default;
};

/// The facts of a row as JSON, as templates of people's own, webhooks and `--json` see them. Facts are strings unless
/// said otherwise: case_key, template, step, due (ISO date), day (ISO date on which it was written), and per language
/// under "da" and "en": case_title, workflow_title, step_title, owner_title, receiver_title, party_title, body_title,
/// secretariat_title (under "en" only those that differ); "secretariat" (contact); "meeting" ({date, uid, revision,
/// withdrawn}); lists "attachments" ({title_da, title_en, name, version, sha256}) and "items" ({title_da, title_en,
/// owner_da, owner_en, due}); "asks" (`to_come`, `missed`, `again`: what it asks for); "owes" (true or false: the
/// receiver is to act), and true where it is so: "to_secretariat" (the receiver is the secretariat), "to_pass_on" (it
/// goes to the secretariat for want of the receiver's own contact); of a notice that a message no longer holds
/// "said_da", "said_en", "said_on", "reason". Absent members have nothing to say.
std::string facts_json(const OutboxRow& row);
/// Reads them into `row`, whose `template_name` is known: `facts` and `case_key`. What is no such JSON stays as it was
/// written (Facts::as_written).
void read_facts(OutboxRow& row, std::string_view json);
/// Whether anything can be read of them.
bool are_readable(const Facts& facts);

/// A title as Facts keep it: Danish whole, English where it differs; most titles are names.
Text told_title(const Text& title);

}  // namespace aftale::records
