#include "engine/loader/fields/fields.h"

#include <algorithm>

#include "engine/base/mail_address.h"
#include "engine/loader/fields/danish_periods.h"
#include "engine/loader/spelling.h"
#include "engine/loader/yaml/yaml_source.h"
#include "engine/time/meetings.h"
#include "engine/time/typed_date.h"

namespace aftale::loader {

std::optional<time::CivilDate> read_date(const Node* node, Reading& reading) {
  if (!node) return std::nullopt;
  if (node->is_scalar() && !node->text.empty()) {
    const tl::expected<time::CivilDate, Text> date = time::typed_date(node->text, time::kWrittenYears);
    if (date) return *date;
    reading.error("bad-date", node->at, date.error());
  } else {
    reading.error("bad-date", node->at,
                  {"Her skal stå en dato; skriv den som 2022-11-30", "A date belongs here; write it as 2022-11-30"});
  }
  return std::nullopt;
}

void check_dates(const Node& mapping, const std::optional<time::CivilDate>& from,
                 const std::optional<time::CivilDate>& to, Reading& reading) {
  if (!from || !to || *from <= *to) return;
  reading.error("bad-date", mapping.find("to")->at,
                {"to (" + to->iso() + ") ligger før from (" + from->iso() + "); byt dem om",
                 "to (" + to->iso() + ") is before from (" + from->iso() + "); swap them"});
}

std::string read_recurrence(const Node& node, Reading& reading) {
  if (const Result<void> good = time::check_rule(node.text, time::RuleBegins::on_entry); !good) {
    reading.error("bad-rule", node.at, good.error()->findings.front().message);
  }
  return node.text;
}

std::string read_contact(const Node* node, Reading& reading) {
  if (!node) return {};
  if (node->is_scalar() && is_mail_address(node->text)) return node->text;
  const std::string shown = node->is_scalar() ? brief(node->text) : "";
  reading.error("bad-contact", node->at,
                {(shown.empty() ? std::string("contact") : shown) +
                     " er ikke en e-mailadresse; skriv den som raad@example.dk, uden navn foran",
                 (shown.empty() ? std::string("contact") : shown) +
                     " is no e-mail address; write it as raad@example.dk, with no name in front"});
  // As it stands in a bundle that was taken when less was looked at.
  return node->text;
}

std::string read_name(const Node* node, const char* what, Reading& reading) {
  if (!node) return {};
  const std::string& name = node->text;
  const bool plain = node->is_scalar() && !name.empty() && name[0] >= 'a' && name[0] <= 'z' &&
                     std::all_of(name.begin(), name.end(),
                                 [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; });
  if (!plain) {
    const std::string of(what), shown = node->is_scalar() ? brief(name) : "";
    const std::string near = node->is_scalar() ? spelled_name(name, '-') : "";
    reading.error("bad-name", node->at,
                  {"Navnet " + shown + " (" + of + ") skal være små bogstaver a-z, tal og bindestreger" +
                       (near.empty() ? "" : "; skriv " + near),
                   "The name " + shown + " (" + of + ") must be lower-case letters a-z, digits and hyphens" +
                       (near.empty() ? "" : "; write " + near)},
                  {}, near);
  }
  return name;
}

std::optional<time::Period> read_period(Reading& reading, const std::string& text, const Span& at) {
  if (const auto period = time::Period::parse(text)) return period;
  if (!text.empty() && text.front() == '-') {
    reading.error("wrong-period", at,
                  {text + " er negativt; skriv " + text.substr(1) + ", der altid regnes i den retning, nøglen siger",
                   text + " is negative; write " + text.substr(1) + ", which always counts the way the key says"},
                  {}, text.substr(1));
  } else if (const std::string meant = danish_period(text); !meant.empty()) {
    reading.error("wrong-period", at,
                  {"Tidsrummet " + text + " skrives " + meant, "The period " + text + " is written " + meant}, {},
                  meant);
  } else if (text.find('T') != std::string::npos) {
    reading.error("wrong-period", at,
                  {text + " har timer; her regnes i hele dage eller længere: P1D, P2W, P1M",
                   text + " has hours; whole days or longer are counted here: P1D, P2W, P1M"});
  } else {
    reading.error("wrong-period", at,
                  {text + " er ikke et tidsrum; skriv for eksempel P14D, P2W eller P1M",
                   text + " is no period; write for instance P14D, P2W or P1M"});
  }
  return std::nullopt;
}

}  // namespace aftale::loader
