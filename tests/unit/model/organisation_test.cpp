#include <gtest/gtest.h>

#include "engine/model/definition.h"

namespace aftale::model {
namespace {

using feel::Value;

time::CivilDate day(const char* iso) {
  return *time::CivilDate::parse_iso(iso);
}

Body body(const char* id, bool decides = false) {
  Body out;
  out.id = id;
  out.title = same_text(id);
  out.decides = decides;
  return out;
}

/// Two municipalities, of which one has no finance committee, and a region; the receiver changes its name with 2023,
/// and a forum meets in 2022 only.
Organisation example() {
  Organisation out;
  out.name = "nord";
  out.title = {"Nord", "North"};
  out.secretariat = {same_text("Sekretariat"), "s@example.dk", {}, {}};
  out.authority = {{same_text("Old"), "", {}, day("2022-12-31")}, {same_text("New"), "", day("2023-01-01"), {}}};
  Body forum = body("forum");
  forum.from = day("2022-01-01");
  forum.to = day("2022-12-31");
  out.bodies = {body("das"), forum};
  Party first, second, region;
  first.code = "0851";
  first.title = {"Ålborg", "Aalborg"};
  first.chain = {body("committee"), body("finance"), body("council", true)};
  first.chain[2].members = 31;
  second.code = "0860";
  second.chain = {body("committee"), body("council", true)};
  region.code = "1081";
  region.kind = "region";
  region.chain = {body("council", true)};
  out.parties = {first, second, region};
  return out;
}

const Value& at(const Value& context, const char* name) {
  const Value* found = context.entries().find(name);
  EXPECT_NE(found, nullptr) << name;
  static const Value none;
  return found ? *found : none;
}

TEST(OrganisationValues, have_the_shape_of_the_language) {
  const OrganisationValues values(example());
  const Value& nord = values.on(day("2022-06-01"));
  EXPECT_EQ(at(nord, "name").text(), "nord");
  EXPECT_EQ(at(nord, "parties").items().size(), 3U);
  EXPECT_EQ(at(nord, "municipalities").items().size(), 2U);
  EXPECT_EQ(at(nord, "regions").items().size(), 1U);
  const Value& aalborg = values.party(0);
  EXPECT_EQ(at(aalborg, "title").text(), "Ålborg");
  EXPECT_TRUE(at(aalborg, "contact").is_null());
  EXPECT_EQ(at(aalborg, "chain").items().size(), 3U);
  const Value& council = at(aalborg, "council");
  EXPECT_EQ(at(council, "party").text(), "0851");
  EXPECT_EQ(at(council, "members").feel(), "31");
  EXPECT_TRUE(at(council, "decides").is_true());
  EXPECT_TRUE(at(at(at(nord, "bodies"), "das"), "party").is_null());
}

TEST(OrganisationValues, a_body_that_others_have_is_null_where_it_is_not) {
  const OrganisationValues values(example());
  EXPECT_TRUE(at(values.party(1), "finance").is_null());
  EXPECT_TRUE(at(values.party(2), "committee").is_null());
  EXPECT_EQ(values.party(1).entries().find("das"), nullptr);
}

TEST(OrganisationValues, keep_the_identity_of_parties_and_bodies) {
  const OrganisationValues values(example());
  const Value& before = values.on(day("2022-06-01"));
  const Value& after = values.on(day("2024-06-01"));
  const auto* aalborg = values.party(0).context_identity();
  EXPECT_EQ(at(before, "parties").items()[0].context_identity(), aalborg);
  EXPECT_EQ(at(after, "municipalities").items()[0].context_identity(), aalborg);
  EXPECT_EQ(at(values.party(0), "council").context_identity(),
            at(values.party(0), "chain").items()[2].context_identity());
  ASSERT_EQ(values.references().size(), 3U + 6U + 2U);
  EXPECT_EQ(values.references()[0].context_identity(), aalborg);
  for (std::size_t i = 0; i < values.references().size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      EXPECT_NE(values.references()[i].context_identity(), values.references()[j].context_identity());
    }
  }
}

TEST(OrganisationValues, are_those_of_the_day) {
  const OrganisationValues values(example());
  const struct {
    const char *date, *authority;
    bool forum;
  } rows[] = {{"1900-01-01", "Old", false}, {"2021-12-31", "Old", false}, {"2022-01-01", "Old", true},
              {"2022-12-31", "Old", true},  {"2023-01-01", "New", false}, {"9999-01-01", "New", false}};
  for (const auto& row : rows) {
    const Value& nord = values.on(day(row.date));
    EXPECT_EQ(at(at(nord, "authority"), "title").text(), row.authority) << row.date;
    EXPECT_EQ(at(at(nord, "bodies"), "forum").is_null(), !row.forum) << row.date;
  }
  EXPECT_TRUE(OrganisationValues().on(day("2022-01-01")).is_null());
}

TEST(OrganisationTypes, fit_the_values) {
  const Organisation organisation = example();
  const OrganisationValues values(organisation);
  EXPECT_TRUE(feel::conforms(values.on(day("2022-06-01")), organisation_type(&organisation)));
  EXPECT_TRUE(feel::conforms(values.party(1), party_type(&organisation)));
  EXPECT_TRUE(feel::conforms(values.party(1), party_type(nullptr)));
  EXPECT_TRUE(feel::conforms(at(values.party(1), "council"), body_type()));
  EXPECT_NE(party_type(&organisation).member("finance"), nullptr);
  EXPECT_EQ(party_type(&organisation).member("finanse"), nullptr);
}

TEST(Manifest, is_one_sorted_line_a_source) {
  const Source workflow{SourceKind::workflow, "b", 2, "b.yaml", "x"};
  const Source rules{SourceKind::rules, "a", 0, "a.yaml", ""};
  const std::string wanted =
      "reading\t2\n"
      "rules\ta\t0\te3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\n"
      "workflow\tb\t2\t2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881\n";
  EXPECT_EQ(manifest_of({workflow, rules}), wanted);
  EXPECT_EQ(manifest_of({rules, workflow, rules}), wanted);
  EXPECT_NE(manifest_of({rules}), wanted);
  // As it was before the way of reading stood in it.
  EXPECT_EQ("reading\t2\n" + manifest_of({workflow, rules}, kReadingOldest), wanted);
}

}  // namespace
}  // namespace aftale::model
