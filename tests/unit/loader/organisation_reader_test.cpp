#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>

#include "engine/loader/loader.h"
#include "tests/unit/loader/source_lines.h"

namespace aftale::loader {
namespace {

Checked<Node> file(const std::string& path) {
  std::ifstream in(AFTALE_SOURCE_DIR "/" + path);
  std::stringstream text;
  text << in.rdbuf();
  EXPECT_FALSE(text.str().empty()) << path;
  return parse_yaml(text.str(), path);
}

TEST(OrganisationReader, reads_the_shipped_one_without_findings) {
  const auto read = read_organisation(*file("workflows/organisations/nordjylland.yaml").value);
  EXPECT_EQ(codes(read.findings), "");
  const model::Organisation& nordjylland = *read.value;
  EXPECT_EQ(nordjylland.name, "nordjylland");
  EXPECT_EQ(nordjylland.title, (Text{"Nordjylland", "North Jutland"}));
  ASSERT_EQ(nordjylland.parties.size(), 12U);
  const model::Party* aalborg = nordjylland.party("0851");
  ASSERT_NE(aalborg, nullptr);
  const model::Body& council = aalborg->chain.back();
  EXPECT_EQ(council.id, "council");
  EXPECT_TRUE(council.decides);
  EXPECT_EQ(council.members, 31);
  EXPECT_EQ(council.agenda_working_days_before, 4);
  EXPECT_EQ(council.meetings.rule, "FREQ=MONTHLY;BYDAY=-1MO");
  EXPECT_EQ(council.meetings.except.at(0), "2022-07");
  EXPECT_EQ(council.meetings.also.at(0).iso(), "2022-11-21");
  EXPECT_EQ(nordjylland.party("1081")->kind, "region");
  EXPECT_TRUE(nordjylland.body("kkr")->advisory);
  EXPECT_EQ(nordjylland.authority.size(), 2U);
  EXPECT_EQ(nordjylland.authority_on(*time::CivilDate::parse_iso("2022-12-31"))->title.da, "Socialstyrelsen");
}

/// A small organisation that is right; `instead` of `part` makes it wrong.
std::string changed(std::string_view part, std::string_view instead) {
  std::string text =
      "organisation: nord\n"
      "title: Nord\n"
      "secretariat: {title: S, contact: s@example.dk}\n"
      "bodies:\n"
      "  das: {title: DAS, advisory: true}\n"
      "parties:\n"
      "  - code: \"0851\"\n"
      "    title: Aalborg\n"
      "    chain:\n"
      "      - {id: committee, title: Udvalg}\n"
      "      - {id: council, title: Råd, members: 31, decides: true}\n"
      "  - {code: \"0860\", title: Hjørring}\n"
      "roles: [reader]\n";
  if (!part.empty()) text.replace(text.find(part), part.size(), instead);
  return text;
}

TEST(OrganisationReader, tells_what_is_wrong_at_its_place) {
  const struct {
    const char *part, *instead, *told;
  } rows[] = {
      {"", "", ""},
      {"\"0851\"", "0851", "unquoted-code 7:11\n"},
      {"\"0851\"", "\"851\"", "bad-code 7:12\n"},
      {"\"0851\"", "Aalborg", "bad-code 7:11\n"},
      {"\"0860\"", "\"0851\"", "duplicate-code 12:13\n"},
      {"    title: Aalborg\n", "", "missing-key 7:5\n"},
      {"id: committee", "id: council", "duplicate-id 11:14\n"},
      {"id: committee", "id: title", "bad-id 10:14\n"},
      {"id: committee", "id: Udvalg", "bad-id 10:14\n"},
      {", decides: true", "", "chain-decides 11:9\n"},
      {"decides: true", "decides: ja", "wrong-kind 11:57\nchain-decides 11:9\n"},
      {"members: 31", "members: 0", "wrong-kind 11:44\n"},
      {"members: 31", "member: 31", "unknown-key 11:35\n"},
      {"title: Udvalg", "title: Udvalg, with_previous: true", "with-previous-first 10:55\n"},
      {"decides: true", "decides: true, advisory: true", "advisory-decides 11:73\n"},
      {"decides: true", "decides: true, meetings: {rule: FREQ=OFTEN}", "bad-rule 11:80\n"},
      {"decides: true", "decides: true, meetings: {not: [juli], also: [2022-02-30]}",
       "bad-date 11:80\nbad-date 11:94\n"},
      {"decides: true", "decides: true, agenda: {}", "missing-key 11:71\n"},
      {"s@example.dk", "Sekretariatet <s@example.dk>", "bad-contact 3:34\n"},
      {"s@example.dk", "\"s@example.dk\\r\\nBcc: x@example.dk\"", "bad-contact 3:35\n"},
      {"organisation: nord", "organisation: Nord", "bad-name 1:15\n"},
      {"[reader]", "[owner]", "duplicate-id 13:9\n"},
      {"title: Hjørring", "title: Hjørring, kind: kommune", "wrong-kind 12:43\n"},
      {"title: Hjørring", "title: Hjørring, from: 2023-01-01, to: 2022-01-01", "bad-date 12:59\n"},
      {"advisory: true", "advisory: true, from: 1/1", "bad-date 5:43\n"},
      {"title: Nord\n", "title: {dk: Nord}\n", "unknown-key 2:9\n"},
      {"roles: [reader]", "authority: [{title: A}, {title: B, from: 2023-01-01}]", "overlap 13:25\n"},
      {"roles: [reader]", "authority: {title: A}", ""},
      {"parties:\n", "parties:\n  das: x\nnothing:\n", "wrong-kind 7:3\nunknown-key 8:1\n"},
  };
  for (const auto& row : rows) {
    const Checked<Node> tree = parse_yaml(changed(row.part, row.instead), "f.yaml");
    ASSERT_TRUE(tree.value) << row.instead << codes(tree.findings);
    std::vector<Diagnostic> findings = read_organisation(*tree.value).findings;
    std::stable_sort(findings.begin(), findings.end(),
                     [](const Diagnostic& a, const Diagnostic& b) { return a.where->line < b.where->line; });
    EXPECT_EQ(codes(findings), row.told) << row.instead;
  }
}

TEST(CalendarReader, reads_the_shipped_one_without_findings) {
  const auto read = read_calendar(*file("workflows/calendars/denmark.yaml").value);
  EXPECT_EQ(codes(read.findings), "");
  EXPECT_EQ(read.value->name, "denmark");
  EXPECT_EQ(read.value->zone.name(), "Europe/Copenhagen");
  EXPECT_EQ(read.value->reminders_at, 8 * 3600);
  EXPECT_EQ(read.value->holidays.size(), 11U);
  EXPECT_EQ(read.value->closing_days.size(), 3U);
  const auto working = [&](const char* date) { return read.value->is_working_day(*time::CivilDate::parse_iso(date)); };
  EXPECT_FALSE(working("2023-05-05"));  // the last store bededag
  EXPECT_TRUE(working("2024-04-26"));
  EXPECT_FALSE(working("2022-06-05"));
  EXPECT_FALSE(working("2022-11-26"));
  EXPECT_TRUE(working("2022-11-25"));
}

TEST(CalendarReader, tells_what_is_wrong_at_its_place) {
  const struct {
    const char *line, *told;
  } rows[] = {
      {"reminders_at: \"23:59\"", ""},
      {"reminders_at: 8", "bad-time 3:15\n"},
      {"reminders_at: \"24:00\"", "bad-time 3:16\n"},
      {"weekend: [saturday, sonday]", "unknown-weekday 3:21\n"},
      {"weekend: [monday, tuesday, wednesday, thursday, friday, saturday, sunday]", "no-working-day 3:10\n"},
      {"holidays: [{title: x, day: 02-29}, {title: y, easter: -3}]", ""},
      {"holidays: [{title: x, day: 02-30}]", "bad-day 3:28\n"},
      {"holidays: [{title: x, day: 1/1}]", "bad-day 3:28\n"},
      {"holidays: [{title: x}]", "bad-day 3:12\n"},
      {"holidays: [{title: x, day: 01-01, easter: 1}]", "bad-day 3:12\n"},
      {"holidays: [{title: x, easter: 999}]", "wrong-kind 3:31\n"},
      {"holidays: {title: x}", "wrong-kind 3:11\n"},
      {"holiday: []", "unknown-key 3:1\n"},
  };
  for (const auto& row : rows) {
    const std::string text = std::string("calendar: dk\nzone: Europe/Copenhagen\n") + row.line + "\n";
    EXPECT_EQ(codes(read_calendar(*parse_yaml(text, "f.yaml").value).findings), row.told) << row.line;
  }
  EXPECT_EQ(codes(read_calendar(*parse_yaml("calendar: dk\nzone: Europe/Aalborg\n", "f.yaml").value).findings),
            "unknown-zone 2:7\n");
}

}  // namespace
}  // namespace aftale::loader
