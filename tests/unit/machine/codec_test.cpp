#include "engine/machine/format/codec.h"

#include "tests/unit/machine/world.h"

/// The bytes of a branch: what an older program wrote reads and writes back as it was.
namespace aftale::machine::test {
namespace {

constexpr const char* kOld = R"(
workflow: old
version: 1
title: Frist
organisation: small
calendar: denmark
inputs: {due: {type: date}}
data: {round: {type: number, value: 2}}
initial: work
states:
  work:
    owner: group
    ballot: '"discuss"'
    deadlines: {answer: {due: due, warn: [P14D, P7D]}}
    on: {discussed: {to: over}, aside: {to: aside}}
  aside: {on: {back: {to: work}}}
  over: {type: final}
)";

std::string hex(const std::string& bytes) {
  static const char* const kDigits = "0123456789abcdef";
  std::string out;
  for (const char byte : bytes) {
    const auto value = static_cast<unsigned char>(byte);
    out += kDigits[value >> 4];
    out += kDigits[value & 15];
  }
  return out;
}

/// As format 1 was written before there was another.
constexpr const char* kWritten =
    "010000000001000000000000010101dea90203000002e8a90200010001f6a902010100000101000001f6a902010205f6a902030132000000"
    "0105756473617409706f7374706f6e656401daa90200000003";

std::string from_hex(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at + 1 < text.size(); at += 2) {
    out += static_cast<char>(std::stoi(std::string(text.substr(at, 2)), nullptr, 16));
  }
  return out;
}

void live(World& world) {
  ASSERT_TRUE(world.open("2022-01-03", {{"due", "2022-03-16"}}));
  world.advance("2022-03-03");
  ASSERT_TRUE(world.record("2022-03-03", "work", "udsat", "2022-03-02"));
  ASSERT_TRUE(world.send("2022-03-04", "aside"));
  ASSERT_TRUE(world.send("2022-03-04", "back"));
}

TEST(Codec, what_an_older_program_wrote_is_read_and_written_back_identically) {
  World world(kOld);
  live(world);
  std::string bytes;
  encode(*world.instance.branches.front(), world.definition(), bytes);
  EXPECT_EQ(hex(bytes), kWritten);
  const Result<Branch> read = decode(from_hex(kWritten), world.definition());
  ASSERT_TRUE(read.has_value());
  ASSERT_EQ(read->deadlines.size(), 1u);
  EXPECT_EQ(read->deadlines[0].looks, 0);
  EXPECT_TRUE(read->deadlines[0].told.empty());
  std::string again;
  encode(*read, world.definition(), again);
  EXPECT_EQ(hex(again), kWritten);
}

TEST(Codec, what_format_one_cannot_hold_is_written_as_format_two_and_comes_back) {
  World world(kOld);
  live(world);
  Branch branch = *world.instance.branches.front();
  const time::CivilDate day = *time::CivilDate::from_ymd(2022, 3, 17);
  branch.deadlines[0].looks = 3;
  branch.deadlines[0].told = {{0, 1, "group", "group@example.dk", 2, day, day.plus_days(7)},
                              {4, 2, "0851/council", "", 0, std::nullopt, std::nullopt}};
  branch.proposals = {{1, "discussed", true, "anna", world.instance.last_at, sha256("x"), {}, {}}};
  std::string bytes, again;
  encode(branch, world.definition(), bytes);
  EXPECT_EQ(bytes.front(), '\x02');
  const Result<Branch> read = decode(bytes, world.definition());
  ASSERT_TRUE(read.has_value());
  EXPECT_EQ(read->deadlines[0].looks, 3);
  EXPECT_EQ(read->deadlines[0].told, branch.deadlines[0].told);
  ASSERT_EQ(read->proposals.size(), 1u);
  EXPECT_EQ(read->proposals[0].by, "anna");
  EXPECT_EQ(read->proposals[0].at, world.instance.last_at);
  EXPECT_EQ(read->proposals[0].content, sha256("x"));
  encode(*read, world.definition(), again);
  EXPECT_EQ(hex(again), hex(bytes));
}

constexpr const char* kTimed = R"(
workflow: timed
version: 1
title: Frist
organisation: small
calendar: denmark
initial: work
states:
  work:
    after: {P14D: {to: over}, P20D: {to: over}}
    on: {done: {to: over}}
  over: {type: final}
)";

