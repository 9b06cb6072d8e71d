#include <gtest/gtest.h>

#include "adapters/sqlite/dictionary.h"
#include "adapters/sqlite/row_columns.h"
#include "adapters/sqlite/schema.h"
#include "tests/store/rows.h"
#include "tests/store/same.h"

/// The worked example of CONTRIBUTING, "A column": a row with a column of each kind, where `room` was added last. Its
/// struct, its line in `columns` and its table are all there is to write; SQL, reading and equality follow.
namespace aftale::store_test {
namespace {

struct Hearing {
  CaseId case_id;
  std::int64_t no = 0;
  Text title;
  std::string chair, contact;
  std::optional<time::CivilDate> held_on;
  std::string room;
};
template <class Visit, records::IsRow<Hearing> Row>
void columns(Visit& visit, Row& row) {
  visit.key("case_id", row.case_id);
  visit.key("no", row.no);
  visit.title("title", row.title);
  visit.group("holder", [&](auto& of) {
    of.title("owner", row.title);
    of.text("contact", row.contact);
    of.text("party", row.chair);
    of.text("body", row.chair);
  });
  visit.column("held_on", row.held_on);
  visit.maybe_term("room", row.room);
}

constexpr const char* kTable =
    "CREATE TABLE hearing(case_id INTEGER NOT NULL, no INTEGER NOT NULL, title INTEGER, holder INTEGER NOT NULL, "
    "held_on INTEGER, room INTEGER, PRIMARY KEY(case_id, no)) STRICT, WITHOUT ROWID";

class Column : public testing::Test {
 protected:
  Column() : database_(":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE), dictionary_(database_, false) {
    database_.exec(sqlite::kBundlesSchema);
    database_.exec(sqlite::kRowsSchema);
    database_.exec(kTable);
  }
  int run(const std::string& sql, const Hearing& row) {
    SQLite::Statement statement(database_, sql);
    sqlite::Binder binder(statement);
    sqlite::bind(binder, dictionary_, row);
    return binder.run();
  }
  std::vector<Hearing> all(sqlite::Dictionary& dictionary) {
    SQLite::Statement statement(database_, sqlite::select_from<Hearing>("hearing") + "ORDER BY no");
    std::vector<Hearing> rows;
    while (statement.executeStep()) {
      sqlite::Columns values(statement);
      sqlite::read(values, dictionary, rows.emplace_back());
    }
    return rows;
  }

  SQLite::Database database_;
  sqlite::Dictionary dictionary_;
};

Hearing hearing(std::int64_t no) {
  return {CaseId{7}, no, {"Høring", "Hearing"}, "council", "raad@example.dk", day(19'000 + no), "Byrådssalen"};
}

TEST_F(Column, sql_reading_and_equality_follow_from_the_description) {
  const std::string insert = sqlite::insert_into<Hearing>("hearing");
  EXPECT_EQ(insert,
            "INSERT INTO hearing(\"case_id\", \"no\", \"title\", \"holder\", \"held_on\", \"room\") "
            "VALUES(?, ?, ?, ?, ?, ?)");
  EXPECT_EQ(run(insert, hearing(1)), 1);
  Hearing without = hearing(2);
  without.room.clear();
  without.held_on.reset();
  EXPECT_EQ(run(insert, without), 1);
  sqlite::Dictionary another(database_, false);  // that has seen nothing yet
  for (sqlite::Dictionary* dictionary : {&dictionary_, &another}) {
    const std::vector<Hearing> rows = all(*dictionary);
    ASSERT_EQ(rows.size(), 2U);
    EXPECT_TRUE(records::same(rows[0], hearing(1)));
    EXPECT_TRUE(records::same(rows[1], without));
    EXPECT_FALSE(records::same(rows[0], rows[1]));
  }
}

TEST_F(Column, a_difference_in_each_column_is_seen) {
  const Hearing one = hearing(1);
  std::vector<Hearing> others(7, one);
  others[0].case_id.value = 8;
  others[1].no = 2;
  others[2].title.en = "Another";
  others[3].chair = "committee";
  others[4].contact.clear();
  others[5].held_on.reset();
  others[6].room = "Lokale 2";
  for (const Hearing& other : others) EXPECT_FALSE(records::same(one, other)) << &other - others.data();
  EXPECT_TRUE(records::same(one, others[6], {"room"}));
}

TEST_F(Column, a_row_written_again_becomes_the_new_one) {
  run(sqlite::insert_into<Hearing>("hearing"), hearing(1));
  Hearing moved = hearing(1);
  moved.room = "Lokale 2";
  EXPECT_EQ(run(sqlite::update_of<Hearing>("hearing"), moved), 1);
  EXPECT_TRUE(records::same(all(dictionary_).at(0), moved));
  moved.room = "Lokale 3";
  run(sqlite::insert_into<Hearing>("hearing") + sqlite::or_become<Hearing>(), moved);
  EXPECT_TRUE(records::same(all(dictionary_).at(0), moved));
}

TEST_F(Column, what_many_rows_say_is_kept_once) {
  for (std::int64_t no = 1; no <= 20; ++no) run(sqlite::insert_into<Hearing>("hearing"), hearing(no));
  EXPECT_EQ(database_.execAndGet("SELECT count(*) FROM text").getInt(), 2);  // title and room
  EXPECT_EQ(database_.execAndGet("SELECT count(*) FROM holder").getInt(), 1);
  EXPECT_TRUE(dictionary_.changed_rows().empty());
  database_.exec("UPDATE text SET da = 'Noget andet' WHERE id = 1");
  ASSERT_EQ(dictionary_.changed_rows().size(), 1U);
  EXPECT_EQ(dictionary_.changed_rows()[0].en, "row 1 of the table text was changed");
}

TEST_F(Column, a_number_that_nothing_has_is_damage) {
  run(sqlite::insert_into<Hearing>("hearing"), hearing(1));
  database_.exec("UPDATE hearing SET room = 99");
  EXPECT_THROW(all(dictionary_), SQLite::Exception);
  sqlite::Dictionary past(database_, true);  // audit goes on, and sees that the row is another
  EXPECT_EQ(all(past).at(0).room, "?");
}

}  // namespace
}  // namespace aftale::store_test
