#include "apps/aftaled/config.h"
#include "engine/base/mail_address.h"
#include "engine/time/typed_date.h"

namespace aftale::daemon::reading {
namespace {

using loader::Node;
using loader::Reading;

/// `2022-12-24` or `2022-12-24..2023-01-02`, both days included.
void read_period(const Node& node, Reading& reading, QuietDays& quiet) {
  const std::size_t dots = node.text.find("..");
  const auto first = time::typed_date(node.text.substr(0, dots));
  const auto last = dots == std::string::npos ? first : time::typed_date(node.text.substr(dots + 2));
  if (first && last && *first <= *last) {
    quiet.periods.emplace_back(*first, *last);
    return;
  }
  reading.error("bad-value", node.at,
                {"Skriv en dag som 2022-12-24 eller en periode som 2022-12-24..2023-01-02",
                 "Write a day as 2022-12-24 or a period as 2022-12-24..2023-01-02"});
}

void read_quiet(const Node& node, Reading& reading, Config& config) {
  if (!reading.keys(node, {"calendar", "days"})) return;
  if (const Node* calendar = node.find("calendar")) {
    config.quiet.calendar = reading.text(calendar, "calendar").value_or(std::string());
    config.mentions.push_back({Mention::Kind::calendar, config.quiet.calendar, calendar->at});
  }
  if (const Node* days = node.find("days")) {
    for (const Node* one : reading.scalars(days, "days")) read_period(*one, reading, config.quiet);
  }
}

void read_receiver(const Node& node, Reading& reading, Config& config) {
  if (!reading.keys(node, {"contact", "digest", "channel", "language"})) return;
  const Node* contact = reading.need(node, "contact");
  const std::optional<std::string> address = contact ? reading.text(contact, "contact") : std::nullopt;
  if (!address) return;
  if (!is_mail_address(*address)) {
    reading.error(
        "bad-contact", contact->at,
        {"»" + *address + "« er ikke en e-mailadresse, så ingen får besked under den. Skriv den som " +
             "raad@example.dk",
         "\"" + *address + "\" is no e-mail address, so nobody is told under it. Write it as " + "raad@example.dk"});
  }
  config.mentions.push_back({Mention::Kind::receiver, *address, contact->at});
  cases::Wish wish;
  if (const Node* digest = node.find("digest")) wish.digest = reading.boolean(digest, "digest").value_or(false);
  if (const Node* channel = node.find("channel")) {
    wish.channel = reading.text(channel, "channel").value_or(std::string());
    if (!wish.channel.empty()) config.mentions.push_back({Mention::Kind::channel, wish.channel, channel->at});
  }
  if (const Node* language = node.find("language")) {
    if (language->text == "da" || language->text == "en") {
      wish.language = language->text == "da" ? Language::da : Language::en;
    } else {
      reading.error("bad-value", language->at, {"language skal være da eller en", "language must be da or en"},
                    {"da", "en"});
    }
  }
  if (!config.wishes.emplace(*address, std::move(wish)).second) {
    reading.error("duplicate", contact->at, {*address + " står der allerede", *address + " is there already"});
  }
}

}  // namespace

void read_tell(const Node& node, Reading& reading, Config& config) {
  if (!reading.keys(node, {"morning", "quiet", "witnesses", "receivers"})) return;
  if (const Node* morning = node.find("morning"))
    config.morning = read_time_of_day(*morning, reading).value_or(config.morning);
  if (const Node* quiet = node.find("quiet")) read_quiet(*quiet, reading, config);
  if (const Node* witnesses = node.find("witnesses")) {
    for (const Node* one : reading.scalars(witnesses, "witnesses")) config.witnesses.push_back(one->text);
  }
  const Node* receivers = node.find("receivers");
  if (!receivers) return;
  if (!receivers->is_sequence()) {
    reading.error(
        "wrong-kind", receivers->at,
        {"receivers skal være en liste, hvert punkt med - foran", "receivers must be a list, each item with a -"});
    return;
  }
  for (const Node& one : receivers->items) read_receiver(one, reading, config);
}

}  // namespace aftale::daemon::reading
