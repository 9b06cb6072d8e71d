#pragma once
#include <optional>
#include <string>

#include "engine/loader/yaml.h"
#include "engine/time/calendar.h"
#include "engine/time/civil.h"

/// Single fields that organisations and calendars share; internal to this folder. Each takes a node or null: what is
/// not there is empty without a finding.
namespace aftale::loader {

/// `2022-11-30`.
std::optional<time::CivilDate> read_date(const Node* node, Reading& reading);
/// `from` and `to` of `mapping`, with a finding where `to` is before `from`.
template <class Dated>
void read_dates(const Node& mapping, Dated& dated, Reading& reading);
/// An e-mail address, ASCII, without display name.
std::string read_contact(const Node* node, Reading& reading);
/// A period of whole days or longer (`P14D`); none with a finding that says why.
std::optional<time::Period> read_period(Reading& reading, const std::string& text, const Span& at);
/// The name of a file: lower-case letters, digits and hyphens.
std::string read_name(const Node* node, const char* what, Reading& reading);
/// An RRULE (RFC 5545) of whole days.
std::string read_recurrence(const Node& node, Reading& reading);

void check_dates(const Node& mapping, const std::optional<time::CivilDate>& from,
                 const std::optional<time::CivilDate>& to, Reading& reading);

template <class Dated>
void read_dates(const Node& mapping, Dated& dated, Reading& reading) {
  dated.from = read_date(mapping.find("from"), reading);
  dated.to = read_date(mapping.find("to"), reading);
  check_dates(mapping, dated.from, dated.to, reading);
}

}  // namespace aftale::loader
