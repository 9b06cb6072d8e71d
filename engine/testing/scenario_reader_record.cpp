#include <charconv>

#include "engine/base/words.h"
#include "engine/testing/scenario_reader.h"

/// What the minutes of a meeting say.
namespace aftale::testing {

using loader::Node;
using loader::Reading;

namespace {

constexpr std::int64_t kVotesMax = 1'000'000;

/// `7` or `agreement=7`.
std::optional<std::pair<std::string, std::uint32_t>> read_version(Reading& reading, const Node& node) {
  const std::size_t equals = node.text.find('=');
  const std::string document = equals == std::string::npos ? "" : node.text.substr(0, equals);
  const std::string_view digits = std::string_view(node.text).substr(equals == std::string::npos ? 0 : equals + 1);
  std::uint32_t number = 0;
  const auto [end, failed] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (failed == std::errc() && end == digits.data() + digits.size() && number > 0) return std::pair(document, number);
  reading.error("bad-value", node.at,
                {"version skal være et tal eller dokument=tal, ikke " + node.text,
                 "version must be a number or document=number, not " + node.text});
  return std::nullopt;
}

std::string read_lines(Reading& reading, const Node* node, const char* what) {
  std::string lines;
  for (const Node* line : reading.scalars(node, what)) lines += (lines.empty() ? "" : "\n") + line->text;
  return lines;
}

void read_votes(Reading& reading, const Node& node, machine::Votes& votes) {
  const std::pair<const char*, std::optional<std::int64_t>*> fields[] = {{"for", &votes.votes_for},
                                                                         {"against", &votes.votes_against},
                                                                         {"abstain", &votes.votes_abstained},
                                                                         {"present", &votes.present},
                                                                         {"recused", &votes.recused}};
  for (const auto& [name, field] : fields) {
    if (const Node* number = node.find(name)) *field = reading.integer(number, name, 0, kVotesMax);
  }
}

}  // namespace

cases::RecordDecision read_record(Reading& reading, const Node& node) {
  cases::RecordDecision record;
  if (!reading.keys(node, {"in", "outcome", "meeting", "next", "present", "for", "against", "abstain", "recused",
                           "remarks", "minority", "minutes", "version", "even_so", "skip", "closed"})) {
    return record;
  }
  if (const Node* in = reading.need(node, "in")) record.step = reading.text(in, "in").value_or("");
  if (const Node* outcome = reading.need(node, "outcome"))
    record.outcome = reading.text(outcome, "outcome").value_or("");
  if (const Node* meeting = reading.need(node, "meeting")) {
    record.meeting = read_date(reading, *meeting, "meeting").value_or(time::CivilDate());
  }
  if (const Node* next = node.find("next")) record.next = read_date(reading, *next, "next");
  read_votes(reading, node, record.votes);
  if (const Node* remarks = node.find("remarks")) {
    for (const Node* remark : reading.scalars(remarks, "remarks")) record.remarks.push_back(remark->text);
  }
  if (const Node* minority = node.find("minority")) record.minority = read_lines(reading, minority, "minority");
  if (const Node* minutes = node.find("minutes")) record.minutes = reading.text(minutes, "minutes").value_or("");
  if (const Node* versions = node.find("version")) {
    for (const Node* one : reading.scalars(versions, "version")) {
      if (auto version = read_version(reading, *one)) record.versions.push_back(std::move(*version));
    }
  }
  if (const Node* even_so = node.find("even_so")) record.even_so = reading.boolean(even_so, "even_so").value_or(false);
  if (const Node* skip = node.find("skip")) record.skip = reading.boolean(skip, "skip").value_or(false);
  if (const Node* closed = node.find("closed")) record.closed = reading.boolean(closed, "closed").value_or(false);
  return record;
}

}  // namespace aftale::testing
