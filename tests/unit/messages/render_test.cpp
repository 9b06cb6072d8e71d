#include "engine/messages/render.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "engine/base/json_writer.h"

/// Every shipped template, filled in with facts of the Nordjysk round, is in golden/NAME.LANGUAGE.txt as people read
/// it. With AFTALE_WRITE_EXPECTED=1 the files are written instead; read the difference before you keep it.
namespace aftale::messages {
namespace {

namespace fs = std::filesystem;

const fs::path kGolden = fs::path(AFTALE_SOURCE_DIR) / "tests/unit/messages/golden";
const fs::path kTemplates = fs::path(AFTALE_SOURCE_DIR) / "workflows/templates";

std::string contents(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

records::OutboxRow row_with(std::string facts, std::string template_name = "reminder") {
  records::OutboxRow row;
  row.key = "nsa-2023|approval/0851/chain/council|due|2022-11-24|2022-11-17|0851/council";
  row.template_name = std::move(template_name);
  records::read_facts(row, std::move(facts));
  row.receiver = "aalborg@example.dk";
  row.created_at = *time::Instant::parse("2022-11-17T11:00:00Z");
  return row;
}

std::string facts_with(const std::string& case_title, const std::string& secretariat = "sekretariat@example.dk") {
  std::string facts;
  JsonWriter out(facts);
  out.begin_object().field("case_key", "nsa-2023").field("secretariat", secretariat);
  out.key("da").begin_object().field("case_title", case_title).end_object().end_object();
  return facts;
}

std::string shown(const Result<records::Message>& message) {
  if (!message) return aftale::render(message.error()->findings.front(), Language::en);
  return "Subject: " + message->subject + "\n\n" + message->body;
}

std::vector<fs::path> shipped() {
  std::vector<fs::path> paths;
  for (const auto& entry : fs::directory_iterator(kTemplates)) paths.push_back(entry.path());
  std::sort(paths.begin(), paths.end());
  return paths;
}

Language language_of(const fs::path& path) {
  return path.stem().extension() == ".da" ? Language::da : Language::en;
}

void expect_golden(const std::string& text, const std::string& name) {
  const fs::path path = kGolden / name;
  if (std::getenv("AFTALE_WRITE_EXPECTED")) {  // NOLINT(concurrency-mt-unsafe)
    std::ofstream(path, std::ios::binary) << text;
    return;
  }
  EXPECT_EQ(text, contents(path)) << name;
}

TEST(render, every_shipped_template_reads_as_it_should) {
  ASSERT_GE(shipped().size(), 18U);
  for (const fs::path& path : shipped()) {
    const records::OutboxRow row = row_with(contents(kGolden / "facts.json"), path.stem().stem().string());
    expect_golden(shown(render(row, contents(path), language_of(path))), path.filename().string());
  }
}

TEST(render, every_shipped_template_is_well_and_is_there_in_both_languages) {
  for (const fs::path& path : shipped()) {
    const std::vector<Diagnostic> findings = check_template(contents(path), path.filename().string());
    EXPECT_TRUE(findings.empty()) << aftale::render(findings.front(), Language::en);
    const std::string other = language_of(path) == Language::da ? ".en.txt" : ".da.txt";
    EXPECT_TRUE(fs::exists(kTemplates / (path.stem().stem().string() + other))) << path;
  }
}

TEST(render, what_is_not_known_leaves_its_section_out) {
  const std::string bare = contents(kGolden / "bare-facts.json");
  const std::string with_due = "{\"due\": \"2022-11-24\"," + bare.substr(1);
  for (const fs::path& path : shipped()) {
    const std::string name = path.stem().stem().string();
    const bool of_a_deadline = name == "reminder" || name == "overdue" || name == "escalated" || name == "lifted";
    const records::OutboxRow row = row_with(of_a_deadline ? with_due : bare, name);
    expect_golden(shown(render(row, contents(path), language_of(path))), "bare-" + path.filename().string());
  }
}

/// The golden files above are written to somebody who is told of others.
TEST(render, a_receiver_is_told_what_it_is_to_do) {
  struct Row {
    const char *name, *facts;
    const char *da, *en;  ///< the receiver
  };
  const Row rows[] = {{"owing-", R"("owes": true,)", "Aalborg Byråd", "Council of Aalborg"},
                      {"office-", R"("owes": false, "to_secretariat": true,)",
                       "Sekretariatet for Nordjysk Socialaftale", "Secretariat of the Social agreement"},
                      {"own-office-", R"("owes": true, "to_secretariat": true,)",
                       "Sekretariatet for Nordjysk Socialaftale", "Secretariat of the Social agreement"},
                      {"passed-on-", R"("owes": true, "to_pass_on": true,)", "Aalborg Byråd", "Council of Aalborg"}};
  const std::string all = contents(kGolden / "facts.json");
  const std::string owes_not = "\"owes\": false,";
  for (const Row& one : rows) {
    std::string facts = all;
    facts.replace(facts.find(owes_not), owes_not.size(), one.facts);
    for (const auto& [title, receiver] : {std::pair{"Aalborg Kommune", one.da}, {"Aalborg", one.en}}) {
      const std::string member = "\"receiver_title\": \"";
      facts.replace(facts.find(member + title + "\""), member.size() + std::string(title).size(), member + receiver);
    }
    for (const char* name : {"reminder", "overdue", "escalated", "lifted"}) {
      for (const Language language : {Language::da, Language::en}) {
        const std::string file = std::string(name) + (language == Language::da ? ".da.txt" : ".en.txt");
        const records::OutboxRow row = row_with(facts, name);
        expect_golden(shown(render(row, contents(kTemplates / file), language)), one.name + file);
      }
    }
  }
}

TEST(render, without_a_template_there_is_a_plain_form) {
  const std::string facts = contents(kGolden / "facts.json");
  expect_golden(shown(render(row_with(facts), {}, Language::da)), "plain-reminder.da.txt");
  expect_golden(shown(render(row_with(facts), {}, Language::en)), "plain-reminder.en.txt");
  expect_golden(shown(render(row_with(facts, "own-words"), {}, Language::da)), "plain-own-words.da.txt");
  EXPECT_EQ(shown(render(row_with("{}"), {}, Language::da)), "Subject: Påmindelse:\n\nPåmindelse\n\nSag:  ()\n");
}

TEST(render, the_rest_of_the_message_comes_from_the_facts) {
  const records::OutboxRow row = row_with(contents(kGolden / "facts.json"));
  const Result<records::Message> message = render(row, {}, Language::da);
  ASSERT_TRUE(message);
  EXPECT_EQ(message->id, row.message_id());
  EXPECT_EQ(message->case_key, "nsa-2023");
  EXPECT_EQ(message->receiver, "aalborg@example.dk");
  EXPECT_EQ(message->receiver_title, "Aalborg Kommune");
  EXPECT_EQ(message->sender, "sekretariat@example.dk");
  EXPECT_EQ(message->sender_title, "Sekretariatet for Nordjysk Socialaftale");
  EXPECT_EQ(message->facts, records::facts_json(row));
  ASSERT_EQ(message->attachments.size(), 2U);
  EXPECT_EQ(message->attachments[1].name, "bilag 1 & 2.pdf");
  EXPECT_EQ(message->attachments[1].sha256.substr(0, 4), "cdcd");
}

TEST(render, a_title_cannot_begin_a_header_or_a_tag) {
  struct Row {
    const char* name;
    std::string title, subject;
  };
  const Row kRows[] = {
      {"line feed", "Aftale\nBcc: x@example.dk", "Aftale Bcc: x@example.dk"},
      {"carriage return and line feed", "Aftale\r\nBcc: x@example.dk", "Aftale Bcc: x@example.dk"},
      {"two of them", "Aftale\r\n\r\nEn anden tekst", "Aftale En anden tekst"},
      {"zero byte", std::string("Af\0tale", 7), "Af tale"},
      {"escape", "Aftale\x1b[31m", "Aftale [31m"},
      {"delete and C1", "Aftale\x7f\xc2\x85 2023", "Aftale 2023"},
      {"line separator", "Aftale\xe2\x80\xa8To: x@example.dk", "Aftale To: x@example.dk"},
      {"turned direction",
       "Aftale \xe2\x80\xae"
       "fdp.exe",
       "Aftale fdp.exe"},
      {"mustache", "{{case_key}} {{> x}} {{=<% %>=}}", "{{case_key}} {{> x}} {{=<% %>=}}"},
      {"HTML", "A & B <i>\"'", "A & B <i>\"'"},
  };
  for (const Row& row : kRows) {
    const Result<records::Message> message =
        render(row_with(facts_with(row.title)), "Subject: {{case_title}}\n\n{{case_title}}\n", Language::da);
    ASSERT_TRUE(message) << row.name;
    EXPECT_EQ(message->subject, row.subject) << row.name;
    EXPECT_EQ(message->body, row.subject + "\n") << row.name;
  }
}

TEST(render, an_address_with_a_line_break_is_refused) {
  records::OutboxRow row = row_with(facts_with("Sagen"));
  row.receiver = "a@example.dk\r\nBcc: b@example.dk";
  const Result<records::Message> to = render(row, {}, Language::da);
  ASSERT_FALSE(to);
  EXPECT_STREQ(code_of(to.error()), "bad-receiver");
  const Result<records::Message> from = render(row_with(facts_with("Sagen", "a@example.dk\nBcc: b")), {}, Language::da);
  ASSERT_FALSE(from);
  EXPECT_STREQ(code_of(from.error()), "bad-receiver");
}

TEST(render, without_a_receiver_it_goes_to_the_secretariat) {
  records::OutboxRow row = row_with(facts_with("Sagen"));
  row.receiver.clear();
  ASSERT_TRUE(render(row, {}, Language::da));
  EXPECT_EQ(render(row, {}, Language::da)->receiver, "sekretariat@example.dk");
  records::read_facts(row, facts_with("Sagen", ""));
  ASSERT_FALSE(render(row, {}, Language::da));
  EXPECT_STREQ(code_of(render(row, {}, Language::da).error()), "no-receiver");
}

TEST(render, days_left_count_from_the_day_of_the_facts) {
  const auto left = [](const std::string& day) {
    const std::string facts = "{\"due\":\"2022-11-24\",\"day\":\"" + day + "\",\"secretariat\":\"s@example.dk\"}";
    return render(row_with(facts), "Subject: x\n\n[{{#days_left}}{{days_left}}{{/days_left}}]\n", Language::da)->body;
  };
  EXPECT_EQ(left("2022-11-17"), "[7]\n");
  EXPECT_EQ(left("2022-11-24"), "[0]\n");
  EXPECT_EQ(left("2022-11-25"), "[]\n");
}

TEST(render, a_bad_template_is_refused_with_its_place) {
  struct Row {
    const char *text, *place;
  };
  const Row kRows[] = {
      {"Kære alle\n\nx\n", "reminder:1:1: "},
      {"Subject: x\nBcc: y\n\nz\n", "reminder:2:1: "},
      {"Subject: x", "reminder:2:1: "},
      {"Subject: {{case_title\n\nx\n", "reminder:1:10: "},
      {"Subject: x\n\nåå {{#items}}- {{title}}\n", "reminder:3:4: "},
      {"Subject: x\n\n{{/items}}\n", "reminder:3:1: "},
      {"Subject: x\n\n{{#items}}{{^due_date}}{{/items}}{{/due_date}}\n", "reminder:3:24: "},
      {"Subject: x\n\n{{> case_title}}\n", "reminder:3:1: "},
      {"Subject: x\n\n{{=<% %>=}}\n", "reminder:3:1: "},
      {"Subject: x\n\n{{}}\n", "reminder:3:1: "},
      {"Subject: x\n\n{{{case_title}}\n", "reminder:3:1: "},
      {"Subject: x\n\n\xff\n", "reminder"},
  };
  for (const Row& row : kRows) {
    const Result<records::Message> message = render(row_with(facts_with("Sagen")), row.text, Language::da);
    ASSERT_FALSE(message) << row.text;
    EXPECT_STREQ(code_of(message.error()), "bad-template") << row.text;
    const std::string finding = aftale::render(message.error()->findings.front(), Language::en);
    EXPECT_TRUE(finding.starts_with(row.place)) << row.text << finding;
  }
}

TEST(render, sections_nest_to_the_limit_and_not_past_it) {
  const auto nested = [](std::size_t levels) {
    std::string text = "Subject: x\n\n";
    for (std::size_t i = 0; i < levels; ++i) text += "{{#case_title}}";
    text += "inderst";
    for (std::size_t i = 0; i < levels; ++i) text += "{{/case_title}}";
    return text + "\n";
  };
  EXPECT_EQ(render(row_with(facts_with("Sagen")), nested(60), Language::da)->body, "inderst\n");
  EXPECT_FALSE(render(row_with(facts_with("Sagen")), nested(61), Language::da));
}

TEST(render, facts_that_are_no_facts_are_refused) {
  for (const char* facts : {"", "[]", "{\"da\":", "3"}) {
    const Result<records::Message> message = render(row_with(facts), {}, Language::da);
    ASSERT_FALSE(message) << facts;
    EXPECT_STREQ(code_of(message.error()), "bad-facts") << facts;
  }
}

TEST(check_template, a_name_that_no_message_has_is_found_with_advice) {
  const std::vector<Diagnostic> findings =
      check_template("Subject: {{case_titel}}\n\n{{#due_date}}x{{/due_date}}\n", "own.da.txt");
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_STREQ(findings[0].code, "unknown-name");
  EXPECT_EQ(findings[0].where->column, 10U);
  EXPECT_EQ(findings[0].possible, std::vector<std::string>{"case_title"});
}

}  // namespace
}  // namespace aftale::messages