/// A branch that has fired and is kept, as format 4 holds it.
Branch fired(const World& world) {
  Branch branch = *world.instance.branches.front();
  const time::CivilDate day = *time::CivilDate::from_ymd(2022, 3, 17);
  branch.fired = {{1, 0, day}, {1, 0, day.plus_days(3)}, {1, 1, day}};
  branch.kept = true;
  branch.kept_since = day.plus_days(9);
  return branch;
}

TEST(Codec, what_has_fired_and_since_when_a_branch_rests_is_written_as_format_four_and_comes_back) {
  World world(kTimed);
  ASSERT_TRUE(world.open("2022-01-03"));
  const Branch branch = fired(world);
  std::string bytes, again;
  encode(branch, world.definition(), bytes);
  EXPECT_EQ(bytes.front(), '\x04');
  const Result<Branch> read = decode(bytes, world.definition());
  ASSERT_TRUE(read.has_value());
  EXPECT_EQ(read->fired, branch.fired);
  EXPECT_EQ(read->kept_since, branch.kept_since);
  encode(*read, world.definition(), again);
  EXPECT_EQ(hex(again), hex(bytes));
}

TEST(Codec, what_no_branch_can_have_fired_is_refused) {
  World world(kTimed);
  ASSERT_TRUE(world.open("2022-01-03"));
  const std::pair<const char*, std::function<void(Branch&)>> rows[] = {
      {"a step that is not there", [](Branch& branch) { branch.fired.back().state = 9; }},
      {"a rule that is not there", [](Branch& branch) { branch.fired.back().rule = 2; }},
      {"one day twice", [](Branch& branch) { branch.fired[1].day = branch.fired[0].day; }},
      {"days in another order", [](Branch& branch) { std::swap(branch.fired[0], branch.fired[1]); }},
      {"a rest of a branch that is not kept", [](Branch& branch) { branch.kept = false; }}};
  for (const auto& [what, change] : rows) {
    Branch branch = fired(world);
    change(branch);
    std::string bytes;
    encode(branch, world.definition(), bytes);
    EXPECT_FALSE(decode(bytes, world.definition()).has_value()) << what;
  }
}

TEST(Codec, users_behind_proposals_are_kept_in_format_4_and_only_there) {
  World world(kOld);
  live(world);
  Branch branch = *world.instance.branches[0];
  branch.proposals = {{1, "discussed", true, "anna", world.instance.last_at, sha256("x"), "anna", 0u},
                      {1, "approved", false, "bo", world.instance.last_at, sha256("y"), "bo", 4'294'967'295u},
                      {1, "noted", false, "ole", world.instance.last_at, sha256("z"), "", std::nullopt}};
  std::string bytes, again;
  encode(branch, world.definition(), bytes);
  EXPECT_EQ(bytes.front(), '\x04');
  const Result<Branch> read = decode(bytes, world.definition());
  ASSERT_TRUE(read.has_value());
  ASSERT_EQ(read->proposals.size(), 3u);
  for (std::size_t n = 0; n < 3; ++n) {
    EXPECT_EQ(read->proposals[n].user, branch.proposals[n].user);
    EXPECT_EQ(read->proposals[n].uid, branch.proposals[n].uid);
  }
  encode(*read, world.definition(), again);
  EXPECT_EQ(hex(again), hex(bytes));
}

struct Broken {
  const char* what;
  std::function<void(std::string&)> change;
};

TEST(Codec, bytes_that_no_program_wrote_are_refused) {
  const Broken rows[] = {
      {"a format of the future", [](std::string& bytes) { bytes[0] = '\x7f'; }},
      {"format 4 that holds no more than format 1",
       [](std::string& bytes) {
         bytes[0] = '\x04';
         bytes.append(15, '\0');
       }},
      {"format 2 that holds no more than format 1",
       [](std::string& bytes) {
         bytes[0] = '\x02';
         bytes.append(3, '\0');
       }},
      {"cut short", [](std::string& bytes) { bytes.pop_back(); }},
      {"something behind", [](std::string& bytes) { bytes += '\0'; }},
      {"a reminder that the deadline does not have", [](std::string& bytes) { bytes[28] = '\x05'; }},
  };
  World world(kOld);
  for (const Broken& row : rows) {
    std::string bytes = from_hex(kWritten);
    row.change(bytes);
    const Result<Branch> read = decode(bytes, world.definition());
    ASSERT_FALSE(read.has_value()) << row.what;
    EXPECT_STREQ(code_of(read.error()), "damaged") << row.what;
  }
}

}  // namespace
}  // namespace aftale::machine::test
